"""The images on the page: hidden until asked for, each on a block of its own amid the text.

A hidden image is a painted card with a real button over it; a shown one is its pixels, scaled to
the measure, with a foot below that hides it again. Neither is any part of the Text.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from app.model import Image
from ui.reader.document import IMAGE
from ui.reader.images import FOOT, HIDDEN, button_name, described, shown_size, toggled
from ui.reader.page_places import Seen
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.painting import draw_card

if TYPE_CHECKING:
    from ui.reader.page import PageView

_MOST_BYTES = 128_000_000
_SLICE = 0.025
"""Seconds of laying out at a time, so that the window answers meanwhile."""

_LOST = "It is damaged, or its file is missing.", ""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """An image asked for: its number on the page, and its size in pixels of the screen."""

    ticket: int
    number: int
    image: Image
    width: int
    height: int


class PageImages(QObject):
    """Which images are shown, their pixels, and their buttons.

    ``wanted`` asks for pixels, which come through :meth:`deliver`; ``changed`` says that other
    images are there or shown than before.
    """

    wanted = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, page: PageView) -> None:
        super().__init__(page)
        self._theme = theme
        self._images: Sequence[Image] = ()
        self._blocks: dict[int, int] = {}
        self._shown: set[int] = set()
        self._failed: set[int] = set()
        self._pixels: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._ticket = 0
        self._buttons: dict[int, Button] = {}
        self._seen: dict[int, QRect] = {}
        self._waiting: set[int] = set()
        self._kept: int | None = None
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self._on_heights)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)

    @property
    def _page(self) -> PageView:
        """The page, which isn't held: a circle of the two would be freed in any thread."""
        return cast("PageView", self.parent())

    # What is shown --------------------------------------------------------------------------------

    def begin(self, images: Sequence[Image]) -> None:
        """Take a document's images; none of them is shown."""
        self._images = tuple(images)
        self._blocks, self._shown, self._failed = {}, set(), set()
        self._forget()
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons, self._seen = {}, {}
        self.changed.emit()

    def place(self, blocks: dict[int, int]) -> None:
        """Learn on which of Qt's blocks each image stands; more may come while text is added."""
        self._blocks = blocks
        self._waiting.clear()

    @property
    def count(self) -> int:
        """How many images the document has."""
        return len(self._images)

    @property
    def shown(self) -> frozenset[int]:
        """The numbers of the images shown."""
        return frozenset(self._shown)

    def image(self, number: int) -> Image:
        """The image of this number."""
        return self._images[number]

    def height(self, number: int) -> float:
        """The height of an image's block in pixels."""
        scale = self._page.scale
        if number in self._shown and number not in self._failed:
            return shown_size(self._images[number], self._page.column())[1] + FOOT * scale
        return HIDDEN * scale

    def toggle(self, number: int) -> None:
        """Show an image, or hide it again."""
        self._set_shown(self._shown ^ {number})
        rect = self._rect_of(number)
        if rect is not None and rect.top() < 0:
            bar = self._page.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() - 16))

    def toggle_all(self) -> None:
        """Show all images; hide all where any is shown."""
        place, bar = self._page.place(), self._page.verticalScrollBar()
        self._kept = place if bar.value() > 8 else None
        self._set_shown(toggled(self._shown, len(self._images)))

    def deliver(self, wanted: Wanted, pixels: QImage | None) -> None:
        """Take the pixels asked for; None says that the image can't be shown."""
        if wanted.ticket != self._ticket:
            return
        self._asked.discard(wanted.number)
        if pixels is None:
            self._failed.add(wanted.number)
            self._set_heights({wanted.number})
        else:
            self._make_room()
            self._pixels[wanted.number] = pixels
        self._page.viewport().update()

    def refit(self) -> None:
        """The measure is another one: shown images take other room."""
        self._forget()
        if self._shown:
            self._set_heights(set(self._shown))

    def told(self, number: int) -> str:
        """What a screen reader says of the image where the caret came."""
        state = "Image shown" if number in self._shown else "Image hidden"
        return f"{state}: {''.join(described(self._images[number]))}"

    def _set_shown(self, shown: set[int]) -> None:
        changed = shown ^ self._shown
        self._shown = shown
        self._failed -= changed
        for number in changed - shown:
            self._pixels.pop(number, None)
        self._set_heights(changed)
        self._page.viewport().update()
        self.changed.emit()

    def _forget(self) -> None:
        self._ticket += 1
        self._pixels.clear()
        self._asked.clear()

    def _make_room(self) -> None:
        """Let go of pixels out of sight once they are many."""
        held = sum(pixels.sizeInBytes() for pixels in self._pixels.values())
        if held > _MOST_BYTES:
            kept = {n: pixels for n, pixels in self._pixels.items() if n in self._seen}
            self._pixels = kept

    def _set_heights(self, numbers: set[int]) -> None:
        """Give images the room they take now: those in sight at once, many bit by bit."""
        self._waiting |= numbers & self._blocks.keys()
        self._on_heights()

    def _on_heights(self) -> None:
        begun, order = perf_counter(), sorted(self._waiting, key=lambda n: (n not in self._seen, n))
        for number in order:
            self._waiting.discard(number)
            self._set_height(number)
            if perf_counter() - begun > _SLICE:
                break
        if self._kept is not None:
            self._page.scroll_to(self._kept, 16)
        if self._waiting:
            self._heights.start()
        else:
            self._kept = None
            self._page.layout_changed.emit()

    def _set_height(self, number: int) -> None:
        block = self._page.document().findBlockByNumber(self._blocks[number])
        form = block.blockFormat()
        if form.lineHeight() != self.height(number):
            form.setLineHeight(self.height(number), _FIXED)
            QTextCursor(block).setBlockFormat(form)

    # Where they stand -----------------------------------------------------------------------------

    def _rect(self, seen: Seen) -> QRectF:
        height = self.height(seen.block.blockFormat().intProperty(IMAGE))
        return QRectF(self._page.text_left(), round(seen.top), round(self._page.column()), height)

    def _rect_of(self, number: int) -> QRectF | None:
        if number not in self._blocks:
            return None
        block = self._page.document().findBlockByNumber(self._blocks[number])
        box = self._page.document().documentLayout().blockBoundingRect(block)
        return box.translated(0, -self._page.verticalScrollBar().value())

    def _settle(self) -> None:
        """Put each button on its image, and ask for the pixels that are missing."""
        for number in self._buttons.keys() - self._seen.keys():
            self._put_away(self._buttons.pop(number))
        before: QWidget = self._page
        for number, rect in sorted(self._seen.items()):
            button = self._buttons.get(number) or self._button(number)
            shown = number in self._shown
            button.setText("Hide" if shown else "Show")
            button.setAccessibleName(button_name(self._images[number], shown=shown))
            alt = self._images[number].alt
            button.setToolTip(f"<p>{html.escape(alt)}</p>" if alt else "")
            size = button.sizeHint()
            right = rect.right() - (0 if shown and number not in self._failed else 13)
            button.setGeometry(QRect(QPoint(right - size.width(), 0), size))
            button.move(button.x(), round(rect.center().y() - size.height() / 2) + 1)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
            if shown:
                self._ask(number)

    def _button(self, number: int) -> Button:
        button = Button(
            self._theme, "Show", name=f"image-{number + 1}", height=28,
            parent=self._page.viewport(),
        )  # fmt: skip
        button.clicked.connect(lambda: self.toggle(number))
        self._buttons[number] = button
        return button

    def _put_away(self, button: Button) -> None:
        if button.hasFocus():
            self._page.setFocus()
        button.hide()
        button.deleteLater()

    def _ask(self, number: int) -> None:
        if number in self._pixels or number in self._asked or number in self._failed:
            return
        self._asked.add(number)
        ratio = self._page.devicePixelRatioF()
        width, height = shown_size(self._images[number], self._page.column())
        self.wanted.emit(
            Wanted(
                self._ticket, number, self._images[number],
                round(width * ratio), round(height * ratio),
            )
        )  # fmt: skip

    # Painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, blocks: Sequence[Seen]) -> None:
        """The images among the blocks that are seen: cards, or pixels with a foot."""
        seen: dict[int, QRect] = {}
        for each in blocks:
            form = each.block.blockFormat()
            if not form.hasProperty(IMAGE):
                continue
            number, rect = form.intProperty(IMAGE), self._rect(each)
            if number in self._shown and number not in self._failed:
                seen[number] = self._paint_shown(painter, number, rect)
            else:
                seen[number] = self._paint_hidden(painter, number, rect)
        if seen != self._seen or any(n in self._shown and n not in self._pixels for n in seen):
            self._seen = seen
            self._settling.start()

    def _paint_hidden(self, painter: QPainter, number: int, rect: QRectF) -> QRect:
        """A card; where its button goes."""
        scale, tokens = self._page.scale, self._theme.tokens
        draw_card(painter, rect, tokens.sunk, None, 8)
        side = 18 * scale
        icon = QRectF(rect.left() + 20 * scale, rect.center().y() - side / 2, side, side)
        failed = number in self._failed
        self._theme.draw_icon(painter, "warning-circle" if failed else "eye-slash", icon)
        words = rect.adjusted(56 * scale, 0, -100, 0)
        title = "Image can’t be shown" if failed else "Image hidden"
        told = _LOST if failed else described(self._images[number])
        middle = rect.center().y()
        self._write(painter, (title, ""), words, middle - 5 * scale, 13, 600, tokens.text)
        self._write(painter, told, words, middle + 15 * scale, 12, 400, tokens.muted)
        return rect.toRect()

    def _paint_shown(self, painter: QPainter, number: int, rect: QRectF) -> QRect:
        """The pixels and the foot; where the foot's button goes."""
        scale, tokens = self._page.scale, self._theme.tokens
        foot = QRectF(rect.left(), rect.bottom() - FOOT * scale, rect.width(), FOOT * scale)
        width, height = shown_size(self._images[number], self._page.column())
        room = QRectF(rect.left(), rect.top(), width, height)
        pixels = self._pixels.get(number)
        if pixels is None:
            draw_card(painter, room, tokens.sunk, None, 4)
        else:
            # Drawings with a clear ground are made to be seen on paper.
            if pixels.hasAlphaChannel():
                painter.fillRect(room, QColor("white"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_fitted(pixels, room), pixels)
        alt, size = described(self._images[number])
        words, base = foot.adjusted(0, 0, -80, 0), foot.center().y() + 4 * scale
        self._write(painter, (alt, "" if alt else size), words, base, 12, 400, tokens.muted)
        return foot.toRect()

    def _write(
        self, painter: QPainter, text: tuple[str, str], room: QRectF, base: float, px: float,
        weight: int, colour: QColor,
    ) -> None:  # fmt: skip
        """A line on a baseline; its first part is cut where there is no room for both."""
        font = self._theme.ui_font(px * self._page.scale, weight)
        painter.setFont(font)
        painter.setPen(colour)
        metrics = QFontMetricsF(font)
        left = room.width() - metrics.horizontalAdvance(text[1])
        cut = metrics.elidedText(text[0], Qt.TextElideMode.ElideRight, left)
        painter.drawText(round(room.left()), round(base), cut + text[1])


def _fitted(pixels: QImage, room: QRectF) -> QRectF:
    """Where the pixels go in their room, which a lying header may have made of another shape."""
    ratio = min(room.width() / pixels.width(), room.height() / pixels.height())
    width, height = pixels.width() * ratio, pixels.height() * ratio
    return QRectF(room.left(), room.top() + (room.height() - height) / 2, width, height)
