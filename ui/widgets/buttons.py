"""Buttons, painted: what they do is said by words, an icon alone has a name and a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.model import Meaning
from ui.theme import Theme
from ui.widgets.painting import draw_badge, draw_card, draw_focus_ring
from ui.widgets.ringed import RingedButton

RING = 3
"""Pixels that a button keeps around what one sees of it, for the ring of the keyboard."""


class _Painted(RingedButton):
    """What all buttons share: theme, hover, the keyboard's ring."""

    def __init__(self, theme: Theme, label: str, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name or label.casefold().rstrip("…").replace(" ", "-"))
        self.setAccessibleName(label.rstrip("…"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        """Repaint on hover; Enter presses as Space does."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        if event.type() is QEvent.Type.KeyPress and self.isEnabled():
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.click()
                return True
        return super().event(event)


class Button(_Painted):
    """A button with words: primary, secondary, quiet, link or danger."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: str = "secondary",
        icon: str = "",
        keys: str = "",
        name: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setText(text)
        self._kind, self._icon, self._keys = kind, icon, keys
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as its words, icon and key, with room for the ring."""
        metrics = QFontMetricsF(self._theme.ui_font(13, 500))
        width = metrics.horizontalAdvance(self.text()) + (0 if self._kind == "link" else 24)
        width += 24 if self._icon else 0
        if self._keys:
            width += metrics.horizontalAdvance(self._keys) + 12
        return QSize(round(width) + 2 * RING, self._height + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words; a key or icon may go first."""
        wide = QFontMetricsF(self._theme.ui_font(13, 500)).horizontalAdvance(self.text())
        wide += 0 if self._kind == "link" else 16
        return QSize(round(wide) + 2 * RING, self._height + 2 * RING)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, border and text for the present state."""
        tokens = self._theme.tokens
        hover, down = self.underMouse(), self.isDown()
        if not self.isEnabled():
            fill = tokens.tint2 if self._kind == "primary" else None
            edge = tokens.border if self._kind == "secondary" else None
            return fill, edge, tokens.faint
        if self._kind == "primary":
            return (tokens.accent_hover if hover or down else tokens.accent), None, tokens.on_accent
        if self._kind == "secondary":
            fill = tokens.tint2 if down else tokens.hover_pane if hover else tokens.raised
            return fill, tokens.border, tokens.text
        if self._kind == "link":
            return None, None, tokens.accent_hover if hover else tokens.accent
        ink = tokens.danger if self._kind == "danger" else tokens.text
        return (tokens.tint2 if down else tokens.hover_pane if hover else None), None, ink

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, words, key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        rect = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if fill is not None or edge is not None:
            draw_card(painter, rect, fill or QColor(Qt.GlobalColor.transparent), edge, 6)
        if self.ringed:
            draw_focus_ring(painter, QRectF(self.rect()), self._theme, 6)
        self._write(painter, rect, ink)
        painter.end()

    def _write(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        font = self._theme.ui_font(13, 500)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self.text())
        total = wide + (24 if self._icon else 0)
        total += metrics.horizontalAdvance(self._keys) + 12 if self._keys else 0
        x = rect.center().x() - total / 2
        if self._icon:
            icon = QRectF(x, rect.center().y() - 8, 16, 16)
            self._theme.draw_icon(painter, self._icon, icon, ink)
            x += 24
        painter.setFont(font)
        painter.setPen(ink)
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(round(x), round(baseline), self.text())
        if self._keys:
            painter.setFont(self._theme.ui_font(12, 400))
            painter.drawText(round(x + wide + 12), round(baseline), self._keys)


class IconButton(_Painted):
    """A square button with an icon; its name is told to screen readers and in the tooltip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        label: str,
        *,
        name: str = "",
        size: int = 32,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, name, parent)
        self._icon = icon
        self._size = size
        self.setCheckable(checkable)
        self.setToolTip(label)
        self.setFixedSize(size, size)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground when hovered or on, and the icon."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        on = self.isCheckable() and self.isChecked()
        fill = tokens.tint if on else tokens.tint2 if self.isDown() else None
        if fill is None and self.underMouse() and self.isEnabled():
            fill = tokens.hover_pane
        if fill is not None:
            draw_card(painter, rect, fill, None, 6)
        ink = tokens.accent if on else tokens.muted if self.isEnabled() else tokens.faint
        side = 18 if self._size >= 32 else 16
        icon = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        self._theme.draw_icon(painter, self._icon, icon, ink)
        if self.ringed:
            draw_focus_ring(painter, rect, self._theme, 4)
        painter.end()


class Chip(_Painted):
    """A rounded filter: on or off, or opening a menu."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        checkable: bool = False,
        menu: bool = False,
        name: str = "",
        meaning: Meaning | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, name, parent)
        self.setText(text)
        self.setCheckable(checkable)
        self._icon, self._menu, self._meaning, self._number = icon, menu, meaning, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        wide = QFontMetricsF(self._theme.ui_font(12, 500)).horizontalAdvance(self.text())
        wide += 22 if self._icon or self._meaning else 0
        if self._number:
            wide += 6 + QFontMetricsF(self._theme.ui_font(12)).horizontalAdvance(self._number)
        return QSize(round(wide) + 26 + (18 if self._menu else 0), 30)

    def set_number(self, number: int) -> None:
        """Tell how many there are, after the words."""
        self._number = f"{number:,}"
        self.setAccessibleName(f"{self.text()}, {self._number}")
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on = self.isCheckable() and self.isChecked()
        fill = tokens.tint if on else tokens.hover_pane if self.underMouse() else tokens.raised
        draw_card(painter, rect, fill, tokens.tint if on else tokens.border, 14)
        ink, x = tokens.accent if on else tokens.text2, rect.left() + 12
        if self._icon:
            self._theme.draw_icon(
                painter, self._icon, QRectF(x, rect.center().y() - 8, 16, 16), ink
            )
            x += 22
        if self._meaning is not None:
            badge = QRectF(x - 4, rect.center().y() - 8, 16, 16)
            draw_badge(painter, badge, self._theme, self._meaning)
            x += 22 - 4
        painter.setFont(self._theme.ui_font(12, 500))
        painter.setPen(tokens.text if on else tokens.text2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(x - rect.left(), 0, 0, 0), int(flags), self.text())
        if self._number:
            x += painter.fontMetrics().horizontalAdvance(self.text()) + 6
            painter.setFont(self._theme.ui_font(12))
            painter.setPen(tokens.text2 if on else tokens.muted)
            painter.drawText(rect.adjusted(x - rect.left(), 0, 0, 0), int(flags), self._number)
        if self._menu:
            caret = QRectF(rect.right() - 22, rect.center().y() - 6, 12, 12)
            self._theme.draw_icon(painter, "caret-down", caret)
        if self.ringed:
            draw_focus_ring(painter, QRectF(self.rect()), self._theme, 13)
        painter.end()


def action_button(
    theme: Theme, action: QAction, icon: str, *, size: int = 32, parent: QWidget | None = None
) -> IconButton:
    """An icon button bound to an action: name, tooltip, enabled and checked follow it."""
    button = IconButton(
        theme,
        icon,
        action.text(),
        name=f"button-{action.objectName()}",
        size=size,
        checkable=action.isCheckable(),
        parent=parent,
    )

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().rstrip("…"))
        if action.isCheckable():
            button.setChecked(action.isChecked())

    def pressed() -> None:
        action.trigger()
        follow()

    button.clicked.connect(pressed)
    action.changed.connect(follow)
    follow()
    return button
