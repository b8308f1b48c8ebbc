"""No action is an orphan: each is in a menu, in the manual, and nothing else has a shortcut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from tests.support.checkout import TOP
from tests.ui.test_accessibility import _Opener
from ui.actions import ACTIONS, tooltip
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    create_library(tmp_path / "library").close()
    made = MainWindow(theme, open_session(tmp_path / "library"), Settings(None), _Opener())
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
