"""The folder a browser puts beside a "complete" page, and the one way anything in it is read.

An address in a page leads to a file only when it names that folder and plain names below it: no
``..``, no scheme, no absolute path, no link. So a page can't have any other file copied.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from app.intake.wordlists import word_set

# As browsers name it in their languages.
_WORDS = word_set(
    "files archivos arquivos bestanden bylos dateien datoteke dosyalar elemei failid fails "
    "fajlovi ficheiros fichiers file filer fitxategiak fitxers pliki soubory tiedostot"
)
_ENDINGS = tuple(f"{mark}{word}" for word in _WORDS for mark in "_-.")
_DEEPEST = 8


def companions(page: str) -> set[str]:
    """The names, in lower case, that the folder of a page of this file name may have."""
    stem = page[: page.rindex(".")].lower() if "." in page else page.lower()
    return {stem + ending for ending in _ENDINGS}


class Beside(Protocol):
    """What came beside a page and is read by the addresses in it."""

    def read(self, address: str, limit: int) -> bytes | None:
        """The first ``limit`` + 1 bytes of what an address means, None where it means nothing."""


class Companion:
    """The folder that came with the page at ``page``, if one did."""

    def __init__(self, page: Path) -> None:
        self._beside = page.parent
        self._names = companions(page.name)

    def read(self, address: str, limit: int) -> bytes | None:
        """The first ``limit`` + 1 bytes of the file an address of the page means.

        None where it means none, or one outside the page's own folder.
        """
        for said in dict.fromkeys((address, unquote(address))):
            content = self._read(said.split("?")[0].split("#")[0], limit)
            if content is None:
                content = self._read(said, limit)
            if content is not None:
                return content
        return None

    def _read(self, address: str, limit: int) -> bytes | None:
        parts = parts_of(address, self._names)
        if parts is None:
            return None
        home = self._beside / parts[0]
        try:
            return _plain_file(home, home.joinpath(*parts[1:]), limit)
        except (OSError, ValueError):
            return None


def parts_of(address: str, folders: set[str]) -> list[str] | None:
    """The names an address is made of, where it leads into one of ``folders`` and nowhere else."""
    parts = address.removeprefix("./").split("/")
    if not 2 <= len(parts) <= _DEEPEST or parts[0].lower() not in folders:
        return None
    if any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts):
        return None
    return parts


def _plain_file(home: Path, path: Path, limit: int) -> bytes | None:
    """The beginning of a regular file that lies in ``home`` itself, reached by no link."""
    steps = [path, *path.parents[: len(path.parts) - len(home.parts)]]
    if any(step.is_symlink() for step in steps):
        return None
    if not path.resolve(strict=True).is_relative_to(home.resolve(strict=True)):
        return None
    # Opening a FIFO would wait for its writer, so nothing is opened that would block.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
