"""Where things stand on the page: lines and blocks in the viewport, places, scrolling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.reader.document import IMAGE, OFFSET, Type
from ui.reader.geometry import baseline, lines_of, x_at
from ui.reader.offsets import DisplayMap

_NOWHERE = 1_000_000
"""A place far below every viewport: that of text which is not laid out yet."""


class Seen(NamedTuple):
    """A block that can be seen, with its layout's left and top in the viewport."""

    block: QTextBlock
    left: float
    top: float


class PagePlaces(QTextEdit):
    """The page's geometry; offsets are code points, pixels are the viewport's."""

    _type: Type
    _map: DisplayMap
    _origin: int
    _wanted: int | None = None

    @property
    def scale(self) -> float:
        """How much larger than 16 pixels the text is."""
        return self._type.px / 16

    def column(self) -> float:
        """The width of the text's column; told by the page."""
        raise NotImplementedError

    def text_left(self) -> int:
        """The left edge of the text's column, in this widget."""
        return self._origin

    def text_right(self) -> int:
        """The right edge of the text's column, in this widget."""
        return self._origin + round(self.column())

    def letters_x(self) -> int:
        """The left edge of the first letter of a line, right of the text."""
        return self.text_right() + round(8 * self.scale)

    def y_of(self, offset: int) -> int:
        """The top of the badge of a mark that begins at ``offset``; far below until it is shown."""
        found = self._line_of(offset)
        return round(found[0] - self._type.px * 0.36 - 8) if found else _NOWHERE

    def scroll_to(self, offset: int, top: int = 64) -> None:
        """Bring a place to ``top`` pixels below the upper edge; as soon as it is shown.

        The very first place brings what stands over the title too.
        """
        found = self._line_of(offset)
        if found is None:
            self._wanted = offset
            return
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + found[0] - self._type.line - top) if offset else 0)

    def is_visible(self, offset: int) -> bool:
        """Whether a place can be seen."""
        found = self._line_of(offset)
        return found is not None and 24 < found[0] < self.viewport().height() - 24

    def place(self) -> int:
        """The code point of the first line that can be seen, or that is about to be."""
        if self._wanted is not None:
            return self._wanted
        last = None
        for seen in self._seen(self.viewport().rect()):
            last = seen.block
            for line in lines_of(seen.block):
                shown = seen.block.blockFormat().hasProperty(OFFSET)
                if shown and baseline(line, seen.top) > 8:
                    return self._map.offset_of(seen.block.position() + line.textStart())
        return (
            self._below(last) if last is not None and last.blockFormat().hasProperty(IMAGE) else 0
        )

    def _below(self, block: QTextBlock) -> int:
        """The code point where text goes on below an image that fills all that can be seen."""
        while block.isValid():
            if block.blockFormat().hasProperty(OFFSET):
                return self._map.offset_of(block.position())
            block = block.next()
        return self._map.end

    def restore_place(self, offset: int) -> None:
        """Bring the line of a code point, as :meth:`place` told it, to the upper edge."""
        self.scroll_to(offset, 16)

    def first_visible(self) -> int:
        """The same as :meth:`place`, for who asks what can be seen."""
        return self.place()

    def selection_rect(self) -> QRect:
        """Where the selection stands."""
        cursor = self.textCursor()
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        return self.cursorRect(first).united(self.cursorRect(last))

    def _offset(self) -> QPointF:
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _seen(self, rect: QRect) -> Iterator[Seen]:
        """The blocks that touch ``rect``, in reading order."""
        layout = self.document().documentLayout()
        move = self._offset()
        point = QPointF(self._origin + 5, max(0.0, rect.top() - move.y() - 80))
        position = layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, position))
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(move)
            if box.top() > rect.bottom():
                return
            place = box.topLeft()
            yield Seen(block, place.x(), place.y())
            block = block.next()

    def _shown(self, blocks: list[Seen]) -> tuple[int, int]:
        """The code points that these blocks hold."""
        if not blocks:
            return 0, 0
        last = blocks[-1].block
        first = self._map.offset_of(blocks[0].block.position())
        return first, self._map.offset_of(last.position() + last.length())

    def stretch(self, block: QTextBlock) -> tuple[int, int]:
        """The code points that one of Qt's blocks begins and ends with."""
        start = block.position()
        return self._map.offset_of(start), self._map.offset_of(start + block.length() - 1)

    def position_in(self, block: QTextBlock, offset: int) -> int:
        """Where a code point stands in one of Qt's blocks, in UTF-16 units."""
        return self._map.position_of(offset) - block.position()

    def _line_of(self, offset: int) -> tuple[float, float] | None:
        """Baseline and left edge of the line where ``offset`` stands; None until it is shown."""
        position = self._map.position_of(offset)
        block = self.document().findBlock(position)
        if not block.isValid() or (offset > self._map.end and self._building()):
            return None
        # Asking for its rectangle has the block laid out. A layout's own position is told in its
        # frame, which for a table's cell is not the document.
        box = self.document().documentLayout().blockBoundingRect(block).translated(self._offset())
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return None
        place = box.topLeft()
        return baseline(line, place.y()), place.x() + x_at(line, position - block.position())

    def _building(self) -> bool:
        """Whether more of the text is still to come; told by the page."""
        raise NotImplementedError
