"""What the reader says while nothing is open: after deleting, and for what lies in the trash."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from tests.ui.windows import open_window
from ui.library.presenter import Place
from ui.shell.window import MainWindow
from ui.theme import Theme

TRASH = Place("trash", "", "Trash")


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    first = "# The first\n\nA river is older than the bridge that crosses it.\n"
    second = "# The second\n\nNobody counted the lamps along the quay in winter.\n"
    (tmp_path / "first.md").write_text(first)
    (tmp_path / "second.md").write_text(second)
    with create_library(tmp_path / "library") as made:
        list(made.import_paths([str(tmp_path / "first.md"), str(tmp_path / "second.md")]))
    window = open_window(theme, tmp_path / "library", qtbot)
    window.open_document(window.list.model.ids[0])
    qtbot.waitUntil(lambda: window.citation.in_text.accessibleName() != "")
    return window


def told(window: MainWindow) -> str:
    shown = window.reader.findChild(QWidget, "empty")
    assert shown is not None
    assert shown.isVisible()
    return shown.accessibleName()


def test_what_was_put_into_the_trash_is_not_cited_any_more(
    window: MainWindow, qtbot: QtBot
) -> None:
    failures: list[object] = []
    window.session.failed.connect(failures.append)
    for left in (1, 0):
        window.list.select(str(window.reader.current_document))
        window.actions_["delete-documents"].trigger()
        qtbot.waitUntil(lambda left=left: len(window.list.model.ids) == left)  # type: ignore[misc]
    qtbot.waitUntil(lambda: window.reader.current_document is None)
    assert told(window) == "What you add is read here"
    qtbot.wait(400)  # the citation would be asked by then
    assert failures == []
    assert window.citation.place == (None, None)


def test_a_document_in_the_trash_says_so_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    id_ = str(window.reader.current_document)
    window.list.select(id_)
    window.actions_["delete-documents"].trigger()
    qtbot.waitUntil(lambda: window.reader.current_document != id_)
    window.show_in_sidebar(TRASH)
    qtbot.waitUntil(lambda: window.list.model.ids == [id_])
    window.list.select(id_)
    window.open_document(id_)
    assert told(window) == "This document is in the trash"
    restore = window.reader.findChild(QAbstractButton, "restore-to-read")
    assert restore is not None
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.reader.current_document == id_)
    assert window.reader.page.isVisible()


def test_going_back_to_what_was_deleted_for_good_says_so(window: MainWindow, qtbot: QtBot) -> None:
    id_, other = (str(each) for each in window.list.model.ids)
    window.open_document(other)
    window.session.change(lambda library: library.trash_all([id_]))
    window.session.change(lambda library: library.empty_trash())
    qtbot.waitUntil(lambda: window.list.model.ids == [other])
    qtbot.waitUntil(lambda: window.session.library.trashed() == [])
    window.actions_["back"].trigger()
    assert told(window) == "This document is gone"
