"""Where libraries lie that are made to be lost: in memory where that is possible."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHARED = Path("/dev/shm")


@contextmanager
def room() -> Iterator[Path]:
    """A folder that is gone afterwards; on a disk of this machine only where there is no other."""
    with tempfile.TemporaryDirectory(dir=_SHARED if _SHARED.is_dir() else None) as folder:
        yield Path(folder).resolve()
