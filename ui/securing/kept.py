"""Copies and backups in words, and what a look into one tells; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path

from app.store.versions import Contents, Kept, Version
from ui.library.presenter import counted
from ui.widgets.lines import Line

_KINDS = {
    Kept.COPY: ("Automatic copy", "clock", "The database; original files come from the library"),
    Kept.BACKUP: ("Backup", "shield-check", "Everything, original files too"),
}


def version_lines(versions: Sequence[Version], zone: tzinfo | None = None) -> list[Line]:
    """A row for each, with its date as the clock on the wall says it, and its size."""
    lines = []
    for version in versions:
        title, icon, holds = _KINDS[version.kind]
        when = date_words(version.made, zone)
        lines.append(
            Line(when, f"{title}. {holds}", size_words(version.size), icon, id=str(version.path))
        )
    return lines


def date_words(made: datetime, zone: tzinfo | None = None) -> str:
    """A moment as day, month, year, hour and minute where the user is."""
    here = made.astimezone(zone)
    return f"{here.day} {here:%B %Y, %H:%M}"


def size_words(size: int) -> str:
    """Bytes in the largest unit that leaves at least 1; thousands, as disks are sold."""
    value, unit = float(size), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{value:.0f} {unit}" if value >= 10 or unit == "bytes" else f"{value:.1f} {unit}"


def contents_words(found: Contents) -> str:
    """What a sound version holds."""
    parts = [
        counted(found.documents, "document"),
        counted(found.highlights, "mark"),
        counted(found.notes, "note"),
    ]
    told = f"Sound: {parts[0]}, {parts[1]} and {parts[2]}."
    if found.missing:
        files = counted(found.missing, "original file")
        told += f" {files} of it can’t be found in this library any more."
    return told


def opens_with(version: Version) -> str:
    """Which passphrase opens a version of an encrypted library once it is restored."""
    if version.kind is Kept.COPY:
        return "It opens with the present passphrase."
    return "It opens with the passphrase it was made under."


def free_beside(folder: Path) -> Path:
    """A new folder's name beside a library."""
    names = (f"{folder.name}-restored{f'-{n}' if n > 1 else ''}" for n in count(1))
    return next(path for path in map(folder.with_name, names) if not path.exists())
