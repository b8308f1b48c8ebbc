"""Two columns, in whatever order a file draws them. Expected: what a person reads aloud."""

from __future__ import annotations

import pytest

from app.intake.pdf.columns import gutter_of
from app.intake.pdf.line import Line

from .conftest import read
from .pdf_files import Word, build

LEFT = [
    "The office began to send short",
    "statements in two languages, a",
    "habit that older units avoided.",
    "Within months its name was known",
    "far beyond the valley, and three",
    "papers had asked who it was. Ask",
    "again, they were told, when there",
]
RIGHT = [
    "is more to say. What there was to",
    "say came two days later, when one",
    "bulletin told of a fire that only",
    "the clerk had seen. It burnt well",
    "and nobody was hurt, he wrote, in",
    "a hand that grew smaller with each",
    "line until it could not be read.",
]
BELOW = "Both columns end above this line, which runs across the whole page as one does."
WHOLE = " ".join(LEFT + RIGHT)


def columns(order: str, *, below: bool = False) -> bytes:
    """Pages drawn column by column, right column first, or row by row."""
    left = [Word(60, 700 - 14 * n, text) for n, text in enumerate(LEFT)]
    right = [Word(320, 700 - 14 * n, text) for n, text in enumerate(RIGHT)]
    rows = [word for pair in zip(left, right, strict=True) for word in pair]
    drawn = {"columns": left + right, "right first": right + left, "rows": rows}[order]
    last = [Word(60, 560, BELOW)] if below else []
    return build([[Word(60, 760, "The Quiet Office and Its Clerk", 18), *drawn, *last]])


@pytest.mark.parametrize("order", ["columns", "right first", "rows"])
def test_the_left_column_is_read_before_the_right_one(order: str) -> None:
    found = read(columns(order), "report.pdf")
    assert found.blocks == [("paragraph", WHOLE)]


@pytest.mark.parametrize("order", ["columns", "right first", "rows"])
def test_a_line_across_both_columns_follows_them(order: str) -> None:
    found = read(columns(order, below=True), "report.pdf")
    assert found.blocks == [("paragraph", WHOLE), ("paragraph", BELOW)]


def line(text: str, left: float, right: float, base: float) -> Line:
    return Line(text, left, right, base - 2, base + 8, 10, bold=False, base=base)


def test_one_column_has_no_gutter() -> None:
    lines = [line(BELOW, 60, 500, 700 - 14 * n) for n in range(20)]
    assert gutter_of(lines) is None


def test_numbers_at_the_right_are_no_column() -> None:
    entries = [line(LEFT[n % 7], 60, 240, 700 - 14 * n) for n in range(12)]
    numbers = [line(str(n), 480, 500, 700 - 14 * n) for n in range(12)]
    assert gutter_of(entries + numbers) is None


def test_a_few_lines_at_the_right_are_no_column() -> None:
    lines = [line(LEFT[n % 7], 60, 240, 700 - 14 * n) for n in range(12)]
    assert gutter_of([*lines, *(line(RIGHT[n], 300, 480, 700 - 14 * n) for n in range(3))]) is None
