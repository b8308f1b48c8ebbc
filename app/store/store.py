"""A library folder, opened: its database, its files, and who may write.

library.db       everything but the files and the search index
originals/       imported files by content
index.db         the search index; may be deleted at any time
backups/         what `sourcebook backup` and migrations write
library.key.json only in an encrypted library: its wrapped key
library.lock     the writer's lock
.rewriting/      only while encryption is turned on or off
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from app.clock import Clock, stamp, system_clock
from app.closable import Closable
from app.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    NewerLibraryError,
    ReadOnlyError,
)
from app.model import new_id
from app.store.blobs import ORIGINALS, BlobStore
from app.store.engine import Connection, Database, DatabaseError, connect
from app.store.files import make_folders
from app.store.journal import STATE, Act, acting
from app.store.keyfile import KEY_FILE, LibraryKey, create_keyfile, unlock
from app.store.leftover import refuse_emptied, refuse_foreign_log
from app.store.lock import LOCK_FILE, WriterLock
from app.store.schema import APPLICATION_ID, SCHEMA

DATABASE = "library.db"
INDEX = "index.db"
BACKUPS = "backups"
WORKPLACE = ".rewriting"
"""Where a library is written anew under another key; see :mod:`app.store.rewriting`."""


class Access(Enum):
    """What an opener wants: to read, to write, or to write if nobody else does."""

    READ = "read"
    WRITE = "write"
    EITHER = "either"


class Store(Closable):
    """An open library folder. Close it, or use it as a context manager."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        key: LibraryKey | None,
        lock: WriterLock | None,
        clock: Clock = system_clock,
    ) -> None:
        self.folder = folder
        self.database = database
        self.key = key
        self.clock = clock
        self.newer = _schema_of(database) > SCHEMA
        self.blobs = BlobStore(folder, key.files if key else None)
        self._lock = lock
        self._looking = False

    @property
    def lock(self) -> WriterLock | None:
        """The writer's lock, where this opening has it."""
        return self._lock

    @property
    def writable(self) -> bool:
        """Whether changes can be made through this opening."""
        return self._lock is not None and not self.newer

    @property
    def index_path(self) -> Path:
        """Where the search index lies."""
        return self.folder / INDEX

    def require_writable(self) -> None:
        """Raise :class:`ReadOnlyError` with the reason, unless changes can be made."""
        if self.newer:
            raise NewerLibraryError(
                "This library was written by a newer Sourcebook; it is open for reading only.",
                hint="Update Sourcebook to change it.",
            )
        if not self.writable and not os.access(self.folder, os.W_OK):
            raise ReadOnlyError(
                "This library's folder can't be written to.",
                hint="Change the folder's permissions, then open it again.",
                code="folder",
            )
        if not self.writable:
            raise ReadOnlyError(
                "The library is open for reading only.",
                hint="Close the other program that has it open, then open it again.",
            )

    @contextmanager
    def act(self, label: str, batch: str | None = None) -> Iterator[Act]:
        """One undoable mutation: see :func:`app.store.journal.acting`."""
        self.require_writable()
        with acting(self.database, label, stamp(self.clock()), batch) as act:
            yield act

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is as it was at one moment; nothing is held afterwards."""
        connection: Connection = self.database.conn
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        self._looking = True
        try:
            yield
        finally:
            self._looking = False
            if connection.in_transaction:
                connection.execute("ROLLBACK")  # nothing was written; COMMIT fails on a damaged one

    def look_again(self) -> None:
        """Move the snapshot that is open, if one is, to what the library is now."""
        if self._looking:
            self.database.conn.execute("COMMIT")
            self.database.conn.execute("BEGIN")

    def another(self, access: Access) -> Store:
        """A second opening of the same folder under the same key: see :func:`open_store`."""
        return _opened(self.folder, access, self.key, 0.0, self.clock)

    def setting(self, name: str, default: str = "") -> str:
        """A value kept with the library, such as its id."""
        row = self.database.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return default if row is None else str(row["value"])

    @property
    def state(self) -> str:
        """A token that differs after every change to the library."""
        return self.setting(STATE)

    def close(self) -> None:
        """Let go of the files and of the writer's lock."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()


def is_library(folder: Path) -> bool:
    """Whether a library lies in ``folder``."""
    return (folder / DATABASE).is_file()


def create_store(
    folder: Path,
    *,
    passphrase: str | None = None,
    sample: bool = False,
    clock: Clock = system_clock,
) -> Store:
    """A new, empty library in ``folder``, which must be missing or empty; opened for writing."""
    if is_library(folder):
        raise LibraryError(
            f"There is a library in {folder.name or folder} already.",
            hint="Choose another folder, or open this one.",
            code="exists",
        )
    _make_folder(folder)
    lock = _locked(folder, wait=0.0)
    try:
        # An earlier try that was cut short may have left a key that nothing is encrypted with.
        (folder / KEY_FILE).unlink(missing_ok=True)
        key = create_keyfile(folder, passphrase) if passphrase is not None else None
        database = connect(folder / DATABASE, key=key.database if key else None)
        _migrate(database)
        with database.atomic():
            _describe(database, sample, stamp(clock()))
        return Store(folder, database, key, lock, clock)
    except BaseException:
        lock.release()
        raise


_BEFORE_DATABASE = {LOCK_FILE, KEY_FILE}
"""What making a library writes before its database."""


def _make_folder(folder: Path) -> None:
    try:
        make_folders(folder)
        if {entry.name for entry in folder.iterdir()} - _BEFORE_DATABASE:
            raise LibraryError(
                f"{folder.name} holds other files.",
                hint="Choose a new or empty folder for the library.",
                code="not-empty",
            )
    except OSError as error:
        raise LibraryError(
            f"The folder {folder.name or folder} can't be made.",
            hint="Choose a folder you may write to.",
            detail=str(error),
        ) from error


def _describe(database: Database, sample: bool, created: str) -> None:
    settings = {"id": new_id(), "created": created, "sample": str(int(sample)), STATE: new_id()}
    for name, value in settings.items():
        database.execute("INSERT INTO setting (name, value) VALUES (?, ?)", [name, value])


def open_store(
    folder: Path,
    access: Access,
    *,
    passphrase: str | None = None,
    wait: float = 0.0,
    clock: Clock = system_clock,
) -> Store:
    """The library in ``folder``. An older schema is brought up to date after a copy was kept.

    ``wait`` is how many seconds to wait for another writer. Raises :class:`LibraryBusyError` when
    WRITE is asked and another program writes, :class:`LockedLibraryError` and
    :class:`DamagedLibraryError` as their names say, :class:`LibraryError` when none is there.
    """
    if not is_library(folder):
        raise LibraryError(
            f"There is no library in {folder.name or folder}.",
            hint="Make one with `sourcebook new DIR`.",
            code="no-library",
        )
    if (folder / WORKPLACE).exists():
        from app.store.rewriting import finish_if_needed  # after a crash only

        finish_if_needed(folder)
    return _opened(folder, access, unlock(folder, passphrase), wait, clock)


def _opened(
    folder: Path, access: Access, key: LibraryKey | None, wait: float, clock: Clock
) -> Store:
    lock = _lock_for(folder, access, wait)
    try:
        database = _connect(folder, key, lock is not None)
        if _schema_of(database) < SCHEMA:
            lock = lock or _locked(folder, wait)
            database = _migrated(folder, database, key)
        store = Store(folder, database, key, lock, clock)
        if not store.writable:
            database.execute("PRAGMA query_only = ON")
        return store
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock_for(folder: Path, access: Access, wait: float) -> WriterLock | None:
    if access is Access.READ:
        return None
    try:
        return _locked(folder, wait)
    except (LibraryBusyError, ReadOnlyError):
        if access is Access.EITHER:
            return None
        raise


def _locked(folder: Path, wait: float) -> WriterLock:
    lock = WriterLock(folder)
    if not lock.acquire(wait):
        raise LibraryBusyError(
            "Another program has this library open.",
            hint="Close it there and try again; reading works meanwhile.",
        )
    return lock


def _connect(folder: Path, key: LibraryKey | None, writing: bool) -> Database:
    path, raw = folder / DATABASE, key.database if key else None
    refuse_emptied(path, (ORIGINALS, BACKUPS, INDEX))
    if writing:
        refuse_foreign_log(path, raw)
    try:
        database = connect(path, key=raw)
    except DamagedLibraryError:
        # A folder on a read-only medium has no room for the WAL's side files.
        if writing:
            raise
        database = connect(path, key=raw, immutable=True)
    _require_library(folder, database)
    return database


def _require_library(folder: Path, database: Database) -> None:
    if database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        return
    # Making a library may have been cut short before its first table; then there is nothing yet.
    begun = "SELECT count(*) FROM sqlite_schema WHERE tbl_name NOT LIKE '%sqlite%'"
    if _schema_of(database) or database.execute(begun).fetchone()[0]:
        raise DamagedLibraryError(
            f"{folder.name or folder} holds a database of another program.",
            hint="Choose a folder that Sourcebook made.",
        )


def _schema_of(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _migrate(database: Database) -> None:
    # Seldom needed, and costly to import.
    from app.store.migrations import migrate

    migrate(database)


def _migrated(folder: Path, database: Database, key: LibraryKey | None) -> Database:
    schema = _schema_of(database)
    if schema:
        from app.store.backup import keep_copy  # as seldom

        copy = folder / BACKUPS / f"before-schema-{SCHEMA}-from-{schema}.db"
        keep_copy(database, copy, key.database if key else None)
    try:
        _migrate(database)
        if not database.execute("SELECT 1 FROM setting WHERE name = ?", [STATE]).fetchone():
            with database.atomic():
                _describe(database, sample=False, created="")
    except DatabaseError as error:
        raise DamagedLibraryError(
            "The library could not be brought up to date; nothing was changed.",
            hint="A copy lies in its backups folder.",
            detail=str(error),
        ) from error
    return database
