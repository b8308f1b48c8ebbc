"""What the search page says of hits, without Qt: people, counts, and where a hit stands."""

from __future__ import annotations

from dataclasses import dataclass

from app.library import Library
from app.library.finding import Found
from app.library.overview import Row
from app.search import Hit
from ui.library.presenter import counted, meta_line

MOST = 100
"""How many hits are shown; more are told of, and a further word finds them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A search's hits with what the list says of their documents."""

    found: Found
    rows: dict[str, Row]


def answer_of(library: Library, words: str, *, exact: bool, passages: bool) -> Answer:
    """Search, and describe the documents found; runs beside the window."""
    found = library.search(words, limit=MOST, exact=exact, passages=passages)
    ids = list(dict.fromkeys(document.id for document, _hit in found.hits))
    return Answer(found, {row.id: row for row in library.rows(ids)})


def place_of(hit: Hit) -> str:
    """The locator in words: a page, a paragraph or several; empty for a field."""
    if hit.paragraph is None:
        return f"p. {hit.page}" if hit.page else ""
    if hit.paragraph_end and hit.paragraph_end != hit.paragraph:
        return f"paras {hit.paragraph}–{hit.paragraph_end}"
    return f"para. {hit.paragraph}"


def by_of(row: Row | None) -> str:
    """Who made it and when, as the list says it; empty for a document that is gone."""
    return meta_line(row) if row is not None else ""


def count_of(answer: Answer, *, passages: bool) -> str:
    """How much was found, and that there is more than is shown."""
    shown, total = len(answer.found.hits), answer.found.total
    documents = counted(total, "document")
    if not passages:
        return documents if shown >= total else f"First {shown} of {documents}"
    if shown >= MOST:
        return f"First {shown} passages in {documents}"
    return f"{counted(shown, 'passage')} in {documents}"


def start_of(library: Library, document: str, paragraph: int | None) -> int | None:
    """Where a paragraph begins, in code points of the document's text; None without one."""
    text = library.open_document(document).text
    if text is None or paragraph is None:
        return None
    return next((each.start for each in text.blocks if each.paragraph == paragraph), None)
