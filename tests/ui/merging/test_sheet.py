"""The sheet of duplicates with its real widgets, by keyboard, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.ui.merging.test_comparing import ANOTHER, ARTICLE
from tests.ui.test_accessibility import walk
from ui.merging.sheet import DuplicatesSheet
from ui.session import Session, open_session
from ui.theme import Theme

REPORT = {
    "type": "report",
    "title": "Foreign fighters",
    "issued": {"date-parts": [[2016]]},
    "author": [{"literal": "A Centre"}],
}


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    with create_library(tmp_path / "library") as library:
        first = library.add_reference(ARTICLE).value
        second = library.add_reference(ANOTHER).value
        library.tag(first.id, ["read"])
        library.tag(second.id, ["cited"])
        for note in ("", "Another copy", "A third"):
            library.add_reference({**REPORT, **({"note": note} if note else {})})
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def sheet(theme: Theme, session: Session, qtbot: QtBot) -> DuplicatesSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    made = DuplicatesSheet(theme, session, Settings(None), parent)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    qtbot.waitUntil(lambda: len(made.list.lines) == 2)
    return made


def press(within: QWidget, name: str) -> None:
    found = within.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def cell(sheet: DuplicatesSheet, field: str, place: int) -> QAbstractButton:
    return sheet.table.rows[field].cells[place]


def test_a_field_is_chosen_and_the_result_follows(sheet: DuplicatesSheet, qtbot: QtBot) -> None:
    row = sheet.table.rows["title"]
    assert row.result.text() == ARTICLE["title"]
    cell(sheet, "title", 1).click()
    assert row.result.text() == ANOTHER["title"]
    assert not cell(sheet, "title", 0).isChecked()
    qtbot.waitUntil(lambda: "A Review" in sheet.preview.accessibleName(), timeout=20_000)


def test_merging_is_one_step_and_undone_in_the_sheet(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    cell(sheet, "title", 1).click()
    press(sheet, "duplicates-merge")
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 1)
    kept = next(d for d in session.library.documents("") if d.reference["type"] != "report")
    assert kept.title == ANOTHER["title"]
    assert sorted(kept.tags) == ["cited", "read"]
    assert len(session.library.documents("")) == 4
    assert sheet.list.hasFocus()
    qtbot.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 2)
    assert len(session.library.documents("")) == 5
    assert {d.title for d in session.library.documents("")} >= {ARTICLE["title"], ANOTHER["title"]}


def test_undo_never_takes_back_what_was_not_done_here(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    sheet.undo()
    qtbot.wait(50)
    assert len(session.library.documents("")) == 5


def test_told_apart_is_remembered_and_can_be_taken_back(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    press(sheet, "duplicates-distinct")
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 1)
    assert len(session.library.duplicates()) == 1
    assert len(session.library.documents("")) == 5
    press(sheet, "duplicates-undo")
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 2)


def test_three_alike_are_merged_two_at_a_time(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.list.setCurrentIndex(sheet.list.rows.index(1))
    assert sheet._with.isVisible()
    assert sheet._with.combo.count() == 2
    sheet.merge()
    qtbot.waitUntil(lambda: not sheet._with.isVisible())
    assert len(sheet.list.lines) == 2
    sheet.merge()
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 1)
    assert len(session.library.documents("")) == 3


def test_the_other_key_may_be_kept(sheet: DuplicatesSheet, session: Session, qtbot: QtBot) -> None:
    group = sheet.group
    assert group is not None
    first, second = group.documents
    press(sheet, "duplicates-swap")
    assert sheet.table.rows["title"].result.text() == ANOTHER["title"]
    sheet.merge()
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 1)
    kept = session.library.document(first.key)
    assert kept.id == second.id
    assert kept.key == second.key


def test_what_cannot_be_merged_is_said_and_nothing_changes(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    assert sheet._merger is not None
    # A title is chosen away behind the sheet's back: no cell offers that.
    sheet._merger._fields["title"] = type(sheet._merger._fields["title"])(
        "title", sheet._merger._fields["title"].agreement, ("x", None), "x"
    )
    sheet._merger.choose("title", 1)
    sheet.merge()
    qtbot.waitUntil(lambda: sheet._said.isVisible())
    assert "title" in sheet._said.text()
    assert len(session.library.documents("")) == 5


def test_when_nothing_is_left_the_sheet_says_so(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    for left in (1, 1, 0):
        sheet.merge()
        qtbot.waitUntil(lambda left=left: len(sheet.list.lines) == left)  # type: ignore[misc]
        qtbot.wait(120)
    assert sheet._empty.isVisible()
    assert not sheet._merge.isEnabled()


def test_by_keyboard_and_screen_reader(sheet: DuplicatesSheet, qtbot: QtBot) -> None:
    sheet._all.setChecked(True)
    walk(sheet, qtbot)
    taken = cell(sheet, "title", 0)
    taken.setFocus()
    qtbot.keyClick(taken, Qt.Key.Key_Right)
    assert cell(sheet, "title", 1).isChecked()


def test_a_closed_sheet_hears_of_no_change(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sheet.destroyed):
        sheet.close()
    made: list[object] = []
    session.change(lambda library: library.add_reference(REPORT), made.append)
    qtbot.waitUntil(lambda: bool(made))


def test_two_are_linked_as_copies_and_asked_about_no_more(
    sheet: DuplicatesSheet, session: Session, qtbot: QtBot
) -> None:
    group = sheet.group
    assert group is not None
    first, second = (document.id for document in group.documents[:2])
    press(sheet, "duplicates-link")
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 1)
    assert [each.id for each in session.library.copies(first).others] == [second]
    press(sheet, "duplicates-undo")
    qtbot.waitUntil(lambda: len(sheet.list.lines) == 2)
    assert session.library.copies(first).linked == ()


def test_a_pair_that_was_asked_for_is_compared_though_nothing_suspects_it(
    theme: Theme, session: Session, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    one, *_, other = session.library.documents()
    made = DuplicatesSheet(theme, session, Settings(None), parent)
    made.show_pair(one.id, other.id)
    made.open()
    qtbot.waitUntil(lambda: len(made.list.lines) == 3)
    assert made._pair is not None
    assert [document.id for document in made._pair] == [one.id, other.id]
    assert "because you asked" in made._why.text()
