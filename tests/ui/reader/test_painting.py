"""What really stands on the screen: fills, lanes, hits, letters, numbers, grounds."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.library import Opened
from app.model import BlockKind, Meaning
from tests.ui.reader.conftest import Show, opened_of, paragraphs
from ui.reader.marks import PaintedMark, laned
from ui.reader.page import PageView
from ui.theme import Theme

WORDS = "Three newspapers that quote one agency are one source, not three witnesses."


def mark(start: int, end: int, meaning: Meaning, created: str = "1") -> PaintedMark:
    return PaintedMark(f"{meaning}-{start}", start, end, meaning, created)


def picture(page: PageView) -> QImage:
    return page.viewport().grab().toImage()


def box_of(page: PageView, start: int, end: int) -> QRect:
    """Where a passage on one line stands, told by Qt's own cursor."""
    page.select(start, end)
    box = page.selection_rect()
    page.clear_selection()
    return box


def colours(image: QImage, box: QRect) -> Counter[str]:
    return Counter(
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    )


def column(image: QImage, x: int, top: int, bottom: int) -> list[str]:
    """The colours met going down, each run once."""
    met = (image.pixelColor(x, y).name() for y in range(top, bottom))
    return [each for each, _run in groupby(met)]


def name(colour: QColor) -> str:
    return colour.name()


@pytest.fixture
def article() -> Opened:
    return opened_of(*paragraphs(WORDS, "Spelling comes next, and then the date."))


@pytest.mark.parametrize("choice", ["light", "sepia", "dark"])
def test_the_fill_of_a_mark_is_where_its_words_are(
    show: Show, article: Opened, theme: Theme, choice: str
) -> None:
    theme.choose(choice)
    page = show(article)
    box, beside = box_of(page, 6, 16), box_of(page, 30, 40)
    page.set_marks([mark(6, 16, Meaning.GREEN)])
    image, fill = picture(page), name(theme.fill(Meaning.GREEN))
    for x in range(box.left() + 1, box.right() - 1):
        assert fill in column(image, x, box.top(), box.bottom())
    assert fill not in column(image, box.left() - 4, box.top(), box.bottom())
    assert colours(image, beside)[fill] == 0


def test_three_overlapping_marks_have_three_lines_and_the_newest_fill(
    show: Show, article: Opened, theme: Theme
) -> None:
    page = show(article)
    box = box_of(page, 20, 26)
    page.set_marks(
        laned([mark(0, 30, Meaning.YELLOW, "1"), mark(10, 40, Meaning.GREEN, "3"),
               mark(15, 50, Meaning.PINK, "2")])
    )  # fmt: skip
    image = picture(page)
    met = column(image, box.center().x(), box.center().y(), box.bottom() + 8)
    strokes = [name(theme.stroke(each)) for each in (Meaning.YELLOW, Meaning.GREEN, Meaning.PINK)]
    assert [each for each in met if each in strokes] == strokes
    seen = colours(image, box)
    assert seen[name(theme.fill(Meaning.GREEN))] > 50
    assert seen[name(theme.fill(Meaning.YELLOW))] == seen[name(theme.fill(Meaning.PINK))] == 0


def test_a_mark_over_arabic_has_no_hole(show: Show, theme: Theme) -> None:
    words = "The word for a statement, بيان, appears as bayan in one note."
    page = show(opened_of(*paragraphs(words)))
    at = words.index("بيان")
    before, behind = box_of(page, at - 4, at - 2), box_of(page, at + 7, at + 10)
    page.set_marks([mark(at - 6, at + 12, Meaning.BLUE)])
    image, stroke = picture(page), name(theme.stroke(Meaning.BLUE))
    # The lower of the line's two rows: no letter reaches down to it.
    rows = range(before.center().y(), before.bottom() + 8)
    row = max(y for y in rows if image.pixelColor(before.left(), y).name() == stroke)
    line = {image.pixelColor(x, row).name() for x in range(before.left(), behind.left())}
    assert line == {stroke}


def test_a_mark_ends_with_the_words_of_a_line(show: Show, theme: Theme) -> None:
    page = show(opened_of(*paragraphs("word " * 60)))
    line = page.document().findBlockByNumber(3).layout().lineAt(0)
    last_word = line.textLength() - len("word ")
    box = box_of(page, last_word, last_word + len("word"))
    page.set_marks([mark(0, 290, Meaning.YELLOW)])
    image, fill = picture(page), name(theme.fill(Meaning.YELLOW))
    inside = range(page.letters_x() - 1)
    marked = [x for x in inside if fill in column(image, x, box.top(), box.bottom())]
    assert abs(max(marked) - box.right()) <= 2


def test_a_place_found_is_underlined_in_the_accent(
    show: Show, article: Opened, theme: Theme
) -> None:
    page = show(article)
    box = box_of(page, 6, 16).adjusted(0, 0, 0, 6)
    accent = name(theme.tokens.accent)
    assert colours(picture(page), box)[accent] == 0
    page.set_hits([(6, 16)])
    plain = colours(picture(page), box)[accent]
    assert plain > box.width()
    page.set_hits([(6, 16)], 0)
    assert colours(picture(page), box)[accent] > plain


def test_letters_stand_right_of_the_text_18_apart(show: Show, article: Opened) -> None:
    page = show(article)
    page.set_marks(
        laned([mark(0, 5, Meaning.YELLOW), mark(6, 16, Meaning.GREEN), mark(17, 21, Meaning.PINK)])
    )
    rects = [rect for _mark, rect in page.badges()]
    assert [rect.x() - rects[0].x() for rect in rects] == [0, 18, 36]
    assert rects[0].x() >= page.text_right()
    assert {rect.y() for rect in rects} == {page.y_of(0)}


def test_only_marks_in_sight_have_letters(show: Show) -> None:
    page = show(opened_of(*paragraphs(*[WORDS] * 300)))
    each = len(WORDS) + 2
    page.set_marks([mark(n * each, n * each + 5, Meaning.YELLOW) for n in range(300)])
    assert 0 < len(page.badges()) < 40
    page.scroll_to(200 * each)
    starts = [found.start // each for found, _rect in page.badges()]
    assert 200 in starts
    assert min(starts) > 150


def test_numbered_paragraphs_show_their_number_left_of_the_text(show: Show, theme: Theme) -> None:
    page = show(opened_of((BlockKind.HEADING, "Names"), *paragraphs(WORDS)))
    inked = [box_of(page, start, start + 3) for start in (0, 7)]
    image, paper = picture(page), name(theme.tokens.paper)
    left = [QRect(0, box.top(), page.text_left() - 10, box.height()) for box in inked]
    assert set(colours(image, left[0])) == {paper}
    assert set(colours(image, left[1])) != {paper}
    page.set_numbers(False)
    assert set(colours(picture(page), left[1])) == {paper}


def test_rows_of_an_infobox_lie_on_one_ground_with_values_in_a_column(
    show: Show, theme: Theme
) -> None:
    rows = ["Native name: بيان", "Plural: bayānāt", "Used for: statement"]
    page = show(opened_of(*((BlockKind.INFOBOX_ROW, row) for row in rows), *paragraphs(WORDS)))
    starts = [rows[0].index(":") + 2 + 0, len(rows[0]) + 2 + rows[1].index(":") + 2]
    values = [box_of(page, start, start + 1).left() for start in starts[1:]]
    third = sum(map(len, rows[:2])) + 4 + rows[2].index(":") + 2
    values.append(box_of(page, third, third + 1).left())
    assert len(set(values)) == 1
    image, sunk = picture(page), name(theme.tokens.sunk)
    top, bottom = box_of(page, 0, 1).top(), box_of(page, third, third + 1).bottom()
    edge = page.text_right() - 4
    assert {image.pixelColor(edge, y).name() for y in range(top, bottom)} == {sunk}


def test_values_of_an_infobox_go_on_where_they_began_and_beside_the_widest_label(
    show: Show,
) -> None:
    rows = ["Uses: " + WORDS, "Not to be confused with: another"]
    page = show(opened_of(*((BlockKind.INFOBOX_ROW, row) for row in rows)))
    value = box_of(page, 6, 7)
    lines = {box_of(page, at, at + 1).top(): at for at in range(len(rows[0]) - 1, 5, -1)}
    assert len(lines) > 1
    lefts = {box_of(page, at, at + 1).left() for at in lines.values()}
    assert max(lefts) - min(lefts) <= 1
    last = len(rows[0]) + 2 + rows[1].index("another")
    assert abs(box_of(page, last, last + 1).left() - value.left()) <= 1


def test_the_fades_are_where_more_text_follows(show: Show, theme: Theme) -> None:
    page = show(opened_of(*paragraphs(*[WORDS] * 60)))
    page.set_marks([mark(0, 60 * (len(WORDS) + 2), Meaning.YELLOW)])
    image, fill = picture(page), name(theme.fill(Meaning.YELLOW))
    height = page.viewport().height()
    pure = [fill in {image.pixelColor(x, y).name() for x in range(56, 500)}
            for y in range(height - 12, height)]  # fmt: skip
    assert not any(pure)


def test_the_caret_is_seen_only_while_the_keyboard_moves_it(
    show: Show, article: Opened, theme: Theme, qtbot: QtBot
) -> None:
    page = show(article)
    box = box_of(page, 0, 1).adjusted(-2, 0, 8, 0)
    accent = name(theme.tokens.accent)
    assert colours(picture(page), box)[accent] == 0
    page.select(1, 1)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert colours(picture(page), box)[accent] >= 20
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert colours(picture(page), box)[accent] == 0


@pytest.mark.parametrize("kind", [BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.INFOBOX_ROW])
def test_a_mark_on_an_indented_block_is_where_its_words_are(
    show: Show, theme: Theme, kind: BlockKind
) -> None:
    page = show(opened_of((kind, "Three newspapers that quote one agency")))
    box = box_of(page, 0, 16)
    page.set_marks([mark(0, 16, Meaning.PINK)])
    image, fill = picture(page), name(theme.fill(Meaning.PINK))
    inside = range(page.letters_x() - 1)
    marked = [x for x in inside if fill in column(image, x, box.top(), box.bottom())]
    assert abs(min(marked) - box.left()) <= 1
    assert abs(max(marked) - box.right()) <= 2
