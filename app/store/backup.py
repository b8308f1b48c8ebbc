"""A second copy of the library: made while it is in use, checked before it counts, and restored.

A backup is one file with the database, the originals and, in an encrypted library, the key file.
It is as encrypted as the library: nothing plain is ever written on the way, not even for a moment.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from app.errors import DamagedLibraryError, InputError, LibraryBusyError, LibraryError
from app.store.archive import DATABASE, PLAIN_DATABASE, Archive, open_archive, pack, read_archive
from app.store.blobs import stored_files
from app.store.engine import Database, DatabaseError, OperationalError, connect
from app.store.files import (
    create_file,
    durable_file,
    explain_failure,
    make_folders,
    sync_file,
    sync_folder,
    sync_path,
)
from app.store.keyfile import KEY_FILE

BACKUPS = "backups"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_BUSY_STEPS = 20
_DONE = 101  # SQLITE_DONE, sqlite3.h


def back_up(
    database: Database, folder: Path, name: str, key: bytes | None = None
) -> tuple[Path, str]:
    """The new backup of the open library in ``folder`` and the SHA-256 of its file.

    It is ``backups/<name>.zip``, or ``<name>-2.zip`` where that is taken. ``key`` is the database's
    raw key. Raises :class:`DamagedLibraryError` when the database isn't sound (an older
    backup is worth more then) and :class:`LibraryError` when it can't be written. Originals
    are copied as they are: a damaged one doesn't keep the others from being saved.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("not a plain file name")
    with explain_failure("The backup"):
        make_folders(folder / BACKUPS)
        path = _free(folder / BACKUPS, name)
        with workplace(folder / BACKUPS) as work, durable_file(path) as out:
            # Database first: an original is always stored before the row that names it.
            _copy(database, work / DATABASE, key)
            pack(_members(folder, work / DATABASE), out)
            out.flush()
            _check(read_archive(out))
        with path.open("rb") as file:
            return path, hashlib.file_digest(file, "sha256").hexdigest()


def restore(file: Path, target: Path) -> Path:
    """The folder ``target``, now holding the library of the backup ``file``.

    ``target`` must be missing or empty. Everything is unpacked and checked beside it first and
    moved into place by one rename, so half a library is never found there. Raises
    :class:`InputError` when the file is no sound backup, :class:`LibraryError` otherwise.
    """
    target = target.absolute().resolve()
    require_empty(target)
    with open_archive(file) as archive, explain_failure("The library"):
        make_folders(target.parent)
        _require_room(archive.size, target.parent)
        with workplace(target.parent, f".{target.name[:40]}.restoring-") as work:
            _unpack(archive, work / "library")
            check_restored(work / "library")
            if target.exists():
                target.rmdir()
            (work / "library").rename(target)
        sync_folder(target.parent)
    return target


def keep_copy(database: Database, path: Path, key: bytes | None) -> None:
    """Put a checked copy of the database alone at ``path``, encrypted with ``key`` if given.

    Raises as :func:`back_up` does.
    """
    with explain_failure("The copy of the database"):
        make_folders(path.parent)
        with workplace(path.parent) as work:
            _copy(database, work / DATABASE, key)
            (work / DATABASE).replace(path)
        sync_folder(path.parent)


@contextmanager
def workplace(parent: Path, prefix: str = ".making-") -> Iterator[Path]:
    """A private folder on the same disk that is gone afterwards, with all that is left in it."""
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix) as name:
        yield Path(name)


def _free(folder: Path, name: str) -> Path:
    numbered = (folder / f"{name}-{number}.zip" for number in count(2))
    path = folder / f"{name}.zip"
    while path.exists():
        path = next(numbered)
    return path


def _copy(database: Database, path: Path, key: bytes | None) -> None:
    """A consistent, checked, self-contained copy: one file, no WAL beside it."""
    if database.conn.in_transaction:
        raise RuntimeError("a backup inside a transaction would wait for itself")
    try:
        copy = connect(path, key=key)
    except LibraryError as error:  # the new file's trouble, not the library's
        raise _unwritten(error.detail) from error
    try:
        _fill(copy, database)
    except OperationalError as error:
        raise _unwritten(str(error)) from error
    except DatabaseError as error:
        raise _damaged(str(error)) from error
    finally:
        copy.close()
    path.chmod(0o600)
    sync_path(path)


def _fill(copy: Database, database: Database) -> None:
    database.conn.backup(copy.conn, progress=_give_up_when_busy())
    copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    for pragma in ("integrity_check(1)", "cipher_integrity_check"):  # the latter empty when plain
        for row in copy.execute(f"PRAGMA {pragma}").fetchall():
            if row[0] != "ok":
                raise _damaged(str(row[0]))


def _give_up_when_busy() -> Any:
    """SQLite's own loop would try for ever while another program keeps the database locked."""
    tries = count(1)

    def look(status: int, _remaining: int, _total: int) -> None:
        if status != _DONE and next(tries) >= _BUSY_STEPS:
            raise LibraryBusyError(
                "The database is in use by another program.", hint="Close it there and try again."
            )

    return look


def _members(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, database
    if (folder / KEY_FILE).exists():
        yield KEY_FILE, folder / KEY_FILE
    for path in stored_files(folder):
        yield path.relative_to(folder).as_posix(), path


def _check(archive: Archive) -> None:
    """Read the backup back, every byte."""
    try:
        for name in archive.names:
            for _ in archive.content(name):
                pass
    except InputError as error:
        raise LibraryError(
            "The backup was not written right, so it was thrown away.",
            hint="Try again; if it happens again, the disk may be failing.",
            detail=error.detail,
        ) from error


def require_empty(target: Path) -> None:
    """Raise LibraryError unless ``target`` is missing or an empty folder."""
    try:
        taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except OSError as error:
        raise LibraryError(
            "The folder to restore to can't be read.",
            hint="Choose a folder of your own.",
            detail=str(error),
        ) from error
    if taken:
        raise LibraryError(
            "The folder to restore to isn't empty; nothing was changed.",
            hint="Choose a new or empty folder.",
            code="not-empty",
        )


def _require_room(size: int, folder: Path) -> None:
    if size > shutil.disk_usage(folder).free:
        raise LibraryError(
            "There isn't enough room for this backup.", hint="Free some space, or use another disk."
        )


def _unpack(archive: Archive, folder: Path) -> None:
    """Write every member; their names fit the archive's patterns, so none leads elsewhere."""
    folder.mkdir(mode=0o700)
    folders = {folder}
    for name in archive.names:
        path = folder / name
        make_folders(path.parent)
        folders.add(path.parent)
        with create_file(path) as out:
            out.writelines(archive.content(name))
            out.flush()
            sync_file(out.fileno())
    for written in folders:
        sync_folder(written)


def check_restored(folder: Path) -> None:
    """What can be known without a key: a plain database is sound, an encrypted one has a key."""
    with (folder / DATABASE).open("rb") as file:
        plain = file.read(len(PLAIN_DATABASE)) == PLAIN_DATABASE
    if plain == (folder / KEY_FILE).exists():
        raise _unsound("the key file and the database don't belong together")
    if not plain:
        return
    try:
        database = connect(folder / DATABASE, writable=False)
        try:
            found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            database.close()
    except (DamagedLibraryError, DatabaseError) as error:
        raise _unsound(str(error)) from error
    if found != "ok":
        raise _unsound(str(found))


def _unsound(detail: str) -> InputError:
    return InputError(
        "The database in this backup is damaged; nothing was restored.",
        hint="Choose another backup.",
        detail=detail,
    )


def _unwritten(detail: str) -> LibraryError:
    return LibraryError(
        "The copy of the database couldn't be written.",
        hint="Free some space and try again.",
        detail=detail,
    )


def _damaged(detail: str) -> DamagedLibraryError:
    return DamagedLibraryError(
        "The library's database is damaged, so no copy was made of it.",
        hint="Restore an earlier backup.",
        detail=detail,
    )
