"""Where one reads: kept with the library, yet no change of it, so undo knows nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.model import DocumentId, TextId
from app.store.engine import Database


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a document was left: ``start`` in code points of the Text ``text_id``.

    ``opened`` is when it was read last, ISO 8601 UTC, empty where it was only marked as read;
    ``read`` is whether it counts as read.
    """

    document: DocumentId
    text_id: TextId | None
    start: int
    opened: str
    read: bool


def reading_place(database: Database, id_: DocumentId) -> ReadingPlace | None:
    """Where a document was left; None for one that was never opened nor marked as read."""
    row = database.execute("SELECT * FROM reading WHERE document = ?", [id_]).fetchone()
    if row is None:
        return None
    text_id = TextId(row["text_id"]) if row["text_id"] else None
    return ReadingPlace(id_, text_id, row["place"], row["opened"], bool(row["read"]))


def latest_read(database: Database, limit: int) -> list[DocumentId]:
    """The documents outside the trash that were read last, the latest first."""
    rows = database.execute(
        "SELECT r.document FROM reading r JOIN document d ON d.id = r.document "
        "WHERE r.opened <> '' AND d.deleted IS NULL ORDER BY r.opened DESC LIMIT ?",
        [limit],
    ).fetchall()
    return [DocumentId(row["document"]) for row in rows]


def keep_place(database: Database, place: ReadingPlace) -> None:
    """Remember where a document was left."""
    with database.atomic():
        database.execute(
            "INSERT OR REPLACE INTO reading (document, text_id, place, opened, read) "
            "VALUES (?, ?, ?, ?, ?)",
            [place.document, place.text_id, place.start, place.opened, int(place.read)],
        )


def mark(database: Database, ids: Sequence[DocumentId], *, read: bool) -> set[DocumentId]:
    """Let documents count as read or not; those for which that is new."""
    changed = set()
    with database.atomic():
        for id_ in ids:
            place = reading_place(database, id_)
            if (place is not None and place.read) != read:
                changed.add(id_)
                database.execute(
                    "INSERT INTO reading VALUES (?, NULL, 0, '', ?) "
                    "ON CONFLICT (document) DO UPDATE SET read = excluded.read",
                    [id_, int(read)],
                )
    return changed
