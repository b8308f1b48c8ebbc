"""Finding words in a Text, and the locator of a passage."""

import pytest

from app.model import BlockKind, Locator, Text
from app.text import Draft, compose, find_quotation, locate, surroundings

P, H = BlockKind.PARAGRAPH, BlockKind.HEADING


@pytest.fixture
def entry() -> Text:
    return compose(
        [
            Draft(P, "It is a “news outlet” of A’maq."),
            Draft(H, "History", level=2),
            Draft(P, "A first paragraph."),
            Draft(BlockKind.CAPTION, "A caption."),
            Draft(P, "A second paragraph with أعماق in it.", page="iv"),
            Draft(H, "Character", level=2),
            Draft(P, "A last one.", page="v"),
        ],
        "test 1",
    )


def found(text: Text, quotation: str) -> list[str]:
    return [text.canonical[start:end] for start, end in find_quotation(text, quotation)]


def test_words_are_found_whatever_the_white_space(entry: Text) -> None:
    assert found(entry, " first\n  paragraph. ") == ["first paragraph."]


def test_a_quotation_may_run_over_blocks(entry: Text) -> None:
    assert found(entry, "first paragraph. A caption. A second") == [
        "first paragraph.\n\nA caption.\n\nA second"
    ]


def test_straight_marks_find_curly_ones(entry: Text) -> None:
    assert found(entry, '"news outlet" of A\'maq') == ["“news outlet” of A’maq"]


def test_marks_as_they_stand_win_over_folded_ones() -> None:
    text = compose([Draft(P, "A'maq and A’maq and A`maq")], "test 1")
    assert found(text, "A’maq") == ["A’maq"]
    assert found(text, "A‘maq") == ["A'maq", "A’maq", "A`maq"]


def test_single_marks_do_not_find_double_ones(entry: Text) -> None:
    assert found(entry, "'news outlet'") == []


def test_places_that_overlap_are_all_found() -> None:
    text = compose([Draft(P, "that that that")], "test 1")
    assert find_quotation(text, "that that") == [(0, 9), (5, 14)]


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "not in it"])
def test_nothing_is_found_nowhere(entry: Text, nothing: str) -> None:
    assert find_quotation(entry, nothing) == []


def test_pattern_signs_are_only_letters() -> None:
    text = compose([Draft(P, "a.*(b) [c] \\d+ $")], "test 1")
    assert found(text, ".*(b) [c] \\d+ $") == [".*(b) [c] \\d+ $"]


def test_a_passage_has_paragraph_section_and_page(entry: Text) -> None:
    [(start, end)] = find_quotation(entry, "أعماق")
    assert locate(entry, start, end) == Locator(
        paragraph=3,
        paragraph_end=3,
        section_paragraph=2,
        section_paragraph_end=2,
        section=("History",),
        page="iv",
        page_end="iv",
    )


def test_a_passage_over_sections_has_no_end_within_its_section(entry: Text) -> None:
    [(start, end)] = find_quotation(entry, "in it. Character A last")
    locator = locate(entry, start, end)
    assert (locator.paragraph, locator.paragraph_end) == (3, 4)
    assert (locator.section_paragraph, locator.section_paragraph_end) == (2, None)
    assert (locator.page, locator.page_end) == ("iv", "v")


def test_a_caption_has_a_section_and_no_number(entry: Text) -> None:
    [(start, end)] = find_quotation(entry, "A caption.")
    locator = locate(entry, start, end)
    assert (locator.paragraph, locator.section) == (None, ("History",))


def test_a_separator_between_blocks_belongs_to_no_paragraph(entry: Text) -> None:
    end = entry.blocks[0].end
    assert locate(entry, end, end + 2) == Locator()


def test_surroundings_are_at_most_64_code_points() -> None:
    text = compose([Draft(P, "😀" * 100 + "x" + "ع" * 100)], "test 1")
    assert surroundings(text, 100, 101) == ("😀" * 64, "ع" * 64)
    assert surroundings(text, 0, 1)[0] == ""
