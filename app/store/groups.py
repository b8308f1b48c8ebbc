"""Collections in the store: named, ordered groups of documents."""

from __future__ import annotations

from app.model import Collection, CollectionId, DocumentId
from app.store.engine import Database
from app.store.journal import Act


def add_collection(act: Act, collection: Collection) -> None:
    """Store a new collection with its documents."""
    act.insert(
        "collection",
        {"id": collection.id, "name": collection.name, "parent": collection.parent},
    )
    add_members(act, collection.id, collection.documents)


def remove_collection(act: Act, id_: CollectionId) -> None:
    """Remove a collection; its documents stay, and collections inside it move up."""
    parent = act.database.execute("SELECT parent FROM collection WHERE id = ?", [id_]).fetchone()[
        "parent"
    ]
    inside = act.database.execute("SELECT id FROM collection WHERE parent = ?", [id_]).fetchall()
    for row in inside:
        act.update("collection", {"id": row["id"]}, parent=parent)
    act.delete_where("membership", collection=id_)
    act.delete("collection", {"id": id_})


def line_of(database: Database, id_: CollectionId) -> tuple[CollectionId, ...]:
    """A collection and those it stands inside, from it outwards."""
    line: list[CollectionId] = []
    at: str | None = id_
    while at is not None and at not in line:
        line.append(CollectionId(at))
        row = database.execute("SELECT parent FROM collection WHERE id = ?", [at]).fetchone()
        at = row["parent"] if row is not None else None
    return tuple(line)


def add_members(act: Act, id_: CollectionId, documents: tuple[DocumentId, ...]) -> None:
    """Put documents at the end of a collection; those in it already stay where they are."""
    rows = act.database.execute(
        "SELECT document, position FROM membership WHERE collection = ?", [id_]
    ).fetchall()
    held = {row["document"] for row in rows}
    position = max((row["position"] for row in rows), default=0)
    for document in dict.fromkeys(documents):
        if document not in held:
            position += 1
            act.insert(
                "membership", {"collection": id_, "document": document, "position": position}
            )


def remove_members(act: Act, id_: CollectionId, documents: tuple[DocumentId, ...]) -> None:
    """Take documents out of a collection; those not in it are passed over."""
    held = set(_members(act.database, id_))
    for document in dict.fromkeys(documents):
        if document in held:
            act.delete("membership", {"collection": id_, "document": document})


def collections(database: Database) -> tuple[Collection, ...]:
    """All collections by name, with their documents in order, those in the trash left out."""
    rows = database.execute("SELECT * FROM collection ORDER BY name COLLATE NOCASE, id").fetchall()
    return tuple(
        Collection(
            CollectionId(row["id"]),
            row["name"],
            CollectionId(row["parent"]) if row["parent"] else None,
            _members(database, CollectionId(row["id"])),
        )
        for row in rows
    )


def _members(database: Database, id_: CollectionId) -> tuple[DocumentId, ...]:
    rows = database.execute(
        "SELECT m.document FROM membership m JOIN document d ON d.id = m.document "
        "WHERE m.collection = ? AND d.deleted IS NULL ORDER BY m.position",
        [id_],
    )
    return tuple(DocumentId(row["document"]) for row in rows)
