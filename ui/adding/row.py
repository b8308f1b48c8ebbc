"""How a row of the page of added files is painted, and the buttons that lead on from it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.adding.lines import NOT_IMPORTED, Line
from ui.adding.model import LINE
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.painting import draw_card, draw_focus_ring

Index = QModelIndex | QPersistentModelIndex
HEAD = 64
_LEFT, _RIGHT = 60, 20
_HIGH = 28
"""How high a button in a row is."""
_REASON = 34
"""Where the reason of a failure begins: on the second line, in place of the file's format."""
_BELOW = 14
_GAP = 24
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_OPEN = "Open"

_FAILURE = (("Add as a reference", "adding-reference"), ("Choose another file…", "adding-another"))
_QUESTION = (
    ("Keep both", "adding-keep"), ("Link as copy", "adding-link"), ("Merge…", "adding-merge"),
)  # fmt: skip


def ways_of(line: Line) -> tuple[tuple[str, str], ...]:
    """The buttons of a row's reason, with their objects' names: one way out, or three answers."""
    if line.failed:
        return (_FAILURE[0 if line.keepable else 1], ("Leave out", "adding-leave-out"))
    return _QUESTION if line.alike else ()


class AddingDelegate(QStyledItemDelegate):
    """Paints a file's state: icon, title, file, state in words, and a reason in place."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.turn = 0
        self._heights: dict[tuple[Line, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The head, and the reason in as many lines as it takes beside its buttons."""
        line: Line = index.data(LINE)
        width = self._view.viewport().width()
        if not line.reason:
            return QSize(width, HEAD)
        height = self._heights.get((line, width))
        if height is None:
            height = self._heights[line, width] = self._height(line, width)
        return QSize(width, height)

    def forget(self) -> None:
        """Reckon heights anew: rows are gone, or the font is another."""
        self._heights.clear()

    def _height(self, line: Line, width: int) -> int:
        top = self._reason_top(line)
        said = self._reason_height(line, width) + _BELOW
        least = HEAD if line.failed else HEAD + (_HIGH + _BELOW + 6 if line.alike else 0)
        return max(least, top + said)

    def ways_width(self, line: Line) -> int:
        """How much room a reason's buttons take."""
        metrics = QFontMetricsF(self._theme.ui_font(13, 500))
        wide = [round(metrics.horizontalAdvance(text)) + 24 + 8 for text, _name in ways_of(line)]
        return sum(wide) + _GAP if wide else 0

    def _reason_top(self, line: Line) -> int:
        if line.failed:
            return _REASON
        # The first line of a question stands beside the middle of its buttons.
        return HEAD + 5 if line.alike else HEAD - 4

    def open_rect(self, rect: QRect) -> QRect:
        """Where "Open" stands in a row."""
        wide = round(QFontMetricsF(self._theme.ui_font(13, 500)).horizontalAdvance(_OPEN)) + 16
        return QRect(rect.right() + 1 - _RIGHT - wide, rect.top() + 16, wide, 32)

    def _reason_height(self, line: Line, width: int) -> int:
        metrics = QFontMetricsF(self._theme.ui_font(13))
        room = QRectF(0, 0, max(40, width - _LEFT - _RIGHT - self.ways_width(line)), 4000)
        return round(metrics.boundingRect(room, _WRAP, line.reason).height()) + 1

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
        if line.failed:
            self._failure(painter, rect, line)
        else:
            self._words(painter, rect, line, self._state(painter, rect, line, index))
        if line.reason:
            painter.setFont(self._theme.ui_font(13))
            painter.setPen(self._theme.tokens.text)
            room = rect.adjusted(_LEFT, self._reason_top(line), -_RIGHT - self.ways_width(line), 0)
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

    def _failure(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """The name of a file that failed, and the word for it right beside."""
        right = rect.right() + 1 - _RIGHT - self.ways_width(line)
        state = self._theme.ui_font(13)
        wide = round(QFontMetricsF(state).horizontalAdvance(line.state)) + 1
        font = self._theme.ui_font(14, 500)
        metrics, left = QFontMetricsF(font), rect.left() + _LEFT
        room = max(0, right - left - wide - 12)
        fits = metrics.elidedText(line.title, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text)
        painter.drawText(QRect(left, rect.top() + 12, room, 20), _MIDDLE, fits)
        at = left + round(metrics.horizontalAdvance(fits)) + 12
        painter.setFont(state)
        painter.setPen(self._theme.tokens.danger)
        painter.drawText(QRect(at, rect.top() + 12, wide, 20), _MIDDLE, line.state)

    def _arc(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.tokens.tint2, 2))
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        painter.drawArc(rect.adjusted(2, 2, -2, -2), -self.turn * 16, 100 * 16)

    def doubts_width(self, line: Line) -> int:
        """How wide the button is that says how many fields are to be checked."""
        metrics = QFontMetricsF(self._theme.ui_font(13, 500))
        return round(metrics.horizontalAdvance(line.doubts_words)) + 24

    def _state(self, painter: QPainter, rect: QRect, line: Line, index: Index) -> int:
        """Paint the state and "Open"; where they begin."""
        tokens, right = self._theme.tokens, rect.right() + 1 - _RIGHT
        if line.document:
            painter.setFont(self._theme.ui_font(13, 500))
            painter.setPen(tokens.accent)
            at = self.open_rect(rect)
            painter.drawText(at.adjusted(0, 0, -8, 0), _END, _OPEN)
            right = at.left() - 4
        if line.doubts:
            # The button with these words stands here; without one they are painted.
            right -= self.doubts_width(line) + 8
            if not self._view.indexWidget(index):
                painter.setPen(tokens.warn)
                wide = self.doubts_width(line)
                at = QRect(right + 8, rect.top() + 16, wide - 12, 32)
                painter.drawText(at, _END, line.doubts_words)
            if line.state == "Added":
                return right
        font = self._theme.ui_font(13)
        painter.setFont(font)
        known = line.colour in ("danger", "warn", "accent") and not line.alike
        painter.setPen(getattr(tokens, line.colour if known else "muted"))
        wide = round(QFontMetricsF(font).horizontalAdvance(line.state)) + 1
        painter.drawText(QRect(right - wide, rect.top() + 16, wide, 32), _END, line.state)
        return right - wide - 12

    def _words(self, painter: QPainter, rect: QRect, line: Line, right: int) -> None:
        tokens = self._theme.tokens
        ink = tokens.muted if line.state in ("Waiting", NOT_IMPORTED) else tokens.text
        # A row without a second line has its title in the middle.
        both = (
            (line.title, self._theme.ui_font(14, 500), ink, 12 if line.below else 22),
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


class RowButtons(QWidget):
    """The buttons of a row, over what is painted; ``pressed`` carries the name of one."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, line: Line, painter: AddingDelegate, rows: QListView) -> None:
        super().__init__()
        self._rows = rows
        self.setObjectName("adding-ways")
        self.setAccessibleName(line.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _RIGHT, 0)
        column.setSpacing(0)
        if not line.failed:
            column.addLayout(self._head(theme, line, painter))
        ways = ways_of(line)
        if ways:
            column.addLayout(self._ways(theme, line, ways))
        if not line.failed:
            column.addStretch(1)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first button."""
        first = self.findChild(Button)
        if isinstance(first, Button):
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self._rows.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _head(self, theme: Theme, line: Line, painter: AddingDelegate) -> QHBoxLayout:
        """At the right of the first line: the fields to check, and what is painted: "Open"."""
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addStretch(1)
        if line.doubts:
            button = self._button(theme, line.doubts_words, "adding-check", "secondary")
            button.setAccessibleDescription(line.title)
            across.addWidget(button)
        room = painter.open_rect(QRect(0, 0, 1000, HEAD)).width() if line.document else 0
        across.addSpacing(room + 4)
        across.addStrut(HEAD)
        return across

    def _ways(self, theme: Theme, line: Line, ways: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addStretch(1)
        for at, (text, name) in enumerate(ways):
            kind = "quiet" if line.failed and at else "secondary"
            button = self._button(theme, text, name, kind)
            button.setAccessibleDescription(line.title)
            across.addWidget(button)
        return across

    def _button(self, theme: Theme, text: str, name: str, kind: str) -> Button:
        button = Button(theme, text, kind=kind, name=name, height=_HIGH)
        button.clicked.connect(lambda _on=False: self.pressed.emit(name))
        return button
