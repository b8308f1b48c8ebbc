"""Going somewhere in the open text: contents, a paragraph or page, back and forward."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.settings import Settings
from ui.actions import Actions
from ui.reader.asking import TypePanel, ask_place
from ui.reader.contents import ContentsPanel
from ui.reader.headings import current, headings
from ui.reader.presenter import History, Visit
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.reader.view import ReaderView


class Going(QObject):
    """Connects what goes from place to place; ``open_`` opens a document at a code point."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        actions: Actions,
        view: ReaderView,
        open_: Callable[[str, int], object],
    ) -> None:
        super().__init__(view)
        self._theme, self._settings, self._actions = theme, settings, actions
        self._view, self._open = view, open_
        self._history = History()
        actions.on("contents", self.show_contents)
        actions["contents"].setCheckable(False)
        actions.on("go-to-paragraph", self._ask)
        actions.on("footnote", self._to_footnote)
        actions.on("type-settings", self._show_type)
        actions.on("back", lambda: self._go(-1))
        actions.on("forward", lambda: self._go(1))
        self.show_history()

    def visit(self, id_: str) -> None:
        """A document was opened."""
        self._history.visit(Visit(id_))
        self.show_history()

    def leave(self, place: int) -> None:
        """The open document was left at a code point."""
        self._history.leave(place)

    def show_history(self) -> None:
        """Enable going back and forward where there is something."""
        back, forward = self._history.can_go
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)

    def _go(self, by: int) -> None:
        if not self._view.isVisible():
            self._view.return_requested.emit()
            return
        self._view.leave()
        visit = self._history.go(by)
        if visit is not None:
            self._open(visit.document, visit.place)
            self.show_history()

    def show_contents(self) -> None:
        """The headings, or the contents that a PDF has itself, under their button."""
        if self._view.pages.show_contents():
            return
        opened, page = self._view.opened, self._view.page
        text = opened.text if opened else None
        found = headings(text) if text is not None else []
        panel = ContentsPanel(self._theme, found, current(found, page.place()), self._view)
        panel.chosen.connect(self._to_heading)
        panel.open_under(self._view.bar.button("contents"))

    def _to_heading(self, start: int) -> None:
        self._view.page.scroll_to(start, 24)
        self._view.page.setFocus()

    def _to_footnote(self) -> None:
        if self._view.page.go_to_footnote():
            self._view.page.setFocus()
        else:
            self._view.said.emit("There is no footnote in this text", False)

    def _ask(self) -> None:
        opened = self._view.opened
        if opened is not None and opened.text is not None:
            ask_place(self._theme, opened.text, self._view, self._view.page.scroll_to)

    def _show_type(self) -> None:
        panel = TypePanel(self._theme, self._settings, self._view)
        panel.open_under(self._view.bar.button("type-settings"))
