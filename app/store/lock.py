"""One writer at a time: an operating-system lock on a file in the library's folder.

The system frees it when the holder dies, however it dies, so nothing is ever left to clean up. The
file itself holds nothing and is never deleted: another program may be waiting on it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
import weakref
from pathlib import Path

from app.errors import LibraryError, ReadOnlyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "library.lock"
_POLL_SECONDS = 0.05
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


class WriterLock:
    """The right to write to the library in ``folder``, held by one object on the machine."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object has the lock now."""
        return self._descriptor is not None

    def acquire(self, wait: float = 0.0) -> bool:
        """Whether the lock was got, at once or within ``wait`` seconds; at once when already held.

        Raises :class:`ReadOnlyError` where no lock file can be written, and
        :class:`LibraryError` on a file system that has no locks.
        """
        if self.held:
            return True
        deadline = time.monotonic() + wait
        descriptor = _open(self._path)
        try:
            while not _try_lock(descriptor):
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    return False
                time.sleep(_POLL_SECONDS)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        _held.add(self)
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens when it isn't held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # closing frees it, on every system
            self._descriptor = None
            _held.discard(self)


_held: weakref.WeakSet[WriterLock] = weakref.WeakSet()


def _open(path: Path) -> int:
    """A descriptor that no child program inherits (PEP 446)."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in _NOT_WRITABLE:
            raise
        raise ReadOnlyError(
            "This library's folder can't be written to.",
            hint="Open it for reading, or change the folder's permissions.",
            detail=str(error),
        ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise LibraryError(
            "A library can't be written to on this file system, which has no locks.",
            hint="Keep it on a disk of this computer.",
            detail=str(error),
        ) from error
    return True


def _forget_in_child() -> None:
    # After fork() the child shares the open file and would keep the lock alive after its parent.
    # Closing the copy doesn't unlock the parent's.
    for lock in list(_held):
        lock.release()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget_in_child)
