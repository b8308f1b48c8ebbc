"""What a reference lacks, said beside the citation before a marker of the essay says it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card


class Warnings(QWidget):
    """Sentences on a warning's ground, each with its icon; away while there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("citation-warnings")
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 7, 10, 7)
        self._column.setSpacing(4)
        self._lines: list[Label] = []
        self._danger = False
        self.hide()
        theme.changed.connect(self.update)

    def show_lines(self, lines: Sequence[str], *, danger: bool = False) -> None:
        """Show these sentences; as an error where ``danger``."""
        for label in self._lines:
            self._column.removeWidget(label)
            label.deleteLater()
        self._danger = danger
        colour = "danger" if danger else "warn"
        self._lines = [
            Label(self._theme, line, role="meta", colour=colour, wrap=True) for line in lines
        ]
        for label in self._lines:
            self._column.addWidget(label)
        self.setAccessibleName(" ".join(lines) or "No warnings")
        self.setVisible(bool(lines))
        self.updateGeometry()

    @property
    def lines(self) -> list[str]:
        """The sentences that are shown."""
        return [label.text() for label in self._lines]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and an icon before each sentence."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tokens.danger_ground if self._danger else tokens.warn_ground
        ink = tokens.danger if self._danger else tokens.warn
        draw_card(painter, QRectF(self.rect()), ground, None, 6)
        for label in self._lines:
            self._theme.draw_icon(painter, "warning", QRectF(9, label.y() + 1, 15, 15), ink)
        painter.end()
