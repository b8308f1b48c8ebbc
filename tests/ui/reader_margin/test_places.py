"""Where cards and panel stand for a width; a note that has no room can always be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from app.settings import INSPECTOR_OPEN, TEXT_SIZE
from tests.ui.reader_margin.conftest import Desk


def widen(desk: Desk, pixels: int) -> None:
    desk.window.resize(pixels, 800)
    desk.qtbot.wait(20)
    desk.reader.arrange()


def noted(desk: Desk, words: str, note: str) -> str:
    mark = desk.mark(words)
    desk.session.change(lambda library: library.add_note(note, on=mark))
    desk.qtbot.waitUntil(lambda: note in [each.text for each in desk.notes()])
    desk.settled()
    return mark


def press_letter(desk: Desk, mark: str) -> None:
    page = desk.reader.page
    rect = next(rect for each, rect in page.badges() if each.id == mark)
    at = QPoint(round(rect.center().x()), round(rect.center().y()))
    desk.qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_in_a_wide_reader_the_panel_is_a_column_and_no_card_is_under_it(desk: Desk) -> None:
    noted(desk, "who decided that", "Beside")
    widen(desk, 1260)
    panel, page = desk.reader.panel.geometry(), desk.reader.page.geometry()
    assert panel.left() > page.right()
    assert panel.bottom() >= desk.reader.height() - 1
    (card,) = desk.cards
    assert card.geometry().right() < panel.left()
    widen(desk, 960)
    assert desk.reader.panel.geometry().left() < desk.reader.page.geometry().right()


def test_a_card_folded_under_the_panel_comes_out_by_its_letter_and_goes_back(desk: Desk) -> None:
    mark = noted(desk, "What the archive keeps", "Under the panel")
    panel = desk.reader.panel
    panel.resize(280, 600)
    desk.reader.margin.arrange(660, 280, 620, room=True, shown=True)
    assert desk.cards == []
    assert desk.reader.margin.has_folded(mark)
    panel.wanted_height = lambda most: 600  # type: ignore[method-assign]
    desk.reader.arrange()
    press_letter(desk, mark)
    (card,) = desk.cards
    assert desk.reader.childAt(card.geometry().center()) in (card, card._text)
    press_letter(desk, mark)
    assert desk.cards == []


def test_in_a_narrow_reader_cards_are_letters_and_open_by_mouse_and_by_enter(desk: Desk) -> None:
    mark = noted(desk, "who decided that", "Narrow")
    widen(desk, 700)
    assert desk.cards == []
    press_letter(desk, mark)
    (card,) = desk.cards
    assert desk.reader.rect().contains(card.geometry().adjusted(6, 6, -6, -6))
    desk.reader.page.setFocus()
    desk.key(desk.reader.page, Qt.Key.Key_Escape)
    assert desk.cards == []
    desk.reader.page.set_current_mark(mark)
    desk.key(desk.reader.page, Qt.Key.Key_Return)
    (card,) = desk.cards
    assert card.hasFocus()
    desk.key(card, Qt.Key.Key_Return)
    assert desk.editor.toPlainText() == "Narrow"


def test_a_note_can_be_written_where_there_is_no_margin(desk: Desk) -> None:
    widen(desk, 700)
    desk.select("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "In little room")
    (card,) = desk.cards
    assert desk.reader.rect().contains(card.geometry().adjusted(6, 6, -6, -6))
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert [note.text for note in desk.notes()] == ["In little room"]


def test_a_note_on_the_document_is_reached_in_a_narrow_reader_too(desk: Desk) -> None:
    widen(desk, 700)
    assert not desk.reader.panel.isVisible()
    desk.actions["add-document-note"].trigger()
    assert desk.reader.panel.isVisible()
    assert desk.editor.hasFocus()


@pytest.mark.parametrize("size", [15, 19, 24])
def test_cards_never_lie_over_the_text_however_large_it_is(desk: Desk, size: int) -> None:
    noted(desk, "who decided that", "Beside")
    desk.reader._settings.set(TEXT_SIZE, size)
    for pixels in range(640, 1700, 90):
        widen(desk, pixels)
        for card in desk.cards:
            assert card.geometry().left() + 6 >= desk.reader.page.text_right()


def test_a_note_just_written_stays_in_sight_until_one_reads_on(desk: Desk) -> None:
    widen(desk, 700)
    desk.select("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "Seen")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    # At once, and still when mark and note were kept.
    assert len(desk.cards) == 1
    desk.settled()
    assert len(desk.cards) == 1
    assert not desk.cards[0].editing
    desk.key(desk.reader.page, Qt.Key.Key_Escape)
    assert desk.cards == []


def test_the_panel_goes_and_comes_with_its_setting(desk: Desk) -> None:
    assert desk.reader.panel.isVisible()
    desk.reader._settings.set(INSPECTOR_OPEN, value=False)
    assert not desk.reader.panel.isVisible()
    widen(desk, 1260)
    assert not desk.reader.side.isVisible()
    desk.reader._settings.set(INSPECTOR_OPEN, value=True)
    assert desk.reader.panel.isVisible()
    assert desk.reader.side.isVisible()
    widen(desk, 700)
    assert not desk.reader.panel.isVisible()
    # In a narrow reader the same key brings the panel over the text, and Esc puts it away.
    desk.reader._settings.set(INSPECTOR_OPEN, value=False)
    assert desk.reader.panel.isVisible()
    desk.reader.page.setFocus()
    desk.key(desk.reader.page, Qt.Key.Key_Escape)
    assert not desk.reader.panel.isVisible()


def test_a_mark_gone_to_shows_its_note_also_where_another_begins_there(desk: Desk) -> None:
    first = noted(desk, "who decided that", "Of the longer mark")
    second = desk.mark("who decided", 2)
    widen(desk, 700)
    opened = desk.reader.opened
    assert opened is not None
    assert opened.text is not None
    start = opened.text.canonical.index("who decided")
    desk.reader.show_passage(start, first)
    assert [card.accessibleName() for card in desk.cards] == [
        "Key point, para. 2: Of the longer mark"
    ]
    desk.reader.show_passage(start, second)
    assert desk.reader.current_mark is not None
    assert desk.reader.current_mark.id == second
    assert desk.cards == []


def test_a_panel_brought_over_the_text_has_no_card_lying_on_it(desk: Desk) -> None:
    mark = noted(desk, "who decided that", "Narrow")
    widen(desk, 700)
    press_letter(desk, mark)
    assert len(desk.cards) == 1
    desk.reader._settings.set(INSPECTOR_OPEN, value=False)
    assert desk.reader.panel.isVisible()
    assert desk.cards == []


def test_in_a_very_wide_reader_a_card_stays_beside_its_passage(desk: Desk) -> None:
    noted(desk, "What the archive keeps", "Beside it")
    desk.window.resize(1900, 900)
    desk.qtbot.waitUntil(lambda: desk.reader.side.isVisible() and bool(desk.cards))
    (card,) = desk.cards
    gap = card.geometry().left() - desk.reader.page.text_right()
    assert 40 <= gap <= 80
