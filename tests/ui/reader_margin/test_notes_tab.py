"""The Notes tab: it comes where one writes, and holds the marks and notes of the document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.ui.reader_margin.conftest import Desk
from ui.models.passages import Passage


def listed(desk: Desk) -> list[Passage]:
    return list(desk.reader.marks.list.passages_model.passages)


def fold(desk: Desk) -> QAbstractButton:
    found = desk.reader.findChild(QAbstractButton, "document-marks-fold")
    assert isinstance(found, QAbstractButton)
    return found


def test_a_note_is_written_clear_of_the_citation_which_gives_way(desk: Desk) -> None:
    mark = desk.mark("What the archive keeps")
    desk.reader.panel.show_tab("citation")
    desk.reader.page.set_current_mark(mark)
    desk.actions["write-note"].trigger()
    assert desk.reader.panel.tabs.current() == "notes"
    (card,) = desk.cards
    assert not card.geometry().intersects(desk.reader.panel.geometry().adjusted(0, 0, 0, -8))
    desk.qtbot.keyClicks(desk.editor, "Beside it")
    desk.key(desk.editor, Qt.Key.Key_Escape)
    desk.settled()
    # One goes on writing notes more often than not: the tab stays.
    assert desk.reader.panel.tabs.current() == "notes"


def test_in_a_column_of_its_own_the_citation_stays_while_a_note_is_written(desk: Desk) -> None:
    desk.window.resize(1400, 800)
    mark = desk.mark("What the archive keeps")
    desk.reader.panel.show_tab("citation")
    desk.reader.page.set_current_mark(mark)
    desk.actions["write-note"].trigger()
    assert desk.reader.panel.tabs.current() == "citation"


def test_the_marks_of_the_document_unfold_in_reading_order_and_lead_to_their_place(
    desk: Desk,
) -> None:
    assert not fold(desk).isVisible()
    later = desk.mark("A third paragraph", 4)
    first = desk.mark("What the archive keeps", 1)
    desk.session.change(lambda library: library.add_note("Says who?", on=later))
    desk.qtbot.waitUntil(lambda: [each.icon for each in listed(desk)] == ["", "note"])
    assert [(each.mark, each.words) for each in listed(desk)] == [
        (first, "What the archive keeps"),
        (later, "A third paragraph"),
    ]
    assert fold(desk).isVisible()
    assert not desk.reader.marks.list.isVisible()  # the margin belongs to the cards
    fold(desk).click()
    assert desk.reader.marks.list.isVisible()
    desk.reader.page.set_current_mark(None)
    desk.reader.marks.list.setFocus()
    desk.key(desk.reader.marks.list, Qt.Key.Key_Down)
    desk.key(desk.reader.marks.list, Qt.Key.Key_Return)
    current = desk.reader.current_mark
    assert current is not None
    assert current.id == later
    assert desk.reader.page.hasFocus()


def test_where_the_panel_has_a_column_the_marks_are_unfolded(desk: Desk) -> None:
    desk.mark("What the archive keeps")
    desk.window.resize(1400, 800)
    desk.qtbot.waitUntil(desk.reader.marks.list.isVisible)
    fold(desk).click()
    assert not desk.reader.marks.list.isVisible()


def test_going_to_a_note_on_the_document_opens_the_notes_tab_on_it(desk: Desk) -> None:
    desk.session.change(lambda library: library.add_note("Read this first", on=desk.article))
    desk.qtbot.waitUntil(lambda: len(desk.reader.notes.cards) == 1)
    desk.reader.panel.show_tab("citation")
    (note,) = desk.notes()
    desk.reader.show_passage(None, note.id)
    assert desk.reader.panel.tabs.current() == "notes"
    assert desk.reader.notes.cards[0].hasFocus()
