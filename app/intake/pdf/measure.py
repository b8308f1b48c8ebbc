"""What is usual in a document: its body size, its line pitch, its right edge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.intake.pdf.line import Line
from app.intake.pdf.pages import Page

_HEADING = 1.12
_SMALL = 0.92


@dataclass(frozen=True, slots=True)
class Measure:
    """Points: the size of most letters, the step from line to line, where full lines end."""

    size: float
    pitch: float
    right: float
    left: float
    heading_sizes: tuple[float, ...]

    def is_large(self, line: Line) -> bool:
        """Whether a line is set clearly larger than the body."""
        return line.size >= self.size * _HEADING

    def is_small(self, line: Line) -> bool:
        """Whether a line is set clearly smaller than the body."""
        return line.size <= self.size * _SMALL

    def level(self, size: float) -> int:
        """A heading's level from 1, by its size's rank among the document's large sizes."""
        return min(6, 1 + sum(1 for other in self.heading_sizes if other > size + 0.3))


def measure(pages: list[Page]) -> Measure:
    """The usual values of a document's pages."""
    lines = [line for page in pages for line in page.lines]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [line for line in lines if abs(line.size - size) <= 0.5]
    large = {round(line.size, 1) for line in lines if line.size >= size * _HEADING}
    return Measure(
        size=size or 1.0,
        pitch=_pitch(pages, size),
        right=_most(line.right for line in body),
        left=_most(line.left for line in body),
        heading_sizes=tuple(sorted(large, reverse=True)),
    )


def _pitch(pages: list[Page], size: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            step = above.base - below.base
            if 0 < step < size * 4:
                steps[round(step)] += 1
    return steps.most_common(1)[0][0] if steps else size * 1.2


def _most(values: object) -> float:
    counts = Counter(round(value / 4) * 4.0 for value in values)  # type: ignore[attr-defined]
    return counts.most_common(1)[0][0] if counts else 0.0
