"""The façade's part for notes: on documents, on highlights, and on nothing."""

from __future__ import annotations

import re
import unicodedata

from app.changes import Outcome
from app.errors import InputError
from app.library.base import Part, mutation, outcome, reading
from app.model import Document, DocumentId, HighlightId, Note, NoteId, Visibility, new_id
from app.store import marks
from app.store.journal import Act

LONGEST_NOTE = 2_000_000
"""Code points a note may have: beyond any note, short of what a screen can show."""


class Notes(Part):
    """Notes in Markdown: private unless shared."""

    @reading
    def notes(self, name: str | None = None) -> tuple[Note, ...]:
        """All notes, or those of one document (with its highlights) or of one highlight."""
        database = self._store.database
        if name is None:
            return marks.notes(database)
        found = self._marked(name)
        if isinstance(found, Document):
            return marks.notes(database, document=found.id)
        return marks.notes(database, highlight=found.id)

    @mutation
    def add_note(
        self, text: str, *, on: str | None = None, shared: bool = False, sitting: str | None = None
    ) -> Outcome[Note]:
        """Write a note on a document, on a highlight, or on nothing; private unless ``shared``.

        All that is done in one ``sitting`` (any new id), one thing after the other, is one step
        for undo: a mark and its note, and each time that the note is kept while it is written.
        """
        document, highlight = self._place(on)
        with self._act("add note", sitting) as act:
            id_ = self._write_note(act, text, shared, document, highlight)
        return outcome(self._note(id_), act)

    def _place(self, on: str | None) -> tuple[DocumentId | None, HighlightId | None]:
        if on is None:
            return None, None
        found = self._marked(on)
        if isinstance(found, Document):
            return found.id, None
        return found.document, found.id

    def _write_note(
        self,
        act: Act,
        text: str,
        shared: bool,
        document: DocumentId | None,
        highlight: HighlightId | None,
    ) -> NoteId:
        visibility = Visibility.SHARED if shared else Visibility.PRIVATE
        note = Note(
            NoteId(new_id()), document, highlight, visibility, note_text(text), self._now, self._now
        )
        marks.add_note(act, note)
        return note.id

    @mutation
    def edit_note(
        self,
        id_: str,
        *,
        text: str | None = None,
        shared: bool | None = None,
        sitting: str | None = None,
    ) -> Outcome[Note]:
        """Change a note's text or who may see it; ``sitting`` as in :meth:`add_note`."""
        found = self._note(id_)
        values = {}
        if text is not None:
            values["text"] = note_text(text)
        if shared is not None:
            values["visibility"] = (Visibility.SHARED if shared else Visibility.PRIVATE).value
        with self._act("edit note", sitting) as act:
            act.update("note", {"id": found.id}, **values, modified=self._now)
        return outcome(self._note(id_), act)

    @mutation
    def delete_note(self, id_: str, *, sitting: str | None = None) -> Outcome[NoteId]:
        """Remove a note; ``sitting`` as in :meth:`add_note`."""
        found = self._note(id_)
        with self._act("delete note", sitting) as act:
            act.delete("note", {"id": found.id})
        return outcome(found.id, act)


def note_text(text: str) -> str:
    """A note's Markdown as it is stored: NFC, LF, no control characters; raises InputError."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", plain).strip("\n")
    if not plain.strip():
        raise InputError("The note is empty.", hint="Write a few words.")
    if len(plain) > LONGEST_NOTE:
        raise InputError("The note is longer than two million characters.", hint="Split it.")
    return plain
