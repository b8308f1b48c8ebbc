"""The reader as a whole: bar, banner, page, cards and panel in the margin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.annotate.markdown_notes import warm
from app.changes import Change
from app.errors import NotFoundError
from app.library import Opened
from app.library.citing import SAMPLE_MARK
from app.model import Highlight
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
from ui.library.presenter import KIND_WORDS, meta_line
from ui.notes.tab import NotesTab
from ui.reader.arranging import Arranging
from ui.reader.bar import ReaderBar
from ui.reader.document import Type, meta_words
from ui.reader.findbar import FindBar
from ui.reader.finding import Finding
from ui.reader.going import Going
from ui.reader.imaging import Imaging
from ui.reader.later import later
from ui.reader.margin import Margin
from ui.reader.markbar import MarkBar
from ui.reader.marking import Marking
from ui.reader.marks import painted_marks
from ui.reader.nothing import NothingOpen
from ui.reader.page import PageView
from ui.reader.pages.connecting import PageSide
from ui.reader.panel import InspectorPanel
from ui.reader.presenter import COLUMN, LEFT, LETTERS, Beside, minutes_left, where
from ui.reader.quotations import QuotationsView
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.pane import Pane

_TYPE_SETTINGS = (TEXT_SIZE, MEASURE, LEADING, LETTER_SPACING, WORD_SPACING, PARAGRAPH_NUMBERS)
_MARK_BAR_AFTER = 600
"""Milliseconds after which a selection made by keyboard brings the mark bar too."""


class ReaderView(Pane):
    """The right pane. Signals carry ids and code points of the open document's Text."""

    document_opened = Signal(str)
    document_closed = Signal()
    place_changed = Signal(str, int)
    focus_changed = Signal(bool)
    return_requested = Signal()
    said = Signal(str, bool)
    measure_changed = Signal(float)
    """How wide the text's column is, with what grows with it beside it."""

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._theme, self._session, self._actions = theme, session, actions
        self._settings = settings
        self._opened: Opened | None = None
        self._make()
        self._arranging = Arranging(self, settings)
        self._finding = Finding(session.jobs, self.page, self.find_bar, actions)
        self._going = Going(theme, settings, actions, self, self._open)
        self._marking = Marking(theme, session, actions, self)
        self._connect()
        self._show_document(None)
        # The first note would wait for it.
        self._warming = later(self, 400, lambda: session.jobs.in_background(warm, _done, _done))
        self._warming.start()

    # Making ---------------------------------------------------------------------------------------

    def _make(self) -> None:
        theme, session, actions = self._theme, self._session, self._actions
        self.bar = ReaderBar(theme, actions)
        self.page = PageView(theme)
        self.page.copied_mark = f" {SAMPLE_MARK}" if session.sample else ""
        self.quotations = QuotationsView(theme, session, actions)
        self._empty = NothingOpen(theme, actions)
        self.pages = PageSide(theme, session, actions, self._settings, self)
        # First, so that Tab comes to the bar and the text before what stands in the margin.
        self._lay_out()
        self.panel = InspectorPanel(theme, self._settings, self)
        self.notes_tab = NotesTab(theme, session, actions)
        self.notes, self.marks = self.notes_tab.notes, self.notes_tab.marks
        self.panel.add_page("notes", self.notes_tab)
        self.margin = Margin(theme, session, self.page, self)
        self.mark_bar = MarkBar(theme, actions, self)
        self.find_bar = FindBar(theme, actions, self)
        self.foot = Label(theme, "", role="meta", parent=self)
        self.foot.hide()
        self._keeping = later(self, 1000, self._keep_place)
        self._selecting = later(self, _MARK_BAR_AFTER, self._on_selecting)

    def _lay_out(self) -> None:
        self.side = QWidget()
        self.side.setFixedWidth(COLUMN)
        self.side.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        across = QHBoxLayout()
        across.setSpacing(0)
        for widget in (self.page, self.quotations, self._empty, self.pages.pane):
            across.addWidget(widget, 1)
        across.addWidget(self.side)
        column.addLayout(across, 1)
        self.hand_focus_to(self.page)

    def _connect(self) -> None:
        page, margin, notes, quotations = self.page, self.margin, self.notes, self.quotations
        page.place_changed.connect(self._on_place_changed)
        page.layout_changed.connect(self.arrange)
        page.scrolled.connect(self._on_scrolled)
        page.selected_by_mouse.connect(self._on_selected_by_mouse)
        page.selection_changed.connect(self._on_selection_changed)
        page.current_mark_changed.connect(self._on_current_mark)
        page.letter_pressed.connect(self._on_letter_pressed)
        self.panel.resized.connect(self.arrange)
        margin.changed.connect(self._arranging.arrange_cards)
        for each in (notes, self.marks):
            each.grown.connect(self.arrange)
        self.marks.chosen.connect(self._on_mark_chosen)
        quotations.copied.connect(self._on_copied)
        for writing in (margin, notes):
            writing.left.connect(lambda: self._reading().setFocus(Qt.FocusReason.OtherFocusReason))
        for part in (margin, notes, quotations):
            part.deleted.connect(lambda: self.said.emit("Note deleted", True))
        self._session.changed.connect(self._on_changed)
        self.destroyed.connect(self._settings.listen(self._on_setting))
        self._set_type()
        self.pages.connect_view()
        page.installEventFilter(self)
        self._actions.on("focus", self._toggle_focus)
        self._actions.on("add-document-note", self.write_document_note)
        self._imaging = Imaging(self._session, self._actions, page)

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

    @property
    def current_mark(self) -> Highlight | None:
        """The current mark of the text, or the current typed quotation."""
        if self._opened is None:
            return None
        mark = self.page.current_mark
        id_ = self.quotations.current if not self.has_text else mark.id if mark else None
        return next((each for each in self._opened.highlights if each.id == id_), None)

    @property
    def has_text(self) -> bool:
        """Whether a document with a text is open."""
        return self._opened is not None and self._opened.text is not None

    def _reading(self) -> QWidget:
        """What is read in: text, pages, or the quotations of a reference without text."""
        if self.pages.alone:
            return self.pages.pane.view
        return self.page if self.has_text else self.quotations

    def open_document(self, id_: str, place: int | None = None) -> None:
        """Open a document where it was left, or at a code point."""
        if id_ == self.current_document:
            if place is not None:
                self.page.scroll_to(place)
            return
        self.leave()
        if self._open(id_, place):
            self._going.visit(id_)

    def show_passage(self, start: object, mark: object = None) -> None:
        """Bring a code point into view, with the notes of a mark there; or a typed quotation.

        In place of a mark it may be a note on the document that is gone to.
        """
        if mark is not None and self.notes.has(str(mark)):
            self._show_notes_tab()
            self.panel.reveal(self.notes.go_to(str(mark)))
            return
        known = {each.id for each in self._opened.highlights} if self._opened else set()
        wanted = str(mark) if mark in known else None
        if isinstance(start, int):
            self.page.scroll_to(start)
            here = self.page.mark_at(start)
            wanted = wanted or (here.id if here is not None else None)
            if wanted is not None:
                self.page.set_current_mark(wanted)
                self.margin.unfold(wanted)
        elif wanted is not None:
            self.quotations.show_quotation(wanted)

    def _open(self, id_: str, place: int | None) -> bool:
        """Show a document, or that it is in the trash."""
        library = self._session.library
        try:
            opened = library.open_document(id_)
        except NotFoundError:
            self._show_document(None)
            self._empty.show_absent(library, id_)
            return False
        if place is None:
            kept = library.reading_place(id_)
            place = kept.start if kept is not None else 0
        self._show_document(opened, place)
        self.document_opened.emit(id_)
        self._keeping.start()
        return True

    def _show_document(self, opened: Opened | None, place: int = 0) -> None:
        if opened is None and self._opened is not None:
            self.document_closed.emit()
        self._opened = opened
        self._empty.setVisible(opened is None)
        self.pages.show_document(opened, place)
        self.hand_focus_to(self._reading())
        if opened is not None and self.has_text:
            self.page.show_text(opened, self._meta(opened), place)
        elif opened is None:
            self.bar.show_place("", "")
        else:
            self.bar.show_place(opened.document.title, "")
        self._finding.set_text(opened.text if opened else None)
        self.margin.unfold(None)
        self._show_marks_and_notes()
        self._on_place_changed(self.page.place())

    def _show_marks_and_notes(self) -> None:
        opened = self._opened
        if opened is not None and opened.text is not None:
            self.page.set_marks(painted_marks(opened.highlights))
            self.page.set_notes(opened.notes)
            self.margin.show_notes(opened)
        else:
            self.margin.show_notes(None)
        if opened is not None and opened.text is None:
            kind = KIND_WORDS[opened.document.kind]
            self.quotations.show_document(opened, kind, self._meta(opened))
        self.notes_tab.show_document(opened)
        self.panel.tabs.set_count("notes", len(opened.notes) if opened else 0)
        self.arrange()

    def _meta(self, opened: Opened) -> str:
        row = self._session.library.rows([opened.document.id])
        return meta_words(opened, meta_line(row[0])) if row else ""

    def show_way_on(self) -> None:
        """Say what to do where nothing is open: read something, or add something first."""
        if self._opened is None:
            self._empty.show_way_on(self._session.library)

    def show_history(self) -> None:
        """Have Back and Forward be on where there is somewhere to go."""
        self._going.show_history()

    def leave(self) -> None:
        """Keep what is typed and the place, before another document is opened."""
        self._keep_typed()
        if self._opened is not None:
            self._going.leave(self.page.place())
            self._keep_place()

    def finish(self) -> None:
        """Keep what is typed and the place, before the window closes."""
        self.leave()

    def _keep_typed(self) -> None:
        for part in (self.margin, self.notes, self.quotations):
            part.finish()

    def _keep_place(self) -> None:
        self._keeping.stop()
        if self._opened is None or not self._session.writable:
            return
        id_, place = self._opened.document.id, self.page.place()
        self._session.change(lambda library: library.keep_reading_place(id_, place))

    # Changes --------------------------------------------------------------------------------------

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if self._opened is None:
            absent = self._empty.absent
            if absent is None:
                self.show_way_on()
            elif any(change.id == absent for change in changes):
                self.open_document(absent)
            return
        id_ = self._opened.document.id
        if not any(change.id == id_ for change in changes):
            return
        try:
            opened = self._session.library.open_document(id_)
        except NotFoundError:
            self._show_document(None)
            self.show_way_on()
            return
        retitled = opened.document.reference != self._opened.document.reference
        if opened.document.text_id != self._opened.document.text_id or retitled:
            self._show_document(opened, self.page.place())
            return
        self._opened = opened
        self._show_marks_and_notes()

    def _on_setting(self, setting: Setting[object]) -> None:
        if setting in _TYPE_SETTINGS:
            self._set_type()
        elif setting is INSPECTOR_OPEN:
            self._arranging.over = not self._arranging.over
            self.margin.unfold(None)  # the panel is what is wanted now
            self.arrange()

    def _set_type(self) -> None:
        get = self._settings.get
        self.page.set_numbers(get(PARAGRAPH_NUMBERS))
        self.page.set_type(
            Type(get(TEXT_SIZE), get(MEASURE), get(LEADING), get(LETTER_SPACING), get(WORD_SPACING))
        )
        for part in (self.quotations, self.notes_tab):
            part.set_scale(self.page.scale)
        self.measure_changed.emit(self.grown_measure)
        self.arrange()

    @property
    def grown_measure(self) -> float:
        """The text's column in pixels, with the growth of the numbers and letters beside it."""
        return self.page.measure + (self.page.scale - 1) * (LEFT + LETTERS)

    # Place and margin -----------------------------------------------------------------------------

    def _on_place_changed(self, place: int) -> None:
        if self._opened is None or self._opened.text is None:
            return
        section, told = where(self._opened.text, place)
        self.bar.show_place(section or self._opened.document.title, told)
        self.place_changed.emit(self._opened.document.id, place)
        left = minutes_left(self._opened.text, place)
        self.foot.set_text(
            "  ·  ".join(filter(None, (section, told, f"{left} min left" if left else "")))
            + "        F11  leave focus"
        )
        self._keeping.start()

    def _on_scrolled(self) -> None:
        self.mark_bar.hide()
        self._arranging.arrange_cards()

    def arrange(self) -> None:
        """Place panel, cards and floating bars for the present size."""
        self._arranging.arrange()

    def write_document_note(self) -> None:
        """Open an empty card for a note on the document, under the Notes tab."""
        if self._opened is None or not self._session.writable:
            return
        if self._actions["focus"].isChecked():
            self._actions["focus"].trigger()
        self._show_notes_tab()
        self.notes.write()

    def _show_notes_tab(self) -> None:
        if not self._settings.get(INSPECTOR_OPEN):
            self._actions["inspector"].trigger()
        self.panel.show_tab("notes")
        self._arranging.over = True
        self.arrange()

    def make_room_for_card(self) -> None:
        """Let the panel give way where a card is to be written in: to the row of its tabs."""
        self._arranging.over = False
        if self.panel.isVisible() and self._arranging.place is Beside.MARGIN:
            self.panel.show_tab("notes")
        self.arrange()

    def _on_mark_chosen(self, start: int | None, mark: str) -> None:
        self.show_passage(start, mark)
        self._reading().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_letter_pressed(self, mark: str) -> None:
        """A letter brings its folded cards out, or puts them back."""
        if self.margin.unfolded == mark:
            self.margin.unfold(None)
        elif self.margin.has_folded(mark):
            self.margin.unfold(mark)

    def _on_current_mark(self, id_: str | None) -> None:
        self.marks.show_current(id_)
        if self.margin.unfolded and id_ != self.margin.unfolded:
            self.margin.unfold(None)
        self._arranging.arrange_cards()

    def _on_copied(self, quotation: str) -> None:
        self.quotations.show_quotation(quotation)
        self._actions["copy-quotation"].trigger()

    # Selecting ------------------------------------------------------------------------------------

    def _on_selected_by_mouse(self) -> None:
        self._selecting.stop()
        if self._session.writable:
            self._arranging.show_mark_bar()

    def _on_selection_changed(self) -> None:
        self._selecting.stop()
        if self.page.selection() is None:
            self.mark_bar.hide()
        elif self.page.hasFocus() and self.find_bar.isHidden():
            self._selecting.start()

    def _on_selecting(self) -> None:
        """A selection made by keyboard rests: the bar tells what can be done with it."""
        if self.page.hasFocus() and self.page.selection() is not None:
            self._on_selected_by_mouse()

    # Focus ----------------------------------------------------------------------------------------

    def _toggle_focus(self) -> None:
        focused = self._arranging.focused = self._actions["focus"].isChecked()
        self.bar.setVisible(not focused)
        # Room for the line that says where one is, which would lie over the text otherwise.
        self._column.setContentsMargins(0, 0, 0, 36 if focused else 0)
        self.page.set_centred(focused)
        self.focus_changed.emit(focused)
        self.arrange()

    # Qt -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The margin follows the page; Enter on a mark goes to its note, Esc folds it again."""
        if watched is self.page and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            QTimer.singleShot(0, self, self.arrange)
        if watched is self.page and isinstance(event, QKeyEvent) and (
            event.type() is QEvent.Type.KeyPress and self._on_page_key(event.key())
        ):  # fmt: skip
            return True
        return super().eventFilter(watched, event)

    def _on_page_key(self, key: int) -> bool:
        mark = self.page.current_mark
        if key == Qt.Key.Key_Escape and self._arranging.over:
            self._arranging.over = False
            self.arrange()
            return True
        if key == Qt.Key.Key_Escape and self.margin.unfolded is not None:
            self.margin.unfold(None)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mark is not None:
            return self.margin.go_to(mark.id)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place what stands in the margin."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


def _done(_answer: object) -> None:
    """What is done with no answer."""
