"""Which files of a ZIP archive an import means, by the rules for a folder."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.intake.archive.reader import Archive
from app.intake.companion import companions
from app.intake.formats import FORMATS
from app.intake.limits import MEGABYTE

_REFERENCES = frozenset({".bib", ".ris", ".json"})
"""Files of references that stand on their own; other programs' whole libraries don't."""

_SNIFFED = 4_096
_FORKS = "__macosx"
_PAGES = tuple(suffix for suffix, name in FORMATS.items() if name == "html")


def wanted(archive: Archive) -> list[str]:
    """The names of the files to import, sorted: none that is hidden, of another kind, or beside."""
    beside = {
        (str(PurePosixPath(name).parent), folder)
        for name in archive.names
        if name.lower().endswith(_PAGES)
        for folder in companions(PurePosixPath(name).name)
    }
    return sorted(
        name
        for name in archive.names
        if _is_known(name) and not _is_aside(name, beside) and not _is_other_json(archive, name)
    )


def _is_known(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in FORMATS or suffix in _REFERENCES


def _is_aside(name: str, beside: set[tuple[str, str]]) -> bool:
    """Whether a file is hidden, a fork of macOS, or in the folder of a saved page."""
    path = PurePosixPath(name)
    if any(part.startswith(".") for part in path.parts) or path.parts[0].lower() == _FORKS:
        return True
    return any((str(folder.parent), folder.name.lower()) in beside for folder in path.parents)


def _is_other_json(archive: Archive, name: str) -> bool:
    """Whether a JSON file begins without either word that every CSL-JSON item has."""
    if not name.lower().endswith(".json") or archive.size(name) > 100 * MEGABYTE:
        return False
    start = archive.read(name)[:_SNIFFED].replace(b"\0", b"")
    return b'"type"' not in start and b'"id"' not in start
