"""Which place of one version of a text is which of another: whole blocks are compared first."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.text.compose import SEPARATOR


@dataclass(frozen=True, slots=True)
class _Same:
    """A stretch of whole blocks that both versions have; half-open, in code points."""

    start: int
    end: int
    shift: int


class PlaceMap:
    """Maps code points of the version ``old`` to ``new`` where whole blocks stayed the same."""

    def __init__(self, old: str, new: str) -> None:
        self._size = len(new)
        self._same = _stretches(old, new)
        self._starts = [each.start for each in self._same]

    def passage(self, start: int, end: int) -> tuple[int, int] | None:
        """Where an unchanged passage stands; None where a block that it touches was changed."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._same[at].end:
            return None
        shift = self._same[at].shift
        return start + shift, end + shift

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """The part of the new version between the unchanged blocks around a passage.

        None where the two versions share nothing.
        """
        if not self._same:
            return None
        at = bisect_right(self._starts, start) - 1
        before = self._same[at] if at >= 0 else None
        after = next((each for each in self._same[at + 1 :] if each.start >= end), None)
        low = before.end + before.shift if before and before.end <= start else 0
        if before and before.end > start:
            low = start + before.shift
        high = after.start + after.shift if after else self._size
        return (low, high) if low <= high else None


def _stretches(old: str, new: str) -> list[_Same]:
    """The unchanged stretches, by rising start."""
    if not old:
        return []
    before, after = _blocks(old), _blocks(new)
    matcher = SequenceMatcher(
        None, [text for text, _ in before], [text for text, _ in after], autojunk=False
    )
    found = []
    for first, second, many in matcher.get_matching_blocks():
        if many:
            start = before[first][1]
            last = before[first + many - 1]
            found.append(_Same(start, last[1] + len(last[0]), after[second][1] - start))
    return found


def _blocks(text: str) -> list[tuple[str, int]]:
    """The blocks of a canonical text with where they begin.

    Here a split at the separator is right: code's own blank lines only make its parts smaller.
    """
    found, at = [], 0
    for part in text.split(SEPARATOR):
        found.append((part, at))
        at += len(part) + len(SEPARATOR)
    return found
