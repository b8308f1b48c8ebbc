"""No action is an orphan: each is in a menu, in the manual, and nothing else has a shortcut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.support.checkout import TOP
from tests.ui.windows import Opener
from ui.actions import ACTIONS, MENUS, tooltip
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    create_library(tmp_path / "library").close()
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), Opener())
    qtbot.addWidget(made)
    return made


def in_menus(window: MainWindow) -> list[str]:
    """The actions of the menu bar, in its order."""
    menus = [entry.menu() for entry in window.menuBar().actions()]
    return [
        action.objectName()
        for menu in menus
        if isinstance(menu, QMenu)
        for action in menu.actions()
        if not action.isSeparator()
    ]


def test_every_action_stands_once_in_the_menus(window: MainWindow) -> None:
    assert in_menus(window) == sorted((each.id for each in ACTIONS), key=in_menus(window).index)
    assert len(in_menus(window)) == len(set(in_menus(window))) == len(ACTIONS)
    window.close()


def test_nothing_else_has_a_shortcut(window: MainWindow) -> None:
    ids = {each.id for each in ACTIONS}
    others = [
        (each.objectName(), each.shortcut().toString())
        for each in window.findChildren(QAction)
        if not each.shortcut().isEmpty() and each.objectName() not in ids
    ]
    assert others == []
    window.close()


def test_whatever_is_connected_is_declared_and_the_reverse() -> None:
    connected, spoken_of = set(), set()
    for file in (TOP / "ui").rglob("*.py"):
        if file.name != "actions.py":
            code = file.read_text(encoding="utf-8")
            connected |= set(re.findall(r"\bon\(\s*\"([a-z-]+)\"", code))
            spoken_of |= set(re.findall(r"\"([a-z-]+)\"", code))
    ids = {each.id for each in ACTIONS}
    assert connected - ids == set()
    # The six ways to mark are connected by number.
    assert {each for each in ids - spoken_of if not each.startswith("mark-")} == set()


def test_an_action_says_in_its_tooltip_what_the_menu_says() -> None:
    assert [each.id for each in ACTIONS if each.text.rstrip("…") not in tooltip(each)] == []


def mnemonics(texts: list[str]) -> list[str]:
    """The letters with Alt that these words answer to, as Qt reads the ampersands."""
    keys = (QKeySequence.mnemonic(text).toString() for text in texts)
    return [key for key in keys if key]


def menu_levels(window: MainWindow) -> list[list[str]]:
    """The words of the menu bar, then those of each menu."""
    entries = window.menuBar().actions()
    menus = [menu for menu in (entry.menu() for entry in entries) if isinstance(menu, QMenu)]
    return [
        [entry.text() for entry in entries],
        *([action.text() for action in menu.actions()] for menu in menus),
    ]


def test_a_letter_with_alt_means_one_thing_in_its_menu(window: MainWindow) -> None:
    levels = menu_levels(window)
    assert len(levels) == 1 + len(MENUS)
    for texts in levels:
        found = mnemonics(texts)
        assert len(found) == len(set(found)), texts
    keys = {QKeySequence(key).toString() for each in ACTIONS for key in each.keys}
    typed = [button.text() for button in window.findChildren(QAbstractButton)]
    assert keys & set(mnemonics([*levels[0], *typed])) == set()
    window.close()


def test_two_words_with_one_letter_would_be_seen() -> None:
    assert mnemonics(["&Library", "&List", "Edit", "Tags && kinds"]) == ["Alt+L", "Alt+L"]
