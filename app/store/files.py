"""Writing a file so that it is there whole, or not at all, whenever the power goes.

The order is always: temporary file in the same folder, sync the file, rename, sync the folder.
Files and folders made here are readable by their owner only, because a library is private.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import LibraryError

if sys.platform == "darwin":
    import fcntl

TEMPORARY_SUFFIX = ".part"
_OWNER_FILE = 0o600
_OWNER_FOLDER = 0o700
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_durably(
    path: Path,
    content: bytes,
    *,
    mode: int = _OWNER_FILE,
    before: Callable[[], None] | None = None,
) -> None:
    """Put ``content`` at ``path``, replacing what was there, durable when this returns.

    A failure (:class:`OSError`) leaves the former file as it was and no temporary file behind.
    ``mode`` is narrowed by the umask, as always. ``before`` is called when all is written and only
    the name is to be changed; what it raises leaves the former file too.
    """
    with durable_file(path, mode=mode, before=before) as out:
        out.write(content)


@contextmanager
def durable_file(
    path: Path, *, mode: int = _OWNER_FILE, before: Callable[[], None] | None = None
) -> Iterator[BinaryIO]:
    """A file to write and read back, which becomes ``path`` when the block ends without error."""
    temporary = temporary_beside(path)
    try:
        with create_file(temporary, mode=mode) as out:
            yield out
            out.flush()
            sync_file(out.fileno())
        if before is not None:
            before()
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create_file(path: Path, *, mode: int = _OWNER_FILE) -> BinaryIO:
    """A new file, open for writing and reading back; :class:`FileExistsError` if there is one."""
    return open(path, "x+b", opener=lambda name, flags: os.open(name, flags, mode))


def temporary_beside(path: Path) -> Path:
    """A free name in the same folder for what will become ``path``; hidden, ends in ``.part``."""
    return path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}{TEMPORARY_SUFFIX}")


def sync_file(descriptor: int) -> None:
    """Return once the open file is on the medium.

    On macOS ``fsync`` only reaches the drive's cache; ``F_FULLFSYNC`` empties that too.
    """
    if sys.platform == "darwin":
        with suppress(OSError):  # some file systems don't have it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_path(path: Path) -> None:
    """Return once the file at ``path``, written by someone else (SQLite, say), is on the medium."""
    with path.open("r+b") as file:
        sync_file(file.fileno())


def sync_folder(path: Path) -> None:
    """Return once the names in the folder are on the medium; does nothing where the OS can't."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # network and FUSE file systems
            raise
    finally:
        os.close(descriptor)


def make_folders(path: Path) -> None:
    """Make ``path`` and its missing parents, each durable; existing ones are left as they are."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
        sync_folder(folder.parent)


@contextmanager
def explain_failure(what: str) -> Iterator[None]:
    """Turn an :class:`OSError` in the block into a :class:`LibraryError` about ``what``.

    ``what`` begins the sentence, e.g. "The backup".
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LibraryError(
            f"{what} couldn't be written: {reason}.",
            hint="Free some space and try again."
            if error.errno in _FULL
            else "Check that the folder is there and can be written to.",
            detail=str(error),
        ) from error
