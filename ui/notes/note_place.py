"""Beside the list of notes: the passage that the current one is on, and who sees which notes."""

from __future__ import annotations

from app.library.overview import NoteRow
from app.model import Note
from app.settings import Settings
from ui.notes.marked_place import MarkedPlace
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.passage_place import LegendRow

_SEEN = (
    ("Private", "Every note at first. Left out of exports; printed only if you say so."),
    ("Shared", "Goes along in exports and prints, and into an annotated bibliography."),
)


class NotePlace(MarkedPlace):
    """What the current note is on, above the words on private and shared."""

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        legend = [
            Label(theme, "Who sees a note", role="panel"),
            *(LegendRow(theme, term, meaning) for term, meaning in _SEEN),
        ]
        super().__init__(theme, session, settings, "note", legend)
        self._row: NoteRow | None = None

    @property
    def note(self) -> Note | None:
        """The note whose place is shown."""
        return self._row.note if self._row is not None else None

    def show_row(self, row: NoteRow | None) -> None:
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
        self._go.setVisible(document is not None)
        self.show_mark(mark)
