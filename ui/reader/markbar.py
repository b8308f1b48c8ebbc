"""The bar under a selection: six meanings, a note, the quotation."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.model import MEANING_LABELS, Meaning
from ui.actions import Actions
from ui.theme import Theme
from ui.widgets.buttons import action_button
from ui.widgets.motion import fade_in
from ui.widgets.painting import (
    digit_of,
    draw_card,
    draw_focus_ring,
    draw_shadow,
    letter_of,
)

_AROUND = 10


class _Swatch(QAbstractButton):
    """A meaning's letter and digit on its fill."""

    def __init__(self, theme: Theme, meaning: Meaning) -> None:
        super().__init__()
        self._theme, self._meaning = theme, meaning
        self.setObjectName(f"swatch-{meaning.value}")
        self.setAccessibleName(f"Mark as {MEANING_LABELS[meaning].lower()}")
        self.setToolTip(f"{MEANING_LABELS[meaning]} ({digit_of(meaning)})")
        self.setFixedSize(34, 28)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(34, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Letter and digit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill, edge = self._theme.fill(self._meaning), self._theme.stroke(self._meaning)
        draw_card(painter, rect, fill, edge, 6)
        painter.setPen(self._theme.tokens.text)
        flags = int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(self._theme.ui_font(13, 600))
        painter.drawText(rect.adjusted(2, 0, -14, 0), flags, letter_of(self._meaning))
        painter.setFont(self._theme.ui_font(12))
        painter.drawText(rect.adjusted(14, 0, 0, 0), flags, str(digit_of(self._meaning)))
        if self.hasFocus():
            draw_focus_ring(painter, rect, self._theme, 4)
        painter.end()


class MarkBar(QWidget):
    """Floats over the page; hidden until :meth:`show_at`."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mark-bar")
        self.setAccessibleName("Mark the selection")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(8 + _AROUND, 8 + _AROUND, 8 + _AROUND, 8 + _AROUND)
        row.setSpacing(6)
        for meaning in Meaning:
            swatch = _Swatch(theme, meaning)
            swatch.clicked.connect(actions[f"mark-{digit_of(meaning)}"].trigger)
            swatch.clicked.connect(self.hide)
            row.addWidget(swatch)
        row.addSpacing(8)
        for id_, icon in (("write-note", "note-pencil"), ("copy-quotation", "quotes")):
            button = action_button(theme, actions[id_], icon, size=28)
            button.clicked.connect(self.hide)
            row.addWidget(button)
        self.adjustSize()
        self.hide()

    def show_at(self, selection: QRect) -> None:
        """Stand 8 under the selection, or above it where there is no room."""
        self.adjustSize()
        parent = self.parentWidget()
        room = parent.height() if parent is not None else 0
        wide = parent.width() if parent is not None else 0
        y = selection.bottom() + 8 - _AROUND
        if y + self.height() > room:
            y = selection.top() - 8 - self.height() + _AROUND
        x = selection.center().x() - self.width() // 2
        self.move(max(0, min(x, wide - self.width())), max(0, y))
        fresh = not self.isVisible()
        self.show()
        self.raise_()
        if fresh:
            fade_in(self, self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        draw_shadow(painter, rect, self._theme.tokens.shadow, 10, _AROUND)
        draw_card(painter, rect, self._theme.tokens.raised, self._theme.tokens.border, 10)
        painter.end()
