"""What is painted of one page: paper, its picture or what stands for it, marks, hits, letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from app.model import Meaning
from ui.reader.marks import PaintedMark, marks_within, segments
from ui.reader.pages.renderer import Look
from ui.theme import Theme, Tokens, load_tokens
from ui.widgets.painting import draw_badge

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import Box, PageMap

BADGE, STEP = 16, 18
_DIM, _SEPIA = (196, 193, 186), (244, 236, 216)
_MODE = QPainter.CompositionMode


@dataclass(slots=True)
class Shown:
    """What is to be seen on the pages; code points of the Text."""

    marks: Sequence[PaintedMark] = ()
    current: str | None = None
    hits: Sequence[tuple[int, int]] = ()
    current_hit: int | None = None
    selection: tuple[int, int] | None = None
    maps: dict[int, PageMap] = field(default_factory=dict)


def look_of(theme: Theme, *, inverted: bool) -> Look:
    """How pages are toned in the theme in use; paper stays paper unless it is ``inverted``."""
    tokens = theme.tokens
    if tokens.dark and inverted:
        return Look(_rgb(tokens.text), _rgb(tokens.paper))
    if tokens.dark:
        return Look(_DIM)
    return Look(_SEPIA) if theme.name == "sepia" else Look()


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


class PagePainter:
    """Paints pages for one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.inverted = False

    @property
    def look(self) -> Look:
        """How pages are toned now."""
        return look_of(self._theme, inverted=self.inverted)

    @property
    def _turned(self) -> bool:
        return self.look.paper is not None

    def _tokens(self) -> Tokens:
        """The colours that go with the paper, which is light also where the window is dark."""
        tokens = self._theme.tokens
        return tokens if self._turned or not tokens.dark else load_tokens("light")

    def paper(self) -> QColor:
        """A page's colour before it is drawn."""
        look = self.look
        return QColor(*(look.paper or look.tint or (255, 255, 255)))

    def page(self, painter: QPainter, rect: QRectF, image: QImage | None, word: str) -> None:
        """A page's picture, else paper with a ``word``, and a hairline around it."""
        tokens = self._theme.tokens
        if image is not None and abs(image.deviceIndependentSize().width() - rect.width()) < 1:
            painter.drawImage(rect.topLeft(), image)
        elif image is not None:
            painter.drawImage(rect, image)
        else:
            painter.fillRect(rect, self.paper())
            # On light paper in a dark window the words take that paper's ink.
            painter.setPen(self._tokens().muted)
            painter.setFont(self._theme.ui_font(13))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(rect.adjusted(24, 24, -24, -24), flags, word)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(tokens.border)
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def over(self, painter: QPainter, rect: QRectF, found: PageMap, shown: Shown) -> None:
        """Marks, hits and what is selected, over a page's picture."""
        extent = found.extent
        if extent is None:
            return
        parts = segments(shown.marks, *extent)
        boxes = [(part, each) for part in parts for each in found.boxes(part.start, part.end)]
        self._blend(painter)
        fills: dict[Meaning, QRegion] = {}
        for part, box in boxes:
            meaning = part.fill.meaning
            fills[meaning] = fills.get(meaning, QRegion()) + on(rect, box).toAlignedRect()
        for meaning, region in fills.items():
            _fill(painter, region, self._tokens().fills[meaning])
        if shown.selection is not None:
            region = QRegion()
            for box in found.boxes(*shown.selection):
                region += on(rect, box).toAlignedRect()
            _fill(painter, region, self._tokens().selection)
        painter.setCompositionMode(_MODE.CompositionMode_SourceOver)
        for part, box in boxes:
            for mark in part.covering:
                self._lane(painter, on(rect, box), mark, current=mark.id == shown.current)
        self._hits(painter, rect, found, shown, extent)

    def _blend(self, painter: QPainter) -> None:
        """So that letters stay as dark, or as light, as they are."""
        painter.setCompositionMode(
            _MODE.CompositionMode_Lighten if self._turned else _MODE.CompositionMode_Multiply
        )

    def _lane(self, painter: QPainter, line: QRectF, mark: PaintedMark, *, current: bool) -> None:
        thick = 3 if current else 2
        top = round(line.bottom()) - 1 + 3 * mark.lane
        strip = QRectF(line.left(), top, line.width(), thick)
        painter.fillRect(strip, self._tokens().strokes[mark.meaning])

    def _hits(
        self, painter: QPainter, rect: QRectF, found: PageMap, shown: Shown, extent: tuple[int, int]
    ) -> None:
        for number, (start, end) in enumerate(shown.hits):
            if start < extent[1] and end > extent[0]:
                thick = 3 if number == shown.current_hit else 2
                for box in found.boxes(start, end):
                    line = on(rect, box)
                    strip = QRectF(line.left(), round(line.bottom()), line.width(), thick)
                    painter.fillRect(strip, self._tokens().accent)

    def badges(
        self, rect: QRectF, found: PageMap, marks: Sequence[PaintedMark]
    ) -> list[tuple[PaintedMark, QRectF]]:
        """The letters of the marks that begin on a page, right of it, each at its line."""
        extent = found.extent
        if extent is None:
            return []
        placed: list[tuple[PaintedMark, QRectF]] = []
        lowest = -1_000_000
        for mark in marks_within(marks, *extent):
            if not found.has(mark.start):
                continue
            boxes = found.boxes(mark.start, mark.start + 1)
            if not boxes:
                continue
            # Small lines stand closer than letters do: these are pushed down.
            y = max(round(on(rect, boxes[0]).center().y() - BADGE / 2), lowest)
            lowest = y + STEP
            placed.append((mark, QRectF(rect.right() + 6, y, BADGE, BADGE)))
        return placed

    def badge(self, painter: QPainter, mark: PaintedMark, rect: QRectF, *, current: bool) -> None:
        """A mark's letter."""
        draw_badge(painter, rect, self._theme, mark.meaning)
        if current:
            painter.setPen(self._theme.stroke(mark.meaning))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 6, 6)


def _fill(painter: QPainter, region: QRegion, colour: QColor) -> None:
    """Fill each place once: lines whose letters' rooms overlap would show a darker seam."""
    for each in region:  # type: ignore[attr-defined]  # the binding iterates, its hints forgot
        painter.fillRect(each, colour)


def on(rect: QRectF, box: Box) -> QRectF:
    """Where a box of a page stands, given where the page does."""
    left, top = rect.left() + box.left * rect.width(), rect.top() + box.top * rect.height()
    right, bottom = rect.left() + box.right * rect.width(), rect.top() + box.bottom * rect.height()
    return QRectF(QPointF(left, round(top)), QPointF(right, round(bottom)))
