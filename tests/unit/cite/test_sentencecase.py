"""Title Case is recognised and turned; names, acronyms and other languages are left alone."""

import pytest

from app.cite.sentencecase import looks_like_title_case, sentence_case


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        # APA 7th ed., 6.17: lower case but for the first word, the first after a colon, and names.
        ("How The Islamic State Claims Attacks: A Study Of Method",
         "How the Islamic State claims attacks: A study of method"),
        ("Measuring The Long Reach Of NASA In Iraq", "Measuring the long reach of NASA in Iraq"),
        ("New Lessons For Patient Al-Qaeda Watchers", "New lessons for patient al-Qaeda watchers"),
        ("What Is Political Terrorism? A Reader Reviewed",
         "What is political terrorism? A reader reviewed"),
    ],
)  # fmt: skip
def test_title_case_becomes_sentence_case(title: str, sentence: str) -> None:
    assert looks_like_title_case(title)
    assert sentence_case(title) == sentence


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("How the Islamic State claims attacks", None),
        ("Die Sprache Der Bekennerschreiben Im Netz", "de"),
        ("Bayān", None),
    ],
)
def test_nothing_is_offered_where_capitals_mean_something(title: str, language: str | None) -> None:
    assert not looks_like_title_case(title, language)


def test_markup_in_a_title_is_not_touched() -> None:
    title = "Reading <i>The Daily Record</i> And Its Many Claims"
    assert sentence_case(title) == "Reading <i>the daily record</i> and its many claims"
