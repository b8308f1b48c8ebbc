"""Which files an import of a path means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from app.errors import InputError
from app.intake.companion import companions
from app.intake.formats import FORMATS, unknown_format
from app.intake.reader import not_a_file

REFERENCE_SUFFIXES = frozenset({".bib", ".ris", ".json", ".rdf", ".xml", ".references"})
"""Files of references: gathered with the others, read elsewhere."""

LIBRARY = "zotero.sqlite"
"""The file that makes a folder the library of another program; read elsewhere, as a whole."""

_PAGES = tuple(suffix for suffix, name in FORMATS.items() if name == "html")
_SNIFFED = 4_096
_LIBRARY_XML = (b"<records", b"<record>", b"rdf:RDF")


def gather(path: Path) -> list[Path]:
    """The files an import of ``path`` means: the file itself, or a folder's, sorted.

    A folder is searched all the way down, without hidden files, without the companion folders of
    saved pages, without links that lead out of it, without files of unknown format, and without
    JSON or XML that surely holds no references. The folder of another program's library, which
    :data:`LIBRARY` is in, means itself, whatever else is in it. Raises InputError when ``path`` is
    missing, is neither file nor folder, or a file of unknown format.
    """
    try:
        if path.is_dir():
            return [path] if _stays(path / LIBRARY, path.resolve()) else sorted(_inside(path))
        known = path.exists()
    except (OSError, ValueError):
        known = False
    if not known:
        raise InputError(
            f"There is nothing at “{path.name}”.", hint="Check the name and place.", code="no-file"
        )
    if not path.is_file():
        raise not_a_file(path)
    if not is_importable(path.name):
        raise unknown_format(path.name)
    return [path]


def is_importable(name: str) -> bool:
    """Whether a file is named like one that can be imported."""
    suffix = PurePath(name).suffix.lower()
    return suffix in FORMATS or suffix in REFERENCE_SUFFIXES


def _inside(folder: Path) -> Iterator[Path]:
    home = folder.resolve()
    for place, folders, files in os.walk(folder):
        if LIBRARY in files and _stays(Path(place, LIBRARY), home):
            folders.clear()
            yield Path(place)
            continue
        pages = [name for name in files if name.lower().endswith(_PAGES)]
        beside = set().union(*map(companions, pages))
        folders[:] = [
            name for name in folders if not name.startswith(".") and name.lower() not in beside
        ]
        for name in files:
            found = Path(place, name)
            wanted = is_importable(name) and not name.startswith(".") and _stays(found, home)
            if wanted and not _is_other_json(found) and not _is_other_xml(found):
                yield found


def _is_other_json(path: Path) -> bool:
    """Whether a JSON file begins without either word that every CSL-JSON item has."""
    start = _start(path) if path.suffix.lower() == ".json" else None
    return start is not None and b'"type"' not in start and b'"id"' not in start


def _is_other_xml(path: Path) -> bool:
    """Whether an XML file begins like none in which a library is handed over."""
    start = _start(path) if path.suffix.lower() in (".xml", ".rdf") else None
    return start is not None and not any(sign in start for sign in _LIBRARY_XML)


def _start(path: Path) -> bytes | None:
    """What a file begins with; None where it can't be opened, which the import is to say."""
    try:
        with path.open("rb") as file:
            return file.read(_SNIFFED).replace(b"\0", b"")  # UTF-16 has one in each letter
    except OSError:
        return None


def _stays(path: Path, home: Path) -> bool:
    """Whether ``path`` is a regular file that isn't a link leading out of ``home``."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(home):
            return False
        return path.is_file()
    except OSError:
        return False
