"""Files that an entry of a reference file names: found beside it, or told to be missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from app.cite.records import ReferenceEntry, ReferenceFile
from app.exchange.confined import inside, is_absolute, outside, path_of
from app.exchange.moving import Attachment, Choices, MovedEntry, MovedLibrary, hashed_mark
from app.text import canonical_line


def attachment_of(named: str, folder: Path, choices: Choices) -> Attachment:
    """The file that a path in an export means."""
    path, mark = path_of(named.strip()), hashed_mark(named.strip())
    name = canonical_line(PurePosixPath(path.replace("\\", "/")).name) or "file"
    if "://" in path:
        return Attachment(mark, name, None, "it is a link to an address")
    if is_absolute(path):
        own = _within(path, folder)
        if own is not None:
            return Attachment(mark, name, own)
        if not choices.linked:
            return Attachment(mark, name, None, "it lies outside the folder, which wasn't allowed")
        file = outside(path)
        return Attachment(mark, name, file, "" if file else "the file is missing")
    file = inside(folder, path)
    return Attachment(mark, name, file, "" if file else "the file is missing")


def _within(path: str, folder: Path) -> Path | None:
    """The file at an absolute path that lies in the folder after all."""
    try:
        rest = PurePosixPath(path.replace("\\", "/")).relative_to(folder.resolve().as_posix())
    except (ValueError, OSError):
        return None
    return inside(folder, rest.as_posix())


def moved_with_files(found: ReferenceFile, file: Path, choices: Choices) -> MovedLibrary:
    """A reference file whose entries name files, with those files."""
    entries = tuple(_moved(entry, file, choices) for entry in found.entries)
    return MovedLibrary(file.name, entries, (), found.broken, source=found.source)


def _moved(entry: ReferenceEntry, file: Path, choices: Choices) -> MovedEntry:
    named = dict.fromkeys(path for path in entry.files if path.strip())
    found = (named_file(path, file.parent, choices, (file.stem,)) for path in named)
    return MovedEntry(entry, None, tuple(found))


def named_file(
    named: str, folder: Path, choices: Choices, libraries: Iterable[str] = ()
) -> Attachment:
    """The file that an entry names, which EndNote may keep itself (``internal-pdf:``)."""
    if _internal(named):
        return internal_attachment(named, folder, libraries)
    return attachment_of(named, folder, choices)


def _internal(path: str) -> bool:
    return path.lower().startswith("internal-pdf://")


def internal_attachment(named: str, folder: Path, libraries: Iterable[str]) -> Attachment:
    """A file that EndNote keeps itself: in the Data folder beside its library."""
    rest, mark = unquote(named[len("internal-pdf://") :]), hashed_mark(named)
    name = canonical_line(PurePosixPath(rest).name) or "file"
    for library in libraries:
        for place in (f"{library}.Data/PDF/{rest}", f"PDF/{rest}", rest):
            file = inside(folder, place)
            if file is not None:
                return Attachment(mark, name, file)
    return Attachment(mark, name, None, "the file is missing in EndNote's Data folder")
