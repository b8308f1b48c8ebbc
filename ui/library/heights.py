"""How high the rows of a list are: guessed until they are measured. No Qt here."""

from __future__ import annotations

import bisect
from itertools import accumulate


class Heights:
    """The heights of rows and where each begins, in pixels; what isn't measured is guessed."""

    def __init__(self, guess: int) -> None:
        self._guess = guess
        self._heights: list[int] = []
        self._known = bytearray()
        self._tops: list[int] | None = [0]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._heights)

    def reset(self, count: int) -> None:
        """Know nothing of ``count`` rows."""
        self._heights = [self._guess] * count
        self._known = bytearray(count)
        self._tops = None

    def insert(self, row: int, many: int) -> int:
        """Make room for rows before ``row``; returns how much that is."""
        self._heights[row:row] = [self._guess] * many
        self._known[row:row] = bytes(many)
        self._tops = None
        return self._guess * many

    def remove(self, first: int, last: int) -> int:
        """Take rows out, ``last`` included; returns how much room they had."""
        gone = sum(self._heights[first : last + 1])
        del self._heights[first : last + 1]
        del self._known[first : last + 1]
        self._tops = None
        return gone

    def doubt(self, row: int) -> None:
        """Have a row measured again; until then it is as high as it was."""
        self._known[row] = 0

    def known(self, row: int) -> bool:
        """Whether a row was measured."""
        return bool(self._known[row])

    def learn(self, row: int, height: int) -> int:
        """Keep a row's measured height; returns by how much it is higher than thought."""
        grown = height - self._heights[row]
        self._known[row] = 1
        if grown:
            self._heights[row] = height
            self._tops = None
        return grown

    def height(self, row: int) -> int:
        """How high a row is, or is thought to be."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Where a row begins; for the number of rows, where the list ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops[row]

    @property
    def total(self) -> int:
        """How high all rows are together."""
        return self.top(len(self._heights))

    def row_at(self, y: int) -> int:
        """The row at ``y``, the first or last where that lies outside; -1 without rows."""
        self.top(0)
        found = bisect.bisect_right(self._tops or (), y) - 1
        return max(0, min(found, len(self) - 1)) if len(self) else -1
