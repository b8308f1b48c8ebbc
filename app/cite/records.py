"""What a reader of a reference file hands over: entries, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.model.document import Reference
from app.text import canonical_line

EXCERPT = 120
"""How many characters of a broken entry are shown."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry of a reference file as CSL-JSON, with what CSL-JSON has no place for.

    ``key`` is the citation key as the file has it, None where there is none. ``warnings`` are
    sentences for people. ``line`` counts from 1; None for formats that have no lines of meaning.
    ``files`` are paths as the file has them, not looked at.
    ``start`` is where the entry begins in a .bib text; None where it had to be pieced together.
    ``came`` is for the document's provenance: what its fields were read from, the line itself.
    """

    reference: Reference
    key: str | None = None
    former_keys: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    line: int | None = None
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    start: int | None = None
    came: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """A part of a reference file that could not be read: where, why, and how it begins."""

    line: int
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """All that a reference file holds, in the file's order.

    ``source`` is the file itself where it can be put back as it came: a .bib file.
    """

    entries: tuple[ReferenceEntry, ...]
    broken: tuple[BrokenEntry, ...] = ()
    source: bytes = b""


def excerpt(raw: str) -> str:
    """The beginning of ``raw`` on one line, at most 120 characters."""
    line = canonical_line(raw[: 10 * EXCERPT])
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"
