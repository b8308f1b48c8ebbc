"""The text on its page: numbers, marks and letters painted around what Qt lays out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from app.library import Opened
from ui.reader.document import Builder, Type
from ui.reader.marks import PaintedMark
from ui.reader.offsets import DisplayMap
from ui.reader.page_caret import PageCaret, defanged
from ui.reader.page_footnotes import PageFootnotes, Sign
from ui.reader.page_images import PageImages
from ui.theme import Theme
from ui.theme.fonts import line_width

__all__ = ["PageView", "defanged"]

LEFT, LETTERS = 56, 51
FIRST_SLICE, SLICE = 6000, 12_000
_FOOT = 240
"""Paper below the last line, so that it can be read higher up."""


class PageView(PageCaret):
    """The open text, read only. Offsets are code points of its Text."""

    selection_changed = Signal()
    current_mark_changed = Signal(object)
    place_changed = Signal(int)
    scrolled = Signal()
    layout_changed = Signal()
    text_completed = Signal()
    selected_by_mouse = Signal()
    letter_pressed = Signal(str)
    note_requested = Signal()
    gone_to = Signal(int)
    """Somewhere was gone to by a command, not by scrolling."""
    look_changed = Signal()
    """Marks, the current one or places found are other ones than before."""

    def __init__(self, theme: Theme, *, name: str = "page") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("Text")
        self.setProperty("bare", True)
        self._theme = theme
        self._type = Type()
        self._opened: Opened | None = None
        self._meta = ""
        self._marks: list[PaintedMark] = []
        self._hits: list[tuple[int, int]] = []
        self._current: str | None = None
        self._builder: Builder | None = None
        self._map = DisplayMap()
        self._numbers = True
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The caret is painted by the page, in the accent.
        self.setCursorWidth(0)
        self.images = PageImages(theme, self)
        self.footnotes = PageFootnotes(theme, self)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slice)
        self.selectionChanged.connect(self.selection_changed)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # What is shown --------------------------------------------------------------------------------

    def show_text(self, opened: Opened, meta: str, place: int = 0) -> None:
        """Show a document's text, scrolled to ``place``; the rest of a long one follows soon."""
        self._opened, self._meta = opened, meta
        self._marks, self._hits, self._current = [], [], None
        self._paragraph, self._notes = -1, opened.notes
        self._wanted, self._held = place or None, None
        self.setAccessibleName(f"Text of {opened.document.title}")
        self.images.begin(opened.images)
        self.footnotes.begin(opened.text)
        self._build()

    def clear_text(self) -> None:
        """Show nothing."""
        self._slices.stop()
        self._opened = None
        self._marks = []
        self.images.begin(())
        self.footnotes.begin(None)
        self.setDocument(QTextDocument(self))

    def set_type(self, type_: Type) -> None:
        """Set the text otherwise; the place stays."""
        if type_ != self._type:
            self._type = type_
            self._rebuild()

    def set_numbers(self, shown: bool) -> None:
        """Show paragraph numbers or not."""
        self._numbers = shown
        self.viewport().update()

    @property
    def measure(self) -> float:
        """The width of the text's column in pixels."""
        return line_width(self._theme.serif_font(self._type.px), self._type.characters)

    def set_marks(self, marks: Sequence[PaintedMark]) -> None:
        """Paint these marks."""
        self._marks = list(marks)
        self.viewport().update()
        self.look_changed.emit()

    @property
    def marks(self) -> Sequence[PaintedMark]:
        """The marks painted, by start."""
        return self._marks

    def set_current_mark(self, id_: str | None) -> None:
        """Make a mark the current one, or none."""
        if id_ != self._current:
            self._current = id_
            self.viewport().update()
            self.look_changed.emit()
            self.current_mark_changed.emit(id_)

    @property
    def current_mark(self) -> PaintedMark | None:
        """The current mark."""
        return next((mark for mark in self._marks if mark.id == self._current), None)

    def set_hits(self, hits: Sequence[tuple[int, int]], current: int | None = None) -> None:
        """Underline places found, in reading order; the ``current`` one with a thicker line."""
        self._hits, self._current_hit = sorted(hits), current
        self.viewport().update()
        self.look_changed.emit()

    @property
    def hits(self) -> tuple[Sequence[tuple[int, int]], int | None]:
        """The places found, and the number of the current one."""
        return self._hits, self._current_hit

    def scroll_to(self, offset: int, top: int = 64) -> None:
        """Bring a place to ``top`` pixels below the upper edge; as soon as it is shown."""
        super().scroll_to(offset, top)
        self.gone_to.emit(offset)

    # Building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        assert self._opened is not None  # noqa: S101 - told to the type checker
        self._slices.stop()
        builder = Builder(self._theme, self._type, self._opened, self._meta, self.images.height)
        self.images.place(builder.images)
        near = self._wanted is not None and self._wanted < SLICE
        finished = builder.add(SLICE + FIRST_SLICE if near else FIRST_SLICE)
        self._builder, self._map = None if finished else builder, builder.map
        builder.document.setParent(self)
        self._fitted = None
        self._prepare(builder.document)
        # Qt deletes the document shown before, which is this widget's child.
        self.setDocument(builder.document)
        self._fit()
        self._go_to_wanted()
        if finished:
            self._completed()
        else:
            self._slices.start()

    def _on_slice(self) -> None:
        if self._builder is not None:
            finished = self._builder.add(SLICE)
            if finished:
                self._builder = None
            self._go_to_wanted()
            if finished:
                self._completed()

    def _go_to_wanted(self) -> None:
        """Go where reading goes on, once that place and a screenful below it are there."""
        wanted = self._wanted
        if wanted is not None and (not self._building() or self._map.end > wanted + FIRST_SLICE):
            self._wanted = None
            self.scroll_to(wanted, 16)

    def _building(self) -> bool:
        return self._builder is not None

    def _completed(self) -> None:
        self._slices.stop()
        self._take_hold()
        self.text_completed.emit()
        self.layout_changed.emit()

    def _rebuild(self) -> None:
        """Set the text anew; place, marks, the current one and what is selected stay."""
        if self._opened is not None:
            marks, hits = self._marks, self._hits
            bar = self.verticalScrollBar()
            if self._wanted is None and bar.value() > 8:
                self._wanted = self.place()
            if self._held is None:
                self._held = self.held()
            self._build()
            self._marks, self._hits = marks, hits
            self._take_hold()
            self.viewport().update()

    _held: tuple[int, int] | None = None
    """Where selection and caret are to stand again, once the text is there that far."""

    def _take_hold(self) -> None:
        if self._held is not None and (not self._building() or self._map.end > max(self._held)):
            held, self._held = self._held, None
            self.hold(*held)

    def _on_theme_changed(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, self._theme.tokens.text)
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.tokens.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.tokens.text)
        self.setPalette(palette)
        self._rebuild()

    # Layout ---------------------------------------------------------------------------------------

    def column(self) -> float:
        """The width of the text, never wider than the pane."""
        return min(self.measure, max(120.0, self.width() - LEFT * self.scale - 20))

    def set_right_margin(self, pixels: int) -> None:
        """Keep so many pixels at the right for what stands in the margin."""
        self._right = pixels
        self._fit()

    def set_right_margin_quietly(self, pixels: int) -> None:
        """The same, only where it is another than before."""
        if pixels != self._right:
            self.set_right_margin(pixels)

    _right = 0
    _centred = False

    def set_centred(self, centred: bool) -> None:
        """Whether the column stands in the middle, as it does when only the text is left."""
        self._centred = centred
        self._fit()

    def _fit(self) -> None:
        """Give the text its measure, and the rest to the margins."""
        left, column = round(LEFT * self.scale), round(self.column())
        spare = self.width() - left - column - round(LETTERS * self.scale) - self._right
        if self._centred and spare > 0:
            left += spare // 2
        self._origin = left
        if self._fitted != (left, column):
            kept = self.place() if self._fitted and self.verticalScrollBar().value() > 8 else None
            self._fitted = left, column
            self._prepare(self.document())
            self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
            self.setLineWrapColumnOrWidth(left + column)
            self.images.refit()
            if kept is not None:
                self.scroll_to(kept, 16)
        self.layout_changed.emit()

    def _prepare(self, document: QTextDocument) -> None:
        """Give a document its margins; each change of them lays all of it out again."""
        frame = document.rootFrame().frameFormat()
        if frame.leftMargin() != self._origin:
            frame.setLeftMargin(self._origin)
            frame.setTopMargin(32)
            frame.setBottomMargin(_FOOT)
            document.rootFrame().setFrameFormat(frame)

    _fitted: tuple[int, int] | None = None

    _origin = LEFT

    # Painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills and grounds, then the lanes, the text, numbers, letters and fades."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.tokens.paper)
        # Letters stand beside the line a mark begins on, so all that is seen is looked through.
        blocks = list(self._seen(self.viewport().rect()))
        self.paint_grounds(painter, blocks)
        self.paint_marks(painter, blocks)
        self.images.paint(painter, blocks)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_hits(painter, blocks)
        self.paint_bullets(painter, blocks)
        self.paint_numbers(painter, blocks)
        self.footnotes.paint(painter, blocks)
        self.paint_letters(painter, blocks)
        self.paint_fade(painter)
        self.paint_caret(painter)
        painter.end()

    # Events ---------------------------------------------------------------------------------------

    def _on_scrolled(self) -> None:
        self.scrolled.emit()
        self.place_changed.emit(self.place())

    def _on_cursor(self) -> None:
        self.viewport().update()
        # While the text is set anew the caret is nowhere for a moment.
        if self.textCursor().hasSelection() or self._held is not None:
            return
        mark = self.mark_at_caret()
        self.set_current_mark(mark.id if mark else None)
        self._tell_paragraph()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a letter makes its mark the current one."""
        for mark, rect in self.badges():
            if rect.contains(event.position()):
                self.set_current_mark(mark.id)
                self.letter_pressed.emit(mark.id)
                return
        sign = self._sign_at(event.position())
        if sign is not None:
            self.go_to(sign.goes)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection made by mouse brings the mark bar."""
        super().mouseReleaseEvent(event)
        if self.selection() is not None:
            self.selected_by_mouse.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a letter writes its note; on a word it selects the word."""
        for mark, rect in self.badges():
            if rect.contains(event.position()):
                self.set_current_mark(mark.id)
                self.note_requested.emit()
                return
        super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """An address under the pointer is shown so that it can't be opened."""
        if isinstance(event, QHelpEvent):
            address = self.address_at(event.pos())
            sign = self._sign_at(event.pos().toPointF())
            if sign is not None:
                QToolTip.showText(event.globalPos(), self.footnotes.told(sign), self)
            elif address:
                QToolTip.showText(event.globalPos(), defanged(address), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _sign_at(self, point: QPointF) -> Sign | None:
        return self.footnotes.at(point, list(self._seen(self.viewport().rect())))

    def go_to_footnote(self) -> bool:
        """From the caret to the next footnote, or from a footnote back; whether there was one."""
        caret = self.caret()
        goes = self.footnotes.other_end(caret if self.is_visible(caret) else self.place())
        if goes is not None:
            self.go_to(goes)
        return goes is not None

    def go_to(self, offset: int) -> None:
        """Put the caret at a code point, a third of the way down where it isn't seen yet."""
        self.hold(offset, offset)
        if not self.is_visible(offset):
            self.scroll_to(offset, self.viewport().height() // 3)
        self._on_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space scrolls by a page; Esc is the window's."""
        if event.key() == Qt.Key.Key_Escape:
            if self.textCursor().hasSelection():
                self.clear_selection()
            else:
                event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = self.viewport().height() - 2 * self._type.line
            bar.setValue(bar.value() + (-step if back else step))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel are the window's: it changes the text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column keeps its measure."""
        super().resizeEvent(event)
        self._fit()

    def loadResource(self, type_: int, name: object) -> object:
        """Nothing: no picture, sheet or file is ever fetched for a text."""
        return None
