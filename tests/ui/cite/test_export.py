"""The export sheet: what is seen before is what is written, and errors stay in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.settings import EXPORT_FILES, EXPORT_WHAT, Settings
from ui.cite.export import ExportSheet
from ui.cite.export_rows import FORMATS, FORMS, Wanted, first_entry, proposed, remembered
from ui.session import Session
from ui.theme import Theme


@pytest.fixture
def sheet(
    theme: Theme, reading: Session, settings: Settings, document: str, qtbot: QtBot
) -> ExportSheet:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    reading.change(lambda library: library.add_note("Mine alone", on=document))
    reading.change(lambda library: library.add_collection("Week 1"))
    qtbot.waitUntil(lambda: len(reading.library.collections()) == 1)
    made = ExportSheet(theme, reading, settings, [document], parent)
    made.parent_ = parent  # type: ignore[attr-defined]  # kept alive with it
    made.open()
    return made


def choose(sheet: ExportSheet, name: str, value: str, qtbot: QtBot) -> None:
    choice = getattr(sheet, f"_{name}")
    choice.set_value(value)
    choice.chosen.emit(value)
    qtbot.waitUntil(lambda: sheet._made is not None, timeout=20_000)


def test_the_first_entry_is_seen_and_what_stays_behind_is_said(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    choose(sheet, "format", "biblatex", qtbot)
    assert sheet._beginning.toPlainText().startswith("@online{ellingsen2024reading,")
    assert sheet._said.text() == "1 document; 1 private note left out."


@pytest.mark.parametrize("format_", [each.name for each in FORMATS])
def test_every_format_is_written_as_it_was_seen(
    sheet: ExportSheet, tmp_path: Path, qtbot: QtBot, format_: str
) -> None:
    choose(sheet, "format", format_, qtbot)
    # The article has no marks, so that the file of marks holds none.
    assert ("Ellingsen" in sheet._beginning.toPlainText()) is (format_ != "w3c")
    assert sheet._made is not None
    with qtbot.waitSignal(sheet.accepted, timeout=20_000):
        sheet.write(tmp_path / "out")
    assert (tmp_path / f"out{sheet.wanted.suffix}").read_bytes() == sheet._made[1].content


@pytest.mark.parametrize("form", [each.name for each in FORMS])
def test_an_annotated_bibliography_comes_in_every_form(
    sheet: ExportSheet, reading: Session, document: str, qtbot: QtBot, form: str
) -> None:
    reading.change(lambda library: library.add_note("Worth it", on=document, shared=True))
    choose(sheet, "form", form, qtbot)
    choose(sheet, "format", "annotated", qtbot)
    assert "Worth it" in sheet._beginning.toPlainText()
    assert "Mine alone" not in sheet._beginning.toPlainText()
    assert sheet._said.text() == "1 document; 1 private note left out."


def test_text_is_copied_instead_a_word_processors_file_can_not_be(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    choose(sheet, "format", "bibliography", qtbot)
    assert not sheet._copy.isEnabled()
    choose(sheet, "form", "markdown", qtbot)
    assert sheet._copy.isEnabled()
    sheet.copy()
    assert "Ellingsen, M. (2024)" in QGuiApplication.clipboard().text()


def test_a_folder_that_can_not_be_written_to_is_said_in_the_sheet_and_the_old_file_kept(
    sheet: ExportSheet, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    choose(sheet, "format", "ris", qtbot)
    sheet.write(tmp_path / "missing" / "out.ris")
    qtbot.waitUntil(sheet._error.isVisible, timeout=10_000)
    assert "out.ris can't be written" in sheet._error.text()
    assert sheet.isVisible()
    assert settings.get(EXPORT_FILES) == {}


def test_an_empty_collection_has_nothing_to_export(
    sheet: ExportSheet, reading: Session, qtbot: QtBot
) -> None:
    (collection,) = reading.library.collections()
    choose(sheet, "what", f"collection:{collection.id}", qtbot)
    assert sheet._said.text() == "Nothing to export."
    assert not sheet._write.isEnabled()


def test_where_and_what_is_remembered_by_format(
    sheet: ExportSheet, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    choose(sheet, "what", "all", qtbot)
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.write(tmp_path / "mine.bib")
    files = settings.get(EXPORT_FILES)
    assert settings.get(EXPORT_WHAT) == "all"
    assert proposed(files, Wanted("biblatex"), "", "lib") == tmp_path / "mine.bib"
    other = proposed(files, Wanted("ris"), str(tmp_path), "lib")
    assert other == tmp_path / "lib.ris"
    gone = remembered(files, Wanted("ris"), tmp_path / "gone" / "x.ris")
    assert proposed(gone, Wanted("ris"), str(tmp_path), "lib") == tmp_path / "lib.ris"


def test_the_first_entry_passes_over_comments_and_strings() -> None:
    text = "@comment{x}\n@string{a = {b}}\n\n@book{key,\n  title = {T},\n}\n\n@book{other,\n}\n"
    assert first_entry(text, Wanted("bibtex")) == "@book{key,\n  title = {T},\n}"
