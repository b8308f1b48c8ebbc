"""One line of the page of added files; a failure opens in place with what can be done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.adding.lines import Line
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card

_LEFT = 60
_HEAD = 64


class AddedRow(QWidget):
    """A file's state in words, its reason, and its buttons."""

    opened = Signal()
    another_wanted = Signal()
    reference_wanted = Signal()
    left_out = Signal()

    def __init__(self, theme: Theme, line: Line, *, openable: bool) -> None:
        super().__init__()
        self._theme, self.line = theme, line
        self.setObjectName("adding-row")
        self.setAccessibleName(". ".join(filter(None, (line.title, line.state, line.reason))))
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 0, 20, 14 if line.reason else 0)
        column.setSpacing(0)
        column.addWidget(self._head(openable))
        if line.reason:
            column.addWidget(Label(theme, line.reason, wrap=True))
        if line.failed:
            column.addSpacing(12)
            column.addLayout(self._ways_out())
        theme.changed.connect(self.update)

    def _head(self, openable: bool) -> QWidget:
        theme, line = self._theme, self.line
        head = QWidget()
        head.setFixedHeight(_HEAD)
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(theme, line.title, role="strong", elide=True))
        if line.below:
            words.addWidget(Label(theme, line.below, role="meta", elide=True))
        words.addStretch(1)
        across.addLayout(words, 1)
        colour = line.colour if line.colour in ("danger", "warn") else "muted"
        across.addWidget(Label(theme, line.state, colour=colour))
        if openable:
            button = Button(theme, "Open", kind="link", name="adding-open", height=28)
            button.clicked.connect(lambda _checked=False: self.opened.emit())
            across.addWidget(button)
        return head

    def _ways_out(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(8)
        ways = [
            ("Choose another file…", "secondary", "adding-another", self.another_wanted),
            ("Leave out", "quiet", "adding-leave-out", self.left_out),
        ]
        if self.line.keepable:
            ways.insert(
                0,
                ("Add as a reference only", "secondary", "adding-reference", self.reference_wanted),
            )
        for text, kind, name, signal in ways:
            button = Button(self._theme, text, kind=kind, name=name)
            button.clicked.connect(signal)
            across.addWidget(button)
        across.addStretch(1)
        return across

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a failure, the icon of the state."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.line.failed:
            ground = QRectF(self.rect()).adjusted(0, 2, 0, -2)
            draw_card(painter, ground, tokens.danger_ground, None, 8)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(_LEFT, self.height() - 1, self.width() - _LEFT - 20, 1, tokens.sep)
        ink = getattr(tokens, self.line.colour)
        self._theme.draw_icon(painter, self.line.icon, QRectF(20, 22, 20, 20), ink)
        painter.end()
