"""How a row of the page of added files is painted, and the ways out of a failure below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.adding.lines import Line
from ui.adding.model import LINE
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.painting import draw_card, draw_focus_ring

Index = QModelIndex | QPersistentModelIndex
HEAD = 64
_LEFT, _RIGHT = 60, 20
_WAYS = 44
_BELOW = 14
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_OPEN = "Open"


class AddingDelegate(QStyledItemDelegate):
    """Paints a file's state: icon, title, file, state in words, and a reason in place."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.turn = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The head, the reason in as many lines as it takes, the buttons of a failure."""
        line: Line = index.data(LINE)
        width = self._view.viewport().width()
        high = HEAD + (self._reason_height(line.reason, width) + _BELOW if line.reason else 0)
        return QSize(width, high + (_WAYS if line.failed else 0))

    def open_rect(self, rect: QRect) -> QRect:
        """Where "Open" stands in a row."""
        wide = round(QFontMetricsF(self._theme.ui_font(13, 500)).horizontalAdvance(_OPEN)) + 16
        return QRect(rect.right() + 1 - _RIGHT - wide, rect.top() + 16, wide, 32)

    def _reason_height(self, reason: str, width: int) -> int:
        metrics = QFontMetricsF(self._theme.ui_font(13))
        room = QRectF(0, 0, max(40, width - _LEFT - _RIGHT), 4000)
        return round(metrics.boundingRect(room, _WRAP, reason).height()) + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        line: Line = index.data(LINE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, line, bool(state & QStyle.StateFlag.State_HasFocus))
        icon = QRectF(rect.left() + 20, rect.top() + 22, 20, 20)
        if line.reading:
            self._arc(painter, icon)
        else:
            ink = getattr(self._theme.tokens, line.colour)
            self._theme.draw_icon(painter, line.icon, icon, ink)
        self._words(painter, rect, line, self._state(painter, rect, line))
        if line.reason:
            painter.setFont(self._theme.ui_font(13))
            painter.setPen(self._theme.tokens.text)
            room = rect.adjusted(_LEFT, HEAD - 4, -_RIGHT, 0)
            painter.drawText(room, _WRAP, line.reason)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, line: Line, focus: bool) -> None:
        tokens, inset = self._theme.tokens, QRectF(rect).adjusted(0, 2, 0, -2)
        if line.failed:
            draw_card(painter, inset, tokens.danger_ground, None, 8)
        else:
            wide = rect.width() - _LEFT - _RIGHT
            painter.fillRect(rect.left() + _LEFT, rect.bottom(), wide, 1, tokens.sep)
        if focus and self._view.hasFocus():
            draw_focus_ring(painter, inset.adjusted(1, 1, -1, -1), self._theme, 8)

    def _arc(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.tokens.tint2, 2))
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        painter.drawArc(rect.adjusted(2, 2, -2, -2), -self.turn * 16, 100 * 16)

    def _state(self, painter: QPainter, rect: QRect, line: Line) -> int:
        """Paint the state and "Open"; where they begin."""
        tokens, right = self._theme.tokens, rect.right() + 1 - _RIGHT
        if line.document:
            painter.setFont(self._theme.ui_font(13, 500))
            painter.setPen(tokens.accent)
            at = self.open_rect(rect)
            painter.drawText(at.adjusted(0, 0, -8, 0), _END, _OPEN)
            right = at.left() - 4
        font = self._theme.ui_font(13)
        painter.setFont(font)
        known = line.colour in ("danger", "warn", "accent")
        painter.setPen(getattr(tokens, line.colour if known else "muted"))
        wide = round(QFontMetricsF(font).horizontalAdvance(line.state)) + 1
        painter.drawText(QRect(right - wide, rect.top() + 16, wide, 32), _END, line.state)
        return right - wide - 12

    def _words(self, painter: QPainter, rect: QRect, line: Line, right: int) -> None:
        tokens = self._theme.tokens
        ink = tokens.muted if line.state in ("Waiting", "Not read") else tokens.text
        both = (
            (line.title, self._theme.ui_font(14, 500), ink, 12),
            (line.below, self._theme.ui_font(12), tokens.muted, 33),
        )
        for text, font, colour, down in both:
            room = QRect(rect.left() + _LEFT, rect.top() + down, right - rect.left() - _LEFT, 20)
            painter.setFont(font)
            painter.setPen(colour)
            fits = QFontMetricsF(font).elidedText(
                text, Qt.TextElideMode.ElideRight, max(0, room.width())
            )
            painter.drawText(room, _MIDDLE, fits)


class WaysOut(QWidget):
    """The buttons at the foot of a failure's row."""

    another_wanted = Signal()
    reference_wanted = Signal()
    left_out = Signal()

    def __init__(self, theme: Theme, line: Line) -> None:
        super().__init__()
        self.setObjectName("adding-ways")
        self.setAccessibleName(line.words)
        across = QHBoxLayout()
        across.setSpacing(8)
        ways = [
            ("Choose another file…", "secondary", "adding-another", self.another_wanted),
            ("Leave out", "quiet", "adding-leave-out", self.left_out),
        ]
        if line.keepable:
            wanted = self.reference_wanted
            ways.insert(0, ("Add as a reference only", "secondary", "adding-reference", wanted))
        for text, kind, name, signal in ways:
            button = Button(theme, text, kind=kind, name=name)
            button.clicked.connect(signal)
            across.addWidget(button)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 0, _RIGHT, _BELOW)
        column.addStretch(1)
        column.addLayout(across)
