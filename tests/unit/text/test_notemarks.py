"""Marks of footnotes on their way into a Text: they leave no trace but their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import BlockKind, NoteMark
from app.text import Draft, canonical_line, compose
from app.text.notemarks import note_mark, numbers_in, without_marks

P, F = BlockKind.PARAGRAPH, BlockKind.FOOTNOTE


def test_marks_become_places_and_the_text_is_as_without_them() -> None:
    text = compose(
        [
            Draft(P, f"A claim{note_mark(7)} and{note_mark(12)}  more {note_mark(7)}."),
            Draft(F, "Seven.", notes=(7,)),
            Draft(F, "Twelve.", notes=(3, 12)),
        ],
        "test 1",
    )
    assert text.canonical == "A claim and more .\n\nSeven.\n\nTwelve."
    assert text.note_marks == (NoteMark(7, 1), NoteMark(11, 2), NoteMark(16, 1))
    assert text.note_numbers == (1, 2, 1)


def test_a_note_may_refer_to_another_and_blocks_without_text_shift_nothing() -> None:
    drafts = [
        Draft(P, ""),
        Draft(P, f"One{note_mark(0)}"),
        Draft(F, f"First{note_mark(1)}", notes=(0,)),
        Draft(F, "Second", notes=(1,)),
    ]
    assert compose(drafts, "test 1").note_marks == (NoteMark(3, 1), NoteMark(10, 2))


def test_a_mark_that_leads_to_no_footnote_is_gone() -> None:
    text = compose([Draft(P, f"One{note_mark(0)}"), Draft(P, "Two", notes=(0,))], "test 1")
    assert text.canonical == "One\n\nTwo"
    assert text.note_marks == ()


def test_tables_and_code_have_no_marks() -> None:
    drafts = [
        Draft(BlockKind.TABLE, rows=((f"a{note_mark(0)}", "b"),)),
        Draft(BlockKind.CODE, f"x{note_mark(0)} = 1"),
        Draft(F, "Note", notes=(0,)),
    ]
    text = compose(drafts, "test 1")
    assert text.canonical == "a\tb\n\nx = 1\n\nNote"
    assert text.note_marks == ()


@pytest.mark.parametrize("number", [0, 9, 10, 999_999_999])
def test_a_number_is_read_back(number: int) -> None:
    assert numbers_in(f"a{note_mark(number)}b") == [number]
    assert canonical_line(note_mark(number)) == ""


PIECES = st.lists(st.text(max_size=8) | st.integers(0, 3).map(note_mark), max_size=12)


@given(pieces=PIECES)
def test_whatever_stands_around_marks_the_text_is_as_without_them(pieces: list[str]) -> None:
    raw = "".join(pieces)
    notes = [Draft(F, f"Note {number}", notes=(number,)) for number in range(4)]
    text = compose([Draft(P, f"x{raw}"), *notes], "test 1")
    assert text.text_of(text.blocks[0]) == canonical_line(f"x{without_marks(raw)}")
    ends = [mark.at for mark in text.note_marks]
    assert ends == sorted(ends)
    assert all(0 < at <= text.blocks[0].end for at in ends)
    # A letter from the outside may join what stood before a mark; then the whole block has none.
    assert len(ends) in {0, len(numbers_in(raw))}
