"""Beside a list of marks or notes: the current one's passage in its paragraph, to be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.model import Highlight
from app.settings import Settings
from ui.cite.copying import Copying
from ui.notes.context import Context, context_of
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.passage_place import PassagePlace


class MarkedPlace(PassagePlace):
    """``place_wanted`` when the passage shall be gone to; ``said`` tells what was copied."""

    said = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        what: str,
        legend: Sequence[QWidget],
    ) -> None:
        """``what`` begins the names of its widgets."""
        self._copy = Button(theme, "Copy quotation", icon="quotes", name=f"{what}-copy")
        self._go = Button(theme, "Go to its place", name=f"{what}-go")
        super().__init__(theme, f"{what}-aside", [self._copy, self._go], legend)
        self._session = session
        self._mark: Highlight | None = None
        self._copying = Copying(session, settings, self)
        self._copying.said.connect(self.said)
        self._go.clicked.connect(lambda _checked=False: self.place_wanted.emit())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())

    def show_mark(self, mark: Highlight | None) -> None:
        """Show the words of a mark at once and what stands around them soon; None for no mark."""
        self._mark = mark
        for part in (self._text, self._copy):
            part.setVisible(mark is not None)
        if mark is not None:
            self._show(Context("", mark.exact, ""), mark)
            self._session.ask(
                lambda library: context_of(library, mark),
                lambda context: self._show(context, mark),
                latest=self.objectName(),
            )

    def _show(self, context: Context, mark: Highlight) -> None:
        if self._mark == mark:
            self._text.show_words(context.whole, [context.place], mark.meaning)

    def _on_copy(self) -> None:
        if self._mark is not None:
            self._copying.highlight(self._mark.id)
