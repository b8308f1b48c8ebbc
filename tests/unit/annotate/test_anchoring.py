"""Passages in a new version: never in a wrong place, never changed by what stayed the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.annotate.anchoring import Anchor, Fate, resolve, threshold
from tests.unit.annotate.edit_cases import Case, all_cases

CASES = list(all_cases())
AROUND = 64


def anchor(text: str, start: int, end: int) -> Anchor:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(start, end, text[start:end], before, after)


def test_there_are_at_least_two_hundred_cases() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_leaves_each_passage_where_a_reader_would_look_for_it(case: Case) -> None:
    [found] = resolve([anchor(case.old, case.start, case.end)], case.old, case.new)
    if case.expected is None:
        assert found.fate is Fate.ORPHAN
        assert found.start is None
    else:
        assert (found.start, found.end) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_other_words_are_said_to_be_other_words(case: Case) -> None:
    [found] = resolve([anchor(case.old, case.start, case.end)], case.old, case.new)
    if found.start is not None and case.new[found.start : found.end].split() != (
        case.old[case.start : case.end].split()
    ):
        assert found.fate is Fate.APPROXIMATE or "marks" in case.name or "case" in case.name
        assert found.score >= threshold(case.end - case.start)


VOCABULARY = ("source", "claim", "أعماق", "names", "🙂", "date", "“quoted”", "étude", "the", "of")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map("\n\n".join)


@given(TEXTS, st.data())
def test_the_same_version_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    [found] = resolve([anchor(text, start, end)], text, text)
    assert (found.fate, found.start, found.end) == (Fate.SAME, start, end)


@given(TEXTS, WORDS, st.data())
@settings(max_examples=60)
def test_what_is_put_in_and_taken_out_again_leaves_no_trace(
    text: str, more: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    there = anchor(text, start, end)
    changed = f"{more}\n\n{text}"
    [moved] = resolve([there], text, changed)
    if moved.start is None or moved.end is None:
        return  # between places that are alike nothing is chosen
    assert changed[moved.start : moved.end] == there.exact
    back = anchor(changed, moved.start, moved.end)
    [restored] = resolve([back], changed, text)
    assert restored.start is None or text[restored.start : restored.end] == there.exact


@given(TEXTS, TEXTS, st.data())
@settings(max_examples=60)
def test_every_passage_has_a_fate_and_lies_within_the_text(
    old: str, new: str, data: st.DataObject
) -> None:
    offset = st.integers(0, len(old))
    places = data.draw(st.lists(st.tuples(offset, offset), max_size=6))
    anchors = [anchor(old, min(place), max(place)) for place in places]
    found = resolve(anchors, old, new)
    assert len(found) == len(anchors)
    for each in found:
        if each.start is None or each.end is None:
            assert each.fate is Fate.ORPHAN
        else:
            assert 0 <= each.start < each.end <= len(new)


def test_between_places_that_fit_alike_nobody_chooses() -> None:
    old = "Before.\n\nThe very same sentence stands here.\n\nAfter."
    new = "\n\n".join(["Elsewhere.", "The very same sentence stands here.", "Otherwise."] * 2)
    [found] = resolve([Anchor(9, 44, old[9:44])], old, new)
    assert found.fate is Fate.ORPHAN
    assert found.places == (12, 73)


def test_thresholds_follow_the_length() -> None:
    assert [threshold(length) for length in (11, 31, 32, 80, 81, 1000)] == [90, 90, 80, 80, 70, 70]
