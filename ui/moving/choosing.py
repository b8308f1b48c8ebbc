"""What can be moved in and what of it is wanted, without Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError
from app.library import Library
from ui.library.presenter import counted, shown

if TYPE_CHECKING:
    from app.exchange.moving import Choices
    from app.exchange.zotero import ForeignLibrary

PARTS = (
    ("files", "Files"),
    ("marks", "Marks made in them"),
    ("notes", "Notes"),
    ("tags", "Tags"),
    ("collections", "Collections"),
)
"""What comes with the references, each with its words."""

FILES = (
    "Libraries of other programs (*.sqlite *.rdf *.xml *.ris *.bib *.json);;All files (*)"
)  # fmt: skip
_DATABASE = "zotero.sqlite"
_EVERYTHING = frozenset(id_ for id_, _words in PARTS)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at a place: the path to import, and the libraries in it where it is Zotero's."""

    path: str
    libraries: tuple[ForeignLibrary, ...] = ()

    @property
    def words(self) -> str:
        """What it is, in a sentence."""
        name = shown(Path(self.path).name)
        if self.libraries:
            return "A Zotero data folder. It is read from a copy and stays as it is."
        return f"{name} is read and stays as it is."

    @property
    def parts(self) -> frozenset[str]:
        """What can come from there."""
        if self.libraries or Path(self.path).suffix.casefold() in (".rdf", ".xml"):
            return _EVERYTHING
        return _EVERYTHING - {"marks", "collections"}


def usual_folder(home: Path) -> Path:
    """Where Zotero keeps its data unless told otherwise; nobody has looked whether it is there."""
    return home / "Zotero"


def found_at(library: Library, typed: str) -> Found:
    """What lies at a place that the user named. Raises InputError where nothing can come from it.

    A database is copied for it, so that it is nothing to do while somebody waits for a key.
    """
    from app.exchange.libraryfiles import is_library_file
    from app.exchange.references import is_reference_file

    path = Path(typed.strip()).expanduser()
    if not path.exists():
        raise InputError("There is nothing at this place.", hint="Look at how it is written.")
    if path.is_dir() or path.name == _DATABASE:
        libraries = library.libraries_in(str(path))
        if libraries:
            return Found(str(path), libraries)
        raise InputError(
            "There is no Zotero library in this folder.",
            hint=f"Choose the folder that holds {_DATABASE}; Zotero’s settings show where it lies.",
        )
    if is_reference_file(path) or is_library_file(path):
        return Found(str(path))
    raise InputError(
        "Sourcebook can’t move in from such a file.",
        hint="It takes a Zotero folder or RDF, EndNote’s XML, RIS, BibTeX and CSL-JSON.",
    )


def library_words(one: ForeignLibrary) -> str:
    """A library of Zotero's as it is offered."""
    return f"{shown(one.name)} ({counted(one.items, 'source')})"


def choices_of(groups: Iterable[str], wanted: Collection[str], *, linked: bool) -> Choices:
    """What a move is told: the groups' ids, the parts by their ids, files elsewhere too."""
    from app.exchange.moving import Choices

    files = "files" in wanted
    return Choices(
        groups=frozenset(groups),
        linked=linked and files,
        files=files,
        marks=files and "marks" in wanted,
        notes="notes" in wanted,
        tags="tags" in wanted,
        collections="collections" in wanted,
    )


def left_out(choices: Choices, parts: Collection[str]) -> str:
    """A sentence on what the user chose to leave behind of what could have come; or nothing."""
    without = [words.lower() for id_, words in PARTS if id_ in parts and not getattr(choices, id_)]
    return f"Left behind, as you chose: {', '.join(without)}." if without else ""
