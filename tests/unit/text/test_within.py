"""Finding inside one text: any spelling that folds alike, exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.folding import fold
from app.text.within import Searchable


def words(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in Searchable(text).find(wanted)]


@pytest.mark.parametrize("typed", ["A'maq", "amaq", "ʿAmāq", "A’MAQ", "Aʿmaq"])
def test_a_name_is_found_however_it_is_spelt(typed: str) -> None:
    text = "Amaq, then ʿAmāq, A’maq and A'maq."
    assert words(text, typed) == ["Amaq", "Amāq", "A’maq", "A'maq"]


@pytest.mark.parametrize("typed", ["أعماق", "اعماق", "أَعْمَاق"])
def test_arabic_is_found_with_and_without_vowels_and_hamza(typed: str) -> None:
    assert words("قالت أَعْمَاق ثم اعماق.", typed) == ["أَعْمَاق", "اعماق"]


def test_accents_written_apart_belong_to_what_is_found() -> None:
    assert words("Ama\u0304q", "ama") == ["Ama\u0304"]


def test_parts_of_words_and_several_words_are_found_over_lines_and_punctuation() -> None:
    text = "The agency’s claim.\n\nThe claims, of\nresponsibility"
    assert words(text, "claim") == ["claim", "claim"]
    assert words(text, "claims of RESP") == ["claims, of\nresp"]
    assert words(text, "claim the") == ["claim.\n\nThe"]


def test_a_hyphen_is_a_space() -> None:
    assert words("al-Furqan and al Furqan", "al furqan") == ["al-Furqan", "al Furqan"]


def test_one_letter_that_folds_to_two_is_found_by_both() -> None:
    assert words("ﬁle", "fi") == ["ﬁ"]
    assert words("Straße", "strasse") == ["Straße"]


def test_what_is_outside_the_first_plane_keeps_the_places_exact() -> None:
    assert Searchable("😀 a 😀 bc").find("bc") == [(6, 8)]


def test_what_folds_to_nothing_is_looked_for_as_it_is() -> None:
    assert Searchable("one — two").find("—") == [(4, 5)]
    assert Searchable("some text").find("  ") == []


def test_at_most_so_many_places_are_told() -> None:
    assert len(Searchable("a " * 50).find("a", most=20)) == 20


@given(st.text(alphabet="aāAʿ’' -bß\u0304قﬁ\n.", max_size=60), st.text("aāAb’قs ", max_size=6))
def test_everything_found_folds_to_what_was_sought(text: str, wanted: str) -> None:
    folded = fold(wanted)
    for start, end in Searchable(text).find(wanted):
        assert 0 <= start < end <= len(text)
        if folded:
            assert folded.replace(" ", "") in fold(text[start:end]).replace(" ", "")


def test_others_get_a_turn_all_through_the_work_and_find_the_same() -> None:
    text = "Amaq said so again and again to everyone who asked. " * 2_000
    turns: list[int] = []
    asked = Searchable(text, lambda: turns.append(1))
    # 20,000 runs of letters, a turn about every 300 of them.
    assert 50 <= len(turns) <= 100
    turns.clear()
    assert asked.find("amaq") == Searchable(text).find("amaq")
    assert len(turns) >= 30
