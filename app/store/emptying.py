"""What is in the trash is taken out of the library for good, its text and files included."""

from __future__ import annotations

from contextlib import suppress

from app.model import DocumentId
from app.store import journal
from app.store.drafts import keep_draft
from app.store.engine import Database, DatabaseError

_TRASH = "(SELECT id FROM document WHERE deleted IS NOT NULL)"
_MARKS = f"(SELECT id FROM highlight WHERE document IN {_TRASH})"  # noqa: S608 - no values in it
_OF_DOCUMENTS = (
    f"DELETE FROM tagging WHERE target IN {_TRASH} OR target IN {_MARKS}",  # noqa: S608
    f"DELETE FROM note WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM placing WHERE highlight IN {_MARKS}",  # noqa: S608
    f"DELETE FROM highlight WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM membership WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM former_key WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM text_version WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM image WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM reading WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM kept_entry WHERE document IN {_TRASH}",  # noqa: S608
    f"DELETE FROM copy WHERE document IN {_TRASH} OR copy_of IN {_TRASH}",  # noqa: S608
    "DELETE FROM document WHERE deleted IS NOT NULL",
)
_TEXTS = (
    "(SELECT text_id FROM document WHERE text_id IS NOT NULL"
    " UNION SELECT text_id FROM highlight WHERE text_id IS NOT NULL"
    " UNION SELECT text_id FROM image UNION SELECT text_id FROM text_version"
    " UNION SELECT text_id FROM placing)"
)
_FILES = (
    "(SELECT original FROM document WHERE original IS NOT NULL"
    " UNION SELECT original FROM text_version WHERE original IS NOT NULL"
    " UNION SELECT sha256 FROM image)"
)


def empty_trash(database: Database) -> tuple[tuple[DocumentId, ...], tuple[str, ...]]:
    """The documents that are gone now, and the files that none needs any more, by SHA-256.

    One transaction. What could be undone before can't be any more: it may hold words of what is
    gone. Texts and files go that no document left has; the caller deletes the files, once this is
    on the disk.
    """
    gone = [
        DocumentId(row["id"])
        for row in database.execute("SELECT id FROM document WHERE deleted IS NOT NULL").fetchall()
    ]
    if not gone:
        return (), ()
    with database.atomic():
        for id_ in gone:
            keep_draft(database, id_, None)
        journal.forget_history(database)
        _hand_on_copies(database)
        for statement in _OF_DOCUMENTS:
            database.execute(statement)
        database.execute(f"DELETE FROM note_mark WHERE text_id NOT IN {_TEXTS}")  # noqa: S608
        database.execute(f"DELETE FROM block WHERE text_id NOT IN {_TEXTS}")  # noqa: S608
        database.execute(f"DELETE FROM text WHERE id NOT IN {_TEXTS}")  # noqa: S608
        unneeded = f"FROM original WHERE sha256 NOT IN {_FILES}"
        rows = database.execute(f"SELECT sha256 {unneeded}").fetchall()
        database.execute(f"DELETE {unneeded}")
        journal.renew_state(database)
    return tuple(gone), tuple(row["sha256"] for row in rows)


def _hand_on_copies(database: Database) -> None:
    """Copies of what goes stay copies of each other: of the oldest that stays."""
    rows = database.execute(
        f"SELECT c.document, c.copy_of FROM copy c JOIN document d ON d.id = c.document "  # noqa: S608
        f"WHERE c.copy_of IN {_TRASH} AND d.deleted IS NULL ORDER BY d.number"
    ).fetchall()
    heirs: dict[str, str] = {}
    for row in rows:
        heir = heirs.setdefault(row["copy_of"], row["document"])
        if heir == row["document"]:
            database.execute("DELETE FROM copy WHERE document = ?", [heir])
        else:
            database.execute(
                "UPDATE copy SET copy_of = ? WHERE document = ?", [heir, row["document"]]
            )


def overwrite_what_is_gone(database: Database) -> None:
    """Write the database anew without the words that deleted rows leave in its pages.

    Should another handle read for long, or the disk be full, they stay until the next time.
    """
    with suppress(DatabaseError):
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
