"""Where stretches of text stand on a line: pixels for positions, also where direction changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine


def lines_of(block: QTextBlock) -> Iterator[QTextLine]:
    """The lines that a block is laid out in."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        yield layout.lineAt(number)


def has_rtl(text: str) -> bool:
    """Whether anything in ``text`` runs from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def x_at(line: QTextLine, position: int) -> float:
    """The cursor's place before a UTF-16 unit of the block, in pixels from the layout's left."""
    # The binding gives the pair (x, position) that its type hints don't tell of.
    return float(line.cursorToX(position)[0])  # type: ignore[index]


def spans(line: QTextLine, start: int, end: int, mixed: bool) -> list[tuple[float, float]]:
    """Left and right edges of [start, end) on a line, UTF-16 units of its block.

    In a line of one direction the cursor's places serve, which also split ligatures. Where the
    direction changes, the cursor of a run's first letter stands on its other side, so the glyphs'
    own places and advances are taken.
    """
    first = max(start, line.textStart())
    last = min(end, line.textStart() + line.textLength())
    if first >= last:
        return []
    if not mixed:
        # Where a line was broken its last space hangs over the edge; no mark shows that.
        words = line.x() + line.naturalTextWidth()
        left, right = x_at(line, first), min(x_at(line, last), words)
        return [(left, right)] if right > left else []
    found = []
    for run in line.glyphRuns(first, last - first):
        places = run.positions()
        if places:
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            left = min(point.x() for point in places)
            right = max(
                point.x() + advance.x() for point, advance in zip(places, advances, strict=True)
            )
            found.append((left, right))
    return _joined(sorted(found))


def _joined(edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in edges:
        if joined and left <= joined[-1][1] + 6:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def baseline(line: QTextLine, top: float) -> float:
    """A line's baseline, where ``top`` is that of its block's layout.

    Painting hangs on it, never on the line's rectangle, which a fixed line height moves.
    """
    return top + line.y() + line.ascent()


def strip(left: float, right: float, top: float, height: float) -> QRectF:
    """A rectangle from its edges, upper and lower on whole pixels so that lines are crisp."""
    upper, lower = floor(top + 0.5), floor(top + height + 0.5)
    return QRectF(left, upper, right - left, lower - upper)
