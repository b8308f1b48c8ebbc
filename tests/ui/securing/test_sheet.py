"""The sheet of the passphrase, on real libraries: on, off, changed, recovered, stopped, failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.errors import LockedLibraryError
from app.library import Access, open_library, securing
from app.store.keyfile import is_encrypted
from tests.ui.securing.conftest import CANARY, SECRET
from tests.ui.securing.test_locking import field, main_window
from tests.ui.test_accessibility import walk
from ui.application import Application
from ui.securing.code import CodeSheet
from ui.securing.sheet import SecuritySheet
from ui.shell.window import MainWindow
from ui.widgets.labels import Label


def press(sheet: QWidget, name: str) -> None:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def security(window: MainWindow) -> SecuritySheet:
    window.actions_["passphrase"].trigger()
    sheet = window.findChild(SecuritySheet)
    assert sheet is not None
    return sheet


def choose(sheet: SecuritySheet, act: str) -> None:
    combo = sheet.findChild(QComboBox, "securing-act")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(act))
    combo.activated.emit(combo.currentIndex())


def type_new(sheet: SecuritySheet, first: str, second: str | None = None) -> None:
    field(sheet, "securing-new").setText(first)
    field(sheet, "securing-again").setText(first if second is None else second)


def said(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(Label) if each.isVisible())


def code_sheet(application: Application, qtbot: QtBot) -> CodeSheet:
    qtbot.waitUntil(
        lambda: (
            application.window is not None and application.window.findChild(CodeSheet) is not None
        ),
        timeout=20_000,
    )
    assert application.window is not None
    sheet = application.window.findChild(CodeSheet)
    assert sheet is not None
    return sheet


def test_a_passphrase_is_set_and_the_code_shown_once_opens_the_library(
    application: Application, plain: Path, qtbot: QtBot
) -> None:
    application.open(plain)
    window = main_window(application, qtbot)
    sheet = security(window)
    type_new(sheet, SECRET, "another")
    press(sheet, "securing-go")
    assert "differ" in field(sheet, "securing-again").accessibleDescription()
    assert application.window is window
    type_new(sheet, SECRET)
    assert "long enough" in field(sheet, "securing-new").accessibleDescription()
    press(sheet, "securing-go")
    shown = code_sheet(application, qtbot)
    again = main_window(application, qtbot)
    assert again is not window
    assert again.session.encrypted
    assert again.session.writable
    assert again.actions_["lock-now"].isEnabled()
    assert not [p for p in plain.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]

    shown.reject()
    shown.close()
    assert shown.isVisible()
    text = shown.findChild(QLabel, "recovery-code-text")
    assert isinstance(text, QLabel)
    code = text.text()
    assert [len(part) for part in code.split("-")] == [5, 5, 5, 5, 5]
    press(shown, "recovery-code-copy")
    assert QGuiApplication.clipboard().text() == code
    securing.check_code(plain, code)
    done = shown.findChild(QAbstractButton, "recovery-code-done")
    assert done is not None
    assert not done.isEnabled()
    written = shown.findChild(QCheckBox, "recovery-code-written")
    assert isinstance(written, QCheckBox)
    written.setChecked(True)
    done.click()
    assert not shown.isVisible()


def test_encryption_is_turned_off_by_whoever_knows_the_passphrase(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    application.open(encrypted, SECRET)
    window = main_window(application, qtbot)
    sheet = security(window)
    choose(sheet, "off")
    assert not field(sheet, "securing-new").isVisible()
    field(sheet, "securing-now").setText("wrong")
    press(sheet, "securing-go")
    now = field(sheet, "securing-now")
    qtbot.waitUntil(lambda: "not the library" in now.accessibleDescription(), timeout=20_000)
    assert application.window is window
    now.setText(SECRET)
    press(sheet, "securing-go")
    qtbot.waitUntil(lambda: application.window is not window, timeout=20_000)
    again = main_window(application, qtbot)
    assert not again.session.encrypted
    assert not is_encrypted(encrypted)
    assert "not encrypted" in again.toast.text


def test_a_changed_passphrase_opens_and_the_one_before_does_not(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    application.open(encrypted, SECRET)
    window = main_window(application, qtbot)
    sheet = security(window)
    press(sheet, "securing-go")
    assert "first" in field(sheet, "securing-now").accessibleDescription()
    field(sheet, "securing-now").setText(SECRET)
    type_new(sheet, "x" * 5000)
    press(sheet, "securing-go")
    new = field(sheet, "securing-new")
    qtbot.waitUntil(lambda: "too long" in new.accessibleDescription(), timeout=20_000)
    type_new(sheet, "another long one")
    press(sheet, "securing-go")
    qtbot.waitUntil(lambda: "was changed" in window.toast.text, timeout=20_000)
    with pytest.raises(LockedLibraryError):
        open_library(encrypted, Access.READ, passphrase=SECRET)
    open_library(encrypted, Access.READ, passphrase="another long one").close()
    assert application.window is window


def test_another_recovery_code_is_made(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    application.open(encrypted, SECRET)
    sheet = security(main_window(application, qtbot))
    assert "there is no recovery code" in said(sheet)
    choose(sheet, "code")
    field(sheet, "securing-now").setText(SECRET)
    press(sheet, "securing-go")
    text = code_sheet(application, qtbot).findChild(QLabel, "recovery-code-text")
    assert isinstance(text, QLabel)
    securing.check_code(encrypted, text.text())


def test_what_goes_wrong_is_told_in_the_sheet_and_the_library_is_as_it_was(
    application: Application, plain: Path, qtbot: QtBot
) -> None:
    application.open(plain)
    window = main_window(application, qtbot)
    original = next(path for path in (plain / "originals").rglob("*") if path.is_file())
    original.write_bytes(b"damaged")
    sheet = security(window)
    type_new(sheet, SECRET)
    press(sheet, "securing-go")
    qtbot.waitUntil(lambda: application.window is not window, timeout=20_000)
    again = main_window(application, qtbot)
    qtbot.waitUntil(lambda: again.findChild(SecuritySheet) is not None)
    sheet = again.findChild(SecuritySheet)
    assert sheet is not None
    error = sheet.findChild(Label, "securing-error")
    assert error is not None
    assert error.isVisible()
    assert "damaged" in error.text()
    assert not is_encrypted(plain)
    assert again.session.writable


@pytest.mark.parametrize("act", ["on", "change", "code", "off"])
def test_the_sheet_by_keyboard_and_for_a_screen_reader(
    application: Application, tmp_path: Path, qtbot: QtBot, act: str
) -> None:
    from tests.ui.securing.conftest import library_in

    folder = library_in(tmp_path / "thesis", None if act == "on" else SECRET)
    application.open(folder, None if act == "on" else SECRET)
    sheet = security(main_window(application, qtbot))
    if act != "on":
        choose(sheet, act)
    walk(sheet, qtbot)
    sheet.reject()


def test_the_code_by_keyboard_and_for_a_screen_reader(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    from ui.securing.connecting import show_code

    application.open(encrypted, SECRET)
    window = main_window(application, qtbot)
    show_code(window, "7W2KD-00000-00000-00000-00000")
    sheet = code_sheet(application, qtbot)
    sheet.written.setChecked(True)
    walk(sheet, qtbot)
    sheet.accept()


def test_the_sample_has_no_passphrase_to_set(application: Application, qtbot: QtBot) -> None:
    application.open_sample()
    qtbot.waitUntil(lambda: isinstance(application.window, MainWindow), timeout=60_000)
    sheet = security(main_window(application, qtbot))
    assert "sample" in said(sheet)
    assert sheet.findChildren(QLineEdit) == []
    sheet.reject()
    assert not sheet.isVisible()
