"""Moving in from a real Zotero folder in the window: choose, cancel, go on, and the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.support.zotero_folder import ZoteroFolder, small_folder
from tests.ui.test_accessibility import walk
from tests.ui.windows import Opener
from ui.moving.mover import Mover
from ui.moving.sheet import MoveSheet
from ui.session import Session, open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    small_folder(tmp_path / "Zotero").close()
    return tmp_path / "Zotero"


@pytest.fixture
def sheet(theme: Theme, session: Session, qtbot: QtBot) -> MoveSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    mover = Mover(session, parent)
    made = MoveSheet(theme, session, Settings(None), mover, parent)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    return made


def button(sheet: QWidget, name: str) -> QAbstractButton:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def look(sheet: MoveSheet, path: Path, qtbot: QtBot) -> None:
    sheet.choice.look_at(str(path))
    qtbot.waitUntil(lambda: sheet.choice.found is not None)


def move(sheet: MoveSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet._mover.ended, timeout=30_000):
        button(sheet, "move-in-start").click()


def test_nothing_is_looked_at_before_it_is_named(
    sheet: MoveSheet, folder: Path, qtbot: QtBot
) -> None:
    assert sheet.choice.path.text() == ""
    assert str(Path.home() / "Zotero") in button(sheet, "move-in-guess").text()
    assert not button(sheet, "move-in-start").isEnabled()
    sheet.choice.path.edit.setText(str(folder))
    assert sheet.choice.found is None
    sheet.choice.path.edit.editingFinished.emit()
    qtbot.waitUntil(lambda: sheet.choice.found is not None)
    assert button(sheet, "move-in-start").isEnabled()
    sheet.choice.path.edit.setText(str(folder) + "x")
    assert not button(sheet, "move-in-start").isEnabled()


def test_a_place_without_a_library_says_so_at_the_field(
    sheet: MoveSheet, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.choice.look_at(str(tmp_path))
    edit = sheet.choice.path.edit
    qtbot.waitUntil(lambda: bool(edit.property("invalid")))
    assert "There is no Zotero library" in edit.accessibleDescription()
    assert not button(sheet, "move-in-start").isEnabled()


def test_what_is_checked_is_what_comes(
    sheet: MoveSheet, session: Session, folder: Path, qtbot: QtBot
) -> None:
    look(sheet, folder, qtbot)
    assert button(sheet, "move-in-library-user").isChecked()
    assert not button(sheet, "move-in-library-user").isEnabled()
    assert not button(sheet, "move-in-library-group-77").isChecked()
    button(sheet, "move-in-library-group-77").click()
    button(sheet, "move-in-tags").click()
    button(sheet, "move-in-files").click()
    assert not button(sheet, "move-in-marks").isEnabled()
    move(sheet, qtbot)
    titles = {document.title for document in session.library.documents("")}
    assert titles == {"How claims travel", "A printed book", "A film", "A report of the group"}
    overview = session.library.overview()
    assert overview.tags == ()
    assert {each.name for each in overview.collections} == {"Seminar", "Week 1"}
    report = sheet._mover.report
    assert report is not None
    assert report.sums.endswith("Left behind, as you chose: files, marks made in them, tags.")


def test_the_report_is_shown_copied_and_saved(
    sheet: MoveSheet, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    look(sheet, folder, qtbot)
    walk(sheet, qtbot)
    move(sheet, qtbot)
    walk(sheet, qtbot)
    assert sheet.list.isVisible()
    assert "A printed book" in [line.title for line in sheet._model.lines]
    button(sheet, "move-in-copy").click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Moved in from {folder}\n\n3 documents moved in.\n")
    with qtbot.waitSignal(sheet.said):
        sheet.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == copied


def test_a_second_move_brings_what_is_new_and_says_so(
    sheet: MoveSheet, session: Session, folder: Path, qtbot: QtBot
) -> None:
    look(sheet, folder, qtbot)
    move(sheet, qtbot)
    button(sheet, "move-in-another").click()
    move(sheet, qtbot)
    report = sheet._mover.report
    assert report is not None
    assert (report.title, report.sums) == ("Nothing new came", "3 were here already.")
    assert len(session.library.documents("")) == 3


def many(path: Path) -> ZoteroFolder:
    """A folder with files, each of which is a part of the move by itself."""
    made = ZoteroFolder(path)
    for number in range(30):
        item = made.item("report", f"ITEM{number:04}", title=f"Report number {number}")
        page = f"<html><body><p>The whole text of report number {number}.</p></body></html>"
        made.stored(f"FILE{number:04}", "page.html", page.encode(), item)
    made.close()
    return made


def test_cancel_keeps_what_came_before(
    sheet: MoveSheet, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    look(sheet, many(tmp_path / "Zotero").path, qtbot)
    mover = sheet._mover
    button(sheet, "move-in-start").click()
    qtbot.waitUntil(lambda: mover.report is not None and mover.report.added > 1, timeout=30_000)
    with qtbot.waitSignal(mover.ended, timeout=30_000):
        button(sheet, "move-in-stop").click()
    report = mover.report
    assert report is not None
    assert report.trouble.startswith("Stopped.")
    kept = len(session.library.documents(""))
    assert 1 < kept == report.added < 30
    button(sheet, "move-in-another").click()
    move(sheet, qtbot)
    assert len(session.library.documents("")) == 30


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    create_library(tmp_path / "library").close()
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def sheets(window: MainWindow) -> list[MoveSheet]:
    found = window.findChildren(QDialog, "move-in")
    return [each for each in found if isinstance(each, MoveSheet)]


def test_a_move_goes_on_without_its_sheet_and_says_when_it_is_done(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.actions_["move-in"].trigger()
    (sheet,) = sheets(window)
    look(sheet, folder, qtbot)
    button(sheet, "move-in-start").click()
    button(sheet, "move-in-close").click()
    qtbot.waitUntil(lambda: not sheets(window))
    mover = window.findChild(Mover)
    assert isinstance(mover, Mover)
    qtbot.waitUntil(lambda: not mover.running, timeout=30_000)
    assert "3 documents moved in" in window.toast.accessibleName()
    # Collections and documents are in the window at once.
    qtbot.waitUntil(lambda: window.list.model.rowCount() == 3)
    window.actions_["move-in"].trigger()
    (again,) = sheets(window)
    assert button(again, "move-in-copy").isVisible()
    again.close()


def test_a_window_that_only_reads_moves_nothing_in(
    theme: Theme, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(other)
    assert not other.actions_["move-in"].isEnabled()
    other.close()
