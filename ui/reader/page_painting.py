"""What is painted around the text: grounds, marks, hits, numbers, letters, fades."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from app.model import BlockKind
from ui.reader.document import ITEM, KIND, NUMBER, OFFSET, SIZE
from ui.reader.geometry import baseline, has_rtl, lines_of, spans, strip
from ui.reader.marks import PaintedMark, Segment, marks_within, segments
from ui.reader.page_places import PagePlaces, Seen
from ui.theme import Theme
from ui.widgets.painting import draw_badge

_FADE = 24
_LETTERS = 3
_INFOBOX, _QUOTATION = BlockKind.INFOBOX_ROW.value, BlockKind.QUOTATION.value


class PagePainting(PagePlaces):
    """The painting half of the page; the other half says what is shown and where."""

    _theme: Theme
    _marks: list[PaintedMark]
    _hits: list[tuple[int, int]]
    _current_hit: int | None = None
    _current: str | None
    _numbers: bool

    # Under the text -------------------------------------------------------------------------------

    def paint_grounds(self, painter: QPainter, blocks: list[Seen]) -> None:
        """One ground behind all rows of an infobox, one rule beside a quotation."""
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, group in groupby(blocks, lambda seen: seen.block.blockFormat().property(KIND)):
            run = [seen for seen in group if seen.block.layout().lineCount()]
            if kind not in (_INFOBOX, _QUOTATION) or not run:
                continue
            upper, lower = _extent(run)
            if kind == _QUOTATION:
                painter.fillRect(
                    strip(self._origin, self._origin + 3, upper, lower - upper), tokens.border
                )
                continue
            # A box that goes on above or below what is seen keeps its round corners out of sight.
            upper -= 400 if run[0] is blocks[0] and _goes_on_above(run[0]) else 0
            pad = 10 * self.scale
            painter.setBrush(tokens.sunk)
            painter.drawRoundedRect(
                strip(self._origin, self.text_right(), upper - pad, lower - upper + 2 * pad), 8, 8
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def paint_marks(self, painter: QPainter, blocks: list[Seen]) -> None:
        """Fills and lines of the marks: each stretch has one fill, and a line for every mark."""
        near = marks_within(self._marks, *self._shown(blocks))
        if not near:
            return
        for seen in blocks:
            if seen.block.blockFormat().hasProperty(OFFSET):
                found = list(self._strips(seen, near))
                for part, base, left, right in found:
                    self._paint_fill(painter, part, base, left, right, _size(seen))
                for part, base, left, right in found:
                    self._paint_lanes(painter, part, base, left, right, _size(seen))

    def _strips(
        self, seen: Seen, near: list[PaintedMark]
    ) -> Iterator[tuple[Segment, float, float, float]]:
        """The marked stretches of a block, line by line, with baseline and edges."""
        block = seen.block
        first, last = self._shown([seen])
        mixed = has_rtl(block.text())
        for part in segments(near, first, last):
            start = self._map.position_of(part.start) - block.position()
            end = self._map.position_of(part.end) - block.position()
            for line in lines_of(block):
                for x, right in spans(line, start, end, mixed):
                    yield part, baseline(line, seen.top), seen.left + x, seen.left + right

    def _paint_fill(
        self, painter: QPainter, part: Segment, base: float, left: float, right: float, px: float
    ) -> None:
        lowest = max(mark.lane for mark in part.covering)
        upper, lower = base - 0.92 * px, base + 0.24 * px + 3 * lowest
        painter.fillRect(
            strip(left, right, upper, lower - upper), self._theme.fill(part.fill.meaning)
        )

    def _paint_lanes(
        self, painter: QPainter, part: Segment, base: float, left: float, right: float, px: float
    ) -> None:
        for mark in part.covering:
            lane = base + 0.24 * px + 3 * mark.lane
            thick = 3 if mark.id == self._current else 2
            painter.fillRect(strip(left, right, lane, thick), self._theme.stroke(mark.meaning))

    # Over the text --------------------------------------------------------------------------------

    def paint_hits(self, painter: QPainter, blocks: list[Seen]) -> None:
        """A line in the accent below each place found, a thicker one below the current."""
        first, last = self._shown(blocks)
        at = max(0, bisect_left(self._hits, (first, 0)) - 1)
        for number in range(at, len(self._hits)):
            hit = self._hits[number]
            if hit[0] >= last:
                return
            for seen in blocks:
                self._paint_hit(painter, seen, hit, 3 if number == self._current_hit else 2)

    def _paint_hit(self, painter: QPainter, seen: Seen, hit: tuple[int, int], thick: int) -> None:
        block = seen.block
        start = self._map.position_of(hit[0]) - block.position()
        end = self._map.position_of(hit[1]) - block.position()
        if end <= 0 or start >= block.length() or not block.blockFormat().hasProperty(OFFSET):
            return
        mixed, accent = has_rtl(block.text()), self._theme.tokens.accent
        for line in lines_of(block):
            for x, right in spans(line, start, end, mixed):
                y = baseline(line, seen.top) + 0.2 * _size(seen)
                painter.fillRect(strip(seen.left + x, seen.left + right, y, thick), accent)

    def paint_numbers(self, painter: QPainter, blocks: list[Seen]) -> None:
        """The numbers of the paragraphs, in the left margin."""
        if not self._numbers:
            return
        painter.setFont(self._theme.ui_font(11 * self.scale, 500))
        painter.setPen(self._theme.tokens.muted)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for seen in blocks:
            form, layout = seen.block.blockFormat(), seen.block.layout()
            if form.hasProperty(NUMBER) and layout.lineCount():
                base = baseline(layout.lineAt(0), seen.top)
                rect = QRectF(0, base - 17, self._origin - 20 * self.scale, 24)
                painter.drawText(rect, flags, str(form.intProperty(NUMBER)))

    def paint_bullets(self, painter: QPainter, blocks: list[Seen]) -> None:
        """A dot before each list item, a ring before one in a list within a list."""
        ink = self._theme.tokens.muted
        for seen in blocks:
            form, layout = seen.block.blockFormat(), seen.block.layout()
            if not form.hasProperty(ITEM) or not layout.lineCount():
                continue
            line, size = layout.lineAt(0), _size(seen)
            edge, step = line.naturalTextRect(), 0.8 * size
            from_right = seen.block.textDirection() is Qt.LayoutDirection.RightToLeft
            x = seen.left + (edge.right() + step if from_right else edge.left() - step)
            inner = form.intProperty(ITEM) > 1
            painter.setPen(ink if inner else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if inner else ink)
            radius = 0.15 * size
            painter.drawEllipse(QPointF(x, baseline(line, seen.top) - 0.26 * size), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def paint_letters(self, painter: QPainter, blocks: list[Seen]) -> None:
        """The letters of the marks, right of the text."""
        for mark, rect in self._badges(blocks):
            draw_badge(painter, rect, self._theme, mark.meaning)
            if mark.id == self._current:
                painter.setPen(self._theme.stroke(mark.meaning))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6)

    def badges(self) -> list[tuple[PaintedMark, QRectF]]:
        """The letters that can be seen, right of the text, 18 apart on one line."""
        return self._badges(list(self._seen(self.viewport().rect())))

    def _badges(self, blocks: list[Seen]) -> list[tuple[PaintedMark, QRectF]]:
        size, found = 16 * self.scale, []
        first, last = self._shown(blocks)
        taken: dict[int, int] = {}
        for mark in marks_within(self._marks, first, last):
            if mark.start < first:
                continue
            y = self.y_of(mark.start)
            place = taken[y] = taken.get(y, -1) + 1
            if place < _LETTERS:
                x = self.letters_x() + place * 18 * self.scale
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


def _size(seen: Seen) -> float:
    return seen.block.blockFormat().doubleProperty(SIZE)


def _extent(run: list[Seen]) -> tuple[float, float]:
    """Upper and lower edge of the lines of neighbouring blocks, reckoned from their baselines."""
    first, last = run[0], run[-1]
    end = last.block.layout()
    upper = baseline(first.block.layout().lineAt(0), first.top) - 1.08 * _size(first)
    lower = baseline(end.lineAt(end.lineCount() - 1), last.top) + 0.42 * _size(last)
    return upper, lower


def _goes_on_above(seen: Seen) -> bool:
    before = seen.block.previous()
    return before.isValid() and before.blockFormat().property(KIND) == _INFOBOX
