"""How far work is: a line, or a ring where the end is not known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme


class ProgressLine(QWidget):
    """A line that fills; its share is told to screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setObjectName("progress")
        self.setAccessibleName("Progress")
        self.setFixedHeight(4)

    def set_share(self, share: float) -> None:
        """How much is done, from 0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleDescription(f"{round(self._share * 100)} per cent")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and fill."""
        tokens, rect = self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.tint2)
        painter.drawRoundedRect(rect, 2, 2)
        painter.setBrush(tokens.accent)
        rect.setWidth(rect.width() * self._share)
        painter.drawRoundedRect(rect, 2, 2)
        painter.end()


class Spinner(QWidget):
    """A turning arc; stands still where motion is reduced."""

    def __init__(self, theme: Theme, *, still: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._turn = 0
        self.setAccessibleName("Reading")
        self.setFixedSize(20, 20)
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._on_tick)
        if not still:
            self._timer.start()

    def _on_tick(self) -> None:
        self._turn = (self._turn + 20) % 360
        self.update()

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring and arc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(2, 2, 16, 16)
        painter.setPen(QPen(self._theme.tokens.tint2, 2))
        painter.drawEllipse(rect)
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        painter.drawArc(rect, -self._turn * 16, 100 * 16)
        painter.end()
