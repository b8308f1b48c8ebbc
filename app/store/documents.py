"""Documents in the store: adding, finding and changing them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from app.changes import Subject
from app.model import Document, DocumentId, DocumentKind, Reference, TextId, new_id
from app.store.doubts import doubted
from app.store.engine import Database
from app.store.journal import Act

_json = json.JSONEncoder(ensure_ascii=False).encode
_SELECT = (
    "SELECT d.*, o.media_type, "
    "(SELECT json_group_array(name) FROM (SELECT name FROM tagging t WHERE t.target = d.id "
    " ORDER BY name)) AS tags, "
    "(SELECT json_group_array(key) FROM (SELECT key FROM former_key f WHERE f.document = d.id "
    " ORDER BY f.number)) AS former "
    "FROM document d LEFT JOIN original o ON o.sha256 = d.original "
)


def _document(row: Any) -> Document:
    return Document(
        id=DocumentId(row["id"]),
        kind=DocumentKind(row["kind"]),
        key=row["key"],
        reference=json.loads(row["reference"]),
        added=row["added"],
        text_id=TextId(row["text_id"]) if row["text_id"] else None,
        original=row["original"],
        original_name=row["original_name"],
        media_type=row["media_type"],
        provenance=json.loads(row["provenance"]),
        former_keys=tuple(json.loads(row["former"])),
        tags=tuple(json.loads(row["tags"])),
        deleted=row["deleted"],
    )


def add_document(act: Act, document: Document) -> None:
    """Store a new document; its text and original are there already."""
    add_documents(act, [document])


def add_documents(act: Act, added: Sequence[Document]) -> None:
    """Store new documents; their texts and originals are there already."""
    act.insert_all("document", map(_row, added))
    act.insert_all(
        "former_key",
        [{"key": key, "document": one.id} for one in added for key in one.former_keys],
    )
    act.insert_all(
        "tagging",
        [
            {"subject": Subject.DOCUMENT.value, "target": one.id, "name": name}
            for one in added
            for name in dict.fromkeys(one.tags)
        ],
    )


def _row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind.value,
        "key": document.key,
        **_columns(document.reference, document.key, document.tags),
        "doubts": len(doubted(document.provenance, document.reference)),
        "reference": _json(document.reference),
        "added": document.added,
        "text_id": document.text_id,
        "original": document.original,
        "original_name": document.original_name,
        "provenance": _json(document.provenance),
        "revision": new_id(),
        "deleted": document.deleted,
    }


def change_document(act: Act, document: DocumentId, **columns: Any) -> None:
    """Change columns of a document; ``reference`` and ``provenance`` are given as JSON values.

    Without a column to change it only gets a new revision, as for tags, which lie elsewhere. A
    change to what is there already is none.
    """
    row = act.database.execute("SELECT * FROM document WHERE id = ?", [document]).fetchone()
    changed = bool(columns)
    reference = columns.get("reference") or json.loads(row["reference"])
    key, tags = columns.get("key", row["key"]), tags_of(act.database, document)
    provenance = columns.get("provenance") or json.loads(row["provenance"])
    columns |= _columns(reference, key, tags)
    columns["doubts"] = len(doubted(provenance, reference))
    for name in ("reference", "provenance"):
        if name in columns:
            columns[name] = _json(columns[name])
    if not changed or any(row[name] != value for name, value in columns.items()):
        act.update("document", {"id": document}, **columns, revision=new_id())


def _columns(reference: Reference, key: str, tags: Iterable[str]) -> dict[str, Any]:
    # The folding of words costs more to import than opening a library, which only reads.
    from app.store.sorting import columns_of

    return columns_of(reference, key, tags)


def add_tags(act: Act, subject: Subject, target: str, names: tuple[str, ...]) -> None:
    """Put tags on a document or highlight; those it has already stay."""
    held = set(tags_of(act.database, target))
    for name in dict.fromkeys(names):
        if name not in held:
            act.insert("tagging", {"subject": subject.value, "target": target, "name": name})


def remove_tags(act: Act, target: str, names: tuple[str, ...]) -> None:
    """Take tags off a document or highlight; those it doesn't have are passed over."""
    held = set(tags_of(act.database, target))
    for name in dict.fromkeys(names):
        if name in held:
            act.delete("tagging", {"target": target, "name": name})


def tags_of(database: Database, target: str) -> tuple[str, ...]:
    """The tags of a document or highlight, sorted."""
    rows = database.execute("SELECT name FROM tagging WHERE target = ? ORDER BY name", [target])
    return tuple(row["name"] for row in rows)


def document(database: Database, id_: DocumentId) -> Document | None:
    """The document with this id, in the trash or not."""
    row = database.execute(_SELECT + "WHERE d.id = ?", [id_]).fetchone()
    return None if row is None else _document(row)


def document_by_key(database: Database, key: str) -> Document | None:
    """The document with this citation key, present or former, without regard to case."""
    condition = (
        "WHERE d.key = ? COLLATE NOCASE OR d.id = (SELECT document FROM former_key WHERE key = ?)"
    )
    row = database.execute(_SELECT + condition, [key, key]).fetchone()
    return None if row is None else _document(row)


def documents_to_index(database: Database, ids: Sequence[DocumentId]) -> list[tuple[Document, str]]:
    """Those of some documents that are outside the trash, each with its revision."""
    marks = ", ".join("?" * len(ids))
    rows = database.execute(_SELECT + f"WHERE d.deleted IS NULL AND d.id IN ({marks})", ids)
    return [(_document(row), str(row["revision"])) for row in rows]


def documents(database: Database, *, trashed: bool = False) -> list[Document]:
    """All documents in the order they were added; with ``trashed``, those in the trash instead."""
    test = "IS NOT NULL" if trashed else "IS NULL"
    rows = database.execute(_SELECT + f"WHERE d.deleted {test} ORDER BY d.number")
    return [_document(row) for row in rows]


def waiting(database: Database) -> list[Document]:
    """The documents outside the trash that have no text yet and wait for one."""
    condition = (
        "WHERE d.deleted IS NULL AND d.text_id IS NULL AND d.original IS NULL "
        "AND json_extract(d.provenance, '$.waiting') IS NOT NULL ORDER BY d.number DESC"
    )
    return [_document(row) for row in database.execute(_SELECT + condition)]


def like_made(database: Database, id_: DocumentId) -> list[Document]:
    """The other documents outside the trash with the same people, folded, and the same year.

    None for a document that names nobody.
    """
    condition = (
        "WHERE d.sort_author = (SELECT sort_author FROM document WHERE id = ?) "
        "AND d.sort_author <> '' AND d.id <> ? AND d.deleted IS NULL ORDER BY d.number"
    )
    return [_document(row) for row in database.execute(_SELECT + condition, [id_, id_])]


def doubtful(database: Database) -> list[Document]:
    """The documents outside the trash with fields that want a look, as they were added."""
    rows = database.execute(_SELECT + "WHERE d.deleted IS NULL AND d.doubts > 0 ORDER BY d.number")
    return [_document(row) for row in rows]


def addresses(database: Database) -> list[tuple[DocumentId, str]]:
    """The web address of each document outside the trash that has one."""
    rows = database.execute(
        "SELECT id, json_extract(reference, '$.URL') AS url FROM document "
        "WHERE deleted IS NULL AND json_extract(reference, '$.URL') IS NOT NULL ORDER BY number"
    )
    return [(DocumentId(row["id"]), str(row["url"])) for row in rows]


def document_count(database: Database) -> int:
    """How many documents there are outside the trash."""
    row = database.execute("SELECT count(*) FROM document WHERE deleted IS NULL").fetchone()
    return int(row[0])


def document_with(database: Database, *, original: str, text: str | None) -> Document | None:
    """A document outside the trash with these original bytes or this canonical text, by SHA-256.

    It may be in any of its versions.
    """
    texts = "(SELECT id FROM text WHERE sha256 = ?)"
    condition = (
        f"WHERE d.deleted IS NULL AND (d.original = ? OR d.text_id IN {texts} OR d.id IN "  # noqa: S608
        f"(SELECT document FROM text_version WHERE original = ? OR text_id IN {texts})) "
        "ORDER BY d.number LIMIT 1"
    )
    row = database.execute(_SELECT + condition, [original, text, original, text]).fetchone()
    return None if row is None else _document(row)


def key_taken(database: Database, key: str) -> bool:
    """Whether a document has or had this citation key, or has it as its id, in any case."""
    row = database.execute(
        "SELECT 1 FROM document WHERE key = ? COLLATE NOCASE "
        "UNION ALL SELECT 1 FROM former_key WHERE key = ? "
        "UNION ALL SELECT 1 FROM document WHERE id = ?",
        [key, key, key.lower()],  # ids are in lower case
    ).fetchone()
    return row is not None


def revisions(database: Database) -> dict[DocumentId, str]:
    """A token for each document outside the trash that differs after every change to it."""
    rows = database.execute("SELECT id, revision FROM document WHERE deleted IS NULL")
    return {DocumentId(row["id"]): row["revision"] for row in rows}


def revision(database: Database, id_: DocumentId) -> str:
    """One document's revision token; empty where there is no such document."""
    row = database.execute("SELECT revision FROM document WHERE id = ?", [id_]).fetchone()
    return "" if row is None else str(row["revision"])
