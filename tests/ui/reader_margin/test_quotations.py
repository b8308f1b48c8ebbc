"""A reference without text: its typed quotations, by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from app.model import Meaning
from tests.ui.reader_margin.conftest import Desk
from ui.reader.quotations import QuotationCard
from ui.widgets.buttons import IconButton


@pytest.fixture
def book(desk: Desk) -> Desk:
    """The book is open, with quotations on pages 12 and ix, and a private note on the first."""
    desk.session.change(
        lambda library: library.highlight_quotation(
            desk.book, "A register is no witness.", page="12", note="Says *who*?"
        )
    )
    desk.session.change(
        lambda library: library.highlight_quotation(desk.book, "Read first.", page="ix")
    )
    desk.settled()
    desk.reader.open_document(desk.book)
    return desk


def cards(desk: Desk) -> list[QuotationCard]:
    found = desk.reader.quotations.findChildren(QuotationCard)
    return sorted((card for card in found if card.isVisible()), key=lambda card: card.y())


def test_quotations_stand_by_page_with_meaning_and_note(book: Desk) -> None:
    book.qtbot.waitUntil(lambda: len(cards(book)) == 2)
    assert [card.accessibleName() for card in cards(book)] == [
        "Key point, p. ix: Read first.",
        "Key point, p. 12: A register is no witness.",
    ]
    (note,) = cards(book)[1]._notes.values()
    assert note._text._document.toPlainText() == "Says who?"
    assert note._switch.text() == "Private"


def test_digit_note_and_delete_work_on_the_current_quotation(book: Desk) -> None:
    card = cards(book)[0]
    card.setFocus()
    assert book.reader.current_mark is not None
    assert book.reader.current_mark.exact == "Read first."
    book.actions["mark-4"].trigger()
    book.settled()
    marks = {mark.exact: mark.meaning for mark in book.reader.opened.highlights}  # type: ignore[union-attr]
    assert marks["Read first."] is Meaning.PINK
    book.actions["write-note"].trigger()
    edit = card.findChild(QPlainTextEdit)
    assert edit is not None
    assert edit.hasFocus()
    book.qtbot.keyClicks(edit, "Preface")
    book.key(edit, Qt.Key.Key_Escape)
    book.settled()
    assert {note.text for note in book.notes()} == {"Preface", "Says *who*?"}
    assert card.hasFocus()
    book.actions["delete-mark"].trigger()
    book.settled()
    book.qtbot.waitUntil(lambda: len(cards(book)) == 1)
    book.session.undo()
    book.qtbot.waitUntil(lambda: len(cards(book)) == 2)


def test_the_copy_button_copies_its_own_quotation(book: Desk) -> None:
    copied: list[str] = []
    book.actions.on(
        "copy-quotation",
        lambda: copied.append(book.reader.current_mark.exact),  # type: ignore[union-attr]
    )
    for card in cards(book):
        button = card.findChild(IconButton, "quotation-copy")
        assert button is not None
        button.click()
    assert copied == ["Read first.", "A register is no witness."]


def test_going_from_quotation_to_quotation_by_keys(book: Desk) -> None:
    seen = []
    for _ in range(3):
        book.actions["next-mark"].trigger()
        assert book.reader.current_mark is not None
        seen.append(book.reader.current_mark.exact)
    assert seen == ["Read first.", "A register is no witness.", "Read first."]


def test_a_reference_without_quotations_says_what_can_be_done(desk: Desk) -> None:
    asked: list[int] = []
    desk.actions.on("add-quotation", lambda: asked.append(1))
    desk.reader.open_document(desk.book)
    view = desk.reader.quotations
    assert view._count.text() == "No quotations yet"
    assert view._none.isVisible()
    view._add.click()
    assert asked == [1]


def test_a_note_on_the_reference_is_written_under_the_notes_tab(book: Desk) -> None:
    book.actions["add-document-note"].trigger()
    book.qtbot.keyClicks(book.editor, "On loan")
    book.key(book.editor, Qt.Key.Key_Escape)
    book.settled()
    assert "On loan" in {note.text for note in book.notes() if note.highlight is None}


def test_a_quotation_gone_to_from_elsewhere_is_the_current_one(book: Desk) -> None:
    marks = {mark.exact: mark.id for mark in book.reader.opened.highlights}  # type: ignore[union-attr]
    book.reader.show_passage(None, marks["A register is no witness."])
    assert book.reader.current_mark is not None
    assert book.reader.current_mark.exact == "A register is no witness."
