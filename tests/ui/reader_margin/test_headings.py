"""Headings and where numbers lead, without Qt."""

from __future__ import annotations

import pytest

from app.model import Block, BlockKind, Text
from app.text.compose import Draft, compose
from ui.reader.headings import Goal, current, filtered, goal, headings, range_words

TEXT = compose(
    [
        Draft(BlockKind.PARAGRAPH, "Before any heading."),
        Draft(BlockKind.HEADING, "Names", level=2),
        Draft(BlockKind.PARAGRAPH, "Second."),
        Draft(BlockKind.HEADING, "ʿAmāq and others", level=3),
        Draft(BlockKind.PARAGRAPH, "Third."),
    ],
    "test 1",
)
PAGED = Text(
    "One\n\nTwo\n\nThree",
    (
        Block(BlockKind.PARAGRAPH, 0, 3, paragraph=1, page="xii"),
        Block(BlockKind.PARAGRAPH, 5, 8, paragraph=2, page="1"),
        Block(BlockKind.PARAGRAPH, 10, 15, paragraph=3, page="2"),
    ),
    "0" * 64,
    "test 1",
)
UNNUMBERED = Text("A table", (Block(BlockKind.TABLE, 0, 7, page="7"),), "1" * 64, "test 1")


def test_the_highest_heading_stands_at_the_edge() -> None:
    assert [(each.title, each.depth) for each in headings(TEXT)] == [
        ("Names", 0),
        ("ʿAmāq and others", 1),
    ]


def test_the_current_heading_is_the_last_before_the_place() -> None:
    found = headings(TEXT)
    assert current(found, 0) is None
    assert current(found, found[0].start) == 0
    assert current(found, len(TEXT.canonical)) == 1


def test_headings_are_filtered_in_any_spelling() -> None:
    assert filtered(headings(TEXT), "amaq oth") == [1]
    assert filtered(headings(TEXT), "") == [0, 1]
    assert filtered(headings(TEXT), "zebra") == []


@pytest.mark.parametrize("typed", ["3", "para 3", "para. 3", "Paragraph 3", "¶3", " paras  3 "])
def test_a_paragraph_is_found_however_it_is_written(typed: str) -> None:
    assert goal(PAGED, typed) == Goal(10)


@pytest.mark.parametrize(
    ("typed", "start"), [("p. 2", 10), ("p2", 10), ("page 1", 5), ("p. XII", 0), ("pp. 1", 5)]
)
def test_a_page_is_found_however_it_is_written(typed: str, start: int) -> None:
    assert goal(PAGED, typed) == Goal(start)


@pytest.mark.parametrize(
    ("text", "typed", "error"),
    [
        (PAGED, "9", "There is no paragraph 9: they go from 1 to 3."),
        (PAGED, "p. 9", "There is no page 9: they go from xii to 2."),
        (PAGED, "soon", "Type a number, such as 7 or p. 12."),
        (PAGED, " ", "Type a number."),
        (TEXT, "p. 1", "This text has no pages; give a paragraph."),
        (UNNUMBERED, "para 1", "The paragraphs of this text have no numbers."),
    ],
)
def test_what_leads_nowhere_says_what_there_is(text: Text, typed: str, error: str) -> None:
    assert goal(text, typed) == Goal(error=error)


def test_without_paragraph_numbers_a_bare_number_is_a_page() -> None:
    assert goal(UNNUMBERED, "7") == Goal(0)


def test_the_range_is_told_in_words() -> None:
    assert range_words(PAGED) == "Paragraphs 1 to 3, pages xii to 2"
    assert range_words(TEXT) == "Paragraphs 1 to 3"
    assert range_words(UNNUMBERED) == "Page 7"
