"""The palette finds by letters in order, best at the beginnings of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.shell.matching import match
from ui.shell.palette import Entry, ranked


def test_the_start_of_a_word_beats_its_middle_and_that_beats_scattered_letters() -> None:
    texts = ["Scope and limits", "Copy quotation", "Change of paper"]
    found = ranked("cop", [Entry(text) for text in texts], 9)
    assert [entry.text for entry in found] == ["Copy quotation", "Scope and limits",
                                               "Change of paper"]  # fmt: skip


def test_the_letters_that_matched_are_told() -> None:
    found = match("cop", "Find copies")
    assert found is not None
    assert found.letters == (5, 6, 7)


def test_letters_out_of_order_do_not_match() -> None:
    assert match("zx", "Export") is None


def test_nothing_typed_fits_everything_in_its_order() -> None:
    assert [entry.text for entry in ranked("", [Entry("b"), Entry("a")], 9)] == ["b", "a"]


@given(st.text(max_size=20), st.text(max_size=40))
def test_letters_told_are_places_in_the_text(typed: str, text: str) -> None:
    found = match(typed, text)
    assert found is None or all(0 <= place < len(text) for place in found.letters)
