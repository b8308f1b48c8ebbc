"""Marks as they are painted: lanes and disjoint segments, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.model import Highlight, Meaning


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A mark on the open text: code points, meaning, when it was made, and its lane."""

    id: str
    start: int
    end: int
    meaning: Meaning
    created: str
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which the same marks hold: the newest gives the fill, each gives a line."""

    start: int
    end: int
    fill: PaintedMark
    covering: tuple[PaintedMark, ...]


def painted_marks(highlights: Iterable[Highlight]) -> list[PaintedMark]:
    """The marks of a text, each with the lowest lane that no mark overlapping it has."""
    found = [
        PaintedMark(each.id, each.start, each.end, each.meaning, each.created)
        for each in highlights
        if each.start is not None and each.end is not None
    ]
    return laned(found)


def laned(marks: Sequence[PaintedMark]) -> list[PaintedMark]:
    """The marks by start, each with its lane; it keeps it over its whole length."""
    ends: list[int] = []
    placed = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end, each.created)):
        lane = next((n for n, end in enumerate(ends) if end <= mark.start), len(ends))
        if lane == len(ends):
            ends.append(mark.end)
        else:
            ends[lane] = mark.end
        placed.append(PaintedMark(mark.id, mark.start, mark.end, mark.meaning, mark.created, lane))
    return placed


def marks_within(marks: Sequence[PaintedMark], start: int, end: int) -> list[PaintedMark]:
    """Those of the marks that touch [start, end), in their order."""
    return [mark for mark in marks if mark.start < end and mark.end > start]


def segments(marks: Sequence[PaintedMark], start: int, end: int) -> list[Segment]:
    """The disjoint segments of the marks within [start, end), in reading order."""
    near = marks_within(marks, start, end)
    cuts = {start, end}
    for mark in near:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    edges = sorted(cuts)
    found = []
    for first, last in pairwise(edges):
        covering = tuple(mark for mark in near if mark.start < last and mark.end > first)
        if covering:
            newest = max(covering, key=lambda each: (each.created, each.start))
            found.append(Segment(first, last, newest, covering))
    return found
