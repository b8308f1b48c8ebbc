"""What the reader decides without Qt: cards' places, history, words."""

from __future__ import annotations

import pytest

from app.model import BlockKind, Locator
from app.text.compose import Draft, compose
from ui.reader.presenter import (
    History,
    Visit,
    locator_words,
    minutes_left,
    place_cards,
    where,
)


def test_cards_with_room_stand_beside_their_passages() -> None:
    assert place_cards([100, 300], [60, 60], 0) == [100, 300]


def test_a_card_that_would_overlap_stands_eight_pixels_below_the_one_before() -> None:
    assert place_cards([100, 110, 120], [60, 40, 40], 0) == [100, 168, 216]


@pytest.mark.parametrize(("top", "place"), [(200, 200), (199, 200), (144, 200), (143, None)])
def test_a_card_up_to_56_pixels_under_the_panel_is_pushed_and_one_further_up_folds(
    top: int, place: int | None
) -> None:
    assert place_cards([top], [60], 200) == [place]


def test_a_folded_card_takes_no_room() -> None:
    assert place_cards([10, 210], [500, 60], 200) == [None, 210]


def test_back_returns_to_where_a_document_was_left() -> None:
    history = History()
    history.visit(Visit("one"))
    history.leave(120)
    history.visit(Visit("two"))
    assert history.can_go == (True, False)
    assert history.go(-1) == Visit("one", 120)
    assert history.can_go == (False, True)


def test_going_somewhere_new_forgets_what_was_forward() -> None:
    history = History()
    for name in ("one", "two"):
        history.visit(Visit(name))
    history.go(-1)
    history.visit(Visit("three"))
    assert history.can_go == (True, False)
    assert history.go(1) is None
    assert history.go(-1) == Visit("one")


def test_the_place_is_told_by_section_and_running_paragraph() -> None:
    text = compose(
        [
            Draft(BlockKind.PARAGRAPH, "First."),
            Draft(BlockKind.HEADING, "Names", level=2),
            Draft(BlockKind.PARAGRAPH, "Second."),
        ],
        "test 1",
    )
    assert where(text, 0) == ("", "para. 1 of 2")
    assert where(text, text.canonical.index("Names")) == ("Names", "para. 2 of 2")
    assert where(text, text.canonical.index("Second")) == ("Names", "para. 2 of 2")


def test_minutes_left_count_220_words_a_minute_from_the_place() -> None:
    text = compose([Draft(BlockKind.PARAGRAPH, "word " * 660)], "test 1")
    assert minutes_left(text, 0) == 3
    assert minutes_left(text, 5 * 440) == 1


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Locator(paragraph=2, paragraph_end=2), "para. 2"),
        (Locator(paragraph=7, paragraph_end=8), "paras 7–8"),
        (Locator(paragraph=2, page="41"), "p. 41"),
        (Locator(), ""),
    ],
)
def test_a_card_says_where_its_mark_stands(locator: Locator, words: str) -> None:
    assert locator_words(locator) == words
