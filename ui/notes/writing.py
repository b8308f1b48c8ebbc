"""One sitting at a note, without Qt: what of it is kept already, and what keeps the rest."""

from __future__ import annotations

from app.changes import Outcome
from app.library import Library
from app.model import Highlight, Note, NoteId, new_id


class Writing:
    """From the opening of a note's editor to its closing; all it changes is one step for undo.

    The acts run in the library thread, one after the other, so each finds what the one before
    made: the mark that the note is on, then the note. The window only reads :attr:`note`,
    :attr:`on` and :attr:`shared`.
    """

    def __init__(
        self, *, note: Note | None = None, on: str | None = None, shared: bool = False
    ) -> None:
        self.note: NoteId | None = note.id if note else None
        self.on = on
        self.shared = shared
        self.begun = note is None
        """Whether the note is new in this sitting."""
        self._sitting = new_id()

    def mark(self, document: str, start: int, end: int, library: Library) -> Outcome[Highlight]:
        """Mark the passage that the note is to stand beside, with the first meaning."""
        made = library.highlight_passage(document, start, end, sitting=self._sitting)
        self.on = made.value.id
        return made

    def keep(self, text: str, library: Library) -> Outcome[Note]:
        """Keep the note as it reads now; the first time that makes it."""
        if self.note is not None:
            return library.edit_note(self.note, text=text, sitting=self._sitting)
        made = library.add_note(text, on=self.on, shared=self.shared, sitting=self._sitting)
        self.note = made.value.id
        return made

    def share(self, shared: bool, library: Library) -> Outcome[Note]:
        """Let others see a note that is kept, or not."""
        assert self.note is not None  # noqa: S101 - told to the type checker
        return library.edit_note(self.note, shared=shared, sitting=self._sitting)

    def drop(self, library: Library) -> Outcome[NoteId]:
        """Take a note away that was begun in this sitting and emptied again."""
        gone, self.note = self.note, None
        if gone is None:  # it could not be kept
            return Outcome(NoteId(""), frozenset())
        return library.delete_note(gone, sitting=self._sitting)
