"""The pages of a composition: text, numbers and letters beside it, title and page number above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
)

from app.library import Opened
from ui.printing.composing import Aside, Composition, printed_font
from ui.printing.options import SAMPLE, PrintOptions, right_to_left
from ui.theme.fonts import READING_FAMILIES
from ui.theme.tokens import load_tokens
from ui.widgets.painting import draw_card

_INCH = 96.0
_MARGIN = 20.0  # millimetres
_GUTTER, _LETTERS = 40.0, 44.0
_HEAD, _FOOT = 34.0, 26.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet's size at 96 pixels an inch, and the text's column on it."""

    width: float
    height: float

    @classmethod
    def a4(cls) -> Paper:
        """A4, upright."""
        return cls(210 / 25.4 * _INCH, 297 / 25.4 * _INCH)

    @property
    def column(self) -> QRectF:
        """Where the text stands."""
        edge = _MARGIN / 25.4 * _INCH
        wide = self.width - 2 * edge - _GUTTER - _LETTERS
        return QRectF(edge + _GUTTER, edge + _HEAD, wide, self.height - 2 * edge - _HEAD - _FOOT)


class Pages:
    """A document set for paper. :meth:`steps` sets it; then each page can be painted.

    ``pictures`` are the images that are shown, by number; the others are named in their place.
    """

    def __init__(
        self,
        opened: Opened,
        options: PrintOptions,
        *,
        sample: bool = False,
        pictures: Mapping[int, QImage] = MappingProxyType({}),
        paper: Paper | None = None,
    ) -> None:
        self.paper = paper or Paper.a4()
        self._title = opened.document.title or "Untitled"
        self._sample = sample
        column = self.paper.column
        size = QSizeF(column.width(), column.height())
        self.composition = Composition(opened, options, size, sample=sample, pictures=pictures)
        self._tokens = load_tokens("light")
        self._placed: dict[int, list[tuple[float, Aside, bool]]] = {}

    def steps(self) -> Iterator[int]:
        """Set the document; after each step the number of pages that are there for good."""
        yield from self.composition.steps()
        self._place()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self.composition.document.pageCount()

    def _place(self) -> None:
        """Find the line that each number and letter stands beside."""
        document, high = self.composition.document, self.paper.column.height()
        layout = document.documentLayout()
        self._placed = {}
        for aside in self.composition.asides:
            block = document.findBlock(aside.position)
            line = block.layout().lineForTextPosition(aside.position - block.position())
            if not line.isValid():
                continue
            y = layout.blockBoundingRect(block).top() + line.y() + line.ascent()
            backwards = right_to_left(block.text())
            self._placed.setdefault(int(y // high), []).append((y % high, aside, backwards))

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint page number ``page``, counted from 0, on a sheet of 96 pixels an inch."""
        column = self.paper.column
        painter.save()
        self._paint_head(painter, page)
        painter.translate(column.topLeft())
        painter.translate(0, -page * column.height())
        area = QRectF(0, page * column.height(), column.width(), column.height())
        painter.setClipRect(area.adjusted(-2, 0, 2, 0))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area
        context.palette.setColor(QPalette.ColorRole.Text, self._tokens.text)
        self.composition.document.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_asides(painter, page)

    def _paint_head(self, painter: QPainter, page: int) -> None:
        column = self.paper.column
        wide = QRectF(column.left() - _GUTTER, 0, column.width() + _GUTTER + _LETTERS, 0)
        small = printed_font(("Inter", "Amiri"), 11)
        painter.setPen(self._tokens.muted)
        line = QRectF(wide.left(), column.top() - _HEAD, wide.width(), 16)
        if page:
            painter.setFont(printed_font(READING_FAMILIES, 12))
            room = wide.width() - 90
            shown = QFontMetricsF(painter.font()).elidedText(
                self._title, Qt.TextElideMode.ElideRight, room
            )
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), shown)
        painter.setFont(small)
        number = f"{page + 1} of {self.count}"
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), number)
        if self._sample:
            foot = QRectF(wide.left(), column.bottom() + 8, wide.width(), 16)
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignHCenter), SAMPLE)

    def _paint_asides(self, painter: QPainter, page: int) -> None:
        column = self.paper.column
        right: dict[float, int] = {}
        for y, aside, backwards in self._placed.get(page, ()):
            baseline = column.top() + y
            if aside.meaning is None:
                painter.setFont(printed_font(("Inter",), 10))
                painter.setPen(self._tokens.muted)
                # Beside the beginning of the line: on the right where one reads from there.
                left = column.right() + 10 if backwards else column.left() - _GUTTER
                flag = Qt.AlignmentFlag.AlignLeft if backwards else Qt.AlignmentFlag.AlignRight
                rect = QRectF(left, baseline - 12, _GUTTER - 12, 16)
                painter.drawText(rect, int(flag), aside.text)
                continue
            place = right[baseline] = right.get(baseline, -1) + 1
            if place > 1:
                continue  # as many as there is room for; the legend tells all meanings
            edge = column.left() - 18 if backwards else column.right() + 8
            step = -18 if backwards else 18
            badge = QRectF(edge + step * place, baseline - 12, 15, 15)
            fill, stroke = self._tokens.fills[aside.meaning], self._tokens.strokes[aside.meaning]
            draw_card(painter, badge, fill, stroke, 3)
            painter.setFont(printed_font(("Inter",), 10, 600))
            painter.setPen(self._tokens.text)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), aside.text)

    def image(self, page: int, width: int, ratio: float = 1.0) -> QImage:
        """A page as a picture of this width."""
        scale = width / self.paper.width * ratio
        size = (round(self.paper.width * scale), round(self.paper.height * scale))
        picture = QImage(*size, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.paint(painter, page)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def paint_all(self, device: QPagedPaintDevice) -> Iterator[int]:
        """Paint every page on a device, a step each; the number of the page painted."""
        painter = QPainter(device)
        scale = device.width() / self.paper.width
        for page in range(self.count):
            if page:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            self.paint(painter, page)
            painter.restore()
            yield page
        painter.end()


class PdfFile:
    """A PDF in memory that a composition's pages are painted into."""

    def __init__(self, title: str) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.device = QPdfWriter(self._buffer)
        self.device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        # The sheet as a whole is ours: margins are part of what is painted.
        self.device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        self.device.setResolution(600)
        self.device.setTitle(title)
        self.device.setCreator("Sourcebook")

    def content(self) -> bytes:
        """The file's bytes, once all pages are painted."""
        self._buffer.close()
        return bytes(self._buffer.data().data())
