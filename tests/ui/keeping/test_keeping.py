"""Kept files in the window: written after changes, foreign ones asked about, nothing in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import EXPORT_FOLDER, Settings
from tests.ui.test_accessibility import walk
from tests.ui.windows import Opener
from ui.keeping.connecting import keeper_of
from ui.keeping.keeper import Keeper
from ui.keeping.sheet import KeepingSheet
from ui.session import Session, open_session
from ui.shell.window import MainWindow
from ui.theme import Theme

BOOK = {
    "type": "book",
    "title": "Inside terrorism",
    "author": [{"family": "Hoffman", "given": "Bruce"}],
    "issued": {"date-parts": [[2017]]},
    "abstract": "A long text.",
}
FOREIGN = "\n@book{newcomer, title = {A Newcomer}, author = {Someone, Ann}, year = {2020}}\n"


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    with create_library(tmp_path / "library") as library:
        library.add_reference(BOOK)
        other = library.add_reference({**BOOK, "title": "Another book"}).value
        library.collect("Chapter two", [other.id], make=True)
    made = open_session(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "thesis.bib"


@pytest.fixture
def keeper(session: Session, qtbot: QtBot) -> Iterator[Keeper]:
    owner = QObject()
    yield Keeper(session, owner, pause=0.05)
    session.close()


@pytest.fixture
def sheet(theme: Theme, session: Session, keeper: Keeper, qtbot: QtBot) -> KeepingSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    made = KeepingSheet(theme, session, Settings(None), keeper, parent)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    return made


def keep(sheet: KeepingSheet, file: Path, qtbot: QtBot) -> None:
    before = len(sheet.list.lines)
    sheet.keep(file)
    qtbot.waitUntil(lambda: len(sheet.list.lines) == before + 1)
    qtbot.waitUntil(lambda: sheet.current is not None and sheet.current.name == file.name)


def button(sheet: KeepingSheet, name: str) -> QAbstractButton:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def add(session: Session, title: str) -> None:
    session.change(lambda library: library.add_reference({**BOOK, "title": title}))


def test_a_file_is_written_at_once_and_after_each_change(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    keep(sheet, file, qtbot)
    assert file.read_text().count("@book{") == 2
    assert sheet.list.lines[0].right == "Up to date"
    add(session, "A third book")
    qtbot.waitUntil(lambda: "A third book" in file.read_text())
    session.undo()
    qtbot.waitUntil(lambda: "A third book" not in file.read_text())


def test_what_is_chosen_is_what_is_written(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    sheet.what.set_value(session.library.collections()[0].id)
    sheet.dialect.set_value("bibtex")
    sheet.without.set_text("abstract")
    keep(sheet, file, qtbot)
    written = file.read_text()
    assert written.count("@book{") == 1
    assert "Another book" in written
    # BibTeX has a year, biblatex a date.
    assert "year" in written
    assert "abstract" not in written
    assert sheet._settings.get(EXPORT_FOLDER) == str(file.parent)


def test_a_file_of_somebody_else_is_left_alone_and_asked_about(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    file.write_text(FOREIGN)
    keep(sheet, file, qtbot)
    assert file.read_text() == FOREIGN
    assert sheet.offer.isVisible()
    add(session, "A third book")
    qtbot.wait(200)
    assert file.read_text() == FOREIGN
    button(sheet, "keeping-leave").click()
    assert not sheet.offer.isVisible()
    assert file.read_text() == FOREIGN


def test_foreign_changes_are_imported_as_one_undo(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    keep(sheet, file, qtbot)
    file.write_text(file.read_text() + FOREIGN)
    sheet._keeper.look()
    qtbot.waitUntil(sheet.offer.isVisible)
    said: list[str] = []
    sheet.said.connect(lambda text, _undoable: said.append(text))
    button(sheet, "keeping-take").click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 document added or changed"]
    assert session.library.document("newcomer").title == "A Newcomer"
    assert "newcomer" in file.read_text()
    assert not sheet.offer.isVisible()
    session.undo()
    qtbot.waitUntil(lambda: len(session.library.documents("")) == 2)


def test_written_over_only_when_told(sheet: KeepingSheet, file: Path, qtbot: QtBot) -> None:
    file.write_text(FOREIGN)
    keep(sheet, file, qtbot)
    button(sheet, "keeping-over").click()
    qtbot.waitUntil(lambda: "Inside terrorism" in file.read_text())
    assert "newcomer" not in file.read_text()
    qtbot.waitUntil(lambda: not sheet.offer.isVisible())


def test_kept_no_longer_leaves_the_file(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    keep(sheet, file, qtbot)
    button(sheet, "keeping-stop").click()
    qtbot.waitUntil(lambda: not sheet.list.isVisible())
    add(session, "A third book")
    qtbot.wait(200)
    assert "A third book" not in file.read_text()


def test_the_same_file_twice_is_refused_in_the_sheet(
    sheet: KeepingSheet, file: Path, qtbot: QtBot
) -> None:
    keep(sheet, file, qtbot)
    sheet.keep(file)
    qtbot.waitUntil(sheet._error.isVisible)
    assert "already" in sheet._error.text()


def test_the_last_change_is_written_before_the_library_closes(
    sheet: KeepingSheet, session: Session, file: Path, qtbot: QtBot
) -> None:
    keep(sheet, file, qtbot)
    sheet._keeper._debounce._pause = 60.0
    made: list[object] = []
    session.change(
        lambda library: library.add_reference({**BOOK, "title": "A last book"}), made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    assert "A last book" not in file.read_text()
    sheet.close()
    session.close()
    assert "A last book" in file.read_text()


def test_by_keyboard_and_screen_reader(sheet: KeepingSheet, file: Path, qtbot: QtBot) -> None:
    file.write_text(FOREIGN)
    keep(sheet, file, qtbot)
    assert sheet.offer.isVisible()
    walk(sheet, qtbot)


def test_the_window_says_it_quietly_and_trouble_once(
    theme: Theme, session: Session, file: Path, qtbot: QtBot
) -> None:
    window = MainWindow(theme, session, Settings(None), Opener())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    keeper = keeper_of(window)
    assert keeper_of(window) is keeper
    line = window.sidebar.findChild(QAbstractButton, "kept-files")
    assert isinstance(line, QAbstractButton)
    assert not line.isVisible()
    session.change(lambda library: library.add_auto_export(file), lambda _export: keeper.look())
    qtbot.waitUntil(line.isVisible)
    assert line.accessibleName() == "thesis.bib up to date"
    assert not window.toast.isVisible()
    file.write_text(FOREIGN)
    keeper.look()
    qtbot.waitUntil(window.toast.isVisible)
    assert line.accessibleName() == "thesis.bib changed"
    window.toast.hide()
    keeper.look()
    qtbot.wait(200)
    assert not window.toast.isVisible()
    walk(window, qtbot)
    line.click()
    (found,) = window.findChildren(KeepingSheet)
    assert found.isVisible()
    found.close()
    window.close()


def test_nothing_is_looked_at_in_a_library_that_was_closed(
    session: Session, keeper: Keeper, qtbot: QtBot
) -> None:
    session.close()
    assert not keeper.wanted
    keeper.look()
    assert keeper.kept == ()
