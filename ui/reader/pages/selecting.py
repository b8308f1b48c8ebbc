"""Pages under the pointer: passages selected by dragging, letters and marks pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.model import Text
from ui.reader.marks import PaintedMark, marks_within
from ui.reader.pages.painting import on
from ui.reader.pages.scroll import PageScroll

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import PageMap

NO_TEXT = "These words are not in the text, such as a running head: they can’t be marked."


class PageSelecting(PageScroll):
    """What is selected is a passage of the Text; offsets are code points."""

    selection_changed = Signal(object)
    selected_by_mouse = Signal()
    clicked_at = Signal(object)
    letter_pressed = Signal(str)
    note_requested = Signal()
    foreign_pressed = Signal(str)

    _text: Text | None = None
    _anchor: int | None = None

    def map_of(self, page: int) -> PageMap | None:
        """A page laid against the Text, once that was done."""
        return self.shown.maps.get(page)

    def selection_rect(self) -> QRect:
        """Where what is selected can be seen."""
        rect = QRectF()
        if self.shown.selection is not None:
            for page in self.seen():
                found = self.map_of(page)
                for box in found.boxes(*self.shown.selection) if found is not None else ():
                    rect = rect.united(on(self.rect_of(page), box))
        return rect.toRect().intersected(self.viewport().rect())

    def select(self, selection: tuple[int, int] | None) -> None:
        """Show a passage as selected, or none."""
        if selection != self.shown.selection:
            self.shown.selection = selection
            self.viewport().update()

    def _under(self, point: QPointF) -> tuple[PageMap, float, float] | None:
        """The page under a point, or the nearest, and the point as shares of it."""
        if not self.sheets:
            return None
        page = self._stack.page_at(point.y() + self.verticalScrollBar().value())
        found, rect = self.map_of(page), self.rect_of(page)
        if found is None:
            return None
        x, y = point.x() - rect.left(), point.y() - rect.top()
        return found, x / rect.width(), y / rect.height()

    def _badge_at(self, point: QPointF) -> PaintedMark | None:
        for page in self.seen():
            found = self.map_of(page)
            if found is not None:
                badges = self.painter.badges(self.rect_of(page), found, self.shown.marks)
                for mark, rect in badges:
                    if rect.contains(point):
                        return mark
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press begins a selection, or presses a mark's letter."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self._badge_at(event.position())
        if mark is not None:
            self.letter_pressed.emit(mark.id)
            return
        under = self._under(event.position())
        self._anchor = under[0].offset_at(*under[1:], behind=True) if under else None
        if under is not None and under[0].is_foreign(*under[1:]):
            self._anchor = None
            self.foreign_pressed.emit(NO_TEXT)
        if self.shown.selection is not None:
            self._choose(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is dragged over is selected, as one passage of the Text."""
        under = self._under(event.position())
        over = under is not None and under[0].is_on(*under[1:])
        self.viewport().setCursor(
            Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        )
        if self._anchor is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._scroll_along(event.position().y())
        to = under[0].offset_at(*under[1:], behind=True) if under else None
        if to is not None:
            self._choose(self._trimmed(min(self._anchor, to), max(self._anchor, to)))

    def _scroll_along(self, y: float) -> None:
        """Scroll on while the pointer is dragged past an edge."""
        past = min(0.0, y) or max(0.0, y - self.viewport().height())
        if past:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(max(-40.0, min(40.0, past))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection brings the mark bar; a click on a mark makes it the current one."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        anchor, self._anchor = self._anchor, None
        if self.shown.selection is not None:
            self.selected_by_mouse.emit()
        elif anchor is not None:
            self.clicked_at.emit(self._mark_under(event.position()))

    def _mark_under(self, point: QPointF) -> str | None:
        under = self._under(point)
        offset = under[0].offset_at(*under[1:]) if under and under[0].is_on(*under[1:]) else None
        found = marks_within(self.shown.marks, offset, offset + 1) if offset is not None else []
        mark = max(found, key=lambda each: (each.created, each.start), default=None)
        return mark.id if mark is not None else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A word is selected; on a mark's letter its note is written."""
        mark = self._badge_at(event.position())
        if mark is not None:
            self.letter_pressed.emit(mark.id)
            self.note_requested.emit()
            return
        under = self._under(event.position())
        if under is None or self._text is None or not under[0].is_on(*under[1:]):
            return
        offset, words = under[0].offset_at(*under[1:]) or 0, self._text.canonical
        start = end = offset
        while start > 0 and words[start - 1].isalnum():
            start -= 1
        while end < len(words) and words[end].isalnum():
            end += 1
        self._choose(self._trimmed(start, end))

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """A passage without white space around it; None for an empty one."""
        words = self._text.canonical[start:end] if self._text is not None else ""
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def _choose(self, selection: tuple[int, int] | None) -> None:
        if selection != self.shown.selection:
            self.select(selection)
            self.selection_changed.emit(selection)
