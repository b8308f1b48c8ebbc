"""What goes into the index and what a search gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.model import DocumentId, Text

TEXT = "text"
"""The ``field`` of a hit in a document's text."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is searched of one document.

    ``revision`` is opaque and differs whenever text, reference or tags did. ``fields`` are pairs of
    a name and a value: ``title``, ``author``, ``site``, ``tags``; a name may come more than once.
    """

    document: DocumentId
    revision: str
    fields: tuple[tuple[str, str], ...]
    text: Text | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query: a block of the text, or a field of the reference.

    ``field`` is ``text`` or the field's name; a field has no paragraph, section or page.
    ``matches`` are half-open code-point ranges of ``snippet``, in order. ``why`` is empty where the
    words stand as they were typed, else a few plain words such as ``spelled “A’maq” here``.
    """

    document: DocumentId
    field: str
    paragraph: int | None
    paragraph_end: int | None
    section: tuple[str, ...]
    page: str | None
    snippet: str
    matches: tuple[tuple[int, int], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Results:
    """The hits in order, best first, and in how many documents all the words occur."""

    hits: tuple[Hit, ...]
    total: int


Source = Callable[[DocumentId], Indexed | None]
"""Where the words of a document are, since the index keeps none; None when it is gone."""
