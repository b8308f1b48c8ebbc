"""What a mutation changed: enough for a view to update the rows named and no others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Subject(StrEnum):
    """The kinds of things a mutation can touch."""

    DOCUMENT = "document"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    COLLECTION = "collection"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, changed or removed."""

    subject: Subject
    id: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """The value a mutation returns, with everything it changed."""

    value: Value
    changes: frozenset[Change] = frozenset()
