"""What was kept of a library beside it: copies of its database, whole backups, what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.errors import InputError, LibraryError
from app.store.archive import DATABASE, Archive, open_archive
from app.store.backup import BACKUPS, workplace
from app.store.blobs import BlobStore
from app.store.copies import copies
from app.store.engine import Database, DatabaseError, connect
from app.store.files import explain_failure, make_folders
from app.store.keyfile import LibraryKey

_STAMP = re.compile(r"(\d{8}T\d{6}Z)(-\d+)?")


class Kept(StrEnum):
    """What a kept version holds: the database alone, or the original files too."""

    COPY = "copy"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Version:
    """A copy or backup: its file, when it was made (UTC), and its size in bytes."""

    path: Path
    kind: Kept
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a version holds, and how many original files of it are nowhere any more."""

    documents: int
    highlights: int
    notes: int
    missing: int


def versions(folder: Path) -> list[Version]:
    """Every copy and backup of the library in ``folder``, the newest first."""
    found = [
        Version(copy.path, Kept.COPY, copy.made.replace(tzinfo=UTC), size)
        for copy in copies(folder)
        if (size := _size(copy.path)) is not None
    ]
    for path in (folder / BACKUPS).glob("*.zip"):
        size = _size(path)
        if size is not None and path.is_file():
            found.append(Version(path, Kept.BACKUP, _made(path), size))
    return sorted(found, key=lambda version: (version.made, version.path.name), reverse=True)


def look_into(version: Path, folder: Path, key: LibraryKey | None) -> Contents:
    """What a version of the library in ``folder`` holds, once all of it was read and is sound.

    Raises InputError where it isn't, or where the library's key doesn't open it.
    """
    if version.suffix != ".zip":
        return _contents(version, key, BlobStore(folder, key.files if key else None))
    with explain_failure("What the backup holds"), open_archive(version) as archive:
        make_folders(folder / BACKUPS)
        return _unpacked(archive, folder, key)


def _unpacked(archive: Archive, folder: Path, key: LibraryKey | None) -> Contents:
    """Its database is written out as encrypted as it is, into the library's own folder."""
    with workplace(folder / BACKUPS) as work:
        for name in archive.names:
            if name == DATABASE:
                with (work / DATABASE).open("xb") as out:
                    out.writelines(archive.content(name))
            else:
                _read(archive.content(name))
        return _contents(work / DATABASE, key, None)


def _contents(path: Path, key: LibraryKey | None, blobs: BlobStore | None) -> Contents:
    try:
        database = connect(path, key=key.database if key else None, writable=False)
        try:
            _require_sound(database)
            return _counted(database, blobs)
        finally:
            database.close()
    except (LibraryError, DatabaseError) as error:
        raise InputError(
            "This copy is damaged, or it was made under another key.",
            hint="Choose another one.",
            detail=str(error),
        ) from error


def _require_sound(database: Database) -> None:
    for pragma in ("integrity_check(1)", "cipher_integrity_check"):  # the latter empty when plain
        for row in database.execute(f"PRAGMA {pragma}").fetchall():
            if row[0] != "ok":
                raise DatabaseError(str(row[0]))


def _counted(database: Database, blobs: BlobStore | None) -> Contents:
    def count(what: str) -> int:
        return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608

    missing = 0
    if blobs is not None:
        rows = database.execute("SELECT sha256 FROM original").fetchall()
        missing = sum(not blobs.has(str(row[0])) for row in rows)
    return Contents(
        count("document WHERE deleted IS NULL"), count("highlight"), count("note"), missing
    )


def _made(path: Path) -> datetime:
    """When a backup was made, by its name; one with another name by its file's date."""
    match = _STAMP.fullmatch(path.stem)
    if match:
        try:
            return datetime.strptime(match.group(1), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            pass
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _size(path: Path) -> int | None:
    """Its bytes; None for one that was thinned out at this moment."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _read(chunks: Iterable[bytes]) -> None:
    for _ in chunks:
        pass
