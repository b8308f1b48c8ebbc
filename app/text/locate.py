"""From words to a place in a Text, and from a place to its locator."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from app.model.marks import Locator
from app.model.text import Block, Text
from app.text.canonical import canonical_line

CONTEXT = 64
"""Code points kept before and after a passage, to find it again in another version."""

_SINGLE = "'’‘‚‛`´ʹʻʼʽʾʿ′＇‹›"
_DOUBLE = '"“”„‟«»″〝〞＂'
_FOLDED = {mark: f"[{re.escape(marks)}]" for marks in (_SINGLE, _DOUBLE) for mark in marks}


def find_quotation(text: Text, quotation: str) -> list[tuple[int, int]]:
    """Every place where ``quotation`` stands in ``text``, as half-open code-point ranges.

    It is looked for canonicalised, any white space matching any (so a quotation may run over a
    block's end); where that finds nothing, with quotation marks and apostrophes of any shape
    standing for each other. Places may overlap. An empty quotation is nowhere.
    """
    words = canonical_line(quotation).split()
    if not words:
        return []
    plain = r"\s+".join(re.escape(word) for word in words)
    found = _places(plain, text.canonical)
    if found:
        return found
    folded = r"\s+".join("".join(_FOLDED.get(c, re.escape(c)) for c in word) for word in words)
    return _places(folded, text.canonical) if folded != plain else []


def _places(pattern: str, canonical: str) -> list[tuple[int, int]]:
    # A look-ahead, so that places that overlap are all seen.
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", canonical)]


def locate(text: Text, start: int, end: int) -> Locator:
    """The locator of the passage [start, end) of ``text``, in code points.

    Numbers are those of the first and last counted blocks it touches; section and page are those
    of the first block it touches. The number within the section has an end only where the whole
    passage stays in one section.
    """
    touched = list(_touched(text.blocks, start, end))
    if not touched:
        return Locator()
    counted = [block for block in touched if block.paragraph is not None]
    first = counted[0] if counted else touched[0]
    last = counted[-1] if counted else touched[-1]
    one_section = first.section == last.section
    return Locator(
        paragraph=first.paragraph,
        paragraph_end=last.paragraph,
        section_paragraph=first.section_paragraph,
        section_paragraph_end=last.section_paragraph if one_section else None,
        section=first.section,
        page=first.page,
        page_end=last.page,
    )


def _touched(blocks: tuple[Block, ...], start: int, end: int) -> Iterator[Block]:
    index = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    for block in blocks[index:]:
        if block.start >= end:
            return
        if block.end > start:
            yield block


def surroundings(text: Text, start: int, end: int) -> tuple[str, str]:
    """Up to 64 code points before ``start`` and after ``end`` (W3C TextQuoteSelector)."""
    canonical = text.canonical
    return canonical[max(0, start - CONTEXT) : start], canonical[end : end + CONTEXT]


def passage_of(text: Text, start: int, end: int) -> dict[str, Any]:
    """What a Highlight keeps of its passage [start, end), by its fields' names."""
    prefix, suffix = surroundings(text, start, end)
    return {
        "start": start,
        "end": end,
        "exact": text.canonical[start:end],
        "prefix": prefix,
        "suffix": suffix,
        "locator": locate(text, start, end),
    }
