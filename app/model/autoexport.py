"""An auto-export: a .bib file outside the library that is kept up to date."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.model.ids import CollectionId


@dataclass(frozen=True, slots=True)
class AutoExport:
    """What is kept up to date, where and how.

    ``collection`` is None for the whole library; collections inside it are part of it.
    ``format`` is biblatex or bibtex; ``choices`` are those of a .bib file, as plain values.
    """

    id: str
    path: str
    format: str
    collection: CollectionId | None = None
    choices: dict[str, Any] = field(default_factory=dict)


class ExportState(StrEnum):
    """How a kept file stands to the library."""

    CURRENT = "current"
    """It is what the library would write."""
    WRITTEN = "written"
    """It was written just now."""
    FOREIGN = "foreign"
    """Somebody else changed it since we wrote it, or it was there before: it is left alone."""
    FAILED = "failed"
    """It could not be written, or what it is made of is gone."""


@dataclass(frozen=True, slots=True)
class KeptExport:
    """One auto-export after it was looked at; ``problem`` says what to do, for people."""

    export: AutoExport
    state: ExportState
    documents: int = 0
    problem: str = ""
