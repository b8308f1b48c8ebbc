"""Notices: a banner that stays, a toast that goes; one line and one action each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.motion import fade_in
from ui.widgets.painting import draw_card, draw_shadow

_LONGEST = 240
"""Letters of a message that a toast shows."""

STAYS = 6000
"""Milliseconds that a toast stays, unless the pointer or the keyboard is on it."""


class Banner(QWidget):
    """A line that stays above a pane; ``acted`` when its action is pressed."""

    acted = Signal()

    def __init__(
        self, theme: Theme, text: str, *, icon: str, kind: str = "warn", action_text: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._kind = theme, icon, kind
        self.setObjectName("banner")
        self.setAccessibleName(text)
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 12, 0)
        row.addWidget(Label(theme, text, elide=True), 1)
        if action_text:
            button = Button(theme, action_text, kind="link", name="banner-action")
            button.clicked.connect(lambda _checked=False: self.acted.emit())
            row.addWidget(button)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its ground and icon."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        warn = self._kind == "warn"
        painter.fillRect(self.rect(), tokens.warn_ground if warn else tokens.sunk)
        ink = tokens.warn if warn else tokens.muted
        self._theme.draw_icon(painter, self._icon, QRectF(16, 12, 16, 16), ink)
        painter.end()


class Toast(QWidget):
    """A dark line at the foot of the window that says what was done, with Undo beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self._act: Callable[[], object] | None = None
        self.setObjectName("toast")
        self._label = Label(theme, "", colour="paper", wrap=True)
        self._button = QPushButton()
        self._button.setObjectName("toast-action")
        self._button.setAccessibleName("No action")
        self._button.setFlat(True)
        self._button.clicked.connect(self._on_pressed)
        self._keys = Label(theme, "", role="meta", colour="faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._keys)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_up)
        parent.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        text: str,
        action_text: str = "",
        act: Callable[[], object] | None = None,
        keys: str = "",
    ) -> None:
        """Show a line; what was shown before goes."""
        self._act = act
        if len(text) > _LONGEST:  # a title may be as long as it likes
            text = f"{text[:_LONGEST].rstrip()}…"
        self._label.set_text(text)
        self._button.setText(action_text)
        self._button.setAccessibleName(action_text or "No action")
        self._button.setVisible(act is not None)
        self._keys.set_text(keys)
        self._keys.setVisible(bool(keys))
        self._restyle()
        self._place()
        fresh = not self.isVisible()
        self.show()
        self.raise_()
        if fresh:
            fade_in(self, self._theme)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(STAYS)

    @property
    def text(self) -> str:
        """What is shown, or was last."""
        return self._label.text()

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        palette = QPalette(self._button.palette())
        palette.setColor(QPalette.ColorRole.ButtonText, tokens.tint)
        self._button.setPalette(palette)
        self._button.setFont(self._theme.ui_font(13, 600))
        self._button.setStyleSheet(
            f"QPushButton {{ color: {tokens.tint.name()}; border: none; padding: 4px 8px;"
            f" border-radius: 6px; }}"
            f"QPushButton:focus {{ border: 2px solid {tokens.tint.name()}; }}"
        )

    def _place(self) -> None:
        window = self._over
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 72
        wanted += 120 if self._act is not None else 0
        width = min(max(320, wanted), window.width() - 32, 620)
        self.setFixedWidth(width)
        height = max(64, self.heightForWidth(width))
        self.setFixedHeight(height)
        self.move((window.width() - width) // 2, window.height() - height - 16)

    def _on_pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _on_time_up(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(1000)
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Text and paper swapped, with a shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        draw_shadow(painter, rect, self._theme.tokens.shadow, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        draw_card(painter, rect, self._theme.tokens.text, None, 8)
        painter.end()
