"""What changed between two texts, by block and by word."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.model import BlockKind, Text
from app.text.compose import Draft, compose
from app.text.difference import Kind, difference, words_changed

WORDS = st.lists(
    st.sampled_from(["claim", "أعماق", "😀", "day", "of", "it’s", "1.", "a"]),
    min_size=1,
    max_size=8,
).map(" ".join)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6)


def text(paragraphs: Sequence[str]) -> Text:
    return compose((Draft(BlockKind.PARAGRAPH, each) for each in paragraphs), "test 1")


def kinds(old: Sequence[str], new: Sequence[str]) -> list[Kind]:
    return [pair.kind for pair in difference(text(old), text(new))]


def test_the_same_text_has_no_difference() -> None:
    assert kinds(["One.", "Two."], ["One.", "Two."]) == [Kind.SAME, Kind.SAME]


def test_a_paragraph_that_moved_is_told_once_with_both_numbers() -> None:
    pairs = difference(
        text(["One first.", "Two.", "Three."]), text(["Two.", "Three.", "One first."])
    )
    assert [pair.kind for pair in pairs] == [Kind.SAME, Kind.SAME, Kind.MOVED]
    moved = pairs[2]
    assert moved.old is not None
    assert moved.new is not None
    assert (moved.old.paragraph, moved.new.paragraph) == (1, 3)
    assert all(pair.renumbered for pair in pairs)


def test_a_changed_paragraph_is_told_from_a_new_one() -> None:
    old = ["The agency was founded in Aleppo in 2014."]
    new = ["Nothing of this was said before, ever.", "The agency was founded in Raqqa in 2014."]
    assert kinds(old, new) == [Kind.ADDED, Kind.CHANGED]


def test_words_are_told_whole() -> None:
    runs = words_changed("It was founded in 2014.", "It was not founded in 2016.")
    # Which of two spaces is the new one can't be told.
    assert [(run.kind.value, run.words.strip()) for run in runs] == [
        ("same", "It was"),
        ("added", "not"),
        ("same", "founded in"),
        ("removed", "2014"),
        ("added", "2016"),
        ("same", "."),
    ]


def test_two_changed_words_beside_each_other_are_one_change() -> None:
    runs = words_changed("a small group of men", "a large band of men")
    assert [(run.kind.value, run.words) for run in runs] == [
        ("same", "a "),
        ("removed", "small group"),
        ("added", "large band"),
        ("same", " of men"),
    ]


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_off_the_difference(old: list[str], new: list[str]) -> None:
    pairs = difference(text(old), text(new))
    after = [pair for pair in pairs if pair.new is not None]
    assert ["".join(r.words for r in p.runs if r.kind is not Kind.REMOVED) for p in after] == new
    before = sorted((p for p in pairs if p.old), key=lambda pair: pair.old.start)  # type: ignore[union-attr]
    assert ["".join(r.words for r in p.runs if r.kind is not Kind.ADDED) for p in before] == old
