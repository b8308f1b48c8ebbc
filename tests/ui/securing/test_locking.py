"""Locking: nothing readable stays, nothing typed is lost, and one comes back where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.errors import LibraryBusyError
from app.library import Access, open_library
from app.settings import AUTO_LOCK
from tests.ui.securing.conftest import CANARY, SECRET
from tests.ui.test_accessibility import walk
from ui.application import Application
from ui.library.presenter import SideRow
from ui.library.unlock import UnlockPage
from ui.securing.watching import Watch
from ui.shell.start import StartWindow
from ui.shell.window import MainWindow
from ui.widgets.labels import Label

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def opened(application: Application, folder: Path, qtbot: QtBot) -> MainWindow:
    application.open(folder, SECRET)
    return main_window(application, qtbot)


def main_window(application: Application, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(application.window, MainWindow), timeout=20_000)
    window = application.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: bool(window.list.model.ids))
    qtbot.wait(200)  # what was open last is opened after the first painting
    if window.current_document is None:
        window.open_document(window.list.model.ids[0])
    return window


def unlock_page(application: Application) -> UnlockPage:
    assert isinstance(application.window, StartWindow)
    page = application.window.findChild(UnlockPage)
    assert page is not None
    assert page.isVisible()
    return page


def unlock(application: Application, qtbot: QtBot) -> MainWindow:
    page = unlock_page(application)
    page.edit.setText(SECRET)
    page.unlocked_with.emit(SECRET)
    return main_window(application, qtbot)


def rows_of(window: MainWindow) -> list[SideRow]:
    model = window.sidebar.model
    rows = [model.side_row(model.index(row)) for row in range(model.rowCount())]
    return [row for row in rows if row is not None]


def readable() -> str:
    """Every word of every window that is seen."""
    words = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            for each in (top, *top.findChildren(QWidget)):
                words += [each.windowTitle(), each.accessibleName(), each.toolTip()]
                if isinstance(each, Label | QLineEdit):
                    words.append(each.text())
    return "\n".join(words)


def test_only_the_name_of_the_library_is_left_to_see(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    window = opened(application, encrypted, qtbot)
    QGuiApplication.clipboard().setText("kept by the user")
    assert CANARY in readable()
    window.actions_["lock-now"].trigger()
    assert CANARY not in readable()
    assert "thesis is locked" in readable()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert CANARY not in readable()
    assert window.session.closed
    # Nobody holds it any more: another program could change it now.
    open_library(encrypted, Access.WRITE, passphrase=SECRET).close()
    assert QGuiApplication.clipboard().text() == "kept by the user"
    assert CANARY not in (encrypted.parent / "settings.json").read_text(encoding="utf-8")


def test_a_note_being_typed_is_kept(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    window = opened(application, encrypted, qtbot)
    qtbot.waitUntil(lambda: bool(window.reader.margin.cards))
    card = window.reader.margin.cards[0]
    card.begin_editing()
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, " and typed")
    application.lock()
    with open_library(encrypted, Access.READ, passphrase=SECRET) as library:
        [note] = library.notes()
    assert note.text.endswith("and typed")


def test_after_unlocking_one_is_where_one_was(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    window = opened(application, encrypted, qtbot)
    place = next(
        row.place
        for row in rows_of(window)
        if row.place is not None and row.place.kind == "collection"
    )
    window.show_in_sidebar(place)
    window.search("wanders")
    application.lock()
    again = unlock(application, qtbot)
    assert again is not window
    qtbot.waitUntil(lambda: again.page_name == "search")
    assert again.list.place == place
    page = again.workspace.page
    assert page is not None
    field = page.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "wanders"
    again.leave_page()
    assert again.current_document is not None


def test_it_is_asked_for_with_a_sheet_a_menu_or_a_dialogue_of_the_system_open(
    application: Application, encrypted: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(application, encrypted, qtbot)
    window.actions_["edit-reference"].trigger()
    editor = window.findChild(QDialog)
    assert editor is not None
    field(editor, "reference-key").setText("typed2024")
    menu = QMenu(window)
    menu.addAction("One")
    menu.popup(QPoint(10, 10))
    dialogue = QFileDialog(window)
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialogue.open()
    application.lock()
    qtbot.waitUntil(lambda: isinstance(application.window, StartWindow))
    assert CANARY not in readable()
    unlock_page(application)
    with open_library(encrypted, Access.READ, passphrase=SECRET) as library:
        [document] = library.documents()
        assert "typed2024" in str(library.draft(document.id))


def test_a_library_without_a_passphrase_is_not_locked(
    application: Application, plain: Path, qtbot: QtBot
) -> None:
    application.open(plain)
    window = main_window(application, qtbot)
    assert not window.actions_["lock-now"].isEnabled()
    application.lock()
    assert application.window is window
    assert window.findChild(Watch) is None


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def watched(application: Application, window: MainWindow, qtbot: QtBot) -> tuple[Watch, Clock]:
    qtbot.waitUntil(lambda: window.findChild(Watch) is not None)
    watch, clock = window.findChild(Watch), Clock()
    assert watch is not None
    watch.idle._steady = watch.idle._wall = clock
    watch.idle.touch()
    return watch, clock


def press(window: MainWindow) -> None:
    """A key as the system delivers it: to the window, which passes it on."""
    handle = window.windowHandle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(handle, event)


def test_it_locks_by_itself_only_when_nobody_was_there_for_so_long(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    window = opened(application, encrypted, qtbot)
    watch, clock = watched(application, window, qtbot)
    watch._on_focus(window.windowHandle())
    clock.now = 10_000.0
    watch.look()
    assert application.window is window  # off unless chosen
    window.settings.set(AUTO_LOCK, 5)
    clock.now += 299
    press(window)
    clock.now += 299
    watch.look()
    assert application.window is window
    clock.now += 1
    watch.look()
    unlock_page(application)


def test_the_first_key_after_the_time_was_up_finds_it_locked(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    window = opened(application, encrypted, qtbot)
    window.settings.set(AUTO_LOCK, 1)
    watch, clock = watched(application, window, qtbot)
    watch._on_focus(window.windowHandle())
    clock.now += 3_600
    press(window)
    unlock_page(application)


def test_it_waits_while_files_are_added(
    application: Application, encrypted: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(application, encrypted, qtbot)
    window.settings.set(AUTO_LOCK, 1)
    watch, clock = watched(application, window, qtbot)
    (tmp_path / "other.md").write_text("# Another\n\nWords.\n", encoding="utf-8")
    window.add_files([str(tmp_path / "other.md")])
    clock.now += 61
    watch.look()
    assert application.window is window
    qtbot.waitUntil(lambda: not window.adding_now, timeout=20_000)
    clock.now += 61
    watch.look()
    unlock_page(application)


# The recovery code --------------------------------------------------------------------------------


def recovery_sheet(application: Application, folder: Path) -> QDialog:
    application.open(folder)
    page = unlock_page(application)
    page.recovery_wanted.emit()
    assert application.window is not None
    sheet = application.window.findChild(QDialog, "recovery")
    assert sheet is not None
    return sheet


def field(sheet: QWidget, name: str) -> QLineEdit:
    found = sheet.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_the_recovery_code_leads_to_a_new_passphrase_and_into_the_library(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    with open_library(encrypted, passphrase=SECRET) as library:
        code = library.make_recovery_code(SECRET)
    sheet = recovery_sheet(application, encrypted)
    go = sheet.findChild(QWidget, "recovery-go")
    assert go is not None
    typed = field(sheet, "recovery-typed")
    typed.setText(code[:-1])
    go.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "slip" in typed.accessibleDescription(), timeout=20_000)
    typed.setText(code.lower())
    go.click()  # type: ignore[attr-defined]
    new = field(sheet, "recovery-new")
    qtbot.waitUntil(new.isVisible, timeout=20_000)
    new.setText("another long one")
    field(sheet, "recovery-again").setText("another long two")
    go.click()  # type: ignore[attr-defined]
    assert "differ" in field(sheet, "recovery-again").accessibleDescription()
    field(sheet, "recovery-again").setText("another long one")
    go.click()  # type: ignore[attr-defined]
    main_window(application, qtbot)
    with open_library(encrypted, Access.READ, passphrase="another long one") as library:
        assert library.encrypted


def test_the_recovery_sheet_by_keyboard_and_for_a_screen_reader(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    sheet = recovery_sheet(application, encrypted)
    walk(sheet, qtbot)
    sheet.reject()


def test_a_library_of_two_windows_is_not_disturbed(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    other = open_library(encrypted, Access.WRITE, passphrase=SECRET)
    window = opened(application, encrypted, qtbot)
    assert not window.session.writable
    application.lock()
    unlock_page(application)
    with pytest.raises(LibraryBusyError):
        open_library(encrypted, Access.WRITE, passphrase=SECRET)
    other.close()
