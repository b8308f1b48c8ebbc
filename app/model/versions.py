"""Versions of a document's text, and where a mark made on one of them stands in another."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.model.ids import TextId


class How(StrEnum):
    """How the place of a mark in another version was found."""

    EXACT = "exact"
    """The same words at the same offsets."""
    MAPPED = "mapped"
    """The same words in a block that both versions have."""
    QUOTATION = "quotation"
    """The same words, at the one place that their surroundings fit."""
    APPROXIMATE = "approximate"
    """Words that are nearly the same: a person should check the place."""
    ORPHAN = "orphan"
    """Nowhere, or at several places between which nothing decided."""
    HAND = "hand"
    """A person said where."""


@dataclass(frozen=True, slots=True)
class Placing:
    """How sure it is where a mark stands in another version than the one it was made on.

    ``score`` is how like the words there are, 100 for the same words. ``confirmed`` says that a
    person looked; of an orphan, that it is settled to have no place there.
    """

    how: How
    score: float
    confirmed: bool = False

    @property
    def sure(self) -> bool:
        """Whether the words at the place are the mark's own, or a person said so."""
        return self.how not in (How.APPROXIMATE, How.ORPHAN) or (
            self.confirmed and self.how is How.APPROXIMATE
        )

    @property
    def wants_a_look(self) -> bool:
        """Whether a person should check the place, or look for it."""
        return self.how in (How.APPROXIMATE, How.ORPHAN) and not self.confirmed


class Why(StrEnum):
    """What brought a version of a text."""

    IMPORT = "import"
    REREAD = "reread"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One Text that a document has or had.

    ``number`` counts from 1 in the order they came; ``came`` is ISO 8601 UTC. ``original`` is the
    SHA-256 of the file it was read from, ``extractor`` the reader and its version. ``provenance``
    is what that file says of itself; for a copy with ``reference``, what it says of the source.
    """

    text_id: TextId
    number: int
    came: str
    why: Why
    extractor: str
    original: str | None = None
    original_name: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    current: bool = False
