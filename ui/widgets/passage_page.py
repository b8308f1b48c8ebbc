"""What the pages of marks, notes and found passages share: a head, a list, and what is beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.labels import Label
from ui.widgets.pane import Pane
from ui.widgets.passages import PassageList, at_left
from ui.widgets.states import EmptyState

ASIDE_FROM = 1000
"""The width of a page from which there is room for something beside its list."""

_ASIDE_LEAST, _LIST_SHARE = 360, 0.56


class PassagePage(Pane):
    """A page with a list of passages; what is chosen in it may be told more of at the right.

    A page makes ``_list`` and ``_empty`` first and lays itself out with :meth:`lay_out`.
    """

    _list: PassageList
    _empty: EmptyState
    _aside: QWidget | None = None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = Label(theme, "", colour="muted")

    def lay_out(
        self, head: Sequence[QLayout], *, aside: QWidget | None = None, foot: QWidget | None = None
    ) -> None:
        """Put the rows of the head over the list, ``aside`` at its right, ``foot`` below all."""
        top = QVBoxLayout()
        top.setSpacing(8)
        top.setContentsMargins(0, 0, 0, 0)
        for row in head:
            top.addLayout(row)
        below = QWidget()
        below.setMinimumHeight(48)  # the smallest window has room for a note being written
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        left = QVBoxLayout()
        left.setContentsMargins(16, 20, 16, 0)
        left.setSpacing(12)
        left.addLayout(at_left(top, self._list.head_width()))
        left.addWidget(below, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        self._aside = aside
        if aside is not None:
            aside.hide()
            across.addWidget(aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        if foot is not None:
            column.addWidget(foot)

    def head_row(self, title: str, *right: QWidget) -> QHBoxLayout:
        """The page's title with its count, and what stands at the right of it."""
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, title, role="page"))
        row.addWidget(self._count, 1)
        for each in right:
            row.addWidget(each)
        return row

    def show_rows(self, shown: bool) -> None:
        """Show the list, or that there is nothing."""
        self._stack.setCurrentIndex(0 if shown else 1)

    @property
    def roomy(self) -> bool:
        """Whether there is room beside the list."""
        return self.width() >= ASIDE_FROM

    def fit_aside(self) -> None:
        """Give what is beside the list its width, or take it away where there is no room."""
        if self._aside is not None:
            listed = min(round(self.width() * _LIST_SHARE), self._list.head_width() + 64)
            self._aside.setFixedWidth(max(_ASIDE_LEAST, self.width() - listed))
            self._aside.setVisible(self.roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room beside the list, or not."""
        super().resizeEvent(event)
        self.fit_aside()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


class AsidePane(QWidget):
    """The ground of what stands beside a list: a pane's tone with its line at the left."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.pane)
        painter.fillRect(0, 0, 1, self.height(), self._theme.tokens.sep)
        painter.end()


def chip_row(chips: Sequence[Chip]) -> QHBoxLayout:
    """Chips beside each other, from the left."""
    across = QHBoxLayout()
    across.setSpacing(4)
    for chip in chips:
        across.addWidget(chip)
    across.addStretch(1)
    return across
