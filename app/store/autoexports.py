"""Auto-exports in the store.

What is kept up to date is a change of the library that can be undone; what was last written is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from app.model import CollectionId, DocumentId
from app.model.autoexport import AutoExport
from app.store.engine import Database
from app.store.journal import Act

Written = tuple[str, str]
"""A document's revision, and its entry as text."""

_KEPT, _WRITTEN, _TAKEN = "auto-export:", "auto-export-written:", "auto-export-taken:"


def auto_exports(database: Database) -> tuple[AutoExport, ...]:
    """All auto-exports, in the order of their paths."""
    rows = database.execute("SELECT value FROM setting WHERE name LIKE 'auto-export:%'").fetchall()
    found = [AutoExport(**json.loads(row["value"])) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.path, one.id)))


def add_auto_export(act: Act, export: AutoExport) -> None:
    """Store a new auto-export."""
    value = json.dumps(asdict(export), ensure_ascii=False, sort_keys=True)
    act.insert("setting", {"name": _KEPT + export.id, "value": value})


def remove_auto_export(act: Act, id_: str) -> None:
    """Forget an auto-export; its file stays."""
    act.delete("setting", {"name": _KEPT + id_})
    act.database.execute("DELETE FROM kept_entry WHERE export = ?", [id_])


def known_digests(database: Database, id_: str) -> set[str]:
    """The digests of a file that may be written over: as we wrote it, or as it was taken in."""
    rows = database.execute(
        "SELECT value FROM setting WHERE name IN (?, ?)", [_WRITTEN + id_, _TAKEN + id_]
    )
    return {digest for row in rows for digest in row["value"].split()}


def remember_taken(act: Act, id_: str, digest: str) -> None:
    """Keep the digest of what was taken in, as a part of that change."""
    act.put("setting", {"name": _TAKEN + id_, "value": digest})


def remember_written(database: Database, id_: str, digest: str) -> None:
    """Keep the digest, or several, of what an auto-export's file holds as written by us."""
    with database.atomic():
        database.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [_WRITTEN + id_, digest]
        )


def is_remembered(database: Database, id_: str, digest: str) -> bool:
    """Whether this is all that is known of what we wrote, so that its entries are known too."""
    row = database.execute("SELECT value FROM setting WHERE name = ?", [_WRITTEN + id_]).fetchone()
    return row is not None and row["value"] == digest


def remember_entries(
    database: Database, id_: str, digest: str, entries: Mapping[DocumentId, Written]
) -> None:
    """Keep what a file holds as written by us: its digest, and each document's entry."""
    with database.atomic():
        remember_written(database, id_, digest)
        rows = database.execute("SELECT document, revision FROM kept_entry WHERE export = ?", [id_])
        known = {DocumentId(row["document"]): row["revision"] for row in rows.fetchall()}
        database.execute_each(
            "INSERT OR REPLACE INTO kept_entry VALUES (?, ?, ?, ?)",
            [(id_, one, *told) for one, told in entries.items() if known.get(one) != told[0]],
        )
        database.execute_each(
            "DELETE FROM kept_entry WHERE export = ? AND document = ?",
            [(id_, one) for one in known.keys() - entries.keys()],
        )


def written_entries(database: Database, id_: str) -> dict[DocumentId, str]:
    """The entry of each document as it was written into a file last."""
    rows = database.execute("SELECT document, entry FROM kept_entry WHERE export = ?", [id_])
    return {DocumentId(row["document"]): row["entry"] for row in rows}


def revisions_of(
    database: Database, collection: CollectionId | None
) -> list[tuple[DocumentId, str, str]]:
    """Id, revision and key of the documents of a collection and those inside it, or of all."""
    if collection is None:
        sql = "SELECT id, revision, key FROM document WHERE deleted IS NULL"
        rows = database.execute(sql)
    else:
        rows = database.execute(
            "WITH RECURSIVE inside(id) AS (VALUES (?) UNION SELECT c.id FROM collection c "
            "JOIN inside i ON c.parent = i.id) "
            "SELECT DISTINCT d.id, d.revision, d.key FROM document d "
            "JOIN membership m ON m.document = d.id JOIN inside i ON m.collection = i.id "
            "WHERE d.deleted IS NULL",
            [collection],
        )
    return [(DocumentId(row["id"]), row["revision"], row["key"]) for row in rows]
