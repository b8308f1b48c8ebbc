"""Opening a database file: the one SQLite that is linked, its PRAGMAs, and an optional key.

The machine's own SQLite is never used. SQLite 3.7.0–3.51.2 can corrupt a database when a WAL is
reset (fixed in 3.51.3; 3.52.0 was withdrawn), so the linked version is asserted at import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]
from sqlcipher3 import dbapi2

from app.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    LockedLibraryError,
)
from app.store.failures import Rows

Connection = Any
DatabaseError = dbapi2.DatabaseError
OperationalError = dbapi2.OperationalError

BUSY_MILLISECONDS = 5_000


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


SQLITE_VERSION = _version(dbapi2.sqlite_version)
if SQLITE_VERSION < (3, 51, 3) or SQLITE_VERSION == (3, 52, 0):
    raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is linked; 3.51.3 or later is needed.")


class Database:
    """An open database: what the store asks of it, and transactions that nest.

    sqlite-utils is brought in for migrations only (:mod:`app.store.migrations`): to import it costs
    more than all that a window needs before it paints.
    """

    def __init__(self, connection: Connection) -> None:
        self.conn = connection
        self._depth = 0

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement; a cursor with its rows. Errors are those of the store's failures."""
        return self.conn.cursor(Rows).execute(sql, values)

    def execute_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement once for each row of values."""
        self.conn.cursor(Rows).executemany(sql, rows)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All of the block or, when it raises, nothing; inside another one, a part of that."""
        self._depth += 1
        begin, end, undo = "BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]
        if self.conn.in_transaction:
            point = f"atomic_{self._depth}"
            begin, end = f"SAVEPOINT {point}", f"RELEASE {point}"
            undo = [f"ROLLBACK TO {point}", end]
        try:
            self.execute(begin)
            try:
                yield
                self.execute(end)
            except BaseException:
                # SQLite may have taken the whole transaction back already.
                for statement in undo if self.conn.in_transaction else []:
                    self.conn.execute(statement)
                raise
        finally:
            self._depth -= 1

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()


def connect(
    path: Path, *, key: bytes | None = None, writable: bool = True, immutable: bool = False
) -> Database:
    """The database at ``path``, made when missing and ``writable``.

    ``immutable`` opens a file on a medium that nobody can write to, which a WAL database needs
    there; it must not be used anywhere else. ``key`` is the raw 32-byte SQLCipher key; without
    one the file is plain SQLite. The connection may be used from any thread, by one at a time.
    Raises :class:`LockedLibraryError` when the key doesn't fit,
    :class:`LibraryBusyError` when another program holds the file, and
    :class:`DamagedLibraryError` when it is no database.
    """
    mode = "ro&immutable=1" if immutable else "rwc" if writable else "ro"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        connection = sqlcipher3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False
        )
        _prepare(connection, key, writable and not immutable)
    except DatabaseError as error:
        raise _explained(path, key, error) from error
    connection.row_factory = sqlcipher3.Row
    return Database(connection)


def connect_in_memory() -> Database:
    """A database that is kept nowhere."""
    connection = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlcipher3.Row
    return Database(connection)


def _prepare(connection: Connection, key: bytes | None, writable: bool) -> None:
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A database may come from anyone, as a backup to restore: its views and triggers run nothing.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _explained(path: Path, key: bytes | None, error: Exception) -> LibraryError:
    if "locked" in str(error):
        return LibraryBusyError(
            f"{path.name} is in use by another program.",
            hint="Wait until it has finished and try again.",
            detail=str(error),
        )
    if key is not None and "not a database" in str(error):
        return LockedLibraryError(
            f"{path.name} can't be opened with this key.",
            hint="Check the passphrase; if it is right, restore a backup.",
            detail=str(error),
        )
    return DamagedLibraryError(
        f"{path.name} can't be opened as a library.",
        hint="Nothing was changed. Restore a backup with `sourcebook restore`.",
        detail=str(error),
    )
