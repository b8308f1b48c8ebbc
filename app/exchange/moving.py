"""What a reader of another program's library hands over: entries with all that hangs on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.cite.records import BrokenEntry, ReferenceEntry
from app.exchange.sample import SAMPLE_REMARK
from app.model import Meaning


def hashed_mark(told: str) -> str:
    """What identifies a thing by words that are nobody's business: a note's text, a path."""
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark from another program: the words marked, a comment, or both.

    ``mark`` identifies it there. ``page`` is the label the other program shows.
    """

    mark: str
    quotation: str = ""
    comment: str = ""
    meaning: Meaning = Meaning.YELLOW
    page: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an entry names. ``file`` is None where it doesn't come; ``problem`` says why."""

    mark: str
    name: str
    file: Path | None = None
    problem: str = ""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """A note in Markdown, and what identifies it in the other program."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What an entry is in its own program: kept, so that it is known when it comes again."""

    program: str
    library: str
    item: str


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry of another program's library with its files, notes, tags and collections.

    An entry without a reference is a file or notes that stood alone there. ``lost`` are sentences
    on what of it could not be taken along.
    """

    entry: ReferenceEntry | None
    origin: Origin | None = None
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[ForeignNote, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedCollection:
    """A collection there; ``mark`` identifies it, ``parent`` is the mark of the one around it."""

    mark: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class MovedLibrary:
    """All that one import of another program's library brings.

    ``collections`` stand after the ones they lie in. ``lost`` are sentences on what was left out
    as a whole, such as a group library. ``source`` is a .bib file itself, to be put back some day.
    """

    program: str
    entries: tuple[MovedEntry, ...]
    collections: tuple[MovedCollection, ...] = ()
    broken: tuple[BrokenEntry, ...] = ()
    lost: tuple[str, ...] = ()
    source: bytes = b""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user chose for a move.

    ``groups`` are ids or names of shared libraries to take along, "*" for all; ``linked`` lets
    files be read that lie outside the folder that was named. The others say what comes with the
    references; marks are on files and come only with them. What is left out can come another time.
    """

    groups: frozenset[str] = field(default_factory=frozenset)
    linked: bool = False
    files: bool = True
    notes: bool = True
    marks: bool = True
    tags: bool = True
    collections: bool = True


def chosen_parts(library: MovedLibrary, choices: Choices) -> MovedLibrary:
    """What a library brings, without what was not chosen."""
    kept = (_chosen(entry, choices) for entry in library.entries)
    entries = tuple(one for one in kept if one.entry or one.attachments or one.notes)
    collections = library.collections if choices.collections else ()
    return replace(library, entries=entries, collections=collections)


def _chosen(entry: MovedEntry, choices: Choices) -> MovedEntry:
    attachments = entry.attachments if choices.files else ()
    if not choices.marks:
        attachments = tuple(replace(one, annotations=()) for one in attachments)
    return replace(
        entry,
        entry=chosen_entry(entry.entry, choices) if entry.entry else None,
        attachments=attachments,
        notes=entry.notes if choices.notes else (),
        tags=entry.tags if choices.tags else (),
        collections=entry.collections if choices.collections else (),
    )


def chosen_entry(entry: ReferenceEntry, choices: Choices) -> ReferenceEntry:
    """An entry of a reference file without what was not chosen; a teaching text says so still."""
    return replace(
        entry,
        tags=entry.tags if choices.tags else (),
        notes=tuple(one for one in entry.notes if choices.notes or one == SAMPLE_REMARK),
        files=entry.files if choices.files else (),
    )
