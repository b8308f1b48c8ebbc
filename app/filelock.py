"""A short operating-system lock on a file, for programs that change another file together.

The system frees it when its holder dies. The file itself holds nothing and is never deleted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL_SECONDS = 0.005


@contextmanager
def locked(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock on ``path`` inside; whether it was got within ``wait`` seconds.

    Raises OSError where the file can't be made, or where the file system has no locks.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _got(descriptor, time.monotonic() + wait)
    finally:
        os.close(descriptor)  # closing frees it, on every system


def _got(descriptor: int, deadline: float) -> bool:
    while not _try(descriptor):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
