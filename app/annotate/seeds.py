"""Where in a text a quotation may stand: runs of words that both share.

Runs of three words are looked up, as shingles are in copy detection; fuzzy matching then only looks
into the windows they open, wherever these lie, so that a paragraph may have moved anywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

RUN = 3
_WORD = re.compile(r"\w+")
_MARKS = {
    **dict.fromkeys(map(ord, "’‘‚‛`´ʹʻʼʽʾʿ′＇‹›"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″〝〞＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\n\t\u00a0"), " "),
}
_MOST_WINDOWS = 6
_COMMON = 40
"""A run that stands in more places than this says nothing about where."""

Words = tuple[str, ...]


def folded(text: str) -> str:
    """Text without regard to case and to the shape of quotation marks, dashes and spaces.

    Each code point stays one, so offsets are those of ``text``.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters become two, such as İ
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_MARKS)


class Seeds:
    """The runs of words of some quotations, and where they stand in a text."""

    def __init__(self, text: str, quotations: Iterable[str]) -> None:
        wanted = {run for each in quotations for run, _ in _runs(folded(each))}
        self._size = len(text)
        self._places: dict[Words, list[int]] = defaultdict(list)
        if wanted:
            for run, at in _runs(text):
                if run in wanted:
                    self._places[run].append(at)

    def windows(self, quotation: str) -> Iterator[tuple[int, int]]:
        """Half-open ranges in which a folded quotation probably stands, the likeliest first."""
        reach = max(24, len(quotation) // 5)
        shifts: dict[int, int] = defaultdict(int)
        for run, at in _runs(quotation):
            places = self._places.get(run, ())
            if len(places) <= _COMMON:
                for place in places:
                    shifts[place - at] += 1
        likely = sorted(_gathered(shifts, reach), key=lambda each: -each[2])
        for low, high, _count in likely[:_MOST_WINDOWS]:
            yield max(0, low), min(self._size, high + len(quotation))


def _gathered(shifts: dict[int, int], reach: int) -> Iterator[tuple[int, int, int]]:
    """Shifts that lie near each other as one: the lowest, the highest, and how many."""
    low = high = None
    count = 0
    for shift in sorted(shifts):
        if low is None or high is None or shift - high > reach:
            if low is not None and high is not None:
                yield low, high, count
            low, count = shift, 0
        high = shift
        count += shifts[shift]
    if low is not None and high is not None:
        yield low, high, count


def _runs(text: str) -> Iterator[tuple[Words, int]]:
    """Each run of three words with the offset of its first."""
    found = list(_WORD.finditer(text))
    words = [match.group() for match in found]
    places = [match.start() for match in found]
    yield from zip(zip(words, words[1:], words[2:], strict=False), places, strict=False)
