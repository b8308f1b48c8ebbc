"""Files in which other programs hand over a whole library: EndNote XML and Zotero RDF."""

from __future__ import annotations

from pathlib import Path

from app.errors import InputError
from app.exchange.endnote import is_endnote, read_endnote
from app.exchange.moving import Choices, MovedLibrary
from app.exchange.references import content_of
from app.exchange.zotero.rdf import is_rdf, read_rdf

SUFFIXES = frozenset({".xml", ".rdf"})
_START = 65_536


def is_library_file(path: Path) -> bool:
    """Whether ``path`` is named like such a file; the file itself isn't looked at."""
    return path.suffix.casefold() in SUFFIXES


def read_library_file(path: Path, choices: Choices) -> MovedLibrary:
    """All that such a file brings. Raises InputError where it is neither of the two."""
    content = content_of(path)
    start = content[:_START]
    if is_rdf(start):
        return read_rdf(content, path, choices)
    if is_endnote(start):
        return read_endnote(content, path, choices)
    raise InputError(
        "This XML is neither EndNote's nor Zotero's.",
        hint="Export from EndNote as XML, or from Zotero as Zotero RDF.",
        code="unknown-format",
    )
