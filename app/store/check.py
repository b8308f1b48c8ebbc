"""Checking a library: each part by itself, and that the parts fit each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import NotFoundError, SourcebookError
from app.store.engine import Database, DatabaseError
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, what it concerns, and a sentence."""

    code: str
    subject: str
    message: str


def check_store(store: Store) -> list[Problem]:
    """Every problem found, in a fixed order; an empty list for a sound library. Changes nothing."""
    try:
        problems = list(_database(store.database))
        if any(problem.code == "database" for problem in problems):
            return problems
        for part in (_texts, _asked):
            problems.extend(part(store.database))
        problems.extend(_originals(store))
    except DatabaseError as error:
        return [Problem("database", "library.db", f"The database can't be read: {error}.")]
    return problems


def _database(database: Database) -> Iterator[Problem]:
    for row in database.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield Problem("database", "library.db", f"The database is damaged: {row[0]}.")
    for row in database.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem("reference", str(row[0]), f"A row of {row[0]} names a missing {row[2]}.")


def _texts(database: Database) -> Iterator[Problem]:
    for row in database.execute("SELECT id, sha256, canonical FROM text"):
        if hashlib.sha256(row["canonical"].encode()).hexdigest() != row["sha256"]:
            yield Problem("text", row["id"], "A text differs from its checksum.")


_ASKED = (
    (
        "block",
        "A block reaches beyond the end of its text.",
        "SELECT DISTINCT b.text_id FROM block b JOIN text t ON t.id = b.text_id "
        "WHERE b.stop > length(t.canonical)",
    ),
    (
        "footnote",
        "A sign of a footnote leads to what is none, or stands outside its text.",
        "SELECT DISTINCT m.text_id FROM note_mark m JOIN text t ON t.id = m.text_id "
        "LEFT JOIN block b ON b.text_id = m.text_id AND b.position = m.block "
        "WHERE m.at > length(t.canonical) OR b.kind IS NOT 'footnote'",
    ),
    (
        "highlight",
        "A highlight's words are not at its place.",
        "SELECT h.id FROM highlight h JOIN text t ON t.id = h.text_id "
        "WHERE substr(t.canonical, h.start + 1, h.stop - h.start) <> h.exact",
    ),
    (
        "placing",
        "The words of a highlight in another version are not at their place.",
        "SELECT p.highlight FROM placing p JOIN text t ON t.id = p.text_id "
        "WHERE substr(t.canonical, p.start + 1, p.stop - p.start) <> p.exact",
    ),
    (
        "version",
        "A document's text is none of its versions.",
        "SELECT d.id FROM document d WHERE d.id IN (SELECT document FROM text_version) AND "
        "d.text_id NOT IN (SELECT v.text_id FROM text_version v WHERE v.document = d.id)",
    ),
    (
        "image",
        "An image stands behind the end of its text.",
        "SELECT DISTINCT i.document FROM image i "
        "WHERE i.before > (SELECT count(*) FROM block b WHERE b.text_id = i.text_id)",
    ),
    (
        "tag",
        "A tag is on something that isn't there.",
        "SELECT target FROM tagging WHERE target NOT IN "
        "(SELECT id FROM document UNION SELECT id FROM highlight)",
    ),
)
"""Codes and sentences of problems, and what selects the ids that have them."""


def _asked(database: Database) -> Iterator[Problem]:
    for code, message, select in _ASKED:
        for row in database.execute(select):
            yield Problem(code, row[0], message)


def _originals(store: Store) -> Iterator[Problem]:
    for row in store.database.execute(_FILES).fetchall():
        try:
            store.blobs.get(row["sha256"])
        except SourcebookError as error:
            if row["document"] is None:
                yield Problem("original", row["sha256"], error.message)
            else:
                yield Problem("image", row["sha256"], _lost(error))


_FILES = (
    "SELECT o.sha256, (SELECT i.document FROM image i WHERE i.sha256 = o.sha256 AND NOT EXISTS "
    "(SELECT 1 FROM document d WHERE d.original = o.sha256) LIMIT 1) AS document "
    "FROM original o ORDER BY o.sha256"
)
"""Every file by its hash, with a document that has it as an image, where it is nothing else."""


def _lost(error: SourcebookError) -> str:
    if isinstance(error, NotFoundError):
        return "An image of a page isn't in the library."
    return "An image of a page in the library is damaged."
