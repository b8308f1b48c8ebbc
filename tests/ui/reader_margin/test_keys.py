"""Everything that marking needs, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from app.model import Meaning
from tests.ui.reader_margin.conftest import Desk
from ui.widgets.buttons import IconButton

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def caret_at(desk: Desk, words: str) -> None:
    opened, page = desk.reader.opened, desk.reader.page
    assert opened is not None
    assert opened.text is not None
    start = opened.text.canonical.index(words)
    page.select(start, start + 1)
    cursor = page.textCursor()
    cursor.setPosition(cursor.selectionStart())
    page.setTextCursor(cursor)
    page.setFocus(Qt.FocusReason.TabFocusReason)


def exact(desk: Desk) -> list[str]:
    opened = desk.session.library.open_document(desk.article)
    return [mark.exact for mark in opened.highlights]


def test_select_mark_note_and_copy_without_a_mouse(desk: Desk) -> None:
    copied: list[str] = []
    desk.actions.on(
        "copy-quotation",
        lambda: copied.append(desk.reader.current_mark.exact),  # type: ignore[union-attr]
    )
    page, qtbot = desk.reader.page, desk.qtbot
    caret_at(desk, "who decided")
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Right, SHIFT | CTRL)
    qtbot.keyClick(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: [mark.meaning for mark in page.marks] == [Meaning.GREEN])
    assert exact(desk) == ["who decided"]
    qtbot.keyClick(page, Qt.Key.Key_N)
    qtbot.keyClicks(desk.editor, "c2n?")
    qtbot.keyClick(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert [note.text for note in desk.notes()] == ["c2n?"]
    assert page.hasFocus()
    assert page.current_mark is not None
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert copied == ["who decided"]


def test_a_digit_on_a_mark_changes_its_meaning(desk: Desk) -> None:
    desk.mark("who decided that")
    caret_at(desk, "decided that")
    desk.qtbot.keyClick(desk.reader.page, Qt.Key.Key_5)
    desk.qtbot.waitUntil(lambda: desk.reader.page.marks[0].meaning is Meaning.PURPLE)
    assert len(desk.reader.page.marks) == 1


def test_a_mark_grows_and_shrinks_at_both_ends(desk: Desk) -> None:
    desk.mark("decided that")
    caret_at(desk, "decided that")
    page = desk.reader.page
    for key, words in (
        (Qt.Key.Key_Up, "who decided that"),
        (Qt.Key.Key_Right, "who decided that, and"),
        (Qt.Key.Key_Down, "decided that, and"),
        (Qt.Key.Key_Left, "decided that"),
        (Qt.Key.Key_Left, "decided"),
        (Qt.Key.Key_Left, "decided"),
        (Qt.Key.Key_Down, "decided"),
    ):
        desk.qtbot.keyClick(page, key, ALT | SHIFT)
        desk.settled()
        assert exact(desk) == [words]


def test_marks_are_gone_through_in_reading_order(desk: Desk) -> None:
    for words in ("letters", "who decided", "the archive keeps"):
        desk.mark(words)
    page = desk.reader.page
    page.set_current_mark(None)
    seen = []
    page.setFocus()
    for _ in range(4):
        desk.qtbot.keyClick(page, Qt.Key.Key_BracketRight)
        assert desk.reader.current_mark is not None
        seen.append(desk.reader.current_mark.exact)
    assert seen == ["the archive keeps", "who decided", "letters", "the archive keeps"]
    desk.qtbot.keyClick(page, Qt.Key.Key_BracketLeft)
    assert desk.reader.current_mark is not None
    assert desk.reader.current_mark.exact == "letters"


def test_a_selection_by_keyboard_that_rests_brings_the_mark_bar(desk: Desk) -> None:
    caret_at(desk, "who decided")
    desk.qtbot.keyClick(desk.reader.page, Qt.Key.Key_Right, SHIFT | CTRL)
    assert desk.reader.mark_bar.isHidden()
    desk.qtbot.waitUntil(lambda: desk.reader.mark_bar.isVisible())
    desk.qtbot.keyClick(desk.reader.page, Qt.Key.Key_Left)
    assert desk.reader.mark_bar.isHidden()


def test_a_double_click_on_a_letter_opens_an_empty_card(desk: Desk) -> None:
    mark = desk.mark("who decided that")
    page = desk.reader.page
    rect = next(rect for each, rect in page.badges() if each.id == mark)
    at = QPoint(round(rect.center().x()), round(rect.center().y()))
    desk.qtbot.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.editor.hasFocus()
    desk.settled()
    assert desk.notes() == []


def test_the_note_button_of_the_mark_bar_opens_an_empty_card(desk: Desk) -> None:
    desk.select("who decided that")
    desk.reader._on_selected_by_mouse()
    button = desk.reader.mark_bar.findChild(IconButton, "button-write-note")
    assert button is not None
    button.click()
    assert desk.editor.hasFocus()
    assert desk.reader.mark_bar.isHidden()
    desk.settled()
    assert desk.notes() == []
