"""The quiet line at the foot of the sidebar: how the kept files stand; a click tells more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from ui.keeping.files import Status
from ui.theme import Theme
from ui.widgets.painting import draw_card, draw_focus_ring

_HIGH = 30


class StatusLine(QAbstractButton):
    """An icon and a few words; away while no file is kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status = Status("")
        self.setObjectName("kept-files")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(_HIGH)
        self.setToolTip("Keep a .bib up to date")
        self.hide()
        theme.changed.connect(self.update)

    def show_status(self, status: Status | None) -> None:
        """Say this; None takes the line away."""
        self.setVisible(status is not None)
        if status is not None:
            self._status = status
            self.setAccessibleName(status.text)
            self.update()

    @property
    def status(self) -> Status:
        """What is said now."""
        return self._status

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words, as the line on encryption below has them."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = QRectF(self.rect()).adjusted(8, 2, -8, -2)
        if self.underMouse():
            draw_card(painter, inset, tokens.hover_side, None, 6)
        ink = getattr(tokens, self._status.colour)
        middle = self.height() / 2
        self._theme.draw_icon(painter, self._status.icon, QRectF(16, middle - 8, 16, 16), ink)
        font = self._theme.ui_font(12)
        painter.setFont(font)
        painter.setPen(ink)
        rect = QRectF(40, 0, self.width() - 52, self.height())
        told = QFontMetricsF(font).elidedText(
            self._status.text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), told)
        if self.hasFocus() and self.window().isActiveWindow():
            draw_focus_ring(painter, inset, self._theme, 6)
        painter.end()
