"""From code points of a Text to places in the document that Qt shows, and back.

Qt counts UTF-16 units and has blocks of its own: a title above the text, long paragraphs split in
several. What is shown of a Block is shown letter by letter, so a stretch maps one to one.
"""

from __future__ import annotations

from bisect import bisect_right

from app.text.utf16 import Utf16Map


class Stretch:
    """A stretch of canonical text from code point ``start`` on, shown at Qt's ``position``."""

    __slots__ = ("_counts", "position", "start")

    def __init__(self, start: int, position: int, text: str) -> None:
        self.start, self.position = start, position
        self._counts = Utf16Map(text)

    @property
    def end(self) -> int:
        """The code point after it."""
        return self.start + self._counts.code_points

    def position_of(self, offset: int) -> int:
        """Qt's position of a code point, its end for one behind it."""
        return self.position + self._counts.to_units(
            min(offset - self.start, self._counts.code_points)
        )

    def offset_of(self, position: int) -> int:
        """The code point at Qt's position; inside a surrogate pair the letter's beginning."""
        return self.start + self._counts.to_code_points(
            min(position - self.position, self._counts.units)
        )


class DisplayMap:
    """Stretches in reading order, looked up both ways."""

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []
        self._starts: list[int] = []
        self._positions: list[int] = []

    def add(self, start: int, position: int, text: str) -> None:
        """Note that ``text`` is shown; stretches come in reading order."""
        self._stretches.append(Stretch(start, position, text))
        self._starts.append(start)
        self._positions.append(position)

    @property
    def end(self) -> int:
        """The code point after all that is shown so far."""
        return self._stretches[-1].end if self._stretches else 0

    def position_of(self, offset: int) -> int:
        """Qt's position of a code point; between stretches the end of the one before."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return self._positions[0] if self._positions else 0
        return self._stretches[at].position_of(offset)

    def offset_of(self, position: int) -> int:
        """The code point at one of Qt's positions; between stretches the end of the one before."""
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return self._starts[0] if self._starts else 0
        return self._stretches[at].offset_of(position)
