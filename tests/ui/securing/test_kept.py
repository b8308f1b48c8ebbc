"""Copies and backups: what is said of them, and a new library made of one; nothing written over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.library import Access, open_library
from app.store.versions import Contents, Kept, Version
from tests.ui.securing.conftest import SECRET, library_in
from tests.ui.securing.test_locking import field, main_window
from tests.ui.test_accessibility import walk
from ui.application import Application
from ui.securing.kept import contents_words, free_beside, size_words, version_lines
from ui.securing.kept_sheet import VersionsSheet


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12 kB"),
        (1_500_000, "1.5 MB"), (2_000_000_000, "2.0 GB"),
    ],
)  # fmt: skip
def test_sizes_are_said_in_thousands(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_row_tells_when_where_the_user_is_and_what_it_holds() -> None:
    made = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
    version = Version(Path("copy.db"), Kept.COPY, made, 1500)
    [line] = version_lines([version], timezone(timedelta(hours=1)))
    assert line.title == "1 March 2024, 00:30"
    assert line.right == "1.5 kB"
    assert "Automatic copy" in line.below


def test_files_that_are_gone_are_told() -> None:
    assert contents_words(Contents(1, 2, 0, 0)) == "Sound: 1 document, 2 marks and 0 notes."
    assert "3 original files" in contents_words(Contents(1, 2, 0, 3))


def test_the_new_folder_is_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "thesis-restored").mkdir()
    assert free_beside(tmp_path / "thesis") == tmp_path / "thesis-restored-2"


def sheet_on(application: Application, folder: Path, qtbot: QtBot) -> VersionsSheet:
    with open_library(folder, passphrase=SECRET) as library:
        library.back_up()
        library.add_note("written later")
        library.keep_copy()
    application.open(folder, SECRET)
    window = main_window(application, qtbot)
    window.actions_["versions"].trigger()
    sheet = window.findChild(VersionsSheet)
    assert sheet is not None
    return sheet


def press(sheet: VersionsSheet, name: str) -> None:
    found = sheet.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def point_at(sheet: VersionsSheet, kind: Kept) -> Version:
    row = next(n for n, each in enumerate(sheet._versions) if each.kind is kind)
    sheet.list.setCurrentIndex(sheet.list.rows.index(row))
    return sheet._versions[row]


@pytest.mark.parametrize(("kind", "notes"), [(Kept.COPY, 2), (Kept.BACKUP, 1)])
def test_one_is_restored_beside_the_library_and_opened(
    application: Application, encrypted: Path, qtbot: QtBot, kind: Kept, notes: int
) -> None:
    sheet = sheet_on(application, encrypted, qtbot)
    window = application.window
    point_at(sheet, kind)
    press(sheet, "versions-check")
    qtbot.waitUntil(lambda: "Sound: 1 document" in sheet.said.text(), timeout=20_000)
    press(sheet, "versions-restore")
    qtbot.waitUntil(lambda: "Restored as" in sheet.said.text(), timeout=20_000)
    restored = encrypted.with_name("thesis-restored")
    with open_library(restored, Access.READ, passphrase=SECRET) as library:
        assert len(library.notes()) == notes
        assert library.check() == []
    press(sheet, "versions-restore")
    qtbot.waitUntil(lambda: application.window is not window)  # its passphrase is asked for


def test_nothing_is_written_over_and_the_reason_stands_in_the_sheet(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    other = library_in(encrypted.parent / "other")
    before = (other / "library.db").read_bytes()
    sheet = sheet_on(application, encrypted, qtbot)
    field(sheet, "versions-folder").setText(str(other))
    press(sheet, "versions-restore")
    qtbot.waitUntil(lambda: "isn't empty" in sheet.said.text(), timeout=20_000)
    assert (other / "library.db").read_bytes() == before


def test_a_damaged_one_is_told_and_not_restored(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    sheet = sheet_on(application, encrypted, qtbot)
    version = point_at(sheet, Kept.COPY)
    whole = bytearray(version.path.read_bytes())
    whole[len(whole) // 2] ^= 255
    version.path.write_bytes(whole)
    press(sheet, "versions-restore")
    qtbot.waitUntil(lambda: "damaged" in sheet.said.text(), timeout=20_000)
    assert not encrypted.with_name("thesis-restored").exists()


def test_the_sheet_by_keyboard_and_for_a_screen_reader(
    application: Application, encrypted: Path, qtbot: QtBot
) -> None:
    sheet = sheet_on(application, encrypted, qtbot)
    walk(sheet, qtbot)
    sheet.reject()
