"""From the first screen to a library and back, with whatever may stand in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library, open_library
from app.settings import LAST_LIBRARY
from tests.support.checkout import TOP
from ui.application import Application
from ui.library.unlock import UnlockPage
from ui.shell.start import StartWindow
from ui.shell.window import MainWindow
from ui.widgets.labels import Label


def library_in(folder: Path, passphrase: str | None = None) -> Path:
    create_library(folder, passphrase=passphrase).close()
    return folder


def main_window(application: Application, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(application.window, MainWindow), timeout=60_000)
    assert isinstance(application.window, MainWindow)
    return application.window


def start_window(application: Application) -> StartWindow:
    assert isinstance(application.window, StartWindow)
    return application.window


def button(widget: QWidget, text: str) -> QAbstractButton:
    (found,) = [
        each for each in widget.findChildren(QAbstractButton)
        if each.text() == text and each.isVisible()
    ]  # fmt: skip
    return found


def said(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(Label) if each.isVisible())


# The sample ---------------------------------------------------------------------------------------


def test_the_sample_opens_at_a_text_with_overlapping_marks_in_view(
    application: Application, qtbot: QtBot
) -> None:
    application.start()
    button(start_window(application), "Look around").click()
    window = main_window(application, qtbot)
    qtbot.waitUntil(lambda: window.reader.opened is not None)
    page = window.reader.page
    marks = [mark for mark in page.marks if page.is_visible(mark.start)]
    assert {mark.lane for mark in marks} >= {0, 1}
    assert window.list.selected == [window.reader.current_document]
    assert window.list.row_in_view(str(window.reader.current_document))
    assert not window.actions_["undo"].isEnabled()
    rows = window.session.library.rows(window.list.model.ids[:12])
    assert all(row.has_text for row in rows)


def test_the_sample_is_made_anew_on_request(application: Application, qtbot: QtBot) -> None:
    application.open_sample()
    window = main_window(application, qtbot)
    window.session.change(lambda library: library.add_note("written while looking around"))
    qtbot.waitUntil(lambda: window.actions_["undo"].isEnabled())
    count = window.session.library.count()
    window.actions_["reset-sample"].trigger()
    sheet = window.findChild(QWidget, "sheet-reset-sample")
    assert sheet is not None
    assert "go" in said(sheet)
    button(sheet, "Reset the sample").click()
    qtbot.waitUntil(lambda: application.window is not window)
    anew = main_window(application, qtbot)
    notes = {note.text for note in anew.session.library.notes()}
    assert "written while looking around" not in notes
    assert anew.session.library.count() == count


def test_a_library_of_ones_own_has_nothing_to_reset(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.open(library_in(tmp_path / "mine"))
    assert not main_window(application, qtbot).actions_["reset-sample"].isEnabled()


def test_stopping_while_the_sample_is_made_leaves_the_first_screen(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.start()
    application.open_sample()
    qtbot.waitUntil(
        lambda: any(
            each.isVisible() and each.objectName() == "busy-cancel"
            for each in start_window(application).findChildren(QAbstractButton)
        ),
        timeout=10_000,
    )
    button(start_window(application), "Cancel").click()
    qtbot.waitUntil(lambda: start_window(application).first_run.isVisible(), timeout=20_000)
    assert list((tmp_path / "data" / "sourcebook").iterdir()) == []


# What may stand in the way ------------------------------------------------------------------------


def test_a_library_that_is_gone_is_told_and_can_be_tried_again(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application._settings.set(LAST_LIBRARY, str(tmp_path / "thesis"))
    application.start()
    window = start_window(application)
    assert "“thesis” isn’t where it was" in said(window)
    button(window, "Details").click()
    assert str(tmp_path / "thesis") in said(window)
    button(window, "Try again").click()
    assert "“thesis” isn’t where it was" in said(window)
    library_in(tmp_path / "thesis")
    button(window, "Try again").click()
    assert main_window(application, qtbot).session.writable


def test_a_damaged_library_offers_its_backup(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = library_in(tmp_path / "mine")
    (folder / "library.db").write_bytes(b"no database at all " * 500)
    application.open(folder)
    window = start_window(application)
    assert button(window, "Restore a backup…").isVisible()
    button(window, "Details").click()
    button(window, "Copy").click()
    assert QGuiApplication.clipboard().text().startswith("damaged (DamagedLibraryError)")
    button(window, "Start page").click()
    assert window.first_run.isVisible()


def test_a_wrong_passphrase_is_told_beside_the_field_with_caps_lock(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.open(library_in(tmp_path / "mine", "correct horse"))
    page = start_window(application).findChild(UnlockPage)
    assert page is not None
    # A capital letter without Shift: that is what Caps Lock looks like from a key.
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "C")
    QApplication.sendEvent(page.edit, key)
    button(page, "Unlock").click()
    qtbot.waitUntil(lambda: "passphrase" in page.edit.accessibleDescription(), timeout=20_000)
    assert "Caps Lock is on." in page.edit.accessibleDescription()
    page.edit.setText("correct horse")
    button(page, "Unlock").click()
    assert main_window(application, qtbot).session.encrypted


def test_a_library_of_a_newer_program_is_shown_read_only_with_the_reason(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = library_in(tmp_path / "mine")
    with sqlite3.connect(folder / "library.db") as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    application.open(folder)
    window = main_window(application, qtbot)
    assert "Made by a newer Sourcebook" in said(window.workspace)
    assert not window.actions_["add-files"].isEnabled()


def test_a_second_window_is_reloaded_once_the_first_is_closed(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = library_in(tmp_path / "mine")
    first = open_library(folder)
    application.open(folder)
    second = main_window(application, qtbot)
    assert "Read-only here" in said(second.workspace)
    button(second.workspace, "Try again").click()
    assert application.window is second
    assert "can’t be changed here" in second.toast.text
    first.close()
    qtbot.waitUntil(lambda: "was closed" in second.toast.text, timeout=10_000)
    button(second.toast, "Reload").click()
    assert main_window(application, qtbot) is not second
    assert main_window(application, qtbot).session.writable


READ_ONLY_MOUNT = """
mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} || exit 77
exec {python} -P -c '
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from ui.application import Application
from ui.widgets.labels import Label
qt = QApplication([])
application = Application(qt, Settings(None))
application.open(Path(sys.argv[1]))
print(" ".join(each.text() for each in application.window.findChildren(Label)))
application.window.close()
' {folder}
"""


@pytest.mark.skipif(os.name == "nt", reason="bind mounts are Linux's")
def test_a_folder_that_cant_be_written_to_is_shown_read_only(tmp_path: Path) -> None:
    folder = library_in(tmp_path / "mine")
    script = READ_ONLY_MOUNT.format(folder=folder, python=sys.executable)
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody make a mount")
    assert "can’t be written to. Read-only here" in done.stdout, done.stderr


def test_a_folder_with_other_files_is_refused_in_place(
    application: Application, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "essay.txt").write_text("mine")
    application.create(tmp_path / "full")
    assert "holds other files" in said(start_window(application))
    assert (tmp_path / "full" / "essay.txt").read_text() == "mine"


# Where one is -------------------------------------------------------------------------------------


def test_the_sidebar_marks_only_where_one_is(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.open(library_in(tmp_path / "mine"))
    window = main_window(application, qtbot)
    place = lambda: window.sidebar.current and window.sidebar.current.kind  # noqa: E731
    assert place() == "all"
    window.actions_["show-notes"].trigger()
    assert place() == "notes"
    window.search("claim")
    assert place() is None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert place() == "notes"
    window.actions_["recent-imports"].trigger()
    assert place() is None
    button(window.workspace.page_bar, "Back").click()
    assert place() == "notes"
    button(window.workspace.page_bar, "Back").click()
    assert place() == "all"
    assert window.workspace.page is None
