"""The index file: its tables, and how it is thrown away and made anew when it is no good.

The index holds nothing that the library doesn't, so no fault in it is ever a user's trouble.
Two tables of SQLite's full-text search (FTS5) share the work, both without content:

- ``presence`` knows which documents hold a word, or words that begin so: one or two bytes a word.
  Beginnings of up to four letters are kept; longer ones fit few words, which are gone through;
- ``positions`` knows where in the document as well, for phrases, nearness and rank, but no
  beginnings, which would treble it.

One table with both is half as large again and no faster; one row per passage is slower at every
query, since it is documents that are counted and ranked. See tests/bench/search.py.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from app.errors import DamagedLibraryError, LibraryBusyError, LockedLibraryError
from app.store.engine import Connection, DatabaseError, connect, connect_in_memory
from app.text.folding import FOLDING

SCHEMA = 4
"""Version of the tables; with the version of the folding rules it decides whether a file fits."""

GAP = "¶"
"""Stands between passages, so that no phrase runs from one into the next; no form is like it."""

_FORMAT = SCHEMA * 1000 + FOLDING
_APPLICATION = 0x53627831
# Bytes of words held back before they are written: a tenth less work than with the usual 1 MB.
_PENDING = 4_000_000
# The ascii tokenizer parts words at ASCII characters other than letters and digits, of which the
# folded text has only the space, and keeps every other character as it is.
_OPTIONS = "content='', contentless_delete=1, tokenize='ascii'"
# The first column of a table is the cheapest: each word in another one costs two bytes more.
_TABLES = f"""
CREATE TABLE documents (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision TEXT NOT NULL
) STRICT;
CREATE TABLE state (token TEXT NOT NULL) STRICT;
INSERT INTO state VALUES ('');
CREATE VIRTUAL TABLE presence USING fts5(words, {_OPTIONS}, detail=none, prefix='1 2 3 4');
CREATE VIRTUAL TABLE positions USING fts5(body, fields, extras, {_OPTIONS});
INSERT INTO presence (presence, rank) VALUES ('hashsize', {_PENDING});
INSERT INTO positions (positions, rank) VALUES ('hashsize', {_PENDING});
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_FORMAT};
"""  # noqa: S608
_MARKS = ("application_id", "user_version")
# Two handles of one program may look for an index that isn't there yet.
_opening = threading.Lock()
_RUIN = (
    "not a database", "malformed", "corrupt", "encrypted", "no such table", "no such column",
    "no such module", "vtable constructor failed", "unsupported file format",
)  # fmt: skip


def open_index(path: Path, key: bytes | None) -> Connection:
    """A connection to the index at ``path``, empty where there was none or none that can be used.

    Raises :class:`LibraryBusyError` when another program holds a file that must go, and the
    engine's own error where the file can't be reached at all.
    """
    with _opening:
        try:
            connection = connect(path, key=key).conn
        except (DamagedLibraryError, LockedLibraryError) as error:
            if not _says_ruin(error.detail):
                raise
        else:
            if _fits(connection) or _begun(connection):
                return _set_up(connection)
            connection.close()
        throw_away(path)
        return _make(path, key)


def open_in_memory() -> Connection:
    """An index that is kept nowhere, for a library on a medium that nobody can write to."""
    connection = connect_in_memory().conn
    connection.executescript(_TABLES)
    return connection


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at ``path`` from one that took its place; None when there is none."""
    try:
        state = os.stat(path)  # noqa: PTH116  (asked before every search)
    except OSError:
        return None
    return state.st_dev, state.st_ino


def is_ruin(error: Exception) -> bool:
    """Whether a database error means that the file is no good, rather than busy or full."""
    return _says_ruin(str(error))


def _says_ruin(detail: str) -> bool:
    return any(phrase in detail for phrase in _RUIN)


def throw_away(path: Path) -> None:
    """Remove the index file and what SQLite keeps beside it."""
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except PermissionError as error:
        raise LibraryBusyError(
            "The search index must be made anew, but another program is using it.",
            hint="Close the other program and try again.",
            detail=str(error),
        ) from error


def _fits(connection: Connection) -> bool:
    """Whether the file is an index of this format, by its marks and its tables."""
    execute = connection.execute
    try:
        marks = [execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
        for table in ("documents", "state", "presence", "positions"):
            execute(f"SELECT rowid FROM {table} LIMIT 1").fetchone()  # noqa: S608
    except DatabaseError as error:
        if not is_ruin(error):
            raise
        return False
    return marks == [_APPLICATION, _FORMAT]


def _make(path: Path, key: bytes | None) -> Connection:
    connection = connect(path, key=key).conn
    _begun(connection)
    return _set_up(connection)


def _begun(connection: Connection) -> bool:
    """Whether the file was empty and has its tables now; another program may have been first."""
    execute, tables = connection.execute, "SELECT count(*) FROM sqlite_schema"
    if execute(tables).fetchone()[0]:
        return False
    execute("BEGIN IMMEDIATE")
    try:
        if not execute(tables).fetchone()[0]:
            for statement in _TABLES.split(";\n"):
                execute(statement)
        execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            execute("ROLLBACK")
        raise
    return _fits(connection)


def _set_up(connection: Connection) -> Connection:
    # What a power cut may take of an index is put back by the next catching up.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection
