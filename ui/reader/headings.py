"""The headings of a text, and where a paragraph's or page's number leads; without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import BlockKind, Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, how deep it stands (0 for the highest of the text), where it begins."""

    title: str
    depth: int
    start: int


def headings(text: Text) -> list[Heading]:
    """The headings in order, the highest level there is standing at the edge."""
    found = [block for block in text.blocks if block.kind is BlockKind.HEADING]
    highest = min((block.level or 1 for block in found), default=1)
    return [
        Heading(" ".join(text.text_of(block).split()), (block.level or 1) - highest, block.start)
        for block in found
    ]


def current(all_: Sequence[Heading], place: int) -> int | None:
    """The number of the heading that a place stands under; None before the first."""
    before = [number for number, heading in enumerate(all_) if heading.start <= place]
    return before[-1] if before else None


def filtered(all_: Sequence[Heading], typed: str) -> list[int]:
    """The numbers of the headings that have all the words typed, in any spelling."""
    from app.text.folding import fold  # not before somebody types

    wanted = fold(typed).split()
    return [
        number
        for number, heading in enumerate(all_)
        if all(word in fold(heading.title) for word in wanted)
    ]


def range_words(text: Text) -> str:
    """Which numbers there are: "Paragraphs 1 to 41, pages 3 to 12"; empty where there are none."""
    parts = []
    if text.paragraphs:
        parts.append(f"paragraphs 1 to {text.paragraphs}")
    pages = _pages(text)
    if pages:
        parts.append(f"pages {pages[0]} to {pages[-1]}" if len(pages) > 1 else f"page {pages[0]}")
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


_PARAGRAPH = re.compile(r"(?:paragraphs?|paras?\.?|par\.?|¶)?\s*(\d{1,9})", re.IGNORECASE)
_PAGE = re.compile(r"(?:pages?|pp?\.?)\s*(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to go, in code points, or why nowhere."""

    start: int | None = None
    error: str = ""


def goal(text: Text, typed: str) -> Goal:
    """Where "7", "para 7", "p. 12" or "p12" leads.

    A bare number is a paragraph's, in a text without paragraph numbers a page's.
    """
    wanted = " ".join(typed.split())
    if not wanted:
        return Goal(error="Type a number.")
    page, paragraph = _PAGE.fullmatch(wanted), _PARAGRAPH.fullmatch(wanted)
    if paragraph and (text.paragraphs or not wanted.isdecimal()):
        return _paragraph(text, int(paragraph[1]))
    label = page[1] if page else wanted
    return _page(text, label) if page or wanted.isdecimal() else _unknown(text)


def _paragraph(text: Text, number: int) -> Goal:
    for block in text.blocks:
        if block.paragraph == number:
            return Goal(block.start)
    if not text.paragraphs:
        return Goal(error="The paragraphs of this text have no numbers.")
    return Goal(error=f"There is no paragraph {number}: they go from 1 to {text.paragraphs}.")


def _page(text: Text, label: str) -> Goal:
    for block in text.blocks:
        if block.page is not None and block.page.casefold() == label.casefold():
            return Goal(block.start)
    pages = _pages(text)
    if not pages:
        return Goal(error="This text has no pages; give a paragraph.")
    return Goal(error=f"There is no page {label[:20]}: they go from {pages[0]} to {pages[-1]}.")


def _unknown(text: Text) -> Goal:
    return Goal(error="Type a number, such as 7" + (" or p. 12." if _pages(text) else "."))


def _pages(text: Text) -> list[str]:
    return list(dict.fromkeys(block.page for block in text.blocks if block.page))
