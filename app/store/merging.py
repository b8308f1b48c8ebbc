"""What hangs on one document moved to another: the rows of a merge."""

from __future__ import annotations

from collections.abc import Iterator

from app.changes import Subject
from app.model import DocumentId
from app.store.documents import add_tags, tags_of
from app.store.engine import Database
from app.store.journal import Act

_DISTINCT = "distinct:"

Pair = tuple[DocumentId, DocumentId]
"""Two documents, the lesser id first."""


def pair_of(one: DocumentId, other: DocumentId) -> Pair:
    """Two documents as the pair they are, whichever is named first."""
    return (one, other) if one < other else (other, one)


def move_notes(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Put every note of a document, and of its highlights, on another."""
    for row in _rows(act.database, "note", source):
        act.update("note", {"id": row["id"]}, document=target)


def move_former_keys(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Let the keys a document had before mean another one."""
    for row in _rows(act.database, "former_key", source, "key"):
        act.update("former_key", {"key": row["key"]}, document=target)


def move_tags(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Put a document's tags on another; those it has already stay one."""
    add_tags(act, Subject.DOCUMENT, target, tags_of(act.database, source))


def move_memberships(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Let a document stand in the collections of another, in its place there."""
    held = {row["collection"] for row in _rows(act.database, "membership", target, "collection")}
    for row in _rows(act.database, "membership", source, "collection, position"):
        key = {"collection": row["collection"], "document": source}
        act.delete("membership", key)
        if row["collection"] not in held:
            act.insert("membership", {**key, "document": target, "position": row["position"]})


def move_images(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Put a document's images on another that gets its text and has none."""
    rows = act.database.execute(
        "SELECT * FROM image WHERE document = ? ORDER BY position", [source]
    ).fetchall()
    for row in rows:
        act.insert("image", {**dict(row), "document": target})


def _rows(
    database: Database, table: str, document: DocumentId, columns: str = "id"
) -> list[dict[str, str]]:
    found = database.execute(
        f"SELECT {columns} FROM {table} WHERE document = ?",  # noqa: S608  (names are ours)
        [document],
    )
    return [dict(row) for row in found.fetchall()]


def distinct_pairs(database: Database) -> frozenset[Pair]:
    """The pairs of documents that a user said are no duplicates."""
    return frozenset(_pairs(database))


def _pairs(database: Database) -> Iterator[Pair]:
    rows = database.execute(
        "SELECT name FROM setting WHERE substr(name, 1, ?) = ?", [len(_DISTINCT), _DISTINCT]
    )
    for row in rows.fetchall():
        one, _, other = row["name"][len(_DISTINCT) :].partition(":")
        yield pair_of(DocumentId(one), DocumentId(other))


def remember_distinct(act: Act, pair: Pair) -> None:
    """Remember that two documents are no duplicates."""
    act.insert("setting", {"name": f"{_DISTINCT}{pair[0]}:{pair[1]}", "value": "1"})


def forget_distinct(act: Act, pair: Pair) -> None:
    """Forget that two documents were said to be no duplicates."""
    act.delete("setting", {"name": f"{_DISTINCT}{pair[0]}:{pair[1]}"})
