"""What the Citation tab shows, asked of the library in one go; no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.cite.engine import Rendered
from app.cite.locators import passage_phrase
from app.cite.styles import Style, find_style
from app.library import Library
from app.library.citing import LocatorForm
from app.model import Text
from app.text import locate

_PARAGRAPH = re.compile(r"para (\d+)")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a style cites it: ``notes`` where the style cites in notes."""

    rendered: Rendered
    key: str
    notes: bool
    warnings: tuple[str, ...]


def cited(
    library: Library,
    document: str,
    words: str | None,
    style: str,
    form: LocatorForm | None,
    language: str = "",
) -> Cited:
    """How ``style`` cites a document at a place such as "para 3"; raises SourcebookError."""
    chosen = find_style(style)
    if words and _PARAGRAPH.fullmatch(words):
        text = library.open_document(document).text
        words = place_words(text, words, chosen, form) if text else words
    rendered = library.cite([document], style=style, locator=words or None, locale=language)
    return Cited(
        rendered,
        library.document(document).key,
        chosen.notes,
        (*_changed(library, document), *library.warnings(document, style=style)),
    )


def _changed(library: Library, document: str) -> tuple[str, ...]:
    """Whether quotations of a document still equal it, character for character."""
    count = len(library.changed_quotations(document))
    if not count:
        return ()
    told = "1 quotation no longer equals" if count == 1 else f"{count} quotations no longer equal"
    return (f"{told} the text: compare before you cite.",)


def place_words(text: Text, words: str, style: Style, form: LocatorForm | None) -> str:
    """A paragraph's place as a quotation from it would be cited: by page, number or heading.

    Empty where the style says nothing about such a place.
    """
    number = int(words.rpartition(" ")[2])
    block = next((each for each in text.blocks if each.paragraph == number), None)
    if block is None:
        return words
    place = locate(text, block.start, block.end)
    phrase = passage_phrase(place, style, form)
    if not phrase or place.page:
        return phrase
    if phrase == passage_phrase(place, style, "paragraph"):
        return words
    heading = f"section “{place.section[-1]}”"
    if phrase == passage_phrase(place, style, "section") and place.section_paragraph:
        return f"{heading}, para {place.section_paragraph}"
    return heading
