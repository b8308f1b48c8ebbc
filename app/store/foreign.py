"""Another program's database, read from a private copy that is thrown away afterwards.

The original is only ever copied, never opened: its program may be running, and even a reader would
leave side files beside it. The copy takes the WAL or the journal along, so that what was committed
last is there. What is in it comes from anyone, so its views, triggers and clever schemas run
nothing: only real tables are read, column by column, within a budget of steps.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.errors import InputError, LibraryError
from app.store.engine import Database, DatabaseError, connect

MAX_BYTES = 4_000_000_000
"""The largest database that is copied; a Zotero library of 10,000 items has about 100 MB."""

_SIDES = ("", "-wal", "-journal")
_TRIES = 5
_STEPS_AT_ONCE = 1_000_000
_BUDGET = 5_000
"""How often a million steps may be taken: minutes of work, where a real library needs seconds."""

ForeignRow = dict[str, Any]


class ForeignDatabase:
    """The tables of another program's database, for reading."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._left = _BUDGET
        database.conn.set_progress_handler(self._spent, _STEPS_AT_ONCE)
        rows = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        self._tables = {
            name: frozenset(
                row["name"] for row in database.execute(f"PRAGMA table_info({_quoted(name)})")
            )
            for name in (row["name"] for row in rows)
            if isinstance(name, str) and not name.startswith("sqlite_")
        }

    def _spent(self) -> bool:
        self._left -= 1
        return self._left < 0

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is such a table with these columns."""
        return table in self._tables and set(columns) <= self._tables[table]

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[ForeignRow]:
        """The rows of a table with these columns; a column that isn't there is None.

        A table that isn't there has no rows. Raises InputError where the file is damaged.
        """
        held = [name for name in columns if name in self._tables.get(table, ())]
        if not held:
            return
        names = ", ".join(_quoted(name) for name in held)
        nothing = dict.fromkeys(columns)
        try:
            for row in self._database.execute(f"SELECT {names} FROM {_quoted(table)}"):  # noqa: S608
                yield nothing | dict(row)
        except (DatabaseError, UnicodeDecodeError) as error:
            raise _damaged(str(error)) from error


@contextmanager
def foreign_database(file: Path) -> Iterator[ForeignDatabase]:
    """The database in ``file``, copied; the copy is gone afterwards.

    Raises InputError where it is no database, is damaged, or changes faster than it can be copied.
    """
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        copy = Path(folder, "copy.db")
        _copy(file, copy)
        try:
            _settle(copy)
            database = connect(copy, writable=False, immutable=True)
        except (DatabaseError, LibraryError) as error:
            raise _damaged(getattr(error, "detail", str(error))) from error
        try:
            yield ForeignDatabase(database)
        except (DatabaseError, UnicodeDecodeError) as error:
            raise _damaged(str(error)) from error
        finally:
            database.close()


def _copy(file: Path, copy: Path) -> None:
    """Copy a database with its side files as they were at one moment."""
    try:
        for _ in range(_TRIES):
            before = _state(file)
            if sum(size for size, _ in before.values()) > MAX_BYTES:
                raise InputError("The database is larger than 4 GB.", hint="Divide it and retry.")
            for side in _SIDES:
                target = copy.with_name(copy.name + side)
                target.unlink(missing_ok=True)
                if side in before:
                    shutil.copyfile(_beside(file, side), target)
            if _state(file) == before:
                return
    except FileNotFoundError as error:
        raise InputError("The database is no longer there.", hint="Check the path.") from error
    except OSError as error:
        raise InputError(
            "The database can't be copied.",
            hint="Check that you may read it and that there is room.",
            detail=str(error.errno),
        ) from error
    raise InputError(
        "The database changes while it is read.", hint="Close the program it belongs to and retry."
    )


def _state(file: Path) -> dict[str, tuple[int, int]]:
    state = {}
    for side in _SIDES:
        path = _beside(file, side)
        if side == "" or (path.is_file() and not path.is_symlink()):
            told = path.stat()
            state[side] = (told.st_size, told.st_mtime_ns)
    return state


def _beside(file: Path, side: str) -> Path:
    return file.with_name(file.name + side)


def _settle(copy: Path) -> None:
    """Bring the WAL or an unfinished journal into the copy itself, and see whether it is sound."""
    database = connect(copy)
    try:
        database.execute("PRAGMA journal_mode = DELETE")
        [found] = database.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise _damaged(str(found))
    finally:
        database.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _damaged(detail: str) -> InputError:
    return InputError(
        "The database is damaged or no database at all.",
        hint="Let its own program repair it, then import it again.",
        detail=detail,
        code="damaged-source",
    )
