"""A rounded ground for a panel or a note."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.painting import draw_card, draw_shadow

SHADOW = 10


class Card(QWidget):
    """A card in one of the grounds of the theme; a shadow needs a margin of :data:`SHADOW`."""

    def __init__(
        self,
        theme: Theme,
        *,
        radius: int = 10,
        ground: str = "raised",
        shadow: bool = False,
        edge: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._radius, self._ground, self._edge = theme, radius, ground, edge
        self.shadow = shadow
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, ground, hairline."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.shadow:
            rect = rect.adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            draw_shadow(painter, rect, tokens.shadow, self._radius, SHADOW)
        edge = tokens.sep if self._edge else None
        draw_card(painter, rect, getattr(tokens, self._ground), edge, self._radius)
        painter.end()
