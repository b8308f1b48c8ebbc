"""Files that another program's library names: found only inside the folder that the user gave."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\|//")


def inside(folder: Path, named: str) -> Path | None:
    """The regular file ``named`` (a relative path) in ``folder``; None where there is none.

    Nothing outside the folder is looked at: not through "..", not by an absolute path, not over a
    link.
    """
    parts = PurePosixPath(named.replace("\\", "/")).parts
    if not parts or is_absolute(named) or ".." in parts or "\0" in named:
        return None
    try:
        home = folder.resolve(strict=True)
        found = home
        for part in parts:
            found = found / part
            # A link is followed by nobody, so that not even its target's existence is told.
            if found.is_symlink():
                return None
        return found if found.is_file() else None
    except (OSError, ValueError):
        return None


def is_absolute(named: str) -> bool:
    """Whether a path is absolute on any system: ``/x``, ``C:\\x``, ``\\\\server\\x``."""
    return named.startswith(("/", "\\")) or bool(_DRIVE.match(named))


def path_of(named: str) -> str:
    """A path that may have been written as a file address, as a plain path."""
    for start in ("file://localhost/", "file:///", "file://"):
        if named.lower().startswith(start):
            rest = unquote(named[len(start) :])
            return rest if _DRIVE.match(rest) or start == "file://" else f"/{rest}"
    return named


def outside(named: str) -> Path | None:
    """The regular file at an absolute path, which the user allowed; None where there is none."""
    try:
        path = Path(named)
        return path if path.is_absolute() and path.is_file() else None
    except (OSError, ValueError):
        return None
