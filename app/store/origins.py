"""What came from another program's library, by what it was there."""

from __future__ import annotations

from app.model import DocumentId
from app.store.engine import Database
from app.store.journal import Act

OriginKey = tuple[str, str, str]
"""Program, library in it, item in that."""

_MOVED = "moved:"


def origins(database: Database) -> dict[OriginKey, DocumentId]:
    """Every document that came from another program's library, those in the trash too."""
    rows = database.execute(
        "SELECT id, json_extract(provenance, '$.origin.program') AS program, "
        "json_extract(provenance, '$.origin.library') AS library, "
        "json_extract(provenance, '$.origin.item') AS item FROM document "
        "WHERE json_extract(provenance, '$.origin') IS NOT NULL"
    )
    return {
        (str(row["program"]), str(row["library"]), str(row["item"])): DocumentId(row["id"])
        for row in rows
    }


def moved(database: Database, program: str) -> dict[str, str]:
    """The ids of the collections and free notes that came from a program, by their marks there."""
    start = f"{_MOVED}{program}:"
    rows = database.execute(
        "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?", [len(start), start]
    )
    return {row["name"][len(start) :]: row["value"] for row in rows}


def collection_ids(database: Database) -> frozenset[str]:
    """The ids of all collections."""
    return frozenset(row["id"] for row in database.execute("SELECT id FROM collection"))


def remember_moved(act: Act, program: str, mark: str, id_: str) -> None:
    """Remember what a collection or free note of another program became."""
    act.insert("setting", {"name": f"{_MOVED}{program}:{mark}", "value": id_})
