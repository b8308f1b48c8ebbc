"""The chooser of the Citation tab: the styles one uses, and the way to all others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal

from app.cite.styles import find_style
from app.errors import SourcebookError
from app.library import Library
from app.settings import CITATION_STYLE, FAVOURITE_STYLES, Settings
from ui.theme import Theme
from ui.widgets.fields import Choice

ALL = "all styles"
"""The value of the line that leads to all styles."""


class StyleChooser(Choice):
    """Coursework styles, favourites, the style in use, then "All styles…".

    ``tried`` is the style under the cursor while the list is open, empty when it closes;
    ``all_requested`` that the user wants to see all of them.
    """

    tried = Signal(str)
    all_requested = Signal()

    def __init__(self, theme: Theme, library: Library, settings: Settings) -> None:
        self._library, self._settings = library, settings
        super().__init__(theme, "Citation style", [], name="citation-style", label_shown=False)
        self.refresh()
        self.combo.highlighted.connect(self._on_highlighted)
        self.combo.view().installEventFilter(self)
        self.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Offer the styles as they are now, the one in use chosen."""
        now = self._settings.get(CITATION_STYLE)
        listed = {each.alias: each.title for each in self._library.styles()}
        coursework = [
            (each.alias, each.title)
            for each in self._library.styles()
            if each.group == "coursework"
        ]
        known = {alias for alias, _ in coursework}
        others = (*self._settings.get(FAVOURITE_STYLES), now)
        extra = [
            (alias, listed.get(alias) or _title(alias))
            for alias in dict.fromkeys(others)
            if alias not in known
        ]
        options = [*coursework, *extra, (ALL, "All styles…")]
        if options != self._options():
            self.set_options(options)
            if extra:
                self.combo.insertSeparator(len(coursework))
            self.combo.insertSeparator(self.combo.count() - 1)
        self.set_value(now)

    def _options(self) -> list[tuple[str, str]]:
        rows = range(self.combo.count())
        return [
            (self.combo.itemData(row), self.combo.itemText(row))
            for row in rows
            if self.combo.itemData(row) is not None
        ]

    def _on_highlighted(self, row: int) -> None:
        alias = self.combo.itemData(row)
        self.tried.emit(alias if isinstance(alias, str) and alias != ALL else "")

    def _on_chosen(self, alias: object) -> None:
        if alias == ALL:
            self.set_value(self._settings.get(CITATION_STYLE))
            self.all_requested.emit()
        elif isinstance(alias, str):
            self._settings.set(CITATION_STYLE, alias)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the list closes nothing is tried any more."""
        if event.type() is QEvent.Type.Hide:
            self.tried.emit("")
        return super().eventFilter(watched, event)


def _title(alias: str) -> str:
    try:
        return find_style(alias).title
    except SourcebookError:
        return alias
