"""What SQLite couldn't do, as errors for people: a damaged file, a full disk, a disk that is gone.

Each is both one of ours and one of SQLite's, so that whoever expects either gets it. SQLite's own
words are its text and its ``detail``. What else SQLite may say is a fault of this program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from app.errors import DamagedLibraryError, LibraryBusyError, LibraryError

# https://sqlite.org/rescode.html; the lowest byte is the primary code.
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


class DatabaseDamagedError(DamagedLibraryError, dbapi2.DatabaseError):  # type: ignore[misc]
    """A page of the database isn't what was written."""

    def __str__(self) -> str:
        return self.detail


class DatabaseUnreachableError(LibraryError, dbapi2.OperationalError):  # type: ignore[misc]
    """The disk is full, failing, gone, or may not be written to."""

    def __str__(self) -> str:
        return self.detail


class DatabaseBusyError(LibraryBusyError, dbapi2.OperationalError):  # type: ignore[misc]
    """Another program kept the database locked for longer than one waits."""

    def __str__(self) -> str:
        return self.detail


def known(error: Exception) -> Exception:
    """The error for people that one of SQLite's stands for, or that error itself."""
    if isinstance(error, LibraryError):
        return error
    words = str(error)
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case code if code in (_CORRUPT, _NOTADB):
            return DatabaseDamagedError(
                "The library's database is damaged.",
                hint="Nothing was changed. `sourcebook check` says more; restore a backup of it.",
                detail=words,
            )
        case code if code == _FULL:
            return DatabaseUnreachableError(
                "The disk of the library is full; nothing was changed.",
                hint="Free some space and try again.",
                detail=words,
                code="disk-full",
            )
        case code if code in (_READONLY, _IOERR, _CANTOPEN):
            return DatabaseUnreachableError(
                "The library's disk can't be read or written; nothing was changed.",
                hint="Check that it is connected and may be written to, then try again.",
                detail=words,
                code="disk",
            )
        case code if code in (_BUSY, _LOCKED):
            return DatabaseBusyError(
                "The library is in use by another program.",
                hint="Wait until it has finished and try again.",
                detail=words,
            )
    return error


class Rows(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor whose errors are the known ones, wherever in its reading they come up."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """Run one statement; the cursor itself, with its rows."""
        with_errors: Rows = _told(super().execute, sql, values)
        return with_errors

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Rows:
        """Run one statement for each row of values; the cursor itself."""
        with_errors: Rows = _told(super().executemany, sql, rows)
        return with_errors

    def fetchone(self) -> Any:
        """The next row, or None."""
        return _told(super().fetchone)

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        found: list[Any] = _told(super().fetchall)
        return found

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from iter(super().fetchone, None)
        except dbapi2.DatabaseError as error:
            raise known(error) from error


def _told(act: Callable[..., Any], *given: Any) -> Any:
    try:
        return act(*given)
    except dbapi2.DatabaseError as error:
        raise known(error) from error
