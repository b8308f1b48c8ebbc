"""From code points of a Text to places in the document that Qt shows, and back.

Qt counts UTF-16 units and has blocks of its own: a title above the text, long paragraphs split in
several. What is shown of a Block is shown letter by letter, so a stretch maps one to one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


def units(text: str) -> int:
    """How many UTF-16 units ``text`` takes."""
    return len(text) + sum(letter > "\uffff" for letter in text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Canonical ``text`` from code point ``start`` on, shown at Qt's ``position``."""

    start: int
    position: int
    text: str

    @property
    def end(self) -> int:
        """The code point after it."""
        return self.start + len(self.text)


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

    def position_of(self, offset: int) -> int:
        """Qt's position of a code point; between stretches the end of the one before."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return self._positions[0] if self._positions else 0
        found = self._stretches[at]
        inside = min(offset - found.start, len(found.text))
        return found.position + units(found.text[:inside])

    def offset_of(self, position: int) -> int:
        """The code point at one of Qt's positions; between stretches the end of the one before."""
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return self._starts[0] if self._starts else 0
        found = self._stretches[at]
        wanted = position - found.position
        if len(found.text) == units(found.text):
            return found.start + min(wanted, len(found.text))
        taken = 0
        for place, letter in enumerate(found.text):
            if taken >= wanted:
                return found.start + place
            taken += 2 if letter > "\uffff" else 1
        return found.end
