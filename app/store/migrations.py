"""The steps that bring a new or older library up to the tables of :mod:`app.store.schema`.

Imported only where there is such a step to take.
"""

from __future__ import annotations

import json
import sys

import sqlcipher3  # type: ignore[import-untyped]
from sqlcipher3 import dbapi2

# sqlite-utils looks for pysqlite3 first and catches that module's exceptions; sqlcipher3's own are
# not subclasses of sqlite3's, so it must find them under this name before it is imported.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

import sqlite_utils  # noqa: E402

from app.store.doubts import doubted  # noqa: E402
from app.store.engine import Database  # noqa: E402
from app.store.schema import (  # noqa: E402
    APPLICATION_ID,
    COPY_TABLES,
    FIRST_TABLES,
    IMAGE_TABLES,
    KEPT_ENTRY_TABLES,
    NOTE_MARK_TABLES,
    VERSION_TABLES,
)

migrations = sqlite_utils.Migrations("library")


def migrate(database: Database) -> None:
    """Take every step that the library hasn't taken yet, each whole or not at all."""
    migrations.apply(sqlite_utils.Database(database.conn, execute_plugins=False))


@migrations(name="0001 first schema")
def _first(database: sqlite_utils.Database) -> None:
    _run(database, FIRST_TABLES)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


@migrations(name="0002 images of pages")
def _images(database: sqlite_utils.Database) -> None:
    _run(database, IMAGE_TABLES)
    database.execute("PRAGMA user_version = 2")


@migrations(name="0003 what auto-exports wrote")
def _kept_entries(database: sqlite_utils.Database) -> None:
    _run(database, KEPT_ENTRY_TABLES)
    database.execute("PRAGMA user_version = 3")


@migrations(name="0004 copies and doubts")
def _copies(database: sqlite_utils.Database) -> None:
    _run(database, COPY_TABLES)
    rows = database.execute(
        "SELECT id, reference, provenance FROM document WHERE provenance LIKE '%\"fields\"%'"
    ).fetchall()
    for id_, reference, provenance in rows:
        many = len(doubted(json.loads(provenance), json.loads(reference)))
        if many:
            database.execute("UPDATE document SET doubts = ? WHERE id = ?", [many, id_])
    database.execute("PRAGMA user_version = 4")


@migrations(name="0005 versions of texts")
def _versions(database: sqlite_utils.Database) -> None:
    _run(database, VERSION_TABLES)
    database.execute("PRAGMA user_version = 5")


@migrations(name="0006 marks of footnotes")
def _note_marks(database: sqlite_utils.Database) -> None:
    _run(database, NOTE_MARK_TABLES)
    database.execute("PRAGMA user_version = 6")


def _run(database: sqlite_utils.Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            database.execute(statement)
