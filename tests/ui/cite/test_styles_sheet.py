"""Choosing among all styles: at once the shortlist, then every style, each with a preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.cite import catalogue
from app.cite.styles import styles_folder
from app.paths import CONFIG_VARIABLE
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, FAVOURITE_STYLES, Settings
from ui.actions import Actions
from ui.cite.citation import CitationTab
from ui.cite.style_choice import ALL, StyleChooser
from ui.cite.styles_sheet import StylesSheet
from ui.session import Session
from ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


@pytest.fixture
def sheet(
    theme: Theme,
    reading: Session,
    settings: Settings,
    document: str,
    parent: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> StylesSheet:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    catalogue.forget()
    made = StylesSheet(theme, reading, settings, document, parent)
    made.open()
    return made


def complete(sheet: StylesSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(sheet.list.styles) > 10_000, timeout=20_000)


def test_the_shortlist_is_there_before_all_styles_are_read(sheet: StylesSheet) -> None:
    rows = sheet.list.styles
    assert rows[0] == "Coursework"
    assert "Journals of the field" in rows
    assert sheet.list.chosen is not None
    assert sheet.list.chosen.alias == "harvard"


def test_a_style_found_by_typing_is_previewed_and_taken_by_enter(
    sheet: StylesSheet, settings: Settings, qtbot: QtBot
) -> None:
    complete(sheet, qtbot)
    qtbot.keyClicks(sheet.search, "modern language")
    assert sheet.list.chosen is not None
    assert "MLA" in sheet.list.chosen.title or "Modern Language" in sheet.list.chosen.title
    qtbot.waitUntil(lambda: sheet.in_text.mime().text() == "(Ellingsen)", timeout=10_000)
    before = sheet.list.chosen.alias
    qtbot.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.list.chosen.alias != before
    qtbot.keyClick(sheet.search, Qt.Key.Key_Up)
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert settings.get(CITATION_STYLE) == before


def test_up_and_down_pass_over_headings(sheet: StylesSheet, qtbot: QtBot) -> None:
    sheet.list.step(-100)
    assert sheet.list.currentIndex().row() == 1
    sheet.list.step(11)  # eleven coursework styles: the next row is a heading
    assert sheet.list.chosen is not None
    assert sheet.list.chosen.group == "journal"


def test_nothing_that_fits_says_so_and_can_not_be_used(sheet: StylesSheet, qtbot: QtBot) -> None:
    complete(sheet, qtbot)
    qtbot.keyClicks(sheet.search, "zzzzqq")
    assert sheet._count.text() == "No style fits. Try fewer letters."
    assert not sheet.use.isEnabled()


def test_a_favourite_stands_first_and_in_the_tabs_chooser(
    sheet: StylesSheet, theme: Theme, reading: Session, settings: Settings, qtbot: QtBot
) -> None:
    complete(sheet, qtbot)
    place = next(n for n, line in enumerate(sheet.list.lines) if line.id == "nature")
    sheet.list.setCurrentIndex(sheet.list.rows.index(place))
    sheet.star.click()
    assert settings.get(FAVOURITE_STYLES) == ["nature"]
    assert sheet.list.styles[0] == "Favourites"
    chooser = StyleChooser(theme, reading.library, settings)
    qtbot.addWidget(chooser)
    assert ("nature", "Nature") in chooser._options()


def test_another_language_is_shown_and_kept_when_the_style_is_used(
    sheet: StylesSheet, settings: Settings, qtbot: QtBot
) -> None:
    sheet.language.set_value("de-DE")
    sheet.language.chosen.emit("de-DE")
    qtbot.waitUntil(lambda: "Verfügbar unter" in sheet.bibliography.mime().text(), timeout=10_000)
    assert settings.get(CITATION_LANGUAGE) == ""
    sheet.take()
    assert settings.get(CITATION_LANGUAGE) == "de-DE"


def test_an_own_file_is_added_listed_and_taken_away_a_wrong_one_refused_in_place(
    sheet: StylesSheet, tmp_path: Path, qtbot: QtBot
) -> None:
    complete(sheet, qtbot)
    wrong = tmp_path / "wrong.csl"
    wrong.write_text("<html/>", encoding="utf-8")
    sheet.add_file(wrong)
    qtbot.waitUntil(sheet.said.isVisible, timeout=10_000)
    assert "no citation style" in sheet.said.text()
    own = tmp_path / "Department.csl"
    own.write_bytes((styles_folder() / "apa.csl").read_bytes())
    sheet.add_file(own)
    qtbot.waitUntil(lambda: "Your own" in sheet.list.styles, timeout=10_000)
    assert sheet.list.chosen is not None
    assert sheet.list.chosen.alias == "department"
    sheet._remove.click()
    qtbot.waitUntil(lambda: "Your own" not in sheet.list.styles, timeout=10_000)


def test_the_tab_shows_the_style_under_the_cursor_and_goes_back(
    theme: Theme,
    reading: Session,
    actions: Actions,
    settings: Settings,
    document: str,
    qtbot: QtBot,
) -> None:
    tab = CitationTab(theme, reading, actions, settings)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        tab.show_place(document, None)
    combo = tab.style_.combo
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        combo.highlighted.emit(combo.findData("mhra"))
    assert tab.in_text.mime().text().startswith("Mara Ellingsen, ")
    assert settings.get(CITATION_STYLE) == "harvard"
    with qtbot.waitSignal(tab.grown, timeout=15_000):
        tab.style_.tried.emit("")
    assert tab.in_text.mime().text() == "(Ellingsen, 2024)"


def test_all_styles_lead_to_the_sheet_and_choose_nothing(
    theme: Theme, reading: Session, settings: Settings, qtbot: QtBot
) -> None:
    chooser = StyleChooser(theme, reading.library, settings)
    qtbot.addWidget(chooser)
    chooser.set_value(ALL)
    with qtbot.waitSignal(chooser.all_requested):
        chooser.chosen.emit(ALL)
    assert chooser.value() == "harvard"
    assert settings.get(CITATION_STYLE) == "harvard"
