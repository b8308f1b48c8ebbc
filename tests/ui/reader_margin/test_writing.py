"""Notes beside the text: drafts, what is kept and when, one step for undo."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.library import open_library
from app.model import Meaning, Visibility
from tests.ui.reader_margin.conftest import Desk


def test_an_empty_card_opens_at_once_and_nothing_typed_keeps_nothing(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    assert desk.editor.toPlainText() == ""
    assert desk.editor.hasFocus()
    desk.settled()
    assert desk.notes() == []
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert desk.notes() == []
    assert desk.cards == []
    assert desk.session.library.next_undo() == "highlight"


def test_a_note_on_a_selection_is_one_step_with_its_mark(desk: Desk) -> None:
    desk.select("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "Says who?")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert [note.text for note in desk.notes()] == ["Says who?"]
    assert len(desk.cards) == 1
    (mark,) = desk.reader.page.marks
    (note,) = desk.notes()
    assert (mark.meaning, note.highlight) == (Meaning.YELLOW, mark.id)
    assert note.visibility is Visibility.PRIVATE
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: desk.reader.page.marks == [])
    assert desk.notes() == []
    assert desk.cards == []
    assert desk.session.library.next_undo() == "add reference"
    desk.session.redo()
    desk.qtbot.waitUntil(lambda: len(desk.reader.page.marks) == 1)
    assert [each.text for each in desk.notes()] == ["Says who?"]


def test_a_selection_left_without_a_note_is_marked_all_the_same(desk: Desk) -> None:
    desk.select("who decided that")
    desk.actions["write-note"].trigger()
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: len(desk.reader.page.marks) == 1)
    desk.settled()
    assert desk.notes() == []
    assert desk.cards == []


def test_what_is_typed_is_kept_meanwhile_and_all_of_a_sitting_is_one_step(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    (card,) = desk.cards
    for words in ("Says", " who", "? No figure."):
        desk.qtbot.keyClicks(desk.editor, words)
        assert card._saving.isActive()
        card._saving.timeout.emit()
        desk.settled()
    assert [note.text for note in desk.notes()] == ["Says who? No figure."]
    assert card.editing
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: desk.notes() == [])
    assert len(desk.reader.page.marks) == 1


def test_typing_on_does_not_put_keeping_off(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    (card,) = desk.cards
    desk.qtbot.keyClicks(desk.editor, "a")
    ends = card._saving.remainingTime()
    desk.qtbot.wait(120)
    desk.qtbot.keyClicks(desk.editor, "b")
    assert card._saving.remainingTime() < ends


def test_a_second_sitting_is_a_second_step(desk: Desk) -> None:
    desk.mark("who decided that")
    for words in ("One", ", two"):
        desk.actions["write-note"].trigger()
        desk.qtbot.keyClicks(desk.editor, words)
        desk.key(desk.editor, Qt.Key.Key_Escape)
        desk.settled()
    assert [note.text for note in desk.notes()] == ["One, two"]
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: [note.text for note in desk.notes()] == ["One"])


def test_a_new_note_that_was_kept_and_emptied_again_is_gone(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    (card,) = desk.cards
    desk.qtbot.keyClicks(desk.editor, "Hm")
    card._saving.timeout.emit()
    desk.settled()
    desk.editor.selectAll()
    desk.key(desk.editor, Qt.Key.Key_Delete)
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert desk.notes() == []
    assert desk.cards == []


def test_ctrl_enter_ends_writing_and_the_keyboard_is_back_in_the_text(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "Line")
    desk.key(desk.editor, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(desk.editor, "next")
    desk.qtbot.keyClick(desk.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settled()
    assert [note.text for note in desk.notes()] == ["Line\nnext"]
    assert desk.reader.page.hasFocus()


def test_a_draft_shared_before_a_word_is_typed_is_shared_when_it_is_kept(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    (card,) = desk.cards
    assert card._switch.text() == "Private"
    card._switch.click()
    assert card._switch.text() == "Shared"
    desk.qtbot.keyClicks(desk.editor, "For all")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert [note.visibility for note in desk.notes()] == [Visibility.SHARED]


def test_a_window_closed_while_one_types_keeps_the_note(desk: Desk) -> None:
    desk.select("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "Not yet done")
    desk.reader.finish()
    desk.session.close()
    with open_library(desk.session.folder) as again:
        assert [note.text for note in again.notes()] == ["Not yet done"]
        (mark,) = again.open_document(desk.article).highlights
        assert mark.exact == "who decided that"


def test_a_card_shows_markdown_and_is_edited_as_it_was_typed(desk: Desk) -> None:
    mark = desk.mark("who decided that")
    desk.session.change(lambda library: library.add_note("A *slanted* word", on=mark))
    desk.qtbot.waitUntil(lambda: len(desk.cards) == 1)
    (card,) = desk.cards
    assert card._text._document.toPlainText() == "A slanted word"
    card.begin_editing()
    assert desk.editor.toPlainText() == "A *slanted* word"


def test_a_note_is_deleted_from_its_card_and_undo_brings_it_back(desk: Desk) -> None:
    mark = desk.mark("who decided that")
    desk.session.change(lambda library: library.add_note("Gone soon", on=mark))
    desk.qtbot.waitUntil(lambda: len(desk.cards) == 1)
    with desk.qtbot.waitSignal(desk.reader.said) as told:
        desk.key(desk.cards[0], Qt.Key.Key_Delete)
    assert told.args == ["Note deleted", True]
    assert desk.notes() == []
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: len(desk.cards) == 1)


def test_a_note_on_the_document_is_written_in_place_under_the_notes_tab(desk: Desk) -> None:
    desk.reader.panel.show_tab("citation")
    desk.actions["add-document-note"].trigger()
    assert desk.reader.panel.tabs.current() == "notes"
    desk.qtbot.keyClicks(desk.editor, "Read this first")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    (note,) = desk.notes()
    assert (note.text, note.document, note.highlight) == ("Read this first", desk.article, None)
    (card,) = desk.reader.notes.cards
    assert card.isVisible()
    card.begin_editing()
    desk.qtbot.keyClicks(desk.editor, ", then go on")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert [each.text for each in desk.notes()] == ["Read this first, then go on"]


def test_a_note_on_the_document_left_empty_is_no_note(desk: Desk) -> None:
    desk.actions["add-document-note"].trigger()
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    assert desk.notes() == []
    assert desk.reader.notes.cards == []


def test_going_to_another_document_keeps_what_is_typed(desk: Desk) -> None:
    desk.mark("who decided that")
    desk.actions["write-note"].trigger()
    desk.qtbot.keyClicks(desk.editor, "Half a")
    desk.reader.open_document(desk.book)
    desk.settled()
    assert [note.text for note in desk.notes()] == ["Half a"]
    assert desk.cards == []
