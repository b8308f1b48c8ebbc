"""Signs of footnotes on the page: seen, told, followed both ways, never part of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.library import Opened
from app.model import BlockKind, NoteMark
from tests.ui.reader.conftest import Show, opened_of
from ui.reader.page import PageView
from ui.reader.page_footnotes import Sign

P, F = BlockKind.PARAGRAPH, BlockKind.FOOTNOTE
LONG = "Words that fill the page between a sign and its note. " * 12


@pytest.fixture
def opened() -> Opened:
    """Two signs in the first paragraph, one to each note, and a third sign to the first note."""
    made = opened_of(
        (P, "A claim and more."), *((P, LONG) for _ in range(12)), (P, "Again."),
        (F, "First <b>note</b>."), (F, "Second note."),
    )  # fmt: skip
    assert made.text is not None
    again = made.text.blocks[13].end - 1
    marks = (NoteMark(7, 14), NoteMark(16, 15), NoteMark(again, 14))
    return replace(made, text=replace(made.text, note_marks=marks))


def signs(page: PageView) -> list[Sign]:
    return list(page.footnotes.signs(list(page._seen(page.viewport().rect()))))


def test_signs_stand_raised_behind_their_words_and_in_order(show: Show, opened: Opened) -> None:
    page = show(opened)
    one, two = signs(page)
    assert (one.number, two.number) == (1, 2)
    assert one.rect.right() < two.rect.left()
    baseline = page._line_of(7)
    assert baseline is not None
    assert one.rect.bottom() < baseline[0]
    assert abs(one.rect.left() - baseline[1]) < 6


def test_the_text_is_as_it_was(show: Show, opened: Opened) -> None:
    page = show(opened)
    assert page.toPlainText().split("\n")[3] == "A claim and more."


def test_a_sign_is_told_as_plain_words(show: Show, opened: Opened) -> None:
    page = show(opened)
    one, _ = signs(page)
    assert page.footnotes.told(one) == "<p>First &lt;b&gt;note&lt;/b&gt;.</p>"


def test_a_click_on_a_sign_goes_to_its_note_and_one_beside_the_note_back(
    show: Show, opened: Opened, qtbot: QtBot
) -> None:
    page = show(opened)
    assert opened.text is not None
    note = opened.text.blocks[14].start
    one, _ = signs(page)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=one.rect.center().toPoint())
    assert page.caret() == note
    assert page.is_visible(note)
    beside = next(sign for sign in signs(page) if sign.goes == 7)
    assert beside.number == 1
    assert page.footnotes.told(beside) == "Back to the text"
    centre = beside.rect.center().toPoint()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert page.caret() == 7


def test_the_keyboard_goes_to_the_next_note_and_back(show: Show, opened: Opened) -> None:
    page = show(opened)
    assert opened.text is not None
    assert page.go_to_footnote()
    assert page.caret() == opened.text.blocks[14].start
    assert page.go_to_footnote()
    assert page.caret() == 7
    page.hold(9, 9)
    assert page.go_to_footnote()
    assert page.caret() == opened.text.blocks[15].start


def test_a_text_without_notes_has_no_signs(show: Show) -> None:
    page = show(opened_of((P, "Nothing here."), (F, "A note that nothing refers to.")))
    assert signs(page) == []
    assert not page.go_to_footnote()
