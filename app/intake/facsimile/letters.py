"""The characters of a page as it is shown, each with its place."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """Edges as shares of the page's width and height, from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """From the upper edge to the lower."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands on a page, in the order of the file.

    ``text`` has one code point for each character. ``edges`` has left, top, right and bottom of
    each; all are 0 for one that has no place, such as a space that was made up.
    """

    text: str
    edges: array[float]

    def box(self, at: int) -> Box | None:
        """Where a character stands; None for one without a place."""
        left, top, right, bottom = self.edges[4 * at : 4 * at + 4]
        return Box(left, top, right, bottom) if right > left and bottom > top else None


def letters_from(count: int, body: bytes) -> Letters | None:
    """The letters that a child sent; None where that is nonsense."""
    if len(body) != count * 20:
        return None
    codes, edges = array("I"), array("f")
    codes.frombytes(body[: 4 * count])
    edges.frombytes(body[4 * count :])
    text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return Letters(text, edges)
