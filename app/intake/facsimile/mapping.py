"""One page laid against the Text: passages as boxes on the page, points of the page as places.

Offsets are code points of the Text. What the page shows and the Text doesn't have (running heads,
page numbers, the title, words in pictures) has no place, and a passage shows only what stands here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from app.intake.facsimile.letters import Box, Letters
from app.intake.facsimile.matching import Folded, folded, matches

_BRIDGED = 3
"""So many characters without a place of their own, between two that have one, belong to both."""


class PageMap:
    """Which characters of a page are which of a Text."""

    def __init__(self, letters: Letters, offsets: list[int]) -> None:
        self._letters, self._offsets = letters, offsets
        pairs = sorted((offset, at) for at, offset in enumerate(offsets) if offset >= 0)
        self._sorted = [offset for offset, _at in pairs]
        self._order = [at for _offset, at in pairs]
        self._boxes = [letters.box(at) for at in range(len(letters.text))]

    @property
    def extent(self) -> tuple[int, int] | None:
        """The first code point that stands here, and the one after the last; None for none."""
        return (self._sorted[0], self._sorted[-1] + 1) if self._sorted else None

    @property
    def share(self) -> float:
        """How much of the page's letters and digits has a place in the Text; 0 for none at all."""
        letters = [at for at, each in enumerate(self._letters.text) if each.isalnum()]
        placed = sum(1 for at in letters if self._offsets[at] >= 0)
        return placed / len(letters) if letters else 0.0

    @property
    def has_letters(self) -> bool:
        """Whether the page has any letters, placed or not; a picture of a page has none."""
        return any(each.isalnum() for each in self._letters.text)

    def has(self, offset: int) -> bool:
        """Whether a code point stands here."""
        at = bisect_left(self._sorted, offset)
        return at < len(self._sorted) and self._sorted[at] == offset

    def boxes(self, start: int, end: int) -> list[Box]:
        """Where the passage [start, end) stands on this page: one box for each stretch of line."""
        low, high = bisect_left(self._sorted, start), bisect_left(self._sorted, end)
        lines: list[Box] = []
        before = -9
        for at in sorted(self._order[low:high]):
            for each in self._with_bridge(before, at):
                box = self._boxes[each]
                # A line's last space would stand out; those between words lie in the line's box.
                if box is not None and not self._letters.text[each].isspace():
                    _add(lines, box)
            before = at
        return lines

    def _with_bridge(self, before: int, at: int) -> Iterator[int]:
        """A character, with those few between it and the last that have no place."""
        if 0 <= before < at <= before + _BRIDGED + 1:
            yield from (each for each in range(before + 1, at) if self._offsets[each] < 0)
        yield at

    def offset_at(self, x: float, y: float, *, behind: bool = False) -> int | None:
        """The place nearest to a point of the page; None where nothing here has one.

        With ``behind`` the place after the character where the point is past its middle, as its
        script is read.
        """
        at = self._nearest(x, y, placed=True)
        if at is None:
            return None
        box = self._boxes[at]
        if not behind or box is None:
            return self._offsets[at]
        right = x > (box.left + box.right) / 2
        leftward = unicodedata.bidirectional(self._letters.text[at]) in ("R", "AL")
        return self._offsets[at] + (right is not leftward)

    def is_foreign(self, x: float, y: float) -> bool:
        """Whether a point is on words that the Text doesn't have."""
        at = self._nearest(x, y, placed=False)
        box = self._boxes[at] if at is not None else None
        inside = box and box.left <= x <= box.right and box.top <= y <= box.bottom
        return bool(inside) and at is not None and self._offsets[at] < 0 and (
            self._letters.text[at].isalnum()
        )  # fmt: skip

    def is_on(self, x: float, y: float) -> bool:
        """Whether a point is on a character that has a place."""
        at = self._nearest(x, y, placed=True)
        box = self._boxes[at] if at is not None else None
        return bool(box and box.left <= x <= box.right and box.top <= y <= box.bottom)

    def _nearest(self, x: float, y: float, *, placed: bool) -> int | None:
        """The character nearest to a point: first by line, then along it."""
        best, least = None, (9.0, 9.0)
        for at, box in enumerate(self._boxes):
            if box is None or (placed and self._offsets[at] < 0):
                continue
            down = max(box.top - y, y - box.bottom, 0.0)
            if down > least[0]:
                continue
            along = max(box.left - x, x - box.right, 0.0)
            # A point in the gutter belongs to the column beside it, not to the line at its height.
            away = (down + 0.25 * along, along)
            if away < least:
                best, least = at, away
        return best

    def first_below(self, y: float) -> int | None:
        """The first place, in the Text's order, whose line is not above a height of the page."""
        for offset, at in zip(self._sorted, self._order, strict=True):
            box = self._boxes[at]
            if box is not None and box.bottom > y:
                return offset
        return None


def _add(lines: list[Box], box: Box) -> None:
    """Let a box grow the last one where it goes on with its line, or begin another."""
    if lines:
        last = lines[-1]
        shared = min(last.bottom, box.bottom) - max(last.top, box.top)
        gap = max(box.left - last.right, last.left - box.right)
        if shared > 0.5 * min(last.height, box.height) and gap < 3 * max(last.height, box.height):
            lines[-1] = Box(
                min(last.left, box.left), min(last.top, box.top),
                max(last.right, box.right), max(last.bottom, box.bottom),
            )  # fmt: skip
            return
    lines.append(box)


def map_page(letters: Letters, canonical: str, windows: list[tuple[int, int]]) -> PageMap:
    """A page laid against parts of a canonical text, half-open ranges in rising order."""
    page = folded(letters.text)
    parts = [folded(canonical, start, end) for start, end in windows]
    text = Folded(
        "".join(part.letters for part in parts), [at for part in parts for at in part.places]
    )
    offsets = [-1] * len(letters.text)
    for match in matches(page.letters, text.letters):
        for step in range(match.length):
            offsets[page.places[match.page + step]] = text.places[match.text + step]
    _drop_chance(letters.text, offsets)
    _fill(letters.text, offsets, canonical)
    return PageMap(letters, offsets)


def _drop_chance(page: str, offsets: list[int]) -> None:
    """Take the places from lines most of whose letters have none: a phrase that came again."""
    start = 0
    for end in [*(at for at, each in enumerate(page) if each in "\r\n"), len(page)]:
        letters = [at for at in range(start, end) if page[at].isalnum()]
        if 2 * sum(1 for at in letters if offsets[at] >= 0) < len(letters):
            offsets[start:end] = [-1] * (end - start)
        start = end + 1


def _fill(page: str, offsets: list[int], canonical: str) -> None:
    """Give punctuation and spaces beside a placed letter theirs, where both sides agree."""
    taken = {offset for offset in offsets if offset >= 0}
    for order, step in ((range(len(page) - 1), 1), (range(len(page) - 1, 0, -1), -1)):
        for at in order:
            beside, offset = at + step, offsets[at] + step
            if offsets[at] < 0 or offsets[beside] >= 0 or not 0 <= offset < len(canonical):
                continue
            if offset not in taken and page[beside] == canonical[offset] != "\n":
                offsets[beside] = offset
                taken.add(offset)
