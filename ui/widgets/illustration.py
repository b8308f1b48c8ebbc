"""Small painted pictures of pages: an empty page to begin with, marked pages to look around in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.model import Meaning
from ui.theme import Theme
from ui.widgets.painting import draw_card, draw_shadow

HEIGHT = 136

_LINES = (42, 68, 68, 68, 42, 68, 68, 68, 42, 68)
"""Lengths of a page's lines, 12 pixels apart."""

_NUMBERED = (1, 5)
"""The lines beside which a paragraph number stands."""

_LEFT = ((2, 48, Meaning.BLUE),)
_MIDDLE = (
    (1, 62, Meaning.YELLOW),
    (2, 34, Meaning.YELLOW),
    (5, 54, Meaning.GREEN),
    (6, 41, Meaning.PURPLE),
)
_RIGHT = ((3, 46, Meaning.PINK), (5, 58, Meaning.ORANGE))

Marks = tuple[tuple[int, int, Meaning], ...]


class PagesPicture(QWidget):
    """One page with a plus, or three with marks; a decoration that tells nothing by itself."""

    def __init__(self, theme: Theme, *, marked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._marked = theme, marked
        self.setFixedHeight(HEIGHT)
        theme.changed.connect(self.update)

    def _page(self, painter: QPainter, x: float, y: float, marks: Marks) -> None:
        tokens = self._theme.tokens
        rect = QRectF(x, y, 108, HEIGHT)
        draw_shadow(painter, rect, tokens.shadow, 4, 8)
        draw_card(painter, rect, tokens.raised, tokens.sep, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for line, length in enumerate(_LINES):
            top = y + 16 + 12 * line
            for marked, wide, meaning in marks:
                if marked == line:
                    painter.fillRect(QRectF(x + 26, top - 4, wide, 9), self._theme.fill(meaning))
                    painter.fillRect(QRectF(x + 26, top + 5, wide, 2), self._theme.stroke(meaning))
            painter.setBrush(tokens.border)
            painter.drawRoundedRect(QRectF(x + 26, top, length, 3), 1.5, 1.5)
            if line in _NUMBERED:
                painter.setBrush(tokens.ctrl)
                painter.drawRoundedRect(QRectF(x + 12, top, 5, 3), 1.5, 1.5)

    def _plus(self, painter: QPainter, x: float, y: float) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QRectF(x, y, 36, 36))
        self._theme.draw_icon(painter, "plus", QRectF(x + 9, y + 9, 18, 18), tokens.on_accent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and pages, cut at the ground's rounded edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.fillPath(ground, self._theme.tokens.sunk)
        painter.setClipPath(ground)
        middle = self.width() / 2
        if self._marked:
            self._page(painter, middle - 130, 36, _LEFT)
            self._page(painter, middle + 22, 36, _RIGHT)
            self._page(painter, middle - 54, 20, _MIDDLE)
        else:
            self._page(painter, middle - 54, 20, ())
            self._plus(painter, middle + 28, 84)
        painter.end()
