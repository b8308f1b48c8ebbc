"""Lanes and disjoint segments of overlapping marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model import Meaning
from ui.reader.marks import PaintedMark, laned, marks_within, segments


def mark(id_: str, start: int, end: int, created: str = "2026-01-01") -> PaintedMark:
    return PaintedMark(id_, start, end, Meaning.YELLOW, created)


_MARKS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12).map(
    lambda pairs: [mark(str(n), start, start + length, f"{n:03}")
                   for n, (start, length) in enumerate(pairs)]
)  # fmt: skip


def test_three_marks_over_one_word_have_three_lanes() -> None:
    placed = laned([mark("a", 0, 30), mark("b", 10, 40), mark("c", 20, 50)])
    assert {each.id: each.lane for each in placed} == {"a": 0, "b": 1, "c": 2}


def test_a_lane_is_taken_again_once_it_is_free() -> None:
    placed = laned([mark("a", 0, 10), mark("b", 5, 30), mark("c", 10, 20)])
    assert {each.id: each.lane for each in placed} == {"a": 0, "b": 1, "c": 0}


@given(_MARKS)
def test_overlapping_marks_never_share_a_lane(marks: list[PaintedMark]) -> None:
    placed = laned(marks)
    for first in placed:
        for other in placed:
            if first.id != other.id and first.start < other.end and other.start < first.end:
                assert first.lane != other.lane


@given(_MARKS)
def test_no_lane_is_higher_than_so_many_marks_overlap(marks: list[PaintedMark]) -> None:
    deepest = max(
        (sum(each.start <= at < each.end for each in marks) for at in range(100)), default=0
    )
    assert max((each.lane + 1 for each in laned(marks)), default=0) == deepest


@given(_MARKS, st.integers(0, 50), st.integers(1, 60))
def test_segments_are_disjoint_and_cover_what_is_marked(
    marks: list[PaintedMark], start: int, length: int
) -> None:
    end = start + length
    found = segments(laned(marks), start, end)
    for at in range(start, end):
        here = [each for each in found if each.start <= at < each.end]
        covering = {each.id for each in marks if each.start <= at < each.end}
        assert len(here) == (1 if covering else 0)
        if here:
            assert {each.id for each in here[0].covering} == covering
            assert here[0].fill.id == max(covering, key=int)


def test_only_marks_that_touch_what_is_seen_are_painted() -> None:
    marks = [mark("a", 0, 10), mark("b", 10, 20), mark("c", 0, 99)]
    assert [each.id for each in marks_within(marks, 10, 12)] == ["b", "c"]
