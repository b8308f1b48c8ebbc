"""Locator phrases: what each style's guide wants, by hand."""

from __future__ import annotations

import pytest

from app.cite.locators import Form, passage_phrase, typed_phrase
from app.cite.styles import find_style
from app.errors import CitationError
from app.model import Locator

ONE = Locator(4, 4, 3, 3, ("Background", "History"))
TWO = Locator(4, 5, 3, 4, ("Background", "History"))
PLAIN = Locator(4, 4, 4, 4)
ACROSS = Locator(4, 6, 3, None, ("History",))
UNCOUNTED = Locator(section=("History",))
PAGED = Locator(4, 5, 3, 4, ("History",), "12", "13")

COUNTING = ("apa", "harvard", "mhra")
US_HEADINGS = (
    "chicago-17",
    "chicago-18",
    "chicago-author-date-17",
    "chicago-author-date-18",
    "turabian",
    "modern-language-association",
)


@pytest.mark.parametrize("style", COUNTING)
@pytest.mark.parametrize(
    ("locator", "form", "phrase"),
    [
        (ONE, None, "para. 4"),
        (ONE, "paragraph", "para. 4"),
        (ONE, "section", "History section, para. 3"),
        (TWO, None, "paras 4–5"),
        (TWO, "section", "History section, paras 3–4"),
        (PLAIN, "section", "para. 4"),
        (ACROSS, "section", "paras 4–6"),
        (UNCOUNTED, None, "History section"),
        (UNCOUNTED, "section", "History section"),
        (PAGED, None, "pp. 12–13"),
        (PAGED, "paragraph", "paras 4–5"),
        (Locator(page="xii", page_end="xii"), None, "p. xii"),
        (Locator(page="7"), "section", "p. 7"),
        (Locator(), None, ""),
    ],
)
def test_counting_styles_name_the_paragraph(
    style: str, locator: Locator, form: Form | None, phrase: str
) -> None:
    assert passage_phrase(locator, find_style(style), form) == phrase


@pytest.mark.parametrize("style", US_HEADINGS)
def test_american_styles_that_never_count_name_the_heading(style: str) -> None:
    assert passage_phrase(ONE, find_style(style), None) == "under “History”"
    assert passage_phrase(PLAIN, find_style(style), None) == ""
    assert passage_phrase(PAGED, find_style(style), None) == "pp. 12–13"


def test_oscola_names_the_heading_in_single_marks_and_abbreviates_without_full_stops() -> None:
    oscola = find_style("oscola")
    assert passage_phrase(ONE, oscola, None) == "under ‘History’"
    assert passage_phrase(ONE, oscola, "paragraph") == "para 4"
    assert passage_phrase(TWO, oscola, "section") == "under ‘History’, paras 3–4"


def test_the_user_overrules_a_style_that_never_counts() -> None:
    chicago = find_style("chicago-17")
    assert passage_phrase(ONE, chicago, "paragraph") == "para. 4"
    assert passage_phrase(ONE, chicago, "section") == "under “History”, para. 3"
    assert passage_phrase(ONE, find_style("modern-language-association"), "paragraph") == "par. 4"


def test_marks_inside_a_heading_alternate_with_those_around_it() -> None:
    locator = Locator(1, 1, 1, 1, ("A’maq’s “big fish”",))
    assert passage_phrase(locator, find_style("chicago-18"), None) == "under “A’maq’s ‘big fish’”"
    assert passage_phrase(locator, find_style("oscola"), None) == "under ‘A’maq’s “big fish”’"


def test_a_long_heading_is_shortened_in_quotation_marks() -> None:
    heading = "What the unit published in the first year and what it left out"
    locator = Locator(9, 9, 2, 2, (heading,))
    # APA 8.28: a long heading is abbreviated and put in quotation marks.
    expected = "“What the unit published in” section, para. 2"
    assert passage_phrase(locator, find_style("apa"), "section") == expected


def test_a_heading_called_section_is_not_called_so_twice() -> None:
    locator = Locator(9, 9, 2, 2, ("Methods section",))
    assert passage_phrase(locator, find_style("apa"), "section") == "Methods section, para. 2"


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("para 3", "para. 3"),
        ("para. 3", "para. 3"),
        ("Paragraph 3", "para. 3"),
        ("paras 3-5", "paras 3–5"),
        ("para 3-5", "paras 3–5"),
        ("paras. 3 — 5", "paras 3–5"),
        ("¶3", "para. 3"),
        ("¶¶ 3-5", "paras 3–5"),
        ("p 12", "p. 12"),
        ("p.12", "p. 12"),
        ("pp. 12-14", "pp. 12–14"),
        ("p. 12-14", "pp. 12–14"),
        ("12", "p. 12"),
        ("12, 15", "pp. 12, 15"),
        ("page xii", "p. xii"),
        ("para ٣", "para. 3"),
        ("paras ۳-۵", "paras 3–5"),
        ("section History", "History section"),
        ("History section, para 3", "History section, para. 3"),
        ("section “History”, paras 3-4", "History section, paras 3–4"),
        ("ch. 2", "ch. 2"),
        ("chapter 2", "ch. 2"),
        ("1:30:40", "1:30:40"),
        ("Table 2", "Table 2"),
        ("  the  last {line} ", "the last {line}"),
    ],
)
def test_typed_locators_take_the_form_of_apa(typed: str, phrase: str) -> None:
    assert typed_phrase(typed, find_style("apa")) == phrase


@pytest.mark.parametrize(
    ("typed", "style", "phrase"),
    [
        ("para 3", "oscola", "para 3"),
        ("chapter 2", "oscola", "ch 2"),
        ("section History", "chicago-17", "under “History”"),
        ('under "History", para 3', "chicago-17", "under “History”, para. 3"),
        ("History section, para 3", "oscola", "under ‘History’, para 3"),
        ("paras 3-5", "modern-language-association", "pars. 3–5"),
    ],
)
def test_typed_locators_take_the_form_of_other_styles(typed: str, style: str, phrase: str) -> None:
    assert typed_phrase(typed, find_style(style)) == phrase


@pytest.mark.parametrize("typed", ["", "  \n ", "x" * 501])
def test_a_typed_locator_that_says_nothing_or_too_much_is_refused(typed: str) -> None:
    with pytest.raises(CitationError):
        typed_phrase(typed, find_style("apa"))
