"""Highlights and notes in the store."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.changes import Subject
from app.model import (
    DocumentId,
    Highlight,
    HighlightId,
    How,
    Locator,
    Meaning,
    Note,
    NoteId,
    Placing,
    TextId,
    Visibility,
)
from app.store.documents import add_tags
from app.store.engine import Database
from app.store.journal import Act

_TAGS = (
    "(SELECT json_group_array(name) FROM (SELECT name FROM tagging t "
    "WHERE t.target = h.id ORDER BY name)) AS tags"
)
_MADE = f"SELECT h.*, {_TAGS} FROM highlight h "  # noqa: S608 - no values in it
_SURE = "(p.how NOT IN ('approximate', 'orphan') OR p.how = 'approximate' AND p.confirmed)"
_ELSEWHERE = "(h.text_id IS NOT NULL AND h.text_id <> d.text_id)"
_START, _STOP = (
    f"CASE WHEN {_ELSEWHERE} THEN p.{name} ELSE h.{name} END" for name in ("start", "stop")
)
# As the present version of the text has them: its own words only where the place is sure.
_SEEN = (
    "SELECT h.number, h.id, h.document, h.meaning, h.created, "  # noqa: S608 - no values in it
    f"CASE WHEN {_ELSEWHERE} THEN d.text_id ELSE h.text_id END AS text_id, "
    f"{_START} AS start, {_STOP} AS stop, "
    + "".join(
        f"CASE WHEN {_SURE} THEN p.{name} ELSE h.{name} END AS {name}, "
        for name in ("exact", "prefix", "suffix", "locator")
    )
    + f"CASE WHEN {_ELSEWHERE} THEN coalesce(p.how, 'orphan') END AS how, p.score, p.confirmed, "
    f"{_TAGS} FROM highlight h JOIN document d ON d.id = h.document "
    f"LEFT JOIN placing p ON {_ELSEWHERE} AND p.highlight = h.id AND p.text_id = d.text_id "
)
# Reading order; typed quotations, which have no place, by when they were made.
_AS_MADE = "ORDER BY h.start IS NULL, h.start, h.stop, h.number"
_IN_ORDER = f"ORDER BY {_START} IS NULL, {_START}, {_STOP}, h.number"


def _highlight(row: Any) -> Highlight:
    return Highlight(
        id=HighlightId(row["id"]),
        document=DocumentId(row["document"]),
        text_id=TextId(row["text_id"]) if row["text_id"] else None,
        start=row["start"],
        end=row["stop"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        locator=locator_from(row["locator"]),
        meaning=Meaning(row["meaning"]),
        created=row["created"],
        tags=tuple(json.loads(row["tags"])),
        placing=_placing(row),
    )


def locator_from(record: str) -> Locator:
    """The locator that a row keeps as JSON."""
    locator = json.loads(record)
    return Locator(**{**locator, "section": tuple(locator["section"])})


def _placing(row: Any) -> Placing | None:
    if "how" not in row.keys() or row["how"] is None:  # noqa: SIM118 - a row is no mapping
        return None
    return Placing(How(row["how"]), row["score"] or 0.0, bool(row["confirmed"]))


def add_highlight(act: Act, highlight: Highlight) -> None:
    """Store a new highlight or typed quotation with its tags."""
    act.insert(
        "highlight",
        {
            "id": highlight.id,
            "document": highlight.document,
            "text_id": highlight.text_id,
            **_place(highlight),
            "meaning": highlight.meaning.value,
            "created": highlight.created,
        },
    )
    add_tags(act, Subject.HIGHLIGHT, highlight.id, highlight.tags)


def move_highlight(act: Act, highlight: Highlight) -> None:
    """Store the place of a highlight that is there already, with the words that stand in it.

    It may be in another text, on another document, or in none any more.
    """
    act.update(
        "highlight",
        {"id": highlight.id},
        document=highlight.document,
        text_id=highlight.text_id,
        **_place(highlight),
    )


def _place(highlight: Highlight) -> dict[str, Any]:
    return {
        "start": highlight.start,
        "stop": highlight.end,
        "exact": highlight.exact,
        "prefix": highlight.prefix,
        "suffix": highlight.suffix,
        "locator": json.dumps(asdict(highlight.locator), ensure_ascii=False),
    }


def remove_highlight(act: Act, id_: HighlightId) -> None:
    """Remove a highlight with its notes and tags."""
    act.delete_where("note", highlight=id_)
    act.delete_where("tagging", target=id_)
    act.delete_where("placing", highlight=id_)
    act.delete("highlight", {"id": id_})


def highlight(database: Database, id_: HighlightId) -> Highlight | None:
    """The highlight with this id, as the present version of its document's text has it."""
    row = database.execute(_SEEN + "WHERE h.id = ?", [id_]).fetchone()
    return None if row is None else _highlight(row)


def as_made(database: Database, id_: HighlightId) -> Highlight | None:
    """The highlight with this id, in the version of the text that it was made on."""
    row = database.execute(_MADE + "WHERE h.id = ?", [id_]).fetchone()
    return None if row is None else _highlight(row)


def all_as_made(database: Database, document: DocumentId) -> tuple[Highlight, ...]:
    """A document's highlights, each in the version that it was made on."""
    rows = database.execute(_MADE + "WHERE h.document = ? " + _AS_MADE, [document])
    return tuple(_highlight(row) for row in rows)


def highlights(database: Database, document: DocumentId) -> tuple[Highlight, ...]:
    """A document's highlights in reading order, those without a place last."""
    rows = database.execute(_SEEN + "WHERE h.document = ? " + _IN_ORDER, [document])
    return tuple(_highlight(row) for row in rows)


def all_highlights(database: Database, *, noted: bool = False) -> tuple[Highlight, ...]:
    """Every highlight outside the trash: the newest document first, each in reading order.

    With ``noted`` only those that a note is on.
    """
    only = "AND h.id IN (SELECT highlight FROM note) " if noted else ""
    rows = database.execute(
        f"{_SEEN} WHERE d.deleted IS NULL {only}"
        + _IN_ORDER.replace("ORDER BY", "ORDER BY d.number DESC,")
    )
    return tuple(_highlight(row) for row in rows.fetchall())


def _note(row: Any) -> Note:
    return Note(
        id=NoteId(row["id"]),
        document=DocumentId(row["document"]) if row["document"] else None,
        highlight=HighlightId(row["highlight"]) if row["highlight"] else None,
        visibility=Visibility(row["visibility"]),
        text=row["text"],
        created=row["created"],
        modified=row["modified"],
    )


def add_note(act: Act, note: Note) -> None:
    """Store a new note."""
    row = asdict(note)
    row["visibility"] = note.visibility.value
    act.insert("note", row)


def note(database: Database, id_: NoteId) -> Note | None:
    """The note with this id."""
    row = database.execute("SELECT * FROM note WHERE id = ?", [id_]).fetchone()
    return None if row is None else _note(row)


def notes(
    database: Database, *, document: DocumentId | None = None, highlight: HighlightId | None = None
) -> tuple[Note, ...]:
    """Notes in the order they were made.

    Those on a document and its highlights, on one highlight, or all. Notes on documents in the
    trash are left out.
    """
    condition, values = "1", []
    if highlight is not None:
        condition, values = "n.highlight = ?", [str(highlight)]
    elif document is not None:
        condition, values = "n.document = ?", [str(document)]
    rows = database.execute(
        "SELECT n.* FROM note n LEFT JOIN document d ON d.id = n.document "  # noqa: S608
        f"WHERE d.deleted IS NULL AND {condition} ORDER BY n.number",
        values,
    )
    return tuple(_note(row) for row in rows)
