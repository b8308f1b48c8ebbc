"""The reference editor: what is typed is what the library keeps, in one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.library.fields import changed_reference
from app.model import DocumentKind
from ui.cite.editor import QuotationSheet, ReferenceEditor
from ui.cite.fields import LABELS, changes, fields_of, typed
from ui.session import Session, open_session
from ui.theme import Theme

BOOK = {
    "type": "book",
    "title": "Inside Terrorism",
    "author": [{"family": "Hoffman", "given": "Bruce"}, {"literal": "A Centre and Its Friends"}],
    "issued": {"date-parts": [[2017, 9]]},
    "publisher": "Columbia University Press",
}


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    create_library(tmp_path / "library").close()
    made = open_session(tmp_path / "library")
    yield made
    made.close()


def test_what_is_shown_reads_back_as_the_same_reference() -> None:
    shown = {name: typed(BOOK[name]) for name in BOOK if name != "type"}
    assert changes(BOOK, shown) == {}
    assert changed_reference({"type": "book", "title": "x"}, shown) == BOOK


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_offers_fields_that_the_core_knows(kind: DocumentKind) -> None:
    fields = fields_of(kind, {})
    assert fields[0] == "title"
    assert set(fields) <= set(LABELS)
    dates = {"issued", "accessed"}
    sample = {name: "2024" if name in dates else "Some words" for name in fields}
    changed_reference({"title": "x"}, sample)


def test_a_reference_is_made_by_hand_and_edited_in_one_step(
    theme: Theme, session: Session, qtbot: QtBot
) -> None:
    parent, made = QWidget(), []
    qtbot.addWidget(parent)
    new = ReferenceEditor(theme, session, None, parent, made.append)
    new.field("title").set_text("Inside Terrorism")
    new.field("author").set_text("Hoffman, Bruce")
    new.field("issued").set_text("2017")
    new.save()
    qtbot.waitUntil(lambda: len(made) == 1)
    document = session.library.document(made[0])
    assert document.reference["author"] == [{"family": "Hoffman", "given": "Bruce"}]
    edit = ReferenceEditor(theme, session, document, parent, made.append)
    edit.field("publisher").set_text("Columbia University Press")
    edit.field("issued").set_text("")
    edit.save()
    qtbot.waitUntil(lambda: len(made) == 2)
    reference = session.library.document(made[0]).reference
    assert reference["publisher"] == "Columbia University Press"
    assert "issued" not in reference
    session.undo()
    qtbot.waitUntil(lambda: "issued" in session.library.document(made[0]).reference)
    assert "publisher" not in session.library.document(made[0]).reference


def test_a_date_that_can_not_be_changes_nothing_and_is_said(
    theme: Theme, session: Session, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    new = ReferenceEditor(theme, session, None, parent, lambda _id: None)
    new.field("title").set_text("A title")
    new.field("issued").set_text("2017-99")
    new.save()
    assert session.library.count() == 0
    assert "2017-99" in new._said.text()


def test_a_quotation_is_typed_with_its_page(theme: Theme, session: Session, qtbot: QtBot) -> None:
    parent, made = QWidget(), []
    qtbot.addWidget(parent)
    session.change(lambda library: library.add_reference(BOOK), made.append)
    qtbot.waitUntil(lambda: len(made) == 1)
    sheet = QuotationSheet(theme, session, made[0], parent)
    sheet.quotation.set_text("Terrorism is ineluctably political")
    sheet.page.set_text("2")
    sheet.save()
    qtbot.waitUntil(lambda: len(session.library.open_document(made[0].id).highlights) == 1)
    (mark,) = session.library.open_document(made[0].id).highlights
    assert (mark.exact, mark.locator.page) == ("Terrorism is ineluctably political", "2")
