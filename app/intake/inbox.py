"""What is new in a folder that is watched, such as a browser's downloads. Nothing in it is changed.

Only the folder itself is looked at, not those in it, and no link is followed. A file counts as new
by its name, size and time of change, and by its content where one was turned down before.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError
from app.intake.gather import is_importable

PARTIAL = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp", ".!ut", ".aria2")
"""How browsers and other programs name what is still on its way."""

MOST = 20_000
"""Entries of a folder beyond which it isn't looked through: an inbox is a folder one empties."""

SETTLED = 5.0
"""Seconds for which a file has to stay as it is before it counts as whole."""

_LARGEST = 500_000_000
_READ_AT_ONCE = 200_000_000
_FUTURE = 60.0
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells at a glance that a file is as it was: bytes, and nanoseconds since 1970."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file that is offered: where it lies, its stamp, and the SHA-256 of its content."""

    path: Path
    stamp: Stamp
    sha256: str


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment: ``files`` to offer, ``waiting`` ones that aren't whole yet.

    ``read`` has every new file whose content was read, offered or not, so that none is read twice.
    """

    at: float
    files: tuple[InboxFile, ...] = ()
    waiting: Mapping[str, Stamp] | None = None
    read: tuple[InboxFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """What isn't offered (again): stamps by name, and contents by SHA-256."""

    stamps: Mapping[str, Stamp]
    contents: frozenset[str] = frozenset()

    def knows(self, name: str, stamp: Stamp, present: Mapping[str, Stamp]) -> bool:
        """Whether a file was there before, under its name or under one that has gone since."""
        if self.stamps.get(name) == stamp:
            return True
        return any(
            known == stamp and old not in present and _ending(old) == _ending(name)
            for old, known in self.stamps.items()
        )


def stamps_in(folder: Path) -> dict[str, Stamp]:
    """Every file of a folder that could be imported, by name, whole or not.

    Raises InputError where it can't be looked into, or holds more than 20,000 entries.
    """
    return _listed(folder)[0]


def look(folder: Path, memory: Memory, now: float, before: Look | None = None) -> Look:
    """The files in ``folder`` that are new and whole at ``now``, the latest first.

    ``before`` is what the last look gave: it spares reading a file again, and tells which didn't
    grow since. Raises InputError as :func:`stamps_in` does.
    """
    present, partial = _listed(folder)
    digests = {(each.path.name, each.stamp): each.sha256 for each in before.read} if before else {}
    read: list[InboxFile] = []
    left = _READ_AT_ONCE
    waiting: dict[str, Stamp] = {}
    for name, stamp in present.items():
        if memory.knows(name, stamp, present):
            continue
        if name in partial or not _is_whole(name, stamp, now, before):
            waiting[name] = stamp
            continue
        digest = digests.get((name, stamp), "")
        if not digest and left <= 0:
            # Whoever asks wants an answer soon; the others are read at the next look.
            waiting[name] = stamp
            continue
        if not digest:
            left -= stamp.size
            digest = _digest(folder / name)
        if digest:
            read.append(InboxFile(folder / name, stamp, digest))
    offered = [each for each in read if each.sha256 not in memory.contents]
    unique = {each.sha256: each for each in sorted(offered, key=lambda each: -len(each.path.name))}
    files = sorted(unique.values(), key=lambda each: (-each.stamp.changed, each.path.name))
    return Look(now, tuple(files), waiting, tuple(read))


def _listed(folder: Path) -> tuple[dict[str, Stamp], frozenset[str]]:
    """The files by name, and the names of those that something partial lies beside."""
    found: dict[str, Stamp] = {}
    partial: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= MOST:
                    raise InputError(
                        f"The folder holds more than {MOST:,} files.",
                        hint="Choose a folder that only new files come into.",
                        code="too-many-files",
                    )
                if entry.name.lower().endswith(PARTIAL):
                    partial.add(entry.name.rpartition(".")[0])
                elif stamp := _stamp(entry):
                    found[entry.name] = stamp
    except OSError as error:
        raise InputError(
            "The folder isn’t there, or you may not look into it.",
            hint="Choose another folder, or turn the inbox off.",
            code="no-folder",
        ) from error
    return found, frozenset(partial)


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """The stamp of a regular file of a format that can be imported; links are left alone."""
    if entry.name.startswith(".") or not is_importable(entry.name):
        return None
    with suppress(OSError):
        told = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(told.st_mode) and told.st_size <= _LARGEST:
            return Stamp(told.st_size, told.st_mtime_ns)
    return None


def _is_whole(name: str, stamp: Stamp, now: float, before: Look | None) -> bool:
    """Whether nobody seems to be writing a file any more; an empty one is a place kept free."""
    if not stamp.size:
        return False
    age = now - stamp.changed / 1e9
    if age >= SETTLED or age < -_FUTURE:
        return True
    seen = before is not None and (before.waiting or {}).get(name) == stamp
    return seen and before is not None and now - before.at >= SETTLED


def _digest(file: Path) -> str:
    """SHA-256 of a file; empty where it can't be read, or went meanwhile."""
    digest = hashlib.sha256()
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BINARY)
        with os.fdopen(descriptor, "rb") as content:
            while part := content.read(_CHUNK):
                digest.update(part)
    except OSError:
        return ""
    return digest.hexdigest()


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


_BINARY = getattr(os, "O_BINARY", 0)
