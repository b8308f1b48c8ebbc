"""The one adapter between code points, which the library counts, and Qt's UTF-16 units."""

from __future__ import annotations

from bisect import bisect_left


class Utf16Map:
    """Positions of one string in both counts.

    Characters beyond U+FFFF take two UTF-16 units; only their places are kept, so a map of plain
    text costs nothing and a look-up is a binary search.
    """

    def __init__(self, text: str) -> None:
        self._wide = [index for index, letter in enumerate(text) if ord(letter) > 0xFFFF]
        self._wide_units = [place + nth for nth, place in enumerate(self._wide)]
        self.code_points = len(text)
        self.units = len(text) + len(self._wide)

    def to_units(self, code_point: int) -> int:
        """The UTF-16 position of a code-point position (0 to ``code_points``)."""
        self._check(code_point, self.code_points)
        return code_point + bisect_left(self._wide, code_point)

    def to_code_points(self, unit: int) -> int:
        """The code-point position of a UTF-16 position (0 to ``units``).

        A position inside a surrogate pair is that of the character's beginning.
        """
        self._check(unit, self.units)
        return unit - bisect_left(self._wide_units, unit)

    @staticmethod
    def _check(position: int, limit: int) -> None:
        if not 0 <= position <= limit:
            raise IndexError(f"position {position} is outside 0..{limit}")
