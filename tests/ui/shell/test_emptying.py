"""Emptying the trash asks first, begins on Cancel, and shows what it did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.ui.windows import Opener
from ui.library.presenter import Place
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with create_library(tmp_path / "library") as library:
        library.add_reference({"type": "book", "title": "Stays"})
        library.trash(library.add_reference({"type": "book", "title": "Goes"}).value.id)
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def asked(window: MainWindow) -> QDialog:
    window.actions_["empty-trash"].trigger()
    sheet = window.findChild(QDialog, "sheet-empty-trash")
    assert isinstance(sheet, QDialog)
    return sheet


def button(sheet: QDialog, name: str) -> QAbstractButton:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_nothing_goes_before_it_is_confirmed_and_cancel_has_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = asked(window)
    assert sheet.focusWidget() is button(sheet, "empty-cancel")
    button(sheet, "empty-cancel").click()
    assert window.session.library.overview().trash == 1


def test_the_trash_is_emptied_and_its_place_goes(window: MainWindow, qtbot: QtBot) -> None:
    window.show_in_sidebar(Place("trash", "", "Trash"))
    assert window.list.model.rowCount() == 1
    button(asked(window), "empty-trash-now").click()
    qtbot.waitUntil(lambda: window.session.library.overview().trash == 0)
    qtbot.waitUntil(lambda: window.sidebar.model.row_of(Place("trash")) < 0)
    titles = [row.title for row in window.session.library.rows(window.list.model.ids)]
    assert titles == ["Stays"]
    assert not window.actions_["undo"].isEnabled()
    qtbot.waitUntil(lambda: window.toast.isVisible())


def test_an_empty_trash_says_so_without_asking(window: MainWindow, qtbot: QtBot) -> None:
    button(asked(window), "empty-trash-now").click()
    qtbot.waitUntil(lambda: window.session.library.overview().trash == 0)
    with qtbot.waitSignal(window.list.said) as told:
        window.actions_["empty-trash"].trigger()
    assert told.args == ["The trash is empty", False]
