"""Highlights, notes and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.ids import DocumentId, HighlightId, NoteId, TextId
from app.model.versions import Placing


class Meaning(StrEnum):
    """A named colour. The library stores the name; a theme gives it a fill and a stroke."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"
    ORANGE = "orange"


MEANING_LABELS: dict[Meaning, str] = {
    Meaning.YELLOW: "Key point",
    Meaning.GREEN: "Evidence",
    Meaning.BLUE: "Definition or context",
    Meaning.PINK: "Claim to check",
    Meaning.PURPLE: "Method or source",
    Meaning.ORANGE: "Question",
}


class Visibility(StrEnum):
    """Who may see a note: only its writer, or whoever gets an export."""

    PRIVATE = "private"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage stands, for citing it.

    ``paragraph``/``paragraph_end`` are running numbers, ``section_paragraph`` the number of the
    first within ``section`` (its heading path), ``page`` the label of the page it starts on. A
    passage outside numbered paragraphs has None.
    """

    paragraph: int | None = None
    paragraph_end: int | None = None
    section_paragraph: int | None = None
    section_paragraph_end: int | None = None
    section: tuple[str, ...] = ()
    page: str | None = None
    page_end: str | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage, or a typed quotation where the document has no text.

    ``start``/``end`` are half-open code-point offsets into the Text ``text_id``; all three are None
    for a typed quotation. ``exact`` is the passage verbatim, ``prefix`` and ``suffix`` up to 64
    code points around it (W3C Web Annotation, TextQuoteSelector).

    ``placing`` is None for a mark as it was made. Seen in another version of the text it says how
    that place was found: where it is sure, all of it is as that version has it; where it isn't,
    ``exact`` and ``locator`` stay as they were made, and an orphan has neither start nor end.
    """

    id: HighlightId
    document: DocumentId
    text_id: TextId | None
    start: int | None
    end: int | None
    exact: str
    prefix: str
    suffix: str
    locator: Locator
    meaning: Meaning
    created: str
    tags: tuple[str, ...] = ()
    placing: Placing | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown on a highlight, on a document, or on its own; private unless shared."""

    id: NoteId
    document: DocumentId | None
    highlight: HighlightId | None
    visibility: Visibility
    text: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that something left out, and why, in a sentence."""

    id: DocumentId
    reason: str
