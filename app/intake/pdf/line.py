"""A line on a page."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line: its text, its box in points from the page's lower left, its size and weight.

    ``bold`` is told of lines that are short enough for a heading.
    ``base`` is the height of its base line: a box ends below letters that hang, and so varies.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    base: float
