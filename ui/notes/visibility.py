"""Who may see a note: a lock and a word that are always there, and a press that changes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from ui.theme import Theme
from ui.widgets.painting import draw_card, draw_focus_ring

_PAD, _ICON, _GAP = 6, 14, 4


class VisibilitySwitch(QAbstractButton):
    """Private with a lock, or shared; ``clicked`` asks for the other."""

    def __init__(self, theme: Theme, *, shared: bool = False) -> None:
        super().__init__()
        self._theme, self._shared = theme, shared
        self.setObjectName("note-visibility")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_shared(shared)
        theme.changed.connect(self.update)

    @property
    def shared(self) -> bool:
        """Whether others may see the note."""
        return self._shared

    def set_shared(self, shared: bool) -> None:
        """Say who may see the note now."""
        self._shared = shared
        word = "Shared" if shared else "Private"
        told = "Shared: exports take it along. Press to keep it private."
        if not shared:
            told = "Private: in no export. Press to share it."
        self.setText(word)
        self.setAccessibleName(word)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Lock and word."""
        metrics = QFontMetricsF(self._theme.ui_font(12))
        wide = max(map(metrics.horizontalAdvance, ("Private", "Shared")))
        return QSize(round(wide) + _ICON + _GAP + 2 * _PAD, 24)

    def event(self, event: QEvent) -> bool:
        """Enter presses as Space does."""
        if event.type() is QEvent.Type.KeyPress and self.isEnabled():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
                self.click()
                return True
        elif event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lock and word, on a ground while the pointer is over it."""
        tokens, rect = self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            draw_card(painter, rect, tokens.hover_pane, None, 6)
        metrics = QFontMetricsF(self._theme.ui_font(12))
        wide = metrics.horizontalAdvance(self.text())
        x = rect.right() - _PAD - wide
        icon = QRectF(x - _GAP - _ICON, rect.center().y() - _ICON / 2, _ICON, _ICON)
        self._theme.draw_icon(
            painter, "users" if self._shared else "lock-simple", icon, tokens.muted
        )
        painter.setFont(self._theme.ui_font(12))
        painter.setPen(tokens.muted)
        base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(round(x), round(base), self.text())
        if self.hasFocus():
            draw_focus_ring(painter, rect, self._theme, 4)
        painter.end()
