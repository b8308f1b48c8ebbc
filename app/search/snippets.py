"""A few words around the first match, with the places of the matches in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from app.search.occurrences import Occurrence, is_as_typed, merged, occurrences
from app.search.words import Term

WIDTH = 160
"""Code points of a snippet, without the dots at its ends."""

_BEFORE = 50
_WORD_END = 30
_MOST_SPELLINGS = 3
_ELLIPSIS = "…"
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_ONE_LINE = str.maketrans("\n\t", "  ")


class Snippet(NamedTuple):
    """An excerpt on one line, the matches in it, and spellings that differ from what was typed."""

    text: str
    matches: tuple[tuple[int, int], ...]
    spellings: tuple[str, ...]


def cut_snippet(text: str, terms: Sequence[Term], *, exact: bool = False) -> Snippet:
    """About 160 code points of ``text`` around the first place of a term, cut at word ends."""
    found = _first_occurrences(text, terms, exact=exact)
    start, end = _window(text, found)
    found = [one for one in found if start <= one.start < end]
    places = merged([(one.start, one.end) for one in found])
    before = _ELLIPSIS if start else ""
    excerpt = text[start:end].translate(_ONE_LINE)
    shift = len(before) - start
    matches = tuple((first + shift, min(last, end) + shift) for first, last in places)
    after = _ELLIPSIS if end < len(text) else ""
    return Snippet(f"{before}{excerpt}{after}", matches, _spellings(text, terms, found))


def _first_occurrences(text: str, terms: Sequence[Term], *, exact: bool) -> list[Occurrence]:
    """The occurrences that can be in a snippet; a long text is not read to its end."""
    found: list[Occurrence] = []
    for one in occurrences(text, terms, exact=exact):
        if found and one.start > found[0].start + WIDTH:
            break
        found.append(one)
    return found


def _window(text: str, found: list[Occurrence]) -> tuple[int, int]:
    if len(text) <= WIDTH:
        return 0, len(text)
    first = min((one.start for one in found), default=0)
    start = max(0, min(first - _BEFORE, len(text) - WIDTH))
    start = _next_word(text, start, first)
    return start, _last_word_end(text, start, min(len(text), start + WIDTH))


def _next_word(text: str, start: int, first: int) -> int:
    """The beginning of a word at or after ``start`` and not after the first match."""
    if start == 0 or text[start - 1].isspace():
        return start
    for at in range(start, min(start + _WORD_END, first)):
        if text[at].isspace():
            return at + 1
    return _between_letters(text, min(start, first))


def _last_word_end(text: str, start: int, end: int) -> int:
    if end == len(text) or text[end].isspace():
        return end
    for at in range(end - 1, max(end - _WORD_END, start), -1):
        if text[at].isspace():
            return at
    return _between_letters(text, end)


def _between_letters(text: str, at: int) -> int:
    """``at``, or the nearest place before it that parts no letter from its accents or joiner."""
    for place in range(at, max(0, at - _WORD_END), -1):
        joined = text[place] in _JOINERS or text[place - 1] in _JOINERS
        if not joined and unicodedata.category(text[place])[0] != "M":
            return place
    return at


def _spellings(text: str, terms: Sequence[Term], found: list[Occurrence]) -> tuple[str, ...]:
    """For each term that nowhere in the snippet stands as typed, how it stands there first."""
    spelled: dict[str, None] = {}
    for nth, term in enumerate(terms):
        places = merged([(one.start, one.end) for one in found if one.term == nth])
        if places and not any(is_as_typed(term, text, *place) for place in places):
            first, last = places[0]
            spelled[" ".join(text[first:last].split())] = None
    return tuple(spelled)[:_MOST_SPELLINGS]
