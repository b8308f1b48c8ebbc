"""A note's Markdown as paragraphs of runs; hostile notes show as words and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.annotate.markdown_notes import SHOWN, Paragraph, Run, shown


def test_bold_italic_and_code_are_runs_of_their_own() -> None:
    (paragraph,) = shown("A **bold** and *slanted* word, `x < y`.").paragraphs
    assert paragraph.runs == (
        Run("A "),
        Run("bold", bold=True),
        Run(" and "),
        Run("slanted", italic=True),
        Run(" word, "),
        Run("x < y", code=True),
        Run("."),
    )


def test_lines_stay_lines_and_an_empty_one_begins_a_paragraph() -> None:
    assert [each.text for each in shown("one\ntwo\n\nthree").paragraphs] == ["one\ntwo", "three"]


def test_lists_have_their_signs_and_stand_in() -> None:
    found = shown("- one\n- two\n    - inner\n\nthen\n\n1. first\n2. second").paragraphs
    assert [(each.kind, each.level, each.sign, each.text) for each in found] == [
        ("item", 1, "•", "one"),
        ("item", 1, "•", "two"),
        ("item", 2, "•", "inner"),
        ("text", 0, "", "then"),
        ("item", 1, "1.", "first"),
        ("item", 1, "2.", "second"),
    ]


def test_headings_quotations_and_code_keep_their_kind() -> None:
    found = shown("# Plan\n\n> said so\n\n    two  spaces\n\n---").paragraphs
    assert [(each.kind, each.text) for each in found] == [
        ("heading", "Plan"),
        ("quote", "said so"),
        ("code", "two  spaces"),
        ("rule", ""),
    ]


def test_a_link_is_its_words_with_the_address_beside() -> None:
    (paragraph,) = shown("see [the page](https://example.org/a?b=1&c=2)").paragraphs
    assert paragraph.runs[1] == Run("the page", link="https://example.org/a?b=1&c=2")


@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        ("<img src=x onerror=alert(1)>seen", "seen"),
        ("![a picture](file:///etc/passwd) seen", "seen"),
        ("seen <style>p {color: red}</style>", "seen"),
        ("<script>alert(1)</script>seen", "seen"),
        ("<a href='javascript:alert(1)'>seen</a>", "seen"),
        ("[seen](javascript:alert(1))", "seen"),
        ("[seen](file:///etc/passwd)", "seen"),
        ("<svg onload=alert(1)>seen</svg>", "seen"),
        ("<b onclick=alert(1)>seen</b>", "seen"),
    ],
)
def test_a_hostile_note_is_its_words_and_nothing_else(hostile: str, words: str) -> None:
    found = shown(hostile)
    assert found.text == words
    assert not any(run.link for each in found.paragraphs for run in each.runs)


def test_what_looks_like_a_tag_in_code_is_shown() -> None:
    assert shown("`<img src=x>`").paragraphs[0].runs == (Run("<img src=x>", code=True),)


@pytest.mark.parametrize(
    "dense",
    [">" * 10_000, "> " * 5_000 + "x", "[" * 6_000, "![" * 3_000, "1. " * 2_000, "[a](" * 1_500],
)
def test_more_markup_than_people_write_is_shown_as_typed(dense: str) -> None:
    (paragraph,) = shown(dense).paragraphs
    assert paragraph.text == dense[:SHOWN]


def test_of_a_long_note_only_the_beginning_is_shown_and_it_says_so() -> None:
    found = shown("word " * 200_000)
    assert found.cut
    assert len(found.text) <= SHOWN
    assert not shown("short").cut


@given(st.text(alphabet="ab \n*_`[]()<>!#-1.>&;\\\"'=/", max_size=300))
def test_no_note_raises_and_none_brings_markup_that_is_not_ours(note: str) -> None:
    for each in shown(note).paragraphs:
        assert isinstance(each, Paragraph)
        assert 0 <= each.level <= 6
        assert all(run.link == "" or run.link.startswith("http") for run in each.runs)
