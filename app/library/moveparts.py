"""An entry of another program's library on its way in, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.exchange.moving import Attachment, MovedEntry
from app.intake import Reading
from app.library.importing import NOTHING, Came
from app.model import CollectionId, Document, Highlight, Note


@dataclass(slots=True)
class ReadFile:
    """An attachment with what its file holds, or why it doesn't come."""

    attachment: Attachment
    reading: Reading | None = None
    problem: str = ""


@dataclass(slots=True)
class Part:
    """An entry on its way in: its document so far, its files, and words on what doesn't come."""

    moved: MovedEntry
    known: Document | None
    read: list[ReadFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    came: Came = NOTHING

    def new(self, mark: str) -> bool:
        """Whether a part of the entry wasn't taken before; from now on it is."""
        if mark in self.taken:
            return False
        self.taken.add(mark)
        return True

    def others(self, main: ReadFile | None) -> list[ReadFile]:
        """The files that can be read, but for the main one."""
        return [one for one in self.read if one is not main and one.reading is not None]


@dataclass(slots=True)
class Hung:
    """What is new of an entry and hangs on its document."""

    tags: tuple[str, ...] = ()
    collections: list[CollectionId] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def came(self, files: int = 0) -> Came:
        """How much that is, with some files."""
        marks, notes = len(self.highlights), len(self.notes)
        return Came(files, marks, notes, len(self.tags), len(self.collections))
