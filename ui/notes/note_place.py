"""Beside the list of notes: the passage that the current one is on, and who sees which notes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.library.overview import NoteRow
from app.model import Highlight, Note
from app.settings import Settings
from ui.cite.copying import Copying
from ui.notes.context import Context, context_of
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.passage_place import LegendRow, PassagePlace

_SEEN = (
    ("Private", "Every note at first. Left out of exports; printed only if you say so."),
    ("Shared", "Goes along in exports and prints, and into an annotated bibliography."),
)


class NotePlace(PassagePlace):
    """``place_wanted`` when the note's place shall be gone to; ``said`` tells what was copied."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        self._copy = Button(theme, "Copy quotation", icon="quotes", name="note-copy")
        self._go = Button(theme, "Go to its place", name="note-go")
        legend = [
            Label(theme, "Who sees a note", role="panel"),
            *(LegendRow(theme, term, meaning) for term, meaning in _SEEN),
        ]
        super().__init__(theme, "note-place-aside", [self._copy, self._go], legend)
        self._session = session
        self._row: NoteRow | None = None
        self._copying = Copying(session, settings, self)
        self._copying.said.connect(self.said)
        self._go.clicked.connect(lambda _checked=False: self.place_wanted.emit())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())

    @property
    def note(self) -> Note | None:
        """The note whose place is shown."""
        return self._row.note if self._row is not None else None

    def show_note(self, row: NoteRow | None) -> None:
        """Show what a note is on; None for no note."""
        if row is not None and row == self._row:
            return
        self._row = row
        if row is None:
            self.show_nothing()
            return
        mark, document = row.highlight, row.document
        if document is None:
            self.show_head("A note on its own", ["It belongs to the library, to no document."])
        else:
            place = (locator_words(mark.locator), *mark.locator.section[-1:]) if mark else ()
            about = place or ("on the document as a whole",)
            self.show_head(document.title, [document.people, document.year, *about])
        self._text.setVisible(mark is not None)
        self._copy.setVisible(mark is not None)
        self._go.setVisible(document is not None)
        if mark is not None:
            self._show_mark(mark)

    def _show_mark(self, mark: Highlight) -> None:
        self._show(Context("", mark.exact, ""), mark)
        self._session.ask(
            lambda library: context_of(library, mark),
            lambda context: self._show(context, mark),
            latest="note-place",
        )

    def _show(self, context: Context, mark: Highlight) -> None:
        if self._row is not None and self._row.highlight == mark:
            self._text.show_words(context.whole, [context.place], mark.meaning)

    def _on_copy(self) -> None:
        if self._row is not None and self._row.highlight is not None:
            self._copying.highlight(self._row.highlight.id)
