"""What a ZIP archive may look like, checked on its directory before any of it is unpacked.

Measured: an archive of 24,538 bytes with overlapping entries unpacks to 500 MB without an error in
Python up to 3.11.7 (CVE-2024-0450), and a plain bomb makes 200 MB of 199 KB.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath

from app.errors import InputError, LimitError
from app.intake.limits import MEGABYTE

ENTRIES = 5_000
"""Entries of one archive."""

UNPACKED = 500 * MEGABYTE
"""Bytes of all entries of one archive when unpacked."""

RATIO = 100
"""How many times larger an entry may become, beyond the first ``TINY`` bytes."""

TINY = 2 * MEGABYTE

_DIRECTORY = 10 * MEGABYTE
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_AT_MOST = 65_535 + _END_SIZE
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_TRICKS = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.[^/]*)?$", re.IGNORECASE)


def check_end(data: bytes) -> None:
    """Raise InputError unless ``data`` ends as an archive of few enough entries does.

    Looked at before the directory is read, which for millions of entries would fill the memory.
    """
    place = data.rfind(_END, max(0, len(data) - _END_AT_MOST))
    if place < 0 or len(data) - place < _END_SIZE:
        raise damaged_archive()
    disk, start_disk, here, total, size, _ = struct.unpack_from("<HHHHII", data, place + 4)
    if disk or start_disk or here != total:
        raise damaged_archive()
    if total > ENTRIES or size > _DIRECTORY:
        raise too_much()


def check_entries(entries: Sequence[zipfile.ZipInfo], length: int) -> None:
    """Raise InputError for a directory that no honest archive of ``length`` bytes has."""
    if len(entries) > ENTRIES:
        raise too_much()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise protected()
    _check_sizes(entries)
    _check_names(entries)
    _check_places(entries, length)


def _check_sizes(entries: Sequence[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise too_much()
    for entry in entries:
        if entry.compress_type not in _METHODS:
            raise damaged_archive()
        if entry.file_size > TINY and entry.file_size > RATIO * entry.compress_size:
            raise too_much()


def _check_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if is_unsafe(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise unsafe()
        key = unicodedata.normalize("NFC", entry.filename).casefold().rstrip("/")
        if key in seen:
            raise unsafe()
        seen.add(key)


def is_unsafe(name: str) -> bool:
    """Whether an entry's name leads out of the archive, or says something else than it shows."""
    parts = name.split("/")
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or bool(_DRIVE.match(name))
        or ".." in parts
        or bool(_TRICKS.search(name))
        or any(_RESERVED.match(part) for part in parts)
    )


def _check_places(entries: Sequence[zipfile.ZipInfo], length: int) -> None:
    """Entries lie one behind the other; two that share bytes are a bomb or a trick."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise unsafe()
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
        if end > length:
            raise damaged_archive()


def shown_name(name: str) -> str:
    """The last part of an entry's name, as the name of a file."""
    return PurePosixPath(name).name


def damaged_archive() -> InputError:
    """The error for an archive that is cut off, broken or made in an unknown way."""
    return InputError(
        "The file is damaged or incomplete: its parts can't be unpacked.",
        hint="Download or export it again.",
        code="damaged",
    )


def protected() -> InputError:
    """The error for an archive whose entries are encrypted."""
    return InputError(
        "The file is protected with a password.",
        hint="Open it in the program that made it, save a copy without the password, import that.",
        code="password",
    )


def unsafe() -> InputError:
    """The error for an archive whose names or places are built to trick whoever unpacks it."""
    return InputError(
        "The file was refused: the names or places of its parts are built to trick a program.",
        hint="Don't open it in another program unless you know where it came from.",
        code="unsafe-archive",
    )


def too_much() -> LimitError:
    """The error for an archive that holds, or unpacks to, more than any real one."""
    return LimitError(
        "The file was refused: unpacked it would be far too large.",
        hint="If you trust it, unpack it yourself and import the files you need.",
        code="too-large-unpacked",
    )
