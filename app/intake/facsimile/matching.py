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
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_SEED = 10
_LONGEST_GAP = 6_000
_FAR = 1 << 60
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
    seeds = _seeds(text)
    taken = _Taken(len(text))
    found: list[Match] = []
    at, floor = 0, 0
    while at + _SEED <= len(page):
        there = seeds.get(page[at : at + _SEED], -1)
        if there < 0 or taken.holds(there, there + _SEED):
            at += 1
            continue
        low, high = taken.around(there)
        back = 0
        while (
            at - back > floor
            and there - back > low
            and page[at - back - 1] == text[there - back - 1]
        ):
            back += 1
        ahead = _SEED
        while (
            at + ahead < len(page)
            and there + ahead < high
            and page[at + ahead] == text[there + ahead]
        ):
            ahead += 1
        match = Match(at - back, there - back, back + ahead)
        found.append(match)
        taken.add(match.text, match.text + match.length)
        at = floor = at + ahead
    return found


def _seeds(text: str) -> dict[str, int]:
    """Where each run of letters stands; -1 for one that stands in more than one place."""
    seeds: dict[str, int] = {}
    for at in range(len(text) - _SEED + 1):
        run = text[at : at + _SEED]
        seeds[run] = -1 if run in seeds else at
    return seeds


class _Taken:
    """Stretches of the text that belong to a match already."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        insort(self._spans, (start, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether any of [start, end) is taken."""
        at = bisect_right(self._spans, (end - 1, _FAR)) - 1
        return at >= 0 and self._spans[at][1] > start

    def around(self, place: int) -> tuple[int, int]:
        """What is free around a place that is free."""
        at = bisect_right(self._spans, (place, _FAR))
        low = self._spans[at - 1][1] if at else 0
        return low, self._spans[at][0] if at < len(self._spans) else self._size


def _between(page: str, text: str, found: list[Match]) -> list[Match]:
    """What stands in both between two neighbouring matches, or where there is none, at all."""
    taken = _Taken(len(text))
    for match in found:
        taken.add(match.text, match.text + match.length)
    ends = [(0, 0), *((each.page + each.length, each.text + each.length) for each in found)]
    starts = [*((each.page, each.text) for each in found), (len(page), len(text))]
    added: list[Match] = []
    for number, (end, start) in enumerate(zip(ends, starts, strict=True)):
        low, high = end[0], start[0]
        reach = 2 * (high - low) + _SEED
        # Before the first match and after the last only what is near belongs to this page.
        first = max(end[1], start[1] - reach) if found and number == 0 else end[1]
        last = min(start[1], end[1] + reach) if found and number == len(found) else start[1]
        small = 0 < high - low <= _LONGEST_GAP and 0 < last - first <= 2 * _LONGEST_GAP
        if small and not taken.holds(first, last):
            added += _aligned(page[low:high], text[first:last], low, first)
    return added


def _aligned(page: str, text: str, low: int, text_low: int) -> list[Match]:
    if page == text:
        return [Match(low, text_low, len(page))]
    return [
        Match(low + step.src_start, text_low + step.dest_start, step.src_end - step.src_start)
        for step in Levenshtein.opcodes(page, text)
        if step.tag == "equal" and step.src_end - step.src_start >= _FIRM
    ]
