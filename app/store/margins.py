"""All that is written in the margins of a library: every highlight and note with its document."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from app.model import DocumentId, DocumentKind, Highlight, HighlightId, Note, shown_title
from app.store import marks
from app.store.engine import Database
from app.store.listing import people_of, year_of


@dataclass(frozen=True, slots=True)
class Described:
    """What tells a document in a line of another list; ``people`` and ``year`` as in a Row."""

    id: DocumentId
    kind: DocumentKind
    title: str
    people: str
    year: str | None


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A highlight with its document and its notes in the order they were written."""

    highlight: Highlight
    document: Described
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with the document and highlight it is on; None for a note on neither."""

    note: Note
    document: Described | None
    highlight: Highlight | None


def mark_rows(database: Database) -> list[MarkRow]:
    """Every highlight outside the trash: the newest document first, each in reading order."""
    notes: defaultdict[HighlightId, list[Note]] = defaultdict(list)
    for note in marks.notes(database):
        if note.highlight is not None:
            notes[note.highlight].append(note)
    known = _described(database, "highlight")
    return [
        MarkRow(mark, known[mark.document], tuple(notes.get(mark.id, ())))
        for mark in marks.all_highlights(database)
    ]


def note_rows(database: Database) -> list[NoteRow]:
    """Every note outside the trash, the latest change first."""
    known = _described(database, "note")
    highlights = {mark.id: mark for mark in marks.all_highlights(database, noted=True)}
    found = sorted(marks.notes(database), key=lambda note: note.modified, reverse=True)
    return [
        NoteRow(
            note,
            known[note.document] if note.document else None,
            highlights[note.highlight] if note.highlight else None,
        )
        for note in found
    ]


def _described(database: Database, table: str) -> dict[DocumentId, Described]:
    """The documents outside the trash that a table, highlight or note, has something of."""
    rows = database.execute(
        "SELECT id, kind, reference FROM document WHERE deleted IS NULL AND id IN "  # noqa: S608
        f"(SELECT document FROM {table})"
    ).fetchall()
    return {DocumentId(row["id"]): _one(row["id"], row["kind"], row["reference"]) for row in rows}


def _one(id_: str, kind: str, record: str) -> Described:
    reference = json.loads(record)
    title = shown_title(reference)
    people, year = people_of(reference), year_of(reference)
    return Described(DocumentId(id_), DocumentKind(kind), title, people, year)
