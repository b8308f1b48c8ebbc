"""Bodies of plain texts in many shapes. Texts are made up; expected blocks reasoned by hand."""

from __future__ import annotations

import textwrap

import pytest

from .conftest import read
from .test_openings import ONE, TWO, lines

THREE = (
    "What remains is a question of method, and it will not be settled by counting reports. It "
    "will be settled by asking what each of them knew that the one before it did not."
)
PARTS = (ONE, TWO, THREE)
TOP = ("The Quiet Office", "Jane Q. Doe")


@pytest.mark.parametrize(
    "tail",
    [
        ("Share this:", "Facebook", "Twitter", "Email"),
        ("Tags: media, claims",),
        ("Filed under: Analysis",),
        ("Related posts", "The Loud Office: A Reply", "Counting Claims"),
        ("3 comments",),
        ("2 comments:", "Anonymous said...", "It is so, " * 30, "Karim said...", "Thank you!"),
        ("Leave a comment",),
        ("Posted by Karim Haddad at 10:32 PM", "No comments"),
        ("Originally published at Valley Review.",),
    ],
)
def test_what_serves_the_page_below_a_text_is_none_of_it(tail: tuple[str, ...]) -> None:
    found = read(lines(*TOP, ONE, TWO, THREE, *tail), "a.txt")
    assert found.blocks == [("paragraph", text) for text in (ONE, TWO, THREE)]


def test_tags_are_kept_as_provenance() -> None:
    found = read(lines(*TOP, ONE, TWO, "Tags: media, claims"), "a.txt")
    assert found.provenance["tags"] == ["media", "claims"]


def test_a_section_named_like_a_button_is_a_section() -> None:
    found = read(lines(*TOP, ONE, TWO, "Telegram", THREE), "a.txt")
    assert found.blocks[2:] == [("heading", "Telegram"), ("paragraph", THREE)]


def test_buttons_below_the_note_about_the_author_go_and_the_note_stays() -> None:
    note = ("About the author: Jane Q. Doe", "Jane is a fellow.")
    found = read(lines(*TOP, ONE, TWO, *note, "Share this:", "Twitter"), "a.txt")
    assert found.blocks[2:] == [("author-note", line) for line in note]


def test_an_authors_note_on_top_does_not_take_the_text_with_it() -> None:
    note = "Author’s note: this piece has been corrected since."
    found = read(lines(*TOP, note, ONE, TWO, THREE), "a.txt")
    assert found.of("author-note") == [note]
    assert found.of("paragraph") == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "heading",
    [
        "1. Origins",
        "1.1 The valley",
        "II. Growth",
        "THE EARLY YEARS OF THE OFFICE",
        "How the office grew so quickly",
        "What comes next?",
        "Conclusion",
    ],
)
def test_a_line_that_heads_a_paragraph(heading: str) -> None:
    found = read(lines(*TOP, ONE, heading, TWO), "a.txt")
    assert found.blocks[1] == ("heading", heading)
    assert [number for number, _ in found.numbered] == [1, 2]


@pytest.mark.parametrize(
    "line", ["It did not last.", "@Valley_Office how do you see it ? Thanks", "he wrote again"]
)
def test_a_short_line_that_heads_nothing(line: str) -> None:
    assert read(lines(*TOP, ONE, line, TWO), "a.txt").blocks[1] == ("paragraph", line)


@pytest.mark.parametrize(
    "caption",
    [
        "(Screenshot of the bulletin)",
        "Screenshot of the office’s first bulletin, 3 May 2015",
        "Poster for the office’s app",
        "Figure 1. Statements by month",
        "[Image: the newsroom]",
        "Photo credit: J. Doe",
    ],
)
def test_a_caption_that_stands_once(caption: str) -> None:
    assert read(lines(*TOP, ONE, caption, TWO), "a.txt").blocks[1] == ("caption", caption)


def test_an_aside_in_parentheses_and_a_repeated_paragraph_are_no_captions() -> None:
    aside = "(We asked the office; it did not answer.)"
    found = read(lines(*TOP, ONE, aside, THREE, THREE), "a.txt")
    assert found.blocks == [("paragraph", text) for text in (ONE, aside, THREE, THREE)]


def test_a_pull_quote_that_the_text_holds_too_is_no_paragraph() -> None:
    pulled = "“it will not be settled by counting reports”"
    found = read(lines(*TOP, ONE, pulled, THREE), "a.txt")
    assert found.blocks == [("paragraph", ONE), ("paragraph", THREE)]
    assert found.provenance["pull_quotes"] == [pulled]


@pytest.mark.parametrize(
    "text",
    [
        lines(*TOP, *(textwrap.fill(part, 72) for part in PARTS)),
        "\n".join([*TOP, "", *(textwrap.fill(part, 72, initial_indent="  ") for part in PARTS)]),
        lines(*TOP, ONE, TWO, THREE).replace("\n", "\r\n"),
        "\n".join([*TOP, ONE, TWO, THREE]),
        "\n".join([*TOP, f"\t{ONE}", f"\t{TWO}", f"\t{THREE}"]),
    ],
    ids=["wrapped", "wrapped-indented", "crlf", "no-blank-lines", "tabs"],
)
def test_paragraphs_are_the_same_however_their_lines_are_broken(text: str) -> None:
    found = read(text, "a.txt")
    assert found.numbered == [(1, ONE), (2, TWO), (3, THREE)]


def test_plain_text_with_markdowns_headings_is_read_as_such() -> None:
    found = read(f"# The Quiet Office\n\n{ONE}\n\n## Growth\n\n{TWO}\n", "a.txt")
    assert found.reference["title"] == "The Quiet Office"
    assert found.blocks == [("paragraph", ONE), ("heading", "Growth"), ("paragraph", TWO)]
