"""The inspector: notes, citation and source, in the text's margin or as a column of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.settings import INSPECTOR_TAB, Settings
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.tabs import Tabs

WIDTH, TABS = 280, 44


class InspectorPanel(Card):
    """A card with tabs; on the Notes tab as low as it can be, so that cards have the margin."""

    resized = Signal()

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(theme, radius=10, parent=parent)
        self.setObjectName("inspector")
        self._settings = settings
        self._columned = False
        self.tabs = Tabs(
            theme,
            [("notes", "Notes"), ("citation", "Citation"), ("source", "Source")],
            name="inspector-tabs",
        )
        self.tabs.chosen.connect(self._on_chosen)
        self._pages: dict[str, QScrollArea] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.tabs)
        wanted = settings.get(INSPECTOR_TAB)
        self.tabs.choose(wanted if wanted in ("notes", "citation", "source") else "citation")

    def add_page(self, id_: str, page: QWidget) -> None:
        """Put a widget under a tab."""
        area = QScrollArea()
        # What stands in it takes the keyboard, and is scrolled to.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setObjectName(f"inspector-{id_}")
        area.setAccessibleName(id_.capitalize())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setMaximumWidth(WIDTH - 2)
        area.setWidget(page)
        self._pages[id_] = area
        self._column.addWidget(area, 1)
        area.setVisible(self.tabs.current() == id_)

    def set_column(self, columned: bool) -> None:
        """Look like a pane of its own, or like a card."""
        if columned is not self._columned:
            self._columned = columned
            left = 12 if columned else 1
            self._column.setContentsMargins(left, 1, left, 1)
            self.update()

    def wanted_height(self, most: int) -> int:
        """As high as its content, at most ``most``."""
        area = self._pages.get(self.tabs.current())
        inner = area.widget() if area is not None else None
        if inner is None:
            return TABS + 2
        wide = WIDTH - 2
        tall = inner.heightForWidth(wide) if inner.hasHeightForWidth() else -1
        return min(most, TABS + 2 + max(tall, inner.sizeHint().height()))

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget of the current tab."""
        area = self._pages.get(self.tabs.current())
        if area is not None:
            area.ensureWidgetVisible(widget, 0, 8)

    def show_tab(self, id_: str) -> None:
        """Show a tab, as a click on it would."""
        self.tabs.choose(id_)
        self._on_chosen(id_)

    def _on_chosen(self, id_: str) -> None:
        self._settings.set(INSPECTOR_TAB, id_)
        for each, page in self._pages.items():
            page.setVisible(each == id_)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pane's ground with its line at the left, or a card."""
        if not self._columned:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.pane)
        painter.fillRect(0, 0, 1, self.height(), self._theme.tokens.sep)
        painter.end()
