"""The bar above a page that stands in place of list and reader: the way back to where one was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.library.presenter import shown
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

HEIGHT = 44


class PageBar(QWidget):
    """An arrow and where it leads; ``panes_requested`` when folded panes shall come back."""

    back_requested = Signal()
    panes_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page-bar")
        self._theme = theme
        self._panes = IconButton(theme, "list", "Show sidebar (F9)", name="page-panes")
        self._panes.clicked.connect(lambda _checked=False: self.panes_requested.emit())
        self._panes.hide()
        self._back = Button(
            theme, "Back", kind="quiet", icon="arrow-left", keys="Esc", name="page-back"
        )
        self._back.clicked.connect(lambda _checked=False: self.back_requested.emit())
        self._to = Label(theme, "", role="meta", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._panes)
        row.addWidget(self._back)
        row.addWidget(self._to, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_way(self, to: str) -> None:
        """Say where the arrow leads."""
        self._to.set_text(f"to {shown(to)[:200]}")
        self._back.setAccessibleName(f"Back to {shown(to)[:200]}")

    def show_panes_button(self, folded: bool) -> None:
        """Offer to bring back a sidebar that is folded away."""
        self._panes.setVisible(folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, as below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
