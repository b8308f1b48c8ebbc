"""Preferences, shortcuts, about, palette: what they show is true and takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import (
    LETTER_SPACING,
    LIST_SORT,
    SECTIONS,
    SETTINGS,
    TEXT_SIZE,
    THEME,
    WORD_SPACING,
    Settings,
)
from tests.ui.windows import Opener
from ui.actions import ACTIONS
from ui.help.pages import PAGES, page_for, page_text
from ui.help.shortcuts import ShortcutSheet
from ui.session import open_session
from ui.shell.finding import groups
from ui.shell.preferences import Preferences
from ui.shell.window import MainWindow
from ui.theme import Theme

HOSTILE = [
    "\u202eeltit desrever A\u202c and more",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "A very long title " * 300,
    "بيان: ملاحظات في النقل",
]


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with create_library(tmp_path / "library") as library:
        for title in HOSTILE:
            library.add_reference({"type": "book", "title": title})
        library.add_collection("\u202eClaims <i>x</i>")
    session = open_session(tmp_path / "library")
    made = MainWindow(theme, session, Settings(None), Opener())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def preferences(window: MainWindow, qtbot: QtBot) -> Iterator[Preferences]:
    sheet = Preferences(
        window.theme, window.settings, window, [("apa", "APA 7"), ("harvard", "Harvard")]
    )
    sheet.show()
    yield sheet
    sheet.close()


def reset(sheet: QWidget, section: str) -> QAbstractButton:
    found = sheet.findChild(QAbstractButton, f"reset-{section.casefold()}")
    assert isinstance(found, QAbstractButton)
    return found


def test_every_setting_with_a_label_stands_in_a_section(preferences: Preferences) -> None:
    labelled = [setting for setting in SETTINGS if setting.label]
    assert {setting.section for setting in labelled} == set(SECTIONS)
    for setting in labelled:
        assert preferences.findChild(QWidget, f"preference-{setting.name}") is not None


def test_a_section_is_reset_alone_and_its_controls_follow(
    preferences: Preferences, window: MainWindow
) -> None:
    assert not reset(preferences, "Reading").isEnabled()
    window.settings.set(TEXT_SIZE, 20)
    window.settings.set(THEME, "sepia")
    size = preferences.findChild(QDoubleSpinBox, "preference-text_size")
    assert isinstance(size, QDoubleSpinBox)
    assert size.value() == 20
    shown = size.lineEdit()
    assert shown.width() > shown.fontMetrics().horizontalAdvance("20")
    reset(preferences, "Reading").click()
    assert size.value() == TEXT_SIZE.default
    assert window.settings.get(THEME) == "sepia"
    assert reset(preferences, "Look").isEnabled()


def test_wide_spacing_is_one_choice(preferences: Preferences, window: MainWindow) -> None:
    check = preferences.findChild(QAbstractButton, "preference-easy")
    assert isinstance(check, QAbstractButton)
    check.click()
    # WCAG 2.2, 1.4.12: 0.12 em between letters, 0.16 em between words.
    assert window.settings.get(LETTER_SPACING) == 12
    assert window.settings.get(WORD_SPACING) == 16
    check.click()
    assert window.settings.get(LETTER_SPACING) == 0


def test_the_lists_order_follows_the_preferences(
    preferences: Preferences, window: MainWindow
) -> None:
    before = list(window.list.model.ids)
    combo = preferences.findChild(QComboBox, "preference-list_sort")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("title"))
    combo.activated.emit(combo.currentIndex())
    assert window.settings.get(LIST_SORT) == "title"
    assert list(window.list.model.ids) != before


def test_a_sheet_is_never_larger_than_the_screen(preferences: Preferences) -> None:
    room = preferences.screen().availableGeometry().size()
    assert preferences.size().expandedTo(room) == room
    preferences.resize(QSize(360, 240))
    QApplication.processEvents()
    close = preferences.findChild(QAbstractButton, "preferences-close")
    assert isinstance(close, QAbstractButton)
    assert preferences.rect().contains(close.geometry())


def test_the_shortcut_sheet_finds_by_action_and_by_key(window: MainWindow) -> None:
    sheet = ShortcutSheet(window.theme, window)
    sheet.show()
    assert len(sheet.found) == len([action for action in ACTIONS if action.keys])
    sheet._field.setText("palette")
    assert sheet.found == ["palette"]
    sheet._field.setText("ctrl+k")
    assert "palette" in sheet.found
    sheet._field.setText("no such thing")
    assert sheet.found == []
    assert sheet._none.isVisible()
    sheet.close()


def test_the_palette_finds_documents_places_and_help(window: MainWindow) -> None:
    found = {name: [e.text for e in entries] for name, entries in groups(window, "claims")}
    assert found["Places"] == ["Claims <i>x</i>"]
    found = {name: [e.text for e in entries] for name, entries in groups(window, "keyboard")}
    assert "Keyboard" in found["Help"]


def test_hostile_titles_stay_one_plain_line_everywhere(window: MainWindow) -> None:
    window.open_document(window.list.model.ids[0])
    window.open_document(window.list.model.ids[-1])
    texts = [e.text for _name, entries in groups(window, "title") for e in entries]
    assert max(map(len, texts)) <= 300
    texts += [window.list.model.index(row).data() for row in range(4)]
    assert not [text for text in texts if set(text) & set("\u202e\u202c\u2066\n")]
    window.say(HOSTILE[2])
    assert window.rect().contains(window.toast.geometry())
    window.grab()


def test_every_page_of_the_window_has_a_help_page_that_is_there() -> None:
    places = {
        "documents-list": "libraries", "sidebar-places": "libraries", "adding-list": "adding",
        "marks-list": "marking", "notes-list": "notes", "citation": "citing",
        "preferences": "preferences", "shortcuts": "keyboard", "palette-field": "keyboard",
        "search-field": "searching", "first-run": "window",
    }  # fmt: skip
    assert {name: page_for([name]) for name in places} == places
    for page in PAGES:
        assert page_text(page).startswith("# ")


@pytest.mark.parametrize(
    ("action", "sheet", "title"),
    [("preferences", "preferences", "Preferences"), ("export", "export", "Exporting and printing")],
)
def test_f1_in_a_sheet_opens_the_help_of_that_sheet_above_it(
    window: MainWindow, qtbot: QtBot, action: str, sheet: str, title: str
) -> None:
    window.actions_[action].trigger()
    qtbot.waitUntil(lambda: window.findChild(QDialog, sheet) is not None)
    shown = window.findChild(QDialog, sheet)
    assert isinstance(shown, QDialog)
    qtbot.waitUntil(lambda: shown.isAncestorOf(QApplication.focusWidget() or window))
    qtbot.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: shown.findChild(QTextBrowser, "help-page") is not None)
    page = shown.findChild(QTextBrowser, "help-page")
    assert isinstance(page, QTextBrowser)
    # A window of the sheet's own: any other would be blocked by it.
    assert page.window().parentWidget() is shown
    assert page.toPlainText().startswith(title)
    page.window().close()
    shown.close()


def test_preferences_and_about_open_where_one_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    for action, sheet, name in (
        ("preferences", "preferences", "preference-theme"),
        ("about", "about", "about-close"),
    ):
        window.actions_[action].trigger()
        qtbot.waitUntil(lambda sheet=sheet: window.findChild(QDialog, sheet) is not None)
        shown = window.findChild(QDialog, sheet)
        assert isinstance(shown, QDialog)
        focused = shown.focusWidget()
        assert focused is not None
        assert focused.objectName() == name
        shown.close()


def test_help_names_only_keys_that_the_window_hears() -> None:
    known = {key.casefold() for action in ACTIONS for key in action.keys}
    # What fields, lists and note editors hear by themselves.
    known |= {
        "ctrl+enter",
        "esc",
        "enter",
        "tab",
        "shift",
        "alt",
        "f2",
        "del",
        "ctrl",
        "down",
        "up",
        "space",
    }

    for page in PAGES:
        for key in re.findall(
            r"\*\*((?:Ctrl|Shift|Alt)\+[^*]+|F\d+|[A-Z?/\[\]])\*\*", page_text(page)
        ):
            assert key.casefold() in known, (page, key)


def test_preferences_begin_at_the_first_choice_also_where_it_can_be_reset(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.settings.set(THEME, "sepia")
    sheet = Preferences(window.theme, window.settings, window)
    with qtbot.waitExposed(sheet):
        sheet.open()
    focused = sheet.focusWidget()
    assert focused is not None
    assert focused.objectName() == "preference-theme"
    sheet.reject()
