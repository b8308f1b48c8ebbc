"""Which letter of a page is which letter of a Text, however the reader set them.

Only letters and digits are compared, without accents and case: hyphens at line ends, spaces, drawn
ligatures and the shape of quotation marks then make no difference. Stretches of ten letters that
stand once in the Text's part are found wherever they are, so footnotes and columns that moved are
followed; each grows as far as both sides agree, and what lies between two of them is aligned by
edit distance. What the Text doesn't have (a running head, a page's number) stays without a place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right, insort
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_SEED = 10
_LONGEST_GAP = 12_000
_FAR = 1 << 60
_ALIKE = 0.6
_FIRM = 4
"""So many equal letters in a row, inside a gap, are no accident."""


class Folded(NamedTuple):
    """Letters and digits alone, and where each stands in what they were taken from."""

    letters: str
    places: list[int]


class Match(NamedTuple):
    """``length`` letters from ``page`` on are those from ``text`` on."""

    page: int
    text: int
    length: int


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """A character as letters and digits without accents and case; empty for anything else."""
    apart = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(each for each in apart if each.isalnum())


def folded(text: str, start: int = 0, end: int | None = None) -> Folded:
    """The letters and digits of ``text`` between two code points, with their places in it."""
    letters: list[str] = []
    places: list[int] = []
    for at in range(start, len(text) if end is None else end):
        for each in _plain(text[at]):
            letters.append(each)
            places.append(at)
    return Folded("".join(letters), places)


def matches(page: str, text: str) -> list[Match]:
    """Stretches of letters that both have, by their place on the page; none overlaps another."""
    found = _grown(page, text)
    return sorted([*found, *_between(page, text, found)])


def _grown(page: str, text: str) -> list[Match]:
    """Matches grown from seeds; where two want the same letters of the text, the longer has them.

    So a heading stays with the paragraph below it, not with the running head that repeats it.
    """
    taken, found = _Taken(), []
    for match in sorted(_candidates(page, text), key=lambda each: -each.length):
        free = taken.free_part(match)
        if free is not None:
            found.append(free)
            taken.add(free.text, free.text + free.length)
    return sorted(found)


def _candidates(page: str, text: str) -> Iterator[Match]:
    seeds = _seeds(text)
    at = floor = 0
    while at + _SEED <= len(page):
        there = seeds.get(page[at : at + _SEED], -1)
        if there < 0:
            at += 1
            continue
        back, ahead = 0, _SEED
        most = min(at - floor, there)
        while back < most and page[at - back - 1] == text[there - back - 1]:
            back += 1
        most = min(len(page) - at, len(text) - there)
        while ahead < most and page[at + ahead] == text[there + ahead]:
            ahead += 1
        yield Match(at - back, there - back, back + ahead)
        at = floor = at + ahead


def _seeds(text: str) -> dict[str, int]:
    """Where each run of letters stands; -1 for one that stands in more than one place."""
    seeds: dict[str, int] = {}
    for at in range(len(text) - _SEED + 1):
        run = text[at : at + _SEED]
        seeds[run] = -1 if run in seeds else at
    return seeds


class _Taken:
    """Stretches of the text that belong to a match already."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        insort(self._spans, (start, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether any of [start, end) is taken."""
        at = bisect_right(self._spans, (end - 1, _FAR)) - 1
        return at >= 0 and self._spans[at][1] > start

    def free_part(self, match: Match) -> Match | None:
        """A match without what is taken at its ends; None where too little is left of it."""
        low, high = match.text, match.text + match.length
        for start, end in self._spans:
            if start <= low < end:
                low = end
            if start < high <= end:
                high = start
        cut = low - match.text
        if high - low < _SEED or self.holds(low, high):
            return None
        return Match(match.page + cut, low, high - low)


def _between(page: str, text: str, found: list[Match]) -> list[Match]:
    """What stands in both between two neighbouring matches, or where there is none, at all.

    What is before the first match and after the last is left: it would have grown into it.
    """
    if not found:
        return _aligned(page, text, 0, 0)
    taken = _Taken()
    for match in found:
        taken.add(match.text, match.text + match.length)
    added: list[Match] = []
    for one, other in pairwise(found):
        low, first = one.page + one.length, one.text + one.length
        if low < other.page and first < other.text and not taken.holds(first, other.text):
            added += _aligned(page[low : other.page], text[first : other.text], low, first)
    return added


def _aligned(page: str, text: str, low: int, text_low: int) -> list[Match]:
    """Firm stretches that both gaps have, where most of the shorter gap is in the other."""
    if page == text:
        return [Match(low, text_low, len(page))]
    if max(len(page), len(text)) > _LONGEST_GAP:
        return []
    from rapidfuzz.distance import Levenshtein  # not before a page is mapped: it is large

    firm = [
        Match(low + step.src_start, text_low + step.dest_start, step.src_end - step.src_start)
        for step in Levenshtein.opcodes(page, text)
        if step.tag == "equal" and step.src_end - step.src_start >= _FIRM
    ]
    alike = sum(match.length for match in firm) >= _ALIKE * min(len(page), len(text))
    return firm if alike else []
