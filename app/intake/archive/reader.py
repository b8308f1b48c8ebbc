"""An archive's parts by name, each read within the size its directory promised."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from app.errors import InputError
from app.intake.archive.checks import check_end, check_entries, damaged_archive, too_much

_CHUNK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
           NotImplementedError, RuntimeError, OverflowError)  # fmt: skip


class Archive:
    """A checked archive in memory. Nothing is ever unpacked to a file.

    Raises InputError when it is broken, encrypted, or built to do harm.
    """

    def __init__(self, data: bytes) -> None:
        check_end(data)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged_archive() from error
        self._entries = {entry.filename: entry for entry in self._file.infolist()}
        check_entries(self._file.infolist(), len(data))

    @property
    def names(self) -> list[str]:
        """The names of all files in it, in the directory's order."""
        return [name for name, entry in self._entries.items() if not entry.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def changed(self, name: str) -> tuple[int, int, int, int, int, int]:
        """When an entry was last changed, as its own clock said: year to second."""
        return self._entries[name].date_time

    def size(self, name: str) -> int:
        """How many bytes an entry promises to be."""
        return self._entries[name].file_size

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of one entry; more than it promised, or than ``limit``, raises LimitError."""
        entry = self._entries.get(name)
        if entry is None:
            raise missing(name)
        most = entry.file_size if limit is None else min(entry.file_size, limit)
        if entry.file_size > most:
            raise too_much()
        parts: list[bytes] = []
        size = 0
        try:
            with self._file.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise too_much()
                    parts.append(chunk)
        except _BROKEN as error:
            raise damaged_archive() from error
        if size != entry.file_size:
            raise damaged_archive()
        return b"".join(parts)


def missing(name: str) -> InputError:
    """The error for an archive that lacks a part its format can't be without."""
    return InputError(
        "The file is damaged or incomplete: a part of it is missing.",
        hint="Download or export it again.",
        detail=name[:100],
        code="damaged",
    )


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A new archive of these parts, stored as they are: what another program is given to read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts:
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
