"""The reader as a whole: bar, banner, page, cards and panel in the margin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.changes import Change
from app.library import Opened
from app.library.citing import SAMPLE_MARK
from app.settings import (
    INSPECTOR_OPEN,
    LEADING,
    LETTER_SPACING,
    MEASURE,
    PARAGRAPH_NUMBERS,
    TEXT_SIZE,
    WORD_SPACING,
    Setting,
    Settings,
)
from ui.actions import Actions
from ui.library.presenter import meta_line
from ui.reader.bar import ReaderBar
from ui.reader.document import Type, meta_words
from ui.reader.findbar import FindBar
from ui.reader.margin import Margin
from ui.reader.markbar import MarkBar
from ui.reader.marking import Marking
from ui.reader.marks import painted_marks
from ui.reader.page import PageView
from ui.reader.panel import WIDTH, InspectorPanel
from ui.reader.presenter import History, Visit, find_all, minutes_left, where
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.states import EmptyState

_EDGE = 16
_TYPE_SETTINGS = (TEXT_SIZE, MEASURE, LEADING, LETTER_SPACING, WORD_SPACING, PARAGRAPH_NUMBERS)


class ReaderView(QWidget):
    """The right pane. Signals carry ids and code points of the open document's Text."""

    document_opened = Signal(str)
    place_changed = Signal(str, int)
    focus_changed = Signal(bool)
    return_requested = Signal()
    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._theme, self._session, self._actions = theme, session, actions
        self._settings = settings
        self._opened: Opened | None = None
        self._history = History()
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self._focused = False
        self._make()
        self._marking = Marking(theme, session, actions, self)
        self._connect()
        self._connect_actions()
        self._show_document(None)

    # Making ---------------------------------------------------------------------------------------

    def _make(self) -> None:
        theme = self._theme
        self.bar = ReaderBar(theme, self._actions)
        self.page = PageView(theme)
        self.page.copied_mark = f" {SAMPLE_MARK}" if self._session.sample else ""
        self.panel = InspectorPanel(theme, self._settings, self)
        self.margin = Margin(theme, self._session, self.page, self)
        self.mark_bar = MarkBar(theme, self._actions, self)
        self.find_bar = FindBar(theme, self._actions, self)
        self._empty = EmptyState(theme, "article", "", "")
        self._foot = Label(theme, "", role="meta", parent=self)
        self._foot.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.page, 1)
        column.addWidget(self._empty, 1)
        self.setFocusProxy(self.page)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(1000)
        self._keeping.timeout.connect(self._keep_place)

    def _connect(self) -> None:
        self.page.place_changed.connect(self._on_place_changed)
        self.page.layout_changed.connect(self.arrange)
        self.page.scrolled.connect(self._on_scrolled)
        self.page.selected_by_mouse.connect(self._on_selected_by_mouse)
        self.page.selection_changed.connect(self._on_selection_changed)
        self.page.current_mark_changed.connect(lambda _id: self.arrange())
        self.panel.resized.connect(self.arrange)
        self.margin.changed.connect(self.arrange)
        self.find_bar.asked.connect(self._find)
        self.find_bar.closed.connect(self._on_find_closed)
        self._session.changed.connect(self._on_changed)
        stop = self._settings.listen(self._on_setting)
        self.destroyed.connect(stop)
        self._set_type()
        self.page.installEventFilter(self)

    def _connect_actions(self) -> None:
        on = self._actions.on
        on("find-in-text", self.find_bar.open_bar)
        on("find-next", lambda: self._step_hit(1))
        on("find-previous", lambda: self._step_hit(-1))
        on("contents", self._show_contents)
        on("back", lambda: self._go(-1))
        on("forward", lambda: self._go(1))
        on("focus", self._toggle_focus)
        on("go-to-paragraph", self._ask_paragraph)
        on("type-settings", self._show_type)
        self._actions["contents"].setCheckable(False)

    def set_inspector_tabs(self, citation: QWidget, source: QWidget) -> None:
        """The two tabs that others make."""
        self.panel.add_page("citation", citation)
        self.panel.add_page("source", source)
        self.arrange()

    # Opening --------------------------------------------------------------------------------------

    @property
    def opened(self) -> Opened | None:
        """The open document with all that belongs to it."""
        return self._opened

    @property
    def current_document(self) -> str | None:
        """The open document's id."""
        return self._opened.document.id if self._opened else None

    def open_document(self, id_: str, place: int | None = None) -> None:
        """Open a document where it was left, or at a code point."""
        if id_ == self.current_document:
            if place is not None:
                self.page.scroll_to(place)
            return
        self._leave()
        self._history.visit(Visit(id_))
        self._open(id_, place)

    def show_passage(self, start: int) -> None:
        """Bring a place of the open document into view."""
        self.page.scroll_to(start)
        mark = self.page.mark_at(start)
        if mark is not None:
            self.page.set_current_mark(mark.id)

    def _open(self, id_: str, place: int | None) -> None:
        library = self._session.library
        opened = library.open_document(id_)
        if place is None:
            kept = library.reading_place(id_)
            place = kept.start if kept is not None else 0
        self._show_document(opened, place)
        self.document_opened.emit(id_)
        self._keeping.start()
        self.show_history()

    def _show_document(self, opened: Opened | None, place: int = 0) -> None:
        self._opened = opened
        has_text = opened is not None and opened.text is not None
        self.page.setVisible(has_text)
        self._empty.setVisible(not has_text)
        self._hits = []
        if opened is not None and has_text:
            row = self._session.library.rows([opened.document.id])
            meta = meta_words(opened, meta_line(row[0])) if row else ""
            self.page.show_text(opened, meta, place)
            self.page.set_marks(painted_marks(opened.highlights))
        elif opened is None:
            self._empty.set_words(
                "Choose a document to read", "Or drop a saved page, a PDF or a .bib file here."
            )
            self.bar.show_place("", "")
        else:
            self._empty.set_words(
                opened.document.title or "Untitled",
                "This reference has no text. Ctrl+Shift+Q keeps a quotation typed from paper.",
                "book",
            )
            self.bar.show_place(opened.document.title, "")
        self.margin.show_notes(opened)
        self._count_notes()
        self._on_place_changed(self.page.place())
        self.arrange()

    def _leave(self) -> None:
        self.margin.finish()
        if self._opened is not None:
            self._history.leave(self.page.place())
            self._keep_place()

    def finish(self) -> None:
        """Keep what is typed and the place, before the window closes."""
        self._leave()

    def _keep_place(self) -> None:
        self._keeping.stop()
        if self._opened is None or not self._session.writable:
            return
        id_, place = self._opened.document.id, self.page.place()
        self._session.change(lambda library: library.keep_reading_place(id_, place))

    def _go(self, by: int) -> None:
        if not self.isVisible():
            self.return_requested.emit()
            return
        self._leave()
        visit = self._history.go(by)
        if visit is not None:
            self._open(visit.document, visit.place)

    def show_history(self) -> None:
        """Have Back and Forward be on where there is somewhere to go."""
        back, forward = self._history.can_go
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)

    # Changes --------------------------------------------------------------------------------------

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if self._opened is None:
            return
        id_ = self._opened.document.id
        if not any(change.id == id_ for change in changes):
            return
        rows = self._session.library.rows([id_])
        if not rows:
            self._show_document(None)
            return
        opened = self._session.library.open_document(id_)
        retitled = opened.document.reference != self._opened.document.reference
        if opened.document.text_id != self._opened.document.text_id or retitled:
            self._show_document(opened, self.page.place())
            return
        self._opened = opened
        self.page.set_marks(painted_marks(opened.highlights))
        self.page.set_notes(opened.notes)
        self.margin.show_notes(opened)
        self._count_notes()
        self.arrange()

    def _count_notes(self) -> None:
        self.panel.tabs.set_count("notes", len(self._opened.notes) if self._opened else 0)

    def _on_setting(self, setting: Setting[object]) -> None:
        if setting in _TYPE_SETTINGS:
            self._set_type()
        elif setting is INSPECTOR_OPEN:
            self.arrange()

    def _set_type(self) -> None:
        get = self._settings.get
        self.page.set_numbers(get(PARAGRAPH_NUMBERS))
        self.page.set_type(
            Type(get(TEXT_SIZE), get(MEASURE), get(LEADING), get(LETTER_SPACING), get(WORD_SPACING))
        )
        self.arrange()

    # Place and margin -----------------------------------------------------------------------------

    def _on_place_changed(self, place: int) -> None:
        if self._opened is None or self._opened.text is None:
            return
        section, told = where(self._opened.text, place)
        self.bar.show_place(section or self._opened.document.title, told)
        self.place_changed.emit(self._opened.document.id, place)
        left = minutes_left(self._opened.text, place)
        self._foot.set_text(
            "  ·  ".join(filter(None, (section, told, f"{left} min left" if left else "")))
            + "        F11  leave focus"
        )
        self._keeping.start()

    def _on_scrolled(self) -> None:
        self.mark_bar.hide()
        self._arrange_cards()

    def arrange(self) -> None:
        """Place panel, cards and floating bars for the present size."""
        roomy = self.width() >= self.page.text_right() + 51 + WIDTH + _EDGE
        # Where the panel would lie over the text it stays away.
        shown = roomy and self._settings.get(INSPECTOR_OPEN) and not self._focused and (
            self._opened is not None
        )  # fmt: skip
        top = self.page.y() if self.page.isVisible() else self._empty.y()
        self.panel.setVisible(shown)
        if shown:
            most = self.height() - top - 2 * _EDGE
            height = self.panel.wanted_height(most)
            left = max(0, self.width() - WIDTH - _EDGE)
            self.panel.setGeometry(left, top + _EDGE, min(WIDTH, self.width()), height)
            self.panel.raise_()
        self.page.set_right_margin_quietly(WIDTH + _EDGE if roomy else 0)
        self.find_bar.move(max(0, self.page.text_right() - 380), top + 4)
        self._foot.setVisible(self._focused)
        self._foot.setGeometry(self.page.text_left(), self.height() - 28, self.width(), 20)
        self._foot.raise_()
        self._roomy = roomy
        self._arrange_cards()

    _roomy = False

    def _arrange_cards(self) -> None:
        floor = self.page.y()
        if self.panel.isVisible():
            floor = self.panel.geometry().bottom() + 8
        left = self.width() - WIDTH - _EDGE
        if self._focused:
            left = min(left, self.page.text_right() + 60)
        self.margin.arrange(left, WIDTH, floor, shown=self._roomy and self.page.isVisible())
        if self.panel.isVisible():
            self.panel.raise_()

    def _on_selected_by_mouse(self) -> None:
        if self._session.writable:
            rect = self.page.selection_rect()
            origin = self.page.viewport().mapTo(self, QPoint(0, 0))
            self.mark_bar.show_at(rect.translated(origin))

    def _on_selection_changed(self) -> None:
        if self.page.selection() is None:
            self.mark_bar.hide()

    # Finding and going ----------------------------------------------------------------------------

    def _find(self, words: str) -> None:
        text = self._opened.text if self._opened else None
        self._hits = find_all(text.canonical, words) if text else []
        place = self.page.place()
        after = (n for n, hit in enumerate(self._hits) if hit[0] >= place)
        self._hit = next(after, 0) - 1
        self._step_hit(1)

    def _step_hit(self, by: int) -> None:
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self.page.set_hits(self._hits, self._hit)
            self.page.select(*self._hits[self._hit])
            if not self.page.is_visible(self._hits[self._hit][0]):
                self.page.scroll_to(self._hits[self._hit][0], 120)
        else:
            self.page.set_hits([])
        self.find_bar.show_count(self._hit + 1, len(self._hits))

    def _on_find_closed(self) -> None:
        self.page.set_hits([])
        self.page.setFocus()

    def _show_contents(self) -> None:
        text = self._opened.text if self._opened else None
        menu = QMenu(self)
        menu.setObjectName("contents-menu")
        for block in text.blocks if text else ():
            if text is not None and block.kind.value == "heading":
                title = "    " * max(0, (block.level or 2) - 2) + text.text_of(block)
                start = block.start
                action = menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, at=start: self.page.scroll_to(at, 24))
        if menu.isEmpty():
            menu.addAction("This text has no headings").setEnabled(False)
        button = self.bar.button("contents")
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _ask_paragraph(self) -> None:
        from ui.reader.asking import ask_paragraph

        if self._opened is not None and self._opened.text is not None:
            ask_paragraph(self._theme, self._opened.text, self, self.page.scroll_to)

    def _show_type(self) -> None:
        from ui.reader.asking import TypePanel

        panel = TypePanel(self._theme, self._settings, self)
        button = self.bar.button("type-settings")
        panel.open_under(button)

    # Focus ----------------------------------------------------------------------------------------

    def _toggle_focus(self) -> None:
        self._focused = self._actions["focus"].isChecked()
        self.bar.setVisible(not self._focused)
        # Room for the line that says where one is, which would lie over the text otherwise.
        self._column.setContentsMargins(0, 0, 0, 36 if self._focused else 0)
        self.page.set_centred(self._focused)
        self.focus_changed.emit(self._focused)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The margin follows the page."""
        if watched is self.page and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            QTimer.singleShot(0, self.arrange)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place what stands in the margin."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
