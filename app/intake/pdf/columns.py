"""Two columns on a page: where the gutter lies, and lines in the order they are read.

A file may draw its lines in any order: down one column and then the other, across both row by row,
or the right one first. Places tell, not the order: a gutter is a strip in the middle that few lines
cross while both sides hold lines of text next to each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.intake.pdf.line import Line

_FEWEST = 5
"""Lines each column must have."""
_SHORTEST = 15
"""Code points a column's lines have on average: a column of numbers is a table's."""
_STEP = 4.0


def in_columns(lines: Sequence[Line], direction: str = "L") -> list[Line]:
    """The lines of a page in reading order; as they came where there are no two columns.

    What runs across both columns parts the page: above it both are read, then below it.
    """
    gutter = gutter_of(lines)
    if gutter is None:
        return list(lines)
    sides = {id(line): _side(line, gutter, direction) for line in lines}
    across = sorted((line.base for line in lines if sides[id(line)] == 0), reverse=True)

    def place(line: Line) -> tuple[int, int, float]:
        above = sum(1 for base in across if base > line.base)
        side = sides[id(line)]
        return (above * 2 + (side == 0), side, -line.base)

    return _below_each_other(sorted(lines, key=place), gutter)


def _below_each_other(lines: list[Line], gutter: float) -> list[Line]:
    """The lines with the right column moved to stand below the left one: indents compare then."""
    lefts = [min(line.left for line in lines if (line.left >= gutter) == is_right)
             for is_right in (False, True)]  # fmt: skip
    step = lefts[1] - lefts[0]
    return [
        line._replace(left=line.left - step, right=line.right - step)
        if line.left >= gutter
        else line
        for line in lines
    ]


def gutter_of(lines: Sequence[Line]) -> float | None:
    """The middle of the strip between two columns; None for a page without."""
    if len(lines) < 2 * _FEWEST:
        return None
    left = min(line.left for line in lines)
    width = max(line.right for line in lines) - left
    middle = left + width / 2
    if sum(line.left < middle < line.right for line in lines) * 2 > len(lines):
        return None  # one column, as most pages have
    steps = int(width * 0.3 / _STEP)
    places = [middle + _STEP * (step // 2) * (-1) ** step for step in range(1, max(2, steps))]
    gutter = min(places, key=lambda x: sum(line.left < x < line.right for line in lines))
    before = [line for line in lines if line.right <= gutter]
    behind = [line for line in lines if line.left >= gutter]
    crossing = len(lines) - len(before) - len(behind)
    if crossing * 3 > len(lines) or not _beside(before, behind):
        return None
    return gutter if _is_column(before, width) and _is_column(behind, width) else None


def _is_column(lines: Sequence[Line], width: float) -> bool:
    if len(lines) < _FEWEST:
        return False
    letters = sum(len(line.text) for line in lines)
    wide = max(line.right for line in lines) - min(line.left for line in lines)
    return letters >= _SHORTEST * len(lines) and wide >= width * 0.25


def _beside(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two sets of lines share half of the lower one's height at least."""
    if not one or not other:
        return False
    top = min(max(line.top for line in one), max(line.top for line in other))
    bottom = max(min(line.bottom for line in one), min(line.bottom for line in other))
    heights = [max(each.top for each in side) - min(each.bottom for each in side)
               for side in (one, other)]  # fmt: skip
    return top - bottom >= min(heights) / 2


def _side(line: Line, gutter: float, direction: str) -> int:
    """0 for a line across both, 1 for the column that is read first, 2 for the other."""
    if line.left < gutter < line.right:
        return 0
    is_left = line.right <= gutter
    return 1 if is_left == (direction == "L") else 2
