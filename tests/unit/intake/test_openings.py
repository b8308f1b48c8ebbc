"""What stands above a plain text. All texts are made up; expected values are reasoned by hand."""

from __future__ import annotations

from typing import Any

import pytest

from app.intake.plain.datelines import read_dateline

from .conftest import read

TITLE = "The Quiet Office: Media Work in the Valley"
ONE = (
    "The office began to send short statements in two languages, a habit that older units had "
    "avoided, and within months its name was known far beyond the valley."
)
TWO = (
    "Analysts who keep track of such things noted the gap between the two, and argued at length "
    "about what it could mean for those who have to cite them."
)
DOE = {"family": "Doe", "given": "Jane Q."}
MASRI = {"family": "Masri", "non-dropping-particle": "al-", "given": "Ali"}
MARCH_18 = {"date-parts": [[2016, 3, 18]]}


def lines(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("March 18, 2016", MARCH_18),
        ("Published March 18, 2016", MARCH_18),
        ("18 March 2016", MARCH_18),
        ("2016-03-18", MARCH_18),
        ("Fri 18 Mar 2016", MARCH_18),
        ("18th of March 2016", MARCH_18),
        ("18.03.2016", MARCH_18),
        ("Published on 18 March 2016 at 10:15", MARCH_18),
        ("Published March 18, 2016 | Updated March 20, 2016", MARCH_18),
        ("March 18, 2016 · 6 min read", MARCH_18),
        ("March 2016", {"date-parts": [[2016, 3]]}),
        ("18 مارس 2016", MARCH_18),
        ("03/04/2016", None),  # the third of April or the fourth of March: nobody knows
    ],
)
def test_a_dateline_below_the_byline_is_the_date(line: str, issued: dict[str, Any] | None) -> None:
    found = read(lines(TITLE, "By Jane Q. Doe and Ali al-Masri", line, ONE, TWO), "a.txt")
    assert found.reference.get("issued") == issued
    assert found.reference["author"] == [DOE, MASRI]
    assert found.blocks == [("paragraph", ONE), ("paragraph", TWO)]


@pytest.mark.parametrize(
    "line",
    ["On March 18, 2016, it began.", "January 14", "It began in March 2016.", "Room 12, 2016"],
)
def test_a_date_within_words_or_without_a_year_is_none(line: str) -> None:
    assert read_dateline(line) is None
    assert "issued" not in read(lines(TITLE, line, ONE), "a.txt").reference


@pytest.mark.parametrize(
    "opening",
    [
        (TITLE, "Posted by Jane Q. Doe on March 18, 2016"),
        (TITLE, "Posted on March 18, 2016 by Jane Q. Doe"),
        (TITLE, "March 18, 2016 by Jane Q. Doe"),
        (TITLE, "By Jane Q. Doe | March 18, 2016 | 5 min read"),
        (TITLE, "By Dr. Jane Q. Doe, Senior Fellow, Valley Institute", "March 18, 2016"),
        (TITLE, "Jane Q. Doe", "Senior Fellow, Valley Institute", "March 18, 2016"),
        (TITLE, "March 18, 2016", "Jane Q. Doe"),
        ("March 18, 2016", TITLE, "By Jane Q. Doe"),
        (TITLE, "How a newsroom learned to speak for others", "Jane Q. Doe", "March 18, 2016"),
        (f"Title: {TITLE}", "Author: Jane Q. Doe", "Date: 18 March 2016"),
        ("Home / Analysis / Media", TITLE, "Jane Q. Doe", "March 18, 2016"),
        (f"Home » Analysis » {TITLE}", TITLE, "Jane Q. Doe", "March 18, 2016"),
        ("You are here: Home > Analysis", TITLE, "Jane Q. Doe", "March 18, 2016"),
        ("We read what others skip.", TITLE, "March 18, 2016", "Jane Q. Doe"),
    ],
)
def test_title_author_and_date_in_many_orders(opening: tuple[str, ...]) -> None:
    found = read(lines(*opening, ONE, TWO), "a.txt")
    assert found.reference == {"title": TITLE, "author": [DOE], "issued": MARCH_18}
    assert found.blocks == [("paragraph", ONE), ("paragraph", TWO)]


@pytest.mark.parametrize(
    "first",
    ["By the end of May it was over.", "By 2015 the office had closed.", "Nobody replied."],
)
def test_a_first_sentence_is_no_byline(first: str) -> None:
    found = read(lines(TITLE, first, ONE), "a.txt")
    assert "author" not in found.reference
    assert found.blocks == [("paragraph", first), ("paragraph", ONE)]


def test_two_names_on_two_lines_are_two_authors() -> None:
    found = read(lines(TITLE, "Jane Q. Doe", "Ali al-Masri", ONE, TWO), "a.txt")
    assert found.reference["author"] == [DOE, MASRI]


def test_a_title_that_asks_is_no_tagline() -> None:
    text = lines("Who Speaks Here?", "How a newsroom learned to", "Jane Q. Doe", ONE, TWO)
    found = read(text, "a.txt")
    assert found.reference["title"] == "Who Speaks Here?"
    assert found.provenance["subtitle"] == "How a newsroom learned to"


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    first = "I wrote this on the train, so forgive me my typing."
    found = read(lines(first, ONE), "a.txt")
    assert "title" not in found.reference
    assert found.blocks[0] == ("paragraph", first)


def test_first_person_posted_by_somebody_is_a_blog_post() -> None:
    mine = ONE + " I asked them, and my question went unanswered."
    found = read(lines("On asking", "Posted by Karim on March 18, 2016", mine, TWO), "a.txt")
    assert (found.kind, found.reference["author"]) == ("blog-post", [{"literal": "Karim"}])
    signed = read(lines("On asking", "Jane Q. Doe", mine, TWO), "a.txt")
    assert signed.kind == "analyst-article"
