"""The page: slices, places, selection, directions, tables, and nothing that is live."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument, QTextTable
from pytestqt.qtbot import QtBot

from app.model import BlockKind, Meaning
from tests.ui.reader.conftest import Show, opened_of, paragraphs
from ui.reader.document import KIND, NUMBER, Type
from ui.reader.marks import PaintedMark
from ui.reader.page import FIRST_SLICE, SLICE, PageView, defanged
from ui.theme import Theme

WORDS = "A claim of responsibility is a text before it is a fact. " * 8


@pytest.fixture
def megabyte() -> list[tuple[BlockKind, str]]:
    return paragraphs(*[WORDS.strip()] * (1_000_000 // len(WORDS)))


def empty_page(theme: Theme, qtbot: QtBot) -> PageView:
    page = PageView(theme)
    qtbot.addWidget(page)
    page.resize(860, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_large_text_is_built_in_slices_and_the_first_is_a_screenful(
    theme: Theme, qtbot: QtBot, megabyte: list[tuple[BlockKind, str]]
) -> None:
    page, most = empty_page(theme, qtbot), max(len(words) for _kind, words in megabyte)
    page.show_text(opened_of(*megabyte), "")
    sizes = [page.document().characterCount()]
    assert sizes[0] < FIRST_SLICE + most + 200
    while page._builder is not None:
        page._on_slice()
        sizes.append(page.document().characterCount())
    assert all(after - before < SLICE + 2 * most for before, after in pairwise(sizes))
    assert len(sizes) > 50
    assert page._map.end == sum(len(words) + 2 for _kind, words in megabyte) - 2


def test_reading_goes_on_where_it_was_left_also_deep_in_a_large_text(
    theme: Theme, qtbot: QtBot, megabyte: list[tuple[BlockKind, str]]
) -> None:
    page, place = empty_page(theme, qtbot), 600_000
    with qtbot.waitSignal(page.text_completed, timeout=20_000):
        page.show_text(opened_of(*megabyte), "", place)
        assert page.place() == place
    assert abs(page.place() - place) < 200
    assert page.is_visible(place)


def test_the_place_stays_when_size_type_or_theme_change(
    show: Show, theme: Theme, qtbot: QtBot
) -> None:
    page = show(opened_of(*paragraphs(*[WORDS] * 200)))
    page.scroll_to(40_000, 16)
    before = page.place()
    page.resize(600, 500)
    assert abs(page.place() - before) < 200
    with qtbot.waitSignal(page.text_completed):
        page.set_type(Type(px=22))
    assert abs(page.place() - before) < 200
    with qtbot.waitSignal(page.text_completed):
        theme.choose("dark")
    assert abs(page.place() - before) < 200


def test_the_first_place_brings_what_stands_over_the_title(show: Show) -> None:
    page = show(opened_of(*paragraphs(*["words " * 40] * 40)))
    page.scroll_to(2_000)
    assert page.verticalScrollBar().value() > 0
    page.scroll_to(0, 16)
    assert page.verticalScrollBar().value() == 0


def test_the_current_mark_selection_and_caret_stay_when_the_theme_changes(
    show: Show, theme: Theme, qtbot: QtBot
) -> None:
    page = show(opened_of(*paragraphs(*[WORDS] * 200)))
    page.set_marks([PaintedMark("m", 10, 40, Meaning.YELLOW, "2026-01-01", 0)])
    page.set_current_mark("m")
    told: list[object] = []
    page.current_mark_changed.connect(told.append)
    with qtbot.waitSignal(page.text_completed):
        theme.choose("dark")
    assert page.current_mark is not None
    assert told == []
    page.select(60_000, 60_020)
    selected = page.selection()
    with qtbot.waitSignal(page.text_completed):
        theme.choose("sepia")
    assert page.selection() == selected


def test_a_mark_not_built_yet_is_nowhere_in_sight(
    theme: Theme, qtbot: QtBot, megabyte: list[tuple[BlockKind, str]]
) -> None:
    page = empty_page(theme, qtbot)
    page.show_text(opened_of(*megabyte), "")
    assert page.y_of(900_000) > 100_000
    assert not page.is_visible(900_000)


def test_a_selection_is_told_without_the_space_around_it(show: Show) -> None:
    page = show(opened_of(*paragraphs("One 😀 two", "three")))
    page.select(3, 6)
    assert page.selection() == (4, 5)
    page.select(0, 11)
    assert page.selection() == (0, 9)
    page.select(3, 4)
    assert page.selection() is None


def test_keys_move_the_caret_and_select(show: Show, qtbot: QtBot) -> None:
    page = show(opened_of(*paragraphs("One two three", "four")))
    page.setFocus()
    page.select(0, 0)
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.caret() == 4
    qtbot.keyClick(
        page, Qt.Key.Key_Right,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert page.selection() == (4, 7)
    with qtbot.waitSignal(page.caret_paragraph_changed) as told:
        qtbot.keyClick(page, Qt.Key.Key_Down)
    assert told.args == [2]


def test_a_caret_out_of_sight_starts_where_one_reads(show: Show, qtbot: QtBot) -> None:
    page = show(opened_of(*paragraphs(*[WORDS] * 50)))
    page.scroll_to(10_000)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.is_visible(10_000)
    assert page.caret() > 8_000


def test_a_click_on_words_or_letter_makes_the_mark_current(show: Show, qtbot: QtBot) -> None:
    page = show(opened_of(*paragraphs("One two three four", "five")))
    page.set_marks([
        PaintedMark("a", 4, 7, Meaning.YELLOW, "1"), PaintedMark("b", 8, 13, Meaning.PINK, "2"),
    ])  # fmt: skip
    page.select(9, 11)
    middle = page.selection_rect().center()
    page.clear_selection()
    page.set_current_mark(None)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.current_mark is not None
    assert page.current_mark.id == "b"
    (first, rect), _second = page.badges()
    qtbot.mouseClick(
        page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(int, rect.center().toTuple()))
    )
    assert page.current_mark.id == first.id == "a"


def test_copied_words_are_those_of_the_text_without_looks(show: Show) -> None:
    page = show(opened_of((BlockKind.INFOBOX_ROW, "Used for: statement"), *paragraphs("Two")))
    page.select(0, 19)
    data = page.createMimeDataFromSelection()
    assert data.text() == "Used for: statement"
    assert data.formats() == ["text/plain"]


def test_an_arabic_paragraph_runs_from_right_to_left(show: Show) -> None:
    page = show(opened_of(*paragraphs("أسماء ومصادر: ملاحظات في النقل", "A note on بيان.")))
    arabic = page.document().findBlockByNumber(3)
    assert arabic.blockFormat().layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert arabic.next().blockFormat().layoutDirection() is not Qt.LayoutDirection.RightToLeft
    run = [part.fragment() for part in arabic.next()][1]
    assert run.text() == "بيان"
    assert run.charFormat().font().families() == ["Amiri"]
    assert run.charFormat().font().pixelSize() == round(16 * 1.2)


def test_a_table_is_a_table_and_its_cells_keep_their_offsets(show: Show) -> None:
    page = show(opened_of((BlockKind.TABLE, "Study\tFound\nZelin\t123"), *paragraphs("After")))
    (table,) = (f for f in page.document().rootFrame().childFrames() if isinstance(f, QTextTable))
    assert (table.rows(), table.columns()) == (2, 2)
    page.select(12, 17)
    assert page.textCursor().selectedText() == "Zelin"
    assert page.selection() == (12, 17)
    tops = [page.y_of(start) for start in (0, 6, 12, 18, 23)]
    assert tops[0] == tops[1] < tops[2] == tops[3] < tops[4]


def test_only_body_paragraphs_carry_a_number(show: Show) -> None:
    page = show(
        opened_of(
            (BlockKind.HEADING, "Names"), *paragraphs("One"), (BlockKind.CAPTION, "Figure"),
            (BlockKind.QUOTATION, "Two"), (BlockKind.FOOTNOTE, "1 See there."),
        )
    )  # fmt: skip
    block, found = page.document().firstBlock(), {}
    while block.isValid():
        form = block.blockFormat()
        if form.hasProperty(NUMBER):
            found[form.stringProperty(KIND)] = form.intProperty(NUMBER)
        block = block.next()
    assert found == {"paragraph": 1, "quotation": 2}


HOSTILE = '<img src="file:///etc/passwd"><a href="https://example.org">x</a><b>bold</b>&amp;'


def test_markup_in_a_text_or_title_stays_letters(show: Show) -> None:
    # In a title CSL's own tags are markup, and shown as none; all others are letters.
    title = HOSTILE.replace("<b>", "<u>").replace("</b>", "</u>")
    page = show(opened_of(*paragraphs(HOSTILE), title=title))
    assert page.toPlainText().count(HOSTILE) == 1
    assert page.toPlainText().count(title) == 1
    page.select(0, len(HOSTILE))
    for x in range(60, 500, 20):
        for y in range(60, 300, 10):
            assert page.anchorAt(QPoint(x, y)) == ""


def test_letters_that_qt_keeps_for_itself_shift_nothing(show: Show) -> None:
    words = "a\ufdd0b\ufdd1c\ufffcd\u2028e\x00f"
    page = show(opened_of(*paragraphs(words, "After 😀 all")))
    page.select(len(words) + 2, len(words) + 7)
    assert page.textCursor().selectedText() == "After"
    assert page.selection() == (len(words) + 2, len(words) + 7)


def test_no_picture_or_file_is_ever_loaded(show: Show) -> None:
    page = show(opened_of(*paragraphs("One")))
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource):
        assert page.loadResource(kind.value, QUrl("file:///etc/passwd")) is None


def test_an_address_is_told_so_that_it_cannot_be_opened(show: Show) -> None:
    words = "See https://example.org/a.b. Then go on."
    page = show(opened_of(*paragraphs(words)))
    page.select(10, 12)
    address = page.address_at(page.selection_rect().center())
    assert address == "https://example.org/a.b"
    assert defanged(address) == "hxxps://example[.]org/a[.]b"
    page.select(34, 36)
    assert page.address_at(page.selection_rect().center()) is None
    assert page.address_at(QPoint(page.text_right() - 10, page.y_of(0))) is None


def test_the_page_is_named_after_its_document(show: Show) -> None:
    assert show(opened_of(*paragraphs("x"), title="Bayān")).accessibleName() == "Text of Bayān"


def test_the_measure_is_reckoned_from_the_font(show: Show) -> None:
    page = show(opened_of(*paragraphs(WORDS)))
    # VISUAL.md: 66 characters take 497 pixels at 16 and 590 at 19, within a few.
    assert page.measure == pytest.approx(497, abs=20)
    page.set_type(Type(px=19))
    assert page.measure == pytest.approx(590, abs=22)


def test_a_cleared_page_shows_and_selects_nothing(show: Show) -> None:
    page = show(opened_of(*paragraphs(WORDS)))
    page.set_marks([PaintedMark("a", 0, 5, Meaning.YELLOW, "1")])
    page.clear_text()
    page.grab()
    assert page.toPlainText() == ""
    assert page.selection() is None
    assert page.place() == 0


def test_items_that_share_a_number_show_it_once(show: Show) -> None:
    opened = opened_of((BlockKind.LIST_ITEM, "One"), (BlockKind.LIST_ITEM, "Two"))
    assert opened.text is not None
    blocks = tuple(replace(block, paragraph=6) for block in opened.text.blocks)
    page = show(replace(opened, text=replace(opened.text, blocks=blocks)))
    items = [page.document().findBlockByNumber(number).blockFormat() for number in (3, 4)]
    assert [form.hasProperty(NUMBER) for form in items] == [True, False]


def test_an_item_of_a_list_has_a_dot_before_its_first_line_and_words_stay_as_they_are(
    show: Show,
) -> None:
    page = show(opened_of((BlockKind.LIST_ITEM, "One"), (BlockKind.LIST_ITEM, "Two")))
    plain = show(opened_of(*paragraphs("One", "Two")))

    def inked(view: PageView) -> bool:
        """Whether anything is painted left of the first line, above the number's margin."""
        image = view.grab().toImage()
        left, line = round(view.text_left()), view.y_of(0)
        paper = image.pixelColor(left - 3, line)
        column = range(left, left + 20)
        return any(image.pixelColor(x, y) != paper for x in column for y in range(line, line + 20))

    assert "•" not in page.toPlainText()
    assert inked(page)
    item, words = page.document().findBlockByNumber(3), plain.document().findBlockByNumber(3)
    assert item.text() == words.text() == "One"
