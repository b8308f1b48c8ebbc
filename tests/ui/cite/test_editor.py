"""The reference editor: what is typed is what the library keeps, in one undo, or as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.cite.csljson import checked_reference
from app.model import Document, DocumentKind, csl_type
from app.settings import CITATION_STYLE, Settings
from ui.cite.drafting import reference_of
from ui.cite.editor import QuotationSheet, ReferenceEditor
from ui.cite.fields import LABELS, is_people, lines_of, more_fields, own_fields, typed
from ui.cite.people import PersonDraft, drafts, names_of, native_names, split_typed
from ui.session import Session
from ui.theme import Theme

BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Inside Terrorism",
    "author": [
        {"family": "Hoffman", "given": "Bruce", "suffix": "Jr"},
        {"literal": "A Centre and Its Friends"},
        {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
        {"family": "Voltaire"},
        {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
    ],
    "issued": {"date-parts": [[2017, 9]]},
    "accessed": {"date-parts": [[2020], [2021]], "circa": True},
    "publisher": "Columbia University Press",
    "custom": {"native-names": "Zawahiri, Ayman = أيمن الظواهري", "mine": "kept"},
}

Open = Callable[..., ReferenceEditor]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


@pytest.fixture
def opened(
    theme: Theme, session: Session, settings: Settings, parent: QWidget, qtbot: QtBot
) -> Open:
    def open_(document: Document | None = None, done: Any = lambda _id: None) -> ReferenceEditor:
        editor = ReferenceEditor(theme, session, settings, document, parent, done)
        editor.open()
        qtbot.waitExposed(editor)
        return editor

    return open_


def added(session: Session, reference: dict[str, Any], qtbot: QtBot) -> Document:
    made: list[Document] = []
    session.change(lambda library: library.add_reference(reference), made.append)
    qtbot.waitUntil(lambda: len(made) == 1)
    return made[0]


def button(within: QWidget, name: str) -> QAbstractButton:
    found = within.findChild(QAbstractButton, name)
    assert found is not None
    return found


def test_what_is_shown_reads_back_as_the_same_reference() -> None:
    texts = {name: typed(BOOK[name]) for name in ("title", "issued", "accessed", "publisher")}
    people = {"author": drafts(BOOK["author"], native_names(BOOK))}
    assert reference_of(BOOK, DocumentKind.BOOK, texts, people) == BOOK


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_offers_each_field_once_and_its_own_first(kind: DocumentKind) -> None:
    own, more = own_fields(kind), more_fields(kind, {})
    assert own[0] == "title"
    assert sorted((*own, *more)) == sorted(LABELS)
    assert [name for line in lines_of(own) for name in line] == list(own)
    sample = {name: "2024" for name in own if not is_people(name)}
    people = {name: [PersonDraft(family="A", given="B")] for name in own if is_people(name)}
    kept = checked_reference(reference_of({}, kind, sample, people))
    assert kept["type"] == csl_type(kind)
    assert "custom" not in kept


def test_names_typed_together_are_told_apart() -> None:
    assert names_of(split_typed("Hoffman, Bruce; al-Zawahiri, Ayman; Reuters")) == [
        {"family": "Hoffman", "given": "Bruce"},
        {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
        {"literal": "Reuters"},
    ]


def test_a_reference_is_made_by_hand_and_edited_in_one_step(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    made: list[str] = []
    new = opened(None, made.append)
    new.field("title").set_text("Inside Terrorism")
    (row,) = new.people("author").rows
    qtbot.keyClicks(row.edit("family"), "Hoffman")
    qtbot.keyClicks(row.edit("given"), "Bruce")
    new.field("issued").set_text("September 2017")
    new.save()
    qtbot.waitUntil(lambda: len(made) == 1)
    document = session.library.document(made[0])
    assert document.reference == {
        "type": "book",
        "title": "Inside Terrorism",
        "author": [{"family": "Hoffman", "given": "Bruce"}],
        "issued": {"date-parts": [[2017, 9]]},
    }
    edit = opened(document, made.append)
    edit.field("publisher").set_text("Columbia University Press")
    edit.field("issued").set_text("n.d.")
    edit.save()
    qtbot.waitUntil(lambda: len(made) == 2)
    reference = session.library.document(made[0]).reference
    assert reference["publisher"] == "Columbia University Press"
    assert "issued" not in reference
    session.undo()
    qtbot.waitUntil(lambda: "issued" in session.library.document(made[0]).reference)
    assert "publisher" not in session.library.document(made[0]).reference


def test_an_untouched_reference_is_not_changed_by_saving(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    document = added(session, BOOK, qtbot)
    editor = opened(document)
    assert not editor.changed
    undo = session.library.next_undo()
    with qtbot.waitSignal(editor.accepted):
        editor.save()
    assert session.library.next_undo() == undo
    assert session.library.document(document.id).reference == document.reference


def test_a_name_keeps_its_parts_and_its_own_script(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    document = added(session, {"type": "book", "title": "T"}, qtbot)
    editor = opened(document)
    (row,) = editor.people("author").rows
    row.edit("family").setText("Zawahiri")
    row.edit("given").setText("Ayman")
    row.show_more()
    row.edit("particle").setText("al-")
    row.edit("native").setText("أيمن الظواهري")
    with qtbot.waitSignal(editor.accepted):
        editor.save()
    kept = session.library.document(document.id).reference
    assert kept["author"] == [
        {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"}
    ]
    assert kept["custom"] == {"native-names": "Zawahiri, Ayman = أيمن الظواهري"}
    again = opened(session.library.document(document.id))
    assert again.people("author").rows[0].edit("native").text() == "أيمن الظواهري"


def test_names_are_moved_by_keys_made_institutions_and_taken_away(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    editor = opened(added(session, {**BOOK, "author": BOOK["author"][:2]}, qtbot))
    people = editor.people("author")
    first, second = people.rows
    qtbot.keyClick(second.edit(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert people.rows == [second, first]
    first.set_kind("institution")
    assert editor.reference["author"] == [
        {"literal": "A Centre and Its Friends"},
        {"literal": "Bruce Hoffman"},
    ]
    people.remove(second)
    people.remove(first)
    assert "author" not in editor.reference
    assert len(people.rows) == 1


def test_a_name_is_dragged_below_the_next(opened: Open, session: Session, qtbot: QtBot) -> None:
    editor = opened(added(session, {**BOOK, "author": BOOK["author"][:2]}, qtbot))
    people = editor.people("author")
    first, second = people.rows
    grip, left = first.grip, Qt.MouseButton.LeftButton
    qtbot.mousePress(grip, left, pos=QPoint(5, 5))
    qtbot.mouseMove(grip, pos=QPoint(5, 5 + first.height()))
    assert people.rows == [second, first]
    qtbot.mouseRelease(grip, left)


def test_several_names_pasted_into_one_row_become_rows(opened: Open, qtbot: QtBot) -> None:
    new = opened()
    (row,) = new.people("author").rows
    row.edit().setText("Hoffman, Bruce; al-Zawahiri, Ayman")
    row.edit().editingFinished.emit()
    assert new.reference["author"] == [
        {"family": "Hoffman", "given": "Bruce"},
        {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
    ]


def test_tab_goes_through_the_names_as_they_stand_then_to_the_next_field(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    editor = opened(added(session, {**BOOK, "author": BOOK["author"][:2]}, qtbot))
    people = editor.people("author")
    first, second = people.rows
    people.move_row(second, -1)
    people.add(PersonDraft(family="Third", given="T"))
    order, widget = [], editor.field("title").edit.nextInFocusChain()
    while widget is not editor.field("publisher").edit:
        if widget.objectName() in ("author-family", "author-given", "author-add"):
            order.append(widget)
        widget = widget.nextInFocusChain()
    rows = people.rows
    assert order == [
        *(row.edit(part) for row in rows for part in ("family", "given")), people._add
    ]  # fmt: skip
    assert rows[:2] == [second, first]


def test_ctrl_enter_saves_and_enter_alone_does_not(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    new = opened()
    qtbot.keyClicks(new.field("title").edit, "A title")
    qtbot.keyClick(new.field("title").edit, Qt.Key.Key_Return)
    assert new.isVisible()
    with qtbot.waitSignal(new.accepted):
        qtbot.keyClick(
            new.field("title").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert session.library.count() == 1


def test_a_date_is_told_back_and_one_that_can_not_be_is_said_at_its_field(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    new = opened()
    new.field("title").set_text("A title")
    new.field("issued").set_text("c. 1990")
    assert new.field("issued")._below.text() == "about 1990"
    new.field("issued").set_text("2017-99")
    new.save()
    assert session.library.count() == 0
    assert "no day" in new.field("issued")._below.text()
    assert new.field("issued").edit.property("invalid")
    new.field("issued").set_text("2017-09")
    assert new.field("issued")._below.text() == "September 2017"
    assert not new.field("issued").edit.property("invalid")


def test_an_address_that_is_none_is_said_and_not_kept(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    editor = opened(added(session, {"type": "webpage", "title": "T"}, qtbot))
    editor.field("URL").set_text("example dot org")
    editor.field("URL").edit.editingFinished.emit()
    assert "no web address" in editor.field("URL")._below.text()
    editor.save()
    assert editor.isVisible()
    editor.field("URL").set_text("https://example.org")
    with qtbot.waitSignal(editor.accepted):
        editor.save()


def test_the_preview_shows_what_the_style_prints_and_misses(
    opened: Open, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(CITATION_STYLE, "apa")
    new = opened()
    new.field("title").set_text("Inside terrorism")
    new.people("author").rows[0].edit("family").setText("Hoffman")
    new.people("author").rows[0].edit("given").setText("Bruce")
    new.people("author").changed.emit()
    qtbot.waitUntil(lambda: new.preview.in_text.mime().text() == "(Hoffman, n.d.)", timeout=10_000)
    assert "No date: the citation says “n.d.”." in new.preview.warnings.lines
    assert "<em>Inside terrorism</em>" in new.preview.bibliography.mime().html()


def test_an_empty_form_warns_of_nothing_until_something_is_typed(
    opened: Open, qtbot: QtBot
) -> None:
    new = opened()
    qtbot.waitUntil(lambda: new.preview.in_text.accessibleName() == "In text: Comes as you type")
    assert list(new.preview.warnings.lines) == []
    new.field("title").set_text("Inside terrorism")
    qtbot.waitUntil(lambda: len(new.preview.warnings.lines) > 1, timeout=10_000)
    new.field("title").set_text("")
    qtbot.waitUntil(lambda: list(new.preview.warnings.lines) == [])


def test_title_case_is_offered_in_sentence_case_with_its_names_kept(
    opened: Open, qtbot: QtBot
) -> None:
    new = opened()
    offer = button(new, "reference-sentence")
    assert not offer.isVisible()
    new.field("title").set_text("How The Islamic State Claims Its Attacks")
    assert offer.isVisible()
    offer.click()
    assert new.field("title").text() == "How the Islamic State claims its attacks"
    assert not offer.isVisible()


def test_what_the_library_knows_completes_what_is_typed(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    added(session, BOOK, qtbot)
    new = opened()
    publisher = new.field("publisher").edit
    qtbot.waitUntil(lambda: publisher.completer() is not None)
    publisher.completer().setCompletionPrefix("university")
    assert publisher.completer().currentCompletion() == "Columbia University Press"
    family = new.people("author").rows[0].edit()
    family.completer().setCompletionPrefix("hoff")
    assert family.completer().currentCompletion() == "Hoffman, Bruce"


def test_another_kind_keeps_what_is_typed(opened: Open, qtbot: QtBot) -> None:
    new = opened()
    new.field("title").set_text("T")
    new.field("publisher").set_text("P")
    new._kind.set_value(DocumentKind.PODCAST.value)
    new._kind.chosen.emit(DocumentKind.PODCAST.value)
    assert new.field("title").text() == "T"
    assert new.field("publisher").text() == "P"
    assert new.reference["type"] == "broadcast"


def test_esc_keeps_what_is_typed_as_a_draft_until_it_is_saved_or_forgotten(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    new = opened()
    new.field("title").set_text("Half a title")
    new.field("issued").set_text("sometime")
    qtbot.keyClick(new, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.library.draft(None) is not None)
    assert session.library.count() == 0
    assert session.library.next_undo() is None
    again = opened()
    assert again.field("title").text() == "Half a title"
    assert again.field("issued").text() == "sometime"
    button(again, "reference-forget").click()
    assert again.field("title").text() == ""
    qtbot.waitUntil(lambda: session.library.draft(None) is None)
    assert not again.changed


def test_nothing_is_kept_of_an_editor_that_was_only_looked_at(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    document = added(session, BOOK, qtbot)
    opened(document).reject()
    assert session.library.draft(document.id) is None


def test_every_field_has_a_name_that_is_heard(opened: Open, session: Session, qtbot: QtBot) -> None:
    editor = opened(added(session, BOOK, qtbot))
    for edit in editor.findChildren(QLineEdit):
        assert edit.objectName(), edit
        assert edit.accessibleName(), edit.objectName()


def test_quotations_are_typed_one_after_another(
    theme: Theme, session: Session, parent: QWidget, qtbot: QtBot
) -> None:
    document = added(session, BOOK, qtbot)
    sheet = QuotationSheet(theme, session, document, parent)
    sheet.open()
    sheet.quotation.set_text("Terrorism is ineluctably political")
    sheet.page.set_text("2")
    sheet.keep_and_next()
    qtbot.waitUntil(lambda: sheet.quotation.text() == "")
    sheet.quotation.set_text("in aims and motives")
    with qtbot.waitSignal(sheet.accepted):
        sheet.save()
    marks = session.library.open_document(document.id).highlights
    assert sorted((mark.exact, mark.locator.page) for mark in marks) == [
        ("Terrorism is ineluctably political", "2"),
        ("in aims and motives", "2"),
    ]


def test_a_selected_word_is_protected_shown_and_kept(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    made: list[str] = []
    new = opened(None, made.append)
    protect = button(new, "reference-title-protect")
    assert not protect.isVisible()
    # The first letter takes two of Qt's units.
    new.field("title").set_text("𝔸 reader of Second Reading")
    assert not protect.isVisible()
    new.field("title").edit.setFocus()
    new.field("title").edit.setSelection(len("𝔸 reader of ") + 1, len("Second Reading"))
    assert protect.isVisible()
    # The keyboard goes with a click, and the field's selection with it.
    qtbot.mouseClick(protect, Qt.MouseButton.LeftButton)
    chip = button(new, "reference-title-kept-0")
    assert chip.text() == "Second Reading"
    qtbot.waitUntil(chip.isVisible)
    assert new.field("title").text() == "𝔸 reader of Second Reading"
    new.save()
    qtbot.waitUntil(lambda: len(made) == 1)
    kept = session.library.document(made[0])
    assert kept.reference["title"] == '𝔸 reader of <span class="nocase">Second Reading</span>'
    again = opened(kept)
    assert not again.changed
    assert again.field("title").text() == "𝔸 reader of Second Reading"
    button(again, "reference-title-kept-0").click()
    assert again.reference["title"] == "𝔸 reader of Second Reading"
    assert again.changed
    again.reject()


def test_protected_words_survive_another_kind_and_a_draft(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    new = opened()
    new.field("title").set_text("The iPhone reader")
    new.field("title").edit.setCursorPosition(6)
    button(new, "reference-title-protect").click()
    title = 'The <span class="nocase">iPhone</span> reader'
    new._kind.set_value(DocumentKind.PODCAST.value)
    new._kind.chosen.emit(DocumentKind.PODCAST.value)
    assert new.reference["title"] == title
    new.reject()
    qtbot.waitUntil(lambda: session.library.draft(None) is not None)
    again = opened()
    assert again.reference["title"] == title
    assert again.field("title").text() == "The iPhone reader"


def test_the_preview_keeps_protected_capitals(
    opened: Open, settings: Settings, session: Session, qtbot: QtBot
) -> None:
    # Chicago prints titles in headline style, but for words that are protected.
    settings.set(CITATION_STYLE, "chicago-18")
    editor = opened(added(session, {"type": "book", "title": "On de facto states"}, qtbot))
    entry = editor.preview.bibliography
    qtbot.waitUntil(lambda: "On de Facto States" in entry.accessibleName(), timeout=10_000)
    editor.field("title").edit.setSelection(3, len("de facto"))
    button(editor, "reference-title-protect").click()
    qtbot.waitUntil(lambda: "On de facto States" in entry.accessibleName(), timeout=10_000)


def test_a_romanised_name_has_its_own_script_beside_it(opened: Open, qtbot: QtBot) -> None:
    new = opened()
    (row,) = new.people("author").rows
    native = row.edit("native")
    assert not native.isVisible()
    qtbot.keyClicks(row.edit(), "al-Zawahiri")
    row.edit().editingFinished.emit()
    assert native.isVisible()
    assert not row.edit("particle").isVisible()
    other = new.people("author").add(PersonDraft(family="Hoffman", given="Bruce"))
    assert not other.edit("native").isVisible()
    # A small button has it for any other name, and puts it away where it is empty.
    script = button(other, "author-script")
    qtbot.waitUntil(script.isVisible)
    script.click()
    assert other.edit("native").isVisible()
    script.click()
    assert not other.edit("native").isVisible()


def test_a_romanised_title_has_the_authors_script_asked_for(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    plain = {"type": "book", "title": "A book", "author": [{"family": "Qutb", "given": "Sayyid"}]}
    book = {**plain, "title": "Maʿālim fī l-ṭarīq"}
    (row,) = opened(added(session, plain, qtbot)).people("author").rows
    assert not row.edit("native").isVisible()
    (row,) = opened(added(session, book, qtbot)).people("author").rows
    assert row.edit("native").isVisible()
