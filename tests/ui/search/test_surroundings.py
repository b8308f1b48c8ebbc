"""The paragraph around a hit: every place of what was found, and no more than fits."""

from __future__ import annotations

from ui.search.surroundings import AROUND, Surroundings, cut, forms_of


def test_each_form_is_told_once_the_longest_first() -> None:
    words = "Amaq, and A’maq, and Amaq"
    assert forms_of(words, [(0, 4), (10, 15), (21, 25)]) == ("A’maq", "Amaq")


def test_all_places_of_all_forms_are_found_in_reading_order() -> None:
    words = "Amaq said A’maq (Amaq)."
    assert cut(words, ("A’maq", "Amaq")).hits == ((0, 4), (10, 15), (17, 21))


def test_signs_that_mean_something_in_a_pattern_are_taken_as_they_are() -> None:
    assert cut("a+b and aab", ("a+b",)).hits == ((0, 3),)


def test_a_long_paragraph_is_cut_between_words_and_places_still_fit() -> None:
    words = "before " * 1000 + "here " + "after " * 1000
    found = cut(words, ("here",))
    assert found.words.startswith("… before ")
    assert found.words.endswith(" after …")
    assert len(found.words) <= 2 * AROUND + 4
    ((start, end),) = found.hits
    assert found.words[start:end] == "here"


def test_one_word_longer_than_what_is_told_is_cut_within() -> None:
    found = cut("x" * 5000, ("x" * 3,))
    assert found.words == "x" * AROUND + " …"
    assert found.hits[-1][1] <= AROUND


def test_without_a_form_the_beginning_is_told() -> None:
    assert cut("Some words", ()) == Surroundings("Some words", ())
