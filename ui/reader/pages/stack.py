"""Where pages stand one below the other at a scale, without Qt; pixels unless it says points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import Sheet


GAP, EDGE, BESIDE = 16, 24, 40
"""Between pages and above the first; left of them; right of them, where the letters stand."""
FULL = 96 / 72
"""Pixels for a point at 100 %."""
_STEPS = (25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
_NEAR = 1.02


class Fit(Enum):
    """How the scale follows the room there is."""

    WIDTH = "width"
    PAGE = "page"
    NONE = "none"


class Stack:
    """Pages below each other at ``scale`` pixels for a point."""

    def __init__(self, sheets: Sequence[Sheet] = (), scale: float = FULL) -> None:
        self.scale = scale
        self._sizes = [(max(1, round(s.width * scale)), max(1, round(s.height * scale)))
                       for s in sheets]  # fmt: skip
        self._tops: list[int] = []
        at = GAP
        for _wide, high in self._sizes:
            self._tops.append(at)
            at += high + GAP
        self.height = at
        self.width = max((wide for wide, _high in self._sizes), default=0)

    def __len__(self) -> int:
        return len(self._sizes)

    def top(self, page: int) -> int:
        """The upper edge of a page."""
        return self._tops[page]

    def size(self, page: int) -> tuple[int, int]:
        """A page's width and height."""
        return self._sizes[page]

    def page_at(self, y: float) -> int:
        """The page at a height; in the gap above a page it is that page, below all the last."""
        at = bisect_right(self._tops, y) - 1
        if at < 0:
            return 0
        past = y > self._tops[at] + self._sizes[at][1]
        return min(at + past, len(self._tops) - 1)

    def seen(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self._tops:
            return range(0)
        first = self.page_at(top)
        last = max(first, bisect_right(self._tops, bottom) - 1)
        return range(first, last + 1)

    def share_at(self, y: float) -> tuple[int, float]:
        """The page at a height, and how far down it that is; below 0 in the gap above it."""
        page = self.page_at(y)
        return page, (y - self._tops[page]) / self._sizes[page][1]

    def y_of(self, page: int, share: float) -> float:
        """The height of a place on a page."""
        return self._tops[page] + share * self._sizes[page][1]


def fitting(fit: Fit, sheets: Sequence[Sheet], page: int, width: int, height: int) -> float | None:
    """The scale at which a page, or all of them by their width, fit a room; None for no fit."""
    if fit is Fit.NONE or not sheets:
        return None
    room = max(80, width - EDGE - BESIDE)
    if fit is Fit.WIDTH:
        # A folded map in between must not make every other page small.
        widths = sorted(sheet.width for sheet in sheets)
        return bounded(room / widths[len(widths) * 9 // 10])
    sheet = sheets[page]
    return bounded(min(room / sheet.width, max(80, height - 2 * GAP) / sheet.height))


def bounded(scale: float) -> float:
    """A scale within what is offered."""
    return min(max(scale, FULL * _STEPS[0] / 100), FULL * _STEPS[-1] / 100)


def zoomed(scale: float, by: int) -> float:
    """The next scale of those offered, larger or smaller; 0 for 100 %."""
    now = scale / FULL * 100
    if by > 0:
        found = next((step for step in _STEPS if step > now * _NEAR), _STEPS[-1])
    elif by < 0:
        found = next((step for step in reversed(_STEPS) if step < now / _NEAR), _STEPS[0])
    else:
        found = 100
    return FULL * found / 100


def percent(scale: float) -> str:
    """A scale in words: "125 %"."""
    return f"{scale / FULL * 100:.0f} %"


def page_named(sheets: Sequence[Sheet], typed: str) -> int | None:
    """The page with a label, else with that number counted from 1; None where there is none."""
    wanted = " ".join(typed.split()).casefold().removeprefix("p.").strip()
    for number, sheet in enumerate(sheets):
        if wanted and sheet.label.casefold() == wanted:
            return number
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets):
        return int(wanted) - 1
    return None
