"""Beside a list of passages: the current one where it stands, and below it what helps to use it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.library.presenter import shown
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marked_text import MarkedText
from ui.widgets.passage_page import AsidePane

_WIDEST, _TERM = 560, 148


class PassagePlace(AsidePane):
    """Says whose the passage is and where, shows it, and offers ``buttons``; then the legend.

    ``place_wanted`` when the passage shall be gone to.
    """

    place_wanted = Signal()

    def __init__(
        self, theme: Theme, name: str, buttons: Sequence[Button], legend: Sequence[QWidget]
    ) -> None:
        super().__init__(theme, name)
        self._title = Label(theme, "", role="panel", wrap=True)
        self._where = Label(theme, "", role="meta", wrap=True)
        self._text = MarkedText(theme)
        self._about = QWidget()
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 24)
        about.setSpacing(4)
        about.addWidget(self._title)
        about.addWidget(self._where)
        about.addSpacing(8)
        about.addWidget(self._text)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        about.addLayout(row)
        self._lay_out(legend)
        self._about.hide()

    def _lay_out(self, legend: Sequence[QWidget]) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._about)
        for each in legend:
            column.addWidget(each)
        column.addStretch(1)
        ground = QWidget()
        across = QHBoxLayout(ground)
        across.setContentsMargins(23, 24, 24, 16)
        across.addWidget(inside, 1)
        across.addStretch(0)
        outside = QVBoxLayout(self)
        # A margin of one for the line at the left.
        outside.setContentsMargins(1, 0, 0, 0)
        outside.addWidget(_scrolled(ground, f"{self.objectName()}-area"))

    def show_head(self, title: str, parts: Sequence[str | None]) -> None:
        """Say whose the passage is, and where it stands."""
        self._title.set_text(shown(title)[:300])
        self._where.set_text("  ·  ".join(shown(part) for part in parts if part))
        self._about.show()

    def show_nothing(self) -> None:
        """Leave only what stands below."""
        self._about.hide()


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    """An area without a frame or a ground of its own, for paragraphs longer than the window."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setAccessibleName("Passage")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


class LegendRow(QWidget):
    """A term and what it does, with a hairline below."""

    def __init__(self, theme: Theme, term: str, meaning: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(f"{term}: {meaning}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        name = Label(theme, term, role="strong")
        name.setFixedWidth(_TERM)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(theme, meaning, colour="muted", wrap=True), 1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.sep)
        painter.end()
