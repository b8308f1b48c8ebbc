"""What the reader decides without Qt: cards' places, history, words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model import BlockKind, DocumentId, Highlight, HighlightId, Locator, Meaning
from app.text.compose import Draft, compose
from ui.reader.presenter import (
    Beside,
    CardData,
    History,
    Visit,
    beside,
    by_page,
    count_words,
    first_after,
    locator_words,
    minutes_left,
    near,
    next_edge,
    next_start,
    place_cards,
    tags_typed,
    where,
    with_tag,
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


@pytest.mark.parametrize(
    ("width", "found"),
    [(899, Beside.LETTERS), (900, Beside.MARGIN), (1203, Beside.MARGIN), (1204, Beside.COLUMN)],
)
def test_what_stands_beside_the_text_follows_the_grid(width: int, found: Beside) -> None:
    # 56 + 497 + 51 + 280 + 16 = 900; 304 more for a column: 1744 less sidebar 200 and list 340.
    assert beside(width, 497, 1.0) is found


def test_larger_text_moves_these_widths_by_its_growth() -> None:
    # At 24 pixels 107 × 1.5 + 746 + 296 = 1202.5, rounded for each part: 84 + 746 + 76 + 296.
    assert beside(1201, 746, 1.5) is Beside.LETTERS
    assert beside(1202, 746, 1.5) is Beside.MARGIN


def quotation(id_: str, page: str | None, created: str = "2026-01-01") -> Highlight:
    return Highlight(
        HighlightId(id_), DocumentId("d"), None, None, None, "words", "", "",
        Locator(page=page, page_end=page), Meaning.YELLOW, created,
    )  # fmt: skip


def test_typed_quotations_stand_in_the_order_of_their_pages() -> None:
    given = [
        quotation("a", None),
        quotation("b", "112"),
        quotation("c", "12"),
        quotation("d", "xii"),
    ]
    assert [each.id for each in by_page(given)] == ["d", "c", "b", "a"]


def test_the_place_found_next_is_the_first_from_where_one_reads() -> None:
    hits = [(5, 6), (10, 11), (20, 21)]
    assert [first_after(hits, place) for place in (0, 10, 11, 30)] == [0, 1, 2, 0]
    assert first_after([], 3) == -1


def test_how_many_places_is_said_in_words() -> None:
    assert count_words(3, 17) == "3 of 17"
    assert count_words(1, 10_000, more=True) == "1 of more than 10,000"


def test_tags_typed_are_each_once_and_trimmed() -> None:
    assert tags_typed(" one,two ,, one,  a  b") == ["one", "two", "a b"]


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [("in", 2, "intro, "), ("one, in", 7, "one, intro, "), ("in, two", 2, "intro, two")],
)
def test_a_known_tag_completes_the_one_being_typed(text: str, place: int, line: str) -> None:
    done, caret = with_tag(text, place, "intro")
    assert done == line
    assert done[:caret].endswith("intro, ")


def test_the_edges_of_a_mark_move_by_words() -> None:
    text = "One two, three four."
    assert next_edge(text, 3, 1) == 7
    assert next_edge(text, 14, -1) == 7
    assert next_start(text, 9, -1) == 4
    assert next_start(text, 4, 1) == 9
    assert next_start(text, 0, -1) == 0
    assert next_edge(text, len(text), 1) == len(text)


def test_cards_are_made_only_near_what_is_read() -> None:
    cards = [
        CardData(None, replace(quotation(str(at), None), start=at)) for at in range(0, 100_000, 500)
    ]
    found = [card.start for card in near(cards, 50_000)]
    assert (found[0], found[-1]) == (46_000, 58_500)
