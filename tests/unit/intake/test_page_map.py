"""Pages laid against a Text: passages as boxes, points as places, in both directions."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake import Limits
from app.intake.facsimile import Facsimile, Letters, PageMap, Places, Sheet
from app.intake.facsimile.mapping import map_page
from app.intake.pdf.reader import read_pdf
from app.model import BlockKind, Text
from app.text import Draft, compose
from tests.unit.intake.pdf_files import Word, build

_WIDE, _HIGH = 0.01, 0.02
_PAPER = Sheet("1", 600, 800)


def page_of(lines: Sequence[str], left: float = 0.1) -> Letters:
    """Letters in a grid: each a hundredth of the page wide, each line two hundredths lower."""
    text, edges = "", array("f")
    for row, line in enumerate(lines):
        for column, letter in enumerate(line + "\r"):
            text += letter
            x, y = left + column * _WIDE, 0.1 + row * _HIGH
            made_up = letter == "\r"
            edges.extend((0, 0, 0, 0) if made_up else (x, y, x + _WIDE, y + _HIGH))
    return Letters(text, edges)


def mapped(lines: Sequence[str], canonical: str) -> PageMap:
    return map_page(page_of(lines), canonical, [(0, len(canonical))])


def rows(found: PageMap, canonical: str, words: str) -> list[tuple[int, int, int]]:
    """Row, first column and column after the last of each box of a passage."""
    start = canonical.index(words)
    return [
        (
            round((box.top - 0.1) / _HIGH),
            round((box.left - 0.1) / _WIDE),
            round((box.right - 0.1) / _WIDE),
        )
        for box in found.boxes(start, start + len(words))
    ]


def centre(row: int, column: int) -> tuple[float, float]:
    return 0.1 + (column + 0.5) * _WIDE, 0.1 + (row + 0.5) * _HIGH


def test_a_passage_on_one_line_is_one_box_with_its_spaces() -> None:
    text = "The group moved its money through shops."
    found = mapped([text], text)
    assert rows(found, text, "moved its money") == [(0, 10, 25)]


def test_a_passage_over_two_lines_is_two_boxes() -> None:
    text = "The group moved its money through shops in the border towns."
    found = mapped(["The group moved its money", "through shops in the border towns."], text)
    assert rows(found, text, "money through shops") == [(0, 20, 25), (1, 0, 13)]


def test_a_word_that_was_mended_is_found_on_both_lines_with_its_hyphen() -> None:
    text = "It published information of its own."
    found = mapped(["It published infor-", "mation of its own."], text)
    assert rows(found, text, "information") == [(0, 13, 19), (1, 0, 6)]


def test_a_drawn_ligature_stands_for_both_of_its_letters() -> None:
    text = "The first office was closed."
    found = mapped(["The ﬁrst oﬃce was closed."], text)
    assert rows(found, text, "office") == [(0, 9, 13)]


def test_a_running_head_is_on_no_passage_and_says_so() -> None:
    text = "The group moved its money through shops."
    found = mapped(["Chapter 2   Money", text, "41"], text)
    assert rows(found, text, text) == [(1, 0, 40)]
    assert found.is_foreign(*centre(0, 2))
    assert not found.is_foreign(*centre(1, 2))


def test_a_line_that_was_dropped_is_not_taken_for_one_that_is_like_it() -> None:
    text = "Report seven was about ports in the south.\n\nThe ferry left at noon with it all."
    lines = ["Volume eight: harbours, ports in the north", "The ferry left at noon with it all."]
    found = map_page(page_of(lines), text, [(0, len(text))])
    assert not rows(found, text, "Report seven was about ports in the south")
    assert rows(found, text, "The ferry left") == [(1, 0, 14)]


def test_a_running_head_does_not_take_the_heading_that_it_repeats() -> None:
    text = "Money and shops\n\nThe group moved its money through shops."
    found = mapped(["Money and shops", "Money and shops", "The group moved its money"], text)
    assert rows(found, text, "Money and shops") == [(1, 0, 15)]


def test_a_footnote_that_the_text_has_later_is_found_at_the_foot() -> None:
    text = "The claim came first and was later withdrawn by them.\n\n1 See the first report of May."
    lines = ["The claim came first", "1 See the first report of May."]
    found = mapped(lines, text)
    assert rows(found, text, "first report") == [(1, 10, 22)]
    assert rows(found, text, "came first") == [(0, 10, 20)]


def test_columns_that_the_file_draws_row_by_row_are_told_apart() -> None:
    text = "Alpha begins the left column here. Omega begins the right one over there."
    found = mapped(
        ["Alpha begins the   Omega begins the", "left column here.  right one over there."], text
    )
    assert rows(found, text, "begins the left column") == [(0, 6, 16), (1, 0, 11)]


def test_sentences_that_come_again_are_kept_in_order() -> None:
    text = "It was denied. It was denied. It was denied. Then it was not."
    found = mapped([text], text)
    for at in range(len(text)):
        if text[at].isalnum():
            assert found.offset_at(*centre(0, at)) == at


def test_accents_and_case_of_drawn_letters_make_no_difference() -> None:
    text = "Zawāhirī spoke of Müller"
    apart = "Zawa\u0304hiri\u0304 spoke of Mu\u0308ller"
    found = mapped([apart], text)
    assert found.share == 1.0


def test_a_point_between_lines_or_beside_them_leads_to_the_nearest_character() -> None:
    text = "First line of it.\n\nSecond line of it."
    found = mapped(["First line of it.", "Second line of it."], text)
    assert found.offset_at(0.9, 0.1 + 0.5 * _HIGH) == text.index(".")
    assert found.offset_at(0.0, 0.9) == text.index("Second")


def test_past_the_middle_of_a_character_its_end_is_meant() -> None:
    found = mapped(["abcdefghijkl"], "abcdefghijkl")
    x, y = centre(0, 3)
    assert found.offset_at(x + 0.3 * _WIDE, y, behind=True) == 4
    assert found.offset_at(x - 0.3 * _WIDE, y, behind=True) == 3


def test_a_page_without_letters_leads_nowhere() -> None:
    found = mapped([], "Some text.")
    assert found.offset_at(0.5, 0.5) is None
    assert found.extent is None
    assert not found.has_letters


words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäéاب1"), min_size=1, max_size=9)


@given(st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=12))
def test_every_letter_of_a_page_that_is_in_the_text_leads_to_itself(
    lines: list[list[str]],
) -> None:
    drawn = [" ".join(line) for line in lines]
    text = " ".join(drawn)
    found = mapped(drawn, text)
    at = 0
    for row, line in enumerate(drawn):
        for column, letter in enumerate(line):
            if letter != " ":
                assert found.offset_at(*centre(row, column)) == at + column
        at += len(line) + 1
    assert found.extent == (0, len(text))


def paragraphs(*contents: tuple[str, str, BlockKind]) -> Text:
    return compose([Draft(kind, words, page=page) for words, page, kind in contents], "test 1")


_P, _F = BlockKind.PARAGRAPH, BlockKind.FOOTNOTE
_LONG = "The committee met in the spring and found that nothing had been paid to anybody in"
_REST = "the whole of that year, which surprised its members more than they would say."


def places(text: Text, pages: Sequence[Sequence[str]], labels: Sequence[str]) -> Places:
    letters = [page_of(lines) for lines in pages]
    return Places(text, [Sheet(label, 600, 800) for label in labels], letters.__getitem__)


def test_the_end_of_a_paragraph_is_found_on_the_page_where_it_ends() -> None:
    text = paragraphs((f"{_LONG} {_REST}", "7", _P), ("1 A note on money.", "7", _F))
    found = places(text, [[_LONG, "1 A note on money."], [_REST]], ["7", "8"])
    spot = found.find(text.canonical.index("members"))
    assert spot is not None
    assert spot.page == 1
    note = found.find(text.canonical.index("note on"))
    assert note is not None
    assert note.page == 0


def test_a_label_that_two_pages_have_is_the_nearer_ones() -> None:
    first, second = "An opening of some length about it.", "A closing of another sort altogether."
    text = paragraphs((first, "1", _P), (_LONG, "2", _P), (second, "1", _P))
    found = places(text, [[first], [_LONG], [second]], ["1", "2", "1"])
    spot = found.find(text.canonical.index("closing"))
    assert spot is not None
    assert spot.page == 2


def test_a_text_without_page_labels_is_found_by_its_words() -> None:
    contents = [f"Paragraph {n} says something of its own about {n * 7919}." for n in range(40)]
    text = compose([Draft(_P, words) for words in contents], "test 1")
    pages = [contents[at : at + 10] for at in range(0, 40, 10)]
    found = places(text, pages, ["1", "2", "3", "4"])
    spot = found.find(text.canonical.index("Paragraph 33"))
    assert spot is not None
    assert spot.page == 3
    assert found.map(1).share == 1.0


@pytest.mark.parametrize("quotation", ["moved its money", "infor", "towns"])
def test_a_passage_of_an_imported_pdf_is_where_the_file_draws_it(quotation: str) -> None:
    # Characters are half an em wide: 5 points at size 10, and a line is drawn every 14 points.
    lines = ["The group moved its money", "through the border towns and", "gave information"]
    lines += ["to nobody at all."]
    content = build([[Word(72, 700 - 14 * n, line, 10) for n, line in enumerate(lines)]])
    finding = read_pdf(content, Limits())
    text = compose(finding.drafts, finding.extractor)
    pages = Facsimile(lambda: content)
    try:
        found = Places(text, pages.open().pages, pages.letters)
        start = text.canonical.index(quotation)
        (box,) = found.map(0).boxes(start, start + len(quotation))
    finally:
        pages.close()
    row = next(n for n, line in enumerate(lines) if quotation in line)
    column = lines[row].index(quotation)
    assert box.left * 595 == pytest.approx(72 + 5 * column, abs=1)
    assert box.right * 595 == pytest.approx(72 + 5 * (column + len(quotation)), abs=1)
    assert box.top * 842 < 842 - (700 - 14 * row) < box.bottom * 842 + 1
