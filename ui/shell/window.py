"""The main window on one open library: panes, pages, actions, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from app.errors import SourcebookError
from app.model import DocumentId
from app.settings import (
    INSPECTOR_OPEN,
    LAST_DOCUMENTS,
    SIDEBAR_OPEN,
    TEXT_SIZE,
    THEME,
    WINDOW_GEOMETRY,
    Settings,
)
from ui.actions import Actions, Where
from ui.library.list import DocumentList
from ui.library.presenter import Place, shown
from ui.library.sidebar import Sidebar
from ui.session import Session
from ui.shell.helping import Helping
from ui.shell.menus import fill_menu_bar
from ui.shell.notice import notice_for
from ui.shell.opener import Opener
from ui.shell.pages import PAGE_PLACES, PAGE_TITLES
from ui.shell.workspace import Workspace
from ui.theme import THEMES, Theme
from ui.widgets.motion import SLIDE, fade_in
from ui.widgets.notices import Toast

# Pages are imported when they are first shown: the window stands sooner without them.
if TYPE_CHECKING:
    from ui.adding.page import AddingPage
    from ui.cite.citation import CitationTab
    from ui.cite.source import SourceTab
    from ui.notes.marks_page import MarksPage
    from ui.notes.notes_page import NotesPage
    from ui.reader.view import ReaderView
    from ui.search.page import SearchPage
    from ui.shell.reading import Reading


class MainWindow(QMainWindow):
    """One library in a window. Closing it closes the session."""

    def __init__(
        self, theme: Theme, session: Session, settings: Settings, application: Opener
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(640, 400)
        self.setAcceptDrops(True)
        self.setWindowTitle(f"{shown(session.name)[:120]} – Sourcebook")
        self.theme, self.session, self.settings = theme, session, settings
        self.application = application
        self.actions_ = Actions(theme, self)
        self.help_ = Helping(theme, self)
        self._make_panes()
        self._pages: dict[str, QWidget] = {}
        self._trail: list[str] = []
        self.toast = Toast(theme, self)
        self._alt_alone = False
        fill_menu_bar(self.menuBar(), self.actions_)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self._connect_panes()
        self._connect_actions()
        # Else the system gives the keyboard to what comes first, the switcher.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.workspace.painted.connect(self._restore, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=3000)
        self._watch.timeout.connect(self._on_watched)
        if session.obstacle == "read-only":
            self._watch.start()

    # Panes ----------------------------------------------------------------------------------------

    def _make_panes(self) -> None:
        theme, session, actions = self.theme, self.session, self.actions_
        self.workspace = Workspace(theme, self.settings)
        self.sidebar = Sidebar(theme, session, actions)
        self.list = DocumentList(theme, session, actions, self.settings)
        self.workspace.set_panes(self.sidebar, self.list)
        self.setCentralWidget(self.workspace)
        notice = notice_for(theme, session, self.application)
        if notice is not None:
            self.workspace.set_notice(notice)
        actions.hear(Where.LIST, self.list)

    _reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The text's side of the window; the window stands sooner for making it when asked for."""
        if self._reading is None:
            from ui.shell.reading import Reading

            self._reading = Reading(self)
            self._reading.connect_panes()
        return self._reading

    @property
    def reader(self) -> ReaderView:
        """The pane that a text is read in."""
        return self.reading.reader

    @property
    def citation(self) -> CitationTab:
        """The inspector's tab that shows how the place is cited."""
        return self.reading.citation

    @property
    def source(self) -> SourceTab:
        """The inspector's tab of the reference."""
        return self.reading.source

    def _connect_panes(self) -> None:
        self.sidebar.place_chosen.connect(self._on_place_chosen)
        self.sidebar.switch_requested.connect(self._on_switch_requested)
        self.list.document_chosen.connect(self.open_document)
        self.list.files_dropped.connect(self.add_files)
        self.list.search_requested.connect(self.search)
        self.list.said.connect(self.say)
        self.workspace.page_bar.back_requested.connect(self.leave_page)
        self.sidebar.said.connect(self.say)
        self.session.history_changed.connect(self._on_history_changed)
        self.session.failed.connect(self.show_error)
        self.session.broke.connect(self.report_bug)
        self.session.announce_history()

    def _page(self, name: str) -> QWidget:
        """A page by its name, made on first use."""
        if name not in self._pages:
            self._pages[name] = getattr(self, f"_make_{name}")()
        return self._pages[name]

    def _make_adding(self) -> AddingPage:
        from ui.adding.page import AddingPage
        from ui.doubting.connecting import connect_page

        page = AddingPage(self.theme, self.session, self.actions_)
        page.document_requested.connect(self._back_to_document)
        connect_page(self, page)
        return page

    def _make_inbox(self) -> QWidget:
        from ui.inbox.connecting import make_page

        return make_page(self)

    def _make_marks(self) -> MarksPage:
        from ui.notes.marks_page import MarksPage

        page = MarksPage(self.theme, self.session, self.actions_, self.settings)
        page.mark_requested.connect(self.show_passage)
        page.said.connect(self.say)
        return page

    def _make_notes(self) -> NotesPage:
        from ui.notes.notes_page import NotesPage

        page = NotesPage(self.theme, self.session, self.actions_, self.settings)
        page.note_requested.connect(self.show_passage)
        page.said.connect(self.say)
        return page

    def _make_search(self) -> SearchPage:
        from ui.search.page import SearchPage

        page = SearchPage(self.theme, self.session, self.actions_, self.settings)
        page.hit_requested.connect(self.show_passage)
        return page

    # What is shown --------------------------------------------------------------------------------

    def open_document(self, id_: str) -> None:
        """Open a document in the reader."""
        self.show_panes()
        self.workspace.set_reading(True)
        self.reader.open_document(id_)
        self.list.select(id_)

    def show_page(self, name: str) -> QWidget:
        """Show a page in place of list and reader: adding, marks, notes or search."""
        page, before = self._page(name), self.page_name
        if before is not None and before != name:
            self._trail = [each for each in self._trail if each not in (before, name)] + [before]
        self.workspace.show_page(page)
        self.sidebar.show_current(PAGE_PLACES.get(name))
        self.workspace.page_bar.show_way(self._way_back())
        self.actions_["back"].setEnabled(True)
        return page

    def show_panes(self) -> None:
        """Show list and reader, whatever page was shown."""
        self._trail = []
        self.workspace.show_page(None)
        self.sidebar.show_current(self.list.place)
        self.reader.show_history()

    def leave_page(self) -> None:
        """Go back to where one was before the page: another page, or list and reader."""
        if self._trail:
            name = self._trail.pop()
            trail = list(self._trail)
            self.show_page(name)
            self._trail = trail
            self.workspace.page_bar.show_way(self._way_back())
            return
        self.show_panes()
        pane = self.reader if self.reader.current_document else self.list
        pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep what is typed, before the library is let go of."""
        if self._reading is not None:
            self.reader.finish()
        for page in self._pages.values():
            finish = getattr(page, "finish", None)
            if finish is not None:
                finish()

    @property
    def current_document(self) -> str | None:
        """The document that is open."""
        return self.reader.current_document if self._reading is not None else None

    @property
    def adding_now(self) -> bool:
        """Whether files are being added."""
        page = cast("AddingPage | None", self._pages.get("adding"))
        return page is not None and page.working

    def stop_adding(self) -> None:
        """Stop adding files; what was finished is kept."""
        if self.adding_now:
            cast("AddingPage", self._pages["adding"]).stop()

    @property
    def page_name(self) -> str | None:
        """The page that is shown in place of list and reader."""
        shown_now = self.workspace.page
        return next((name for name, page in self._pages.items() if page is shown_now), None)

    def _way_back(self) -> str:
        if self._trail:
            return PAGE_TITLES[self._trail[-1]]
        opened = self.reader.opened
        return opened.document.title if opened is not None else self.list.place.title

    def show_passage(self, id_: str, start: object = None, what: object = None) -> None:
        """Open a document at a code point or mark; with None for both where it was left."""
        self.open_document(id_)
        self.reader.show_passage(start, what)

    def add_files(self, paths: list[str]) -> None:
        """Add files and show how far that is."""
        if not paths:
            return
        if not self.session.writable:
            self.say("This window can only read; another one has the library open.")
            return
        page = cast("AddingPage", self.show_page("adding"))
        page.add(paths)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_imports(self) -> None:
        """Show what was added last."""
        self.show_page("adding")

    def show_in_sidebar(self, place: Place) -> None:
        """Go to a place of the sidebar."""
        self.sidebar.select(place)
        self._on_place_chosen(place)

    def focus_search(self) -> None:
        """Move the keyboard to the search field, which may have to come back first."""
        self.show_panes()
        if not self.list.isVisible():
            self.workspace.toggle_sidebar()
        self.list.focus_search()

    def search(self, text: str) -> None:
        """Search the texts of the library."""
        page = cast("SearchPage", self.show_page("search"))
        page.search(text)

    def say(self, text: str, undoable: bool = False) -> None:
        """Say what was done, with Undo where it can be taken back."""
        if undoable:
            self.toast.show_message(text, "Undo", self.session.undo, "Ctrl+Z")
        else:
            self.toast.show_message(text)

    def show_error(self, error: SourcebookError) -> None:
        """Tell a known error that nobody nearer has shown."""
        from ui.shell.bugs import ErrorSheet

        told = " ".join(filter(None, (error.message, error.hint)))
        self.toast.show_message(told, "Details", lambda: ErrorSheet(self.theme, error, self).open())

    def report_bug(self, error: BaseException) -> None:
        """Tell of a mistake of the program, with a report to copy."""
        from ui.shell.bugs import BugSheet

        BugSheet(self.theme, error, self).open()

    # Signals --------------------------------------------------------------------------------------

    def _on_place_chosen(self, place: Place) -> None:
        if place.kind in PAGE_PLACES:
            page = self.show_page(place.kind)
            page.refresh()  # type: ignore[attr-defined]
        else:
            self.list.show_place(place)
            self.show_panes()

    def _on_switch_requested(self, at: QPoint) -> None:
        from ui.library.switcher import fill_switcher

        menu = QMenu(self)
        menu.setObjectName("switcher")
        fill_switcher(menu, self.theme, self.session, self.application)
        menu.popup(at)

    def _back_to_document(self, id_: str) -> None:
        self.open_document(id_)

    def _on_history_changed(self, undo: str, redo: str) -> None:
        for id_, word, label in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            action = self.actions_[id_]
            action.setText(f"{word} {label}".strip())
            action.setEnabled(bool(label))

    def _restore(self) -> None:
        """Open what was open last in this library; called once it has been painted."""
        if not self.isVisible():
            return
        library = self.session.library
        last = self.settings.get(LAST_DOCUMENTS).get(str(self.session.folder), "")
        known = [row.id for row in library.rows([DocumentId(last)])] or library.latest_read(1)
        if known and self.reader.opened is None:
            # In its final place before it is filled, or it would come to stand elsewhere.
            self.workspace.set_reading(True)
            self.reader.open_document(known[0])
        self.reader.show_way_on()
        if known and (self.list.untouched or not self._focus_is_in_pane()):
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_is_in_pane(self) -> bool:
        focused = QApplication.focusWidget()
        panes = (self.sidebar, self.list, self.reader)
        return focused is not None and any(pane.isAncestorOf(focused) for pane in panes)

    def _on_watched(self) -> None:
        """Tell once that the library may be changed here now."""
        free = self.session.again()
        if free is not None:
            free.close()
            self._watch.stop()
            told = "The other window was closed. You can change this library here now."
            self.toast.show_message(told, "Reload", self.application.reload)

    # Actions --------------------------------------------------------------------------------------

    def _connect_actions(self) -> None:
        from ui.shell.wiring import connect

        connect(self)
        self.show_checked()
        for id_ in ("undo", "redo"):
            self.actions_[id_].setEnabled(False)
        self.session.announce_history()

    def cycle_theme(self) -> None:
        """The next of paper, sepia and dark."""
        place = THEMES.index(self.theme.name)
        self.settings.set(THEME, THEMES[(place + 1) % len(THEMES)])

    def change_text_size(self, by: int) -> None:
        """Larger or smaller reading text; 0 for the default."""
        size = self.settings.get(TEXT_SIZE) + by if by else TEXT_SIZE.default
        if TEXT_SIZE.sound(size):
            self.settings.set(TEXT_SIZE, size)

    def toggle_inspector(self) -> None:
        """Show or hide the panel in the text's margin."""
        self.settings.set(INSPECTOR_OPEN, not self.settings.get(INSPECTOR_OPEN))
        self.workspace.arrange()
        if self.settings.get(INSPECTOR_OPEN) and self.reader.panel.isVisible():
            fade_in(self.reader.panel, self.theme, SLIDE)
        self.show_checked()

    def show_checked(self) -> None:
        """Have the actions that are on or off say which."""
        self.actions_["inspector"].setChecked(self.settings.get(INSPECTOR_OPEN))
        self.actions_["sidebar"].setChecked(self.settings.get(SIDEBAR_OPEN))

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self.workspace.toggle_sidebar()
        self.show_checked()

    def next_pane(self, by: int) -> None:
        """Move the keyboard to the next pane that is shown."""
        panes: list[QWidget] = [self.sidebar, self.workspace.page or self.list]
        if self.workspace.page is None:
            panes.append(self.reader)
        shown = [pane for pane in panes if pane.isVisible()]
        now = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if now and pane.isAncestorOf(now)), -1)
        if shown:
            shown[(at + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def paste(self) -> None:
        """Add what is on the clipboard."""
        from ui.adding.pasting import paste_paths

        try:
            self.add_files(paste_paths(QGuiApplication.clipboard().mimeData() or QMimeData()))
        except SourcebookError as error:
            self.show_error(error)

    # Qt -------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood, keep what is typed, let go of the library."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.settings.set(WINDOW_GEOMETRY, geometry)
        self._watch.stop()
        self.finish()
        self.session.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pages and references may be dropped anywhere."""
        from ui.adding.pasting import accepts

        if accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        from ui.adding.pasting import paste_paths

        try:
            self.add_files(paste_paths(event.mimeData()))
        except SourcebookError as error:
            self.show_error(error)
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the focus mode, a drawer, or a page; Alt alone shows the menus."""
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt pressed and released by itself shows or hides the menu bar."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            bar = self.menuBar()
            if not bar.isNativeMenuBar():
                bar.setVisible(not bar.isVisible())
                if bar.isVisible():
                    bar.setFocus()
        self._alt_alone = False
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click somewhere ends what Alt began."""
        self._alt_alone = False
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another window came to the front: Alt was for it."""
        if event.type() is QEvent.Type.ActivationChange:
            self._alt_alone = False
        super().changeEvent(event)

    def _escape(self) -> None:
        if self.workspace.drawer_open:
            self.workspace.close_drawer()
        elif self.actions_["focus"].isChecked():
            self.actions_["focus"].trigger()
        elif self.workspace.page is not None:
            self.leave_page()
