"""A library written anew under another key, or under none: encryption turned on and off.

The whole new library is made and checked in a folder beside the old one. Then a marker is written:
that is the moment of change. From it on, whoever opens the library first finishes the exchange,
which can be begun again at any point; before it, what lies in the folder is thrown away. Nothing
of the old library is left in its folder: not its write-ahead log, its index, nor its backups, in
place of which there is one new backup. What the disk itself keeps of deleted files is out of reach.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import CancelledError, DamagedLibraryError, LibraryBusyError
from app.progress import Progress, Silent, stop_if_cancelled
from app.store.archive import pack
from app.store.backup import BACKUPS
from app.store.blobs import ORIGINALS, BlobStore, stored_files
from app.store.engine import Database, connect
from app.store.files import (
    durable_file,
    explain_failure,
    make_folders,
    sync_folder,
    sync_path,
    write_durably,
)
from app.store.keyfile import KEY_FILE, LibraryKey, create_keyfile
from app.store.lock import WriterLock
from app.store.store import DATABASE, INDEX, WORKPLACE, Access, open_store

READY = "ready"
_ENCRYPTED, _PLAIN = b"encrypted", b"plain"
_BACKUP = "after-change-of-encryption.zip"
_SIDE_FILES = ("-wal", "-shm", "-journal")


def change_encryption(
    folder: Path,
    passphrase: str | None,
    new_passphrase: str | None,
    *,
    progress: Progress | None = None,
) -> None:
    """Write the library in ``folder`` anew under ``new_passphrase``, or unencrypted for None.

    ``passphrase`` opens it as it is now. No other opening may write meanwhile, and those that read
    go on with what they have until they are closed. Raises as :func:`app.store.store.open_store`
    and :func:`rewrite` do, also when it is stopped; the library is then as it was.
    """
    store = open_store(folder, Access.WRITE, passphrase=passphrase)
    try:
        try:
            rewrite(store.database, folder, store.key, new_passphrase, progress or Silent())
        except CancelledError:
            finish(folder)  # the moment of change wasn't reached: it throws away what there is
            raise
        store.database.close()
        finish(folder)
    finally:
        store.close()


def rewrite(
    database: Database,
    folder: Path,
    old: LibraryKey | None,
    passphrase: str | None,
    progress: Progress,
) -> LibraryKey | None:
    """Write the library in ``folder`` anew, under ``passphrase`` or, with None, unencrypted.

    ``database`` is its open database, ``old`` its present key; the caller has the writer's lock,
    closes ``database`` afterwards and then calls :func:`finish`. Returns the new key. Until this
    returns, nothing of the library was changed. Raises DamagedLibraryError where something in the
    library can't be read, and LibraryError where the copy can't be written.
    """
    work = folder / WORKPLACE
    with explain_failure("The new copy of the library"):
        shutil.rmtree(work, ignore_errors=True)
        make_folders(work)
        new = create_keyfile(work, passphrase) if passphrase is not None else None
        _export(database, work / DATABASE, new.database if new else None)
        _copy_files(_Place(folder, old), _Place(work, new), database, progress)
        _back_up(work)
        stop_if_cancelled(progress)
        sync_folder(work)
        sync_folder(folder)
        write_durably(work / READY, _ENCRYPTED if new else _PLAIN)
    return new


def finish(folder: Path) -> None:
    """Put a library that was written anew in the old one's place, or throw away half of one.

    Does nothing where there is neither. The caller has the writer's lock and no open database.
    """
    work = folder / WORKPLACE
    if not work.exists():
        return
    with explain_failure("The exchange of the library"):
        if (work / READY).exists():
            _exchange(work, folder, encrypted=(work / READY).read_bytes() == _ENCRYPTED)
            # The marker goes first: what is left without it is only ever thrown away.
            (work / READY).unlink()
            sync_folder(work)
        shutil.rmtree(work)
        sync_folder(folder)


def finish_if_needed(folder: Path) -> None:
    """What an opener does first: :func:`finish` under the writer's lock, where there is need."""
    if not (folder / WORKPLACE).exists():
        return
    lock = WriterLock(folder)
    if not lock.acquire():
        if (folder / WORKPLACE / READY).exists():
            raise LibraryBusyError(
                "The library is being written anew by another program.",
                hint="Wait until it has finished and try again.",
            )
        return
    try:
        finish(folder)
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder and the key that its files are kept under."""

    folder: Path
    key: LibraryKey | None

    def blobs(self) -> BlobStore:
        """Its original files."""
        return BlobStore(self.folder, self.key.files if self.key else None)


def _exchange(work: Path, folder: Path, *, encrypted: bool) -> None:
    """Each step can be done again after a part of it was."""
    for name in (DATABASE, INDEX):
        for ending in _SIDE_FILES:
            (folder / f"{name}{ending}").unlink(missing_ok=True)
    (folder / INDEX).unlink(missing_ok=True)
    if encrypted:
        shutil.copyfile(work / KEY_FILE, folder / f"{KEY_FILE}.new")
        sync_path(folder / f"{KEY_FILE}.new")
        (folder / f"{KEY_FILE}.new").replace(folder / KEY_FILE)
    if (work / DATABASE).exists():
        (work / DATABASE).replace(folder / DATABASE)
    if not encrypted:
        (folder / KEY_FILE).unlink(missing_ok=True)
    _exchange_folder(work, folder, ORIGINALS)
    _exchange_folder(work, folder, BACKUPS)
    sync_folder(folder)


def _exchange_folder(work: Path, folder: Path, name: str) -> None:
    old = work / f"old-{name}"
    if (work / name).exists():
        if (folder / name).exists() and not old.exists():
            (folder / name).rename(old)
        (work / name).rename(folder / name)
        sync_folder(folder)


def _export(database: Database, path: Path, key: bytes | None) -> None:
    """A copy of the database under another key, compared row by row."""
    execute = database.execute
    raw = f"x'{key.hex()}'" if key is not None else ""
    version, application = _pragma(database, "user_version"), _pragma(database, "application_id")
    execute("ATTACH DATABASE ? AS target KEY ?", [str(path), raw])
    try:
        execute("SELECT sqlcipher_export('target')").fetchall()
        execute(f"PRAGMA target.user_version = {version}")
        execute(f"PRAGMA target.application_id = {application}")
    finally:
        execute("DETACH DATABASE target")
    copy = connect(path, key=key)
    try:
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise _differs("integrity")
        if dict(_digests(copy)) != dict(_digests(database)):
            raise _differs("rows")
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        copy.close()
    path.chmod(0o600)
    sync_path(path)


def _pragma(database: Database, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])


def _digests(database: Database) -> Iterator[tuple[str, str]]:
    """Each table with a digest of its rows in the order of their keys."""
    names = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    ).fetchall()
    for row in names:
        name = str(row[0])
        columns = [
            str(column["name"])
            for column in database.execute(f'PRAGMA table_info("{name}")').fetchall()
        ]
        order = ", ".join(f'"{column}"' for column in columns)
        digest = hashlib.sha256()
        for each in database.execute(f'SELECT {order} FROM "{name}" ORDER BY {order}'):  # noqa: S608
            digest.update(repr(tuple(each)).encode("utf-8", "surrogatepass"))
        yield name, digest.hexdigest()


def _copy_files(old: _Place, new: _Place, database: Database, progress: Progress) -> None:
    """Every file by its hash; what is put is read back."""
    source, target = old.blobs(), new.blobs()
    make_folders(new.folder / ORIGINALS)
    rows: list[Any] = database.execute("SELECT sha256 FROM original ORDER BY sha256").fetchall()
    for done, row in enumerate(rows):
        stop_if_cancelled(progress)
        progress.step(done, len(rows), "file")
        sha256 = str(row[0])
        target.put(source.get(sha256))
        if not target.verify(sha256):
            raise _differs("file")


def _back_up(work: Path) -> None:
    """One backup of the new library, in place of all that were made of the old one."""
    make_folders(work / BACKUPS)
    names = [DATABASE, *([KEY_FILE] if (work / KEY_FILE).exists() else [])]
    members = [(name, work / name) for name in names]
    members += [(path.relative_to(work).as_posix(), path) for path in stored_files(work)]
    with durable_file(work / BACKUPS / _BACKUP) as out:
        pack(members, out)


def _differs(what: str) -> DamagedLibraryError:
    return DamagedLibraryError(
        "The new copy of the library isn't the same as the library, so nothing was changed.",
        hint="Check the library, then try again.",
        detail=what,
    )
