"""What is painted around the text: marks, hits, numbers, letters, fades."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from ui.reader.document import KIND, NUMBER, OFFSET, Type
from ui.reader.geometry import baseline, has_rtl, lines_of, spans, strip
from ui.reader.marks import PaintedMark, segments
from ui.reader.offsets import DisplayMap
from ui.theme import Theme
from ui.widgets.painting import draw_badge

_FADE = 24


class PagePainting(QTextEdit):
    """The painting half of the page; the other half says what is shown and where."""

    _theme: Theme
    _type: Type
    _map: DisplayMap
    _marks: list[PaintedMark]
    _hits: list[tuple[int, int]]
    _current: str | None
    _numbers: bool
    _origin: int

    @property
    def scale(self) -> float:
        """How much larger than 16 pixels the text is."""
        return self._type.px / 16

    def column(self) -> float:
        """The width of the text's column; told by the page."""
        raise NotImplementedError

    def text_right(self) -> int:
        """The right edge of the text's column, in this widget."""
        return self._origin + round(self.column())

    def y_of(self, offset: int) -> int:
        """The top of a badge at a code point; told by the page."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, block: QTextBlock, top: float) -> None:
        """The ground of an infobox, the rule of a quotation."""
        kind = block.blockFormat().stringProperty(KIND)
        layout = block.layout()
        tokens = self._theme.tokens
        if kind == "infobox-row":
            height = layout.boundingRect().height()
            rect = QRectF(self._origin, top - 1, self.column(), height + 2)
            painter.fillRect(rect, tokens.sunk)
        elif kind == "quotation":
            height = layout.boundingRect().height()
            painter.fillRect(QRectF(self._origin, top, 3, height), tokens.border)

    def paint_marks(self, painter: QPainter, block: QTextBlock, left: float, top: float) -> None:
        """Fills and lines of the marks on one block."""
        if not self._marks or not block.blockFormat().hasProperty(OFFSET):
            return
        first = self._map.offset_of(block.position())
        last = self._map.offset_of(block.position() + block.length() - 1)
        found = segments(self._marks, first, last)
        if not found:
            return
        mixed, px = has_rtl(block.text()), self._type.px
        lowest = max(mark.lane for each in found for mark in each.covering)
        for each in found:
            start = self._map.position_of(each.start) - block.position()
            end = self._map.position_of(each.end) - block.position()
            for line in lines_of(block):
                base = baseline(line, top)
                for x, right in spans(line, start, end, mixed):
                    fill_top = base - 0.92 * px
                    down = base + 0.24 * px + 3 * lowest
                    box = strip(left + x, left + right, fill_top, down - fill_top)
                    painter.fillRect(box, self._theme.fill(each.fill.meaning))
                    for mark in each.covering:
                        lane = base + 0.24 * px + 3 * mark.lane
                        thick = 3 if mark.id == self._current else 2
                        painter.fillRect(
                            strip(left + x, left + right, lane, thick),
                            self._theme.stroke(mark.meaning),
                        )

    def paint_hits(self, painter: QPainter, block: QTextBlock, left: float, top: float) -> None:
        """A line in the accent below each place found."""
        if not self._hits or not block.blockFormat().hasProperty(OFFSET):
            return
        mixed = has_rtl(block.text())
        for hit in self._hits:
            start = self._map.position_of(hit[0]) - block.position()
            end = self._map.position_of(hit[1]) - block.position()
            if end <= 0 or start >= block.length():
                continue
            for line in lines_of(block):
                for x, right in spans(line, start, end, mixed):
                    y = baseline(line, top) + 0.2 * self._type.px
                    painter.fillRect(strip(left + x, left + right, y, 2), self._theme.tokens.accent)

    def paint_number(self, painter: QPainter, block: QTextBlock, top: float) -> None:
        """The number of a paragraph, in the left margin."""
        form = block.blockFormat()
        if not self._numbers or not form.hasProperty(NUMBER) or not block.layout().lineCount():
            return
        painter.setFont(self._theme.ui_font(11 * self.scale, 500))
        painter.setPen(self._theme.tokens.muted)
        base = baseline(block.layout().lineAt(0), top)
        rect = QRectF(0, base - 20, self._origin - 20 * self.scale, 24)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.translated(0, 3), flags, str(form.intProperty(NUMBER)))

    def paint_letters(self, painter: QPainter) -> None:
        """The letters of the marks, right of the text."""
        for mark, rect in self.badges():
            draw_badge(painter, rect, self._theme, mark.meaning)
            if mark.id == self._current:
                painter.setPen(self._theme.stroke(mark.meaning))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6)

    def badges(self) -> list[tuple[PaintedMark, QRectF]]:
        """The letters that can be seen, right of the text, 18 apart on one line."""
        size, found, height = 16 * self.scale, [], self.viewport().height()
        taken: dict[int, int] = {}
        for mark in self._marks:
            y = self.y_of(mark.start)
            if -20 < y < height:
                place = taken[y] = taken.get(y, -1) + 1
                x = self.text_right() + 8 * self.scale + place * 18 * self.scale
                if place < 3:
                    found.append((mark, QRectF(x, y, size, size)))
        return found

    def paint_fade(self, painter: QPainter) -> None:
        """Paper over the first and last lines where more follows."""
        paper, height = self._theme.tokens.paper, self.viewport().height()
        clear = QColor(paper)
        clear.setAlpha(0)
        bar = self.verticalScrollBar()
        edges = []
        if bar.value() > 0:
            edges.append((0, paper, clear))
        if bar.value() < bar.maximum():
            edges.append((height - _FADE, clear, paper))
        for top, first, last in edges:
            gradient = QLinearGradient(0, top, 0, top + _FADE)
            gradient.setColorAt(0, first)
            gradient.setColorAt(1, last)
            painter.fillRect(QRect(0, top, self.viewport().width(), _FADE), gradient)
