"""Every action is declared once, has a place in the menus, and its keys are its own."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS, MENUS, Actions, Where, tooltip
from ui.help.pages import PAGES, page_text
from ui.theme import ICONS, Theme


def test_ids_are_unique() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_has_menu_icon_sentence_and_help(action: object) -> None:
    assert isinstance(action, type(ACTIONS[0]))
    assert action.menu in MENUS
    assert not action.icon or action.icon in ICONS
    assert action.says.endswith(".")
    assert action.help in PAGES


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_is_one_that_qt_knows(action: object) -> None:
    assert isinstance(action, type(ACTIONS[0]))
    for keys in action.keys:
        sequence = QKeySequence(keys)
        assert sequence.count() == 1, keys
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText), keys


def test_no_two_actions_share_a_key_where_both_are_heard() -> None:
    clashes = []
    for one, other in combinations(ACTIONS, 2):
        apart = {one.where, other.where} == {Where.READER, Where.LIST}
        shared = {QKeySequence(k).toString() for k in one.keys} & {
            QKeySequence(k).toString() for k in other.keys
        }
        if shared and not apart:
            clashes.append((one.id, other.id, shared))
    assert clashes == []


def test_single_letters_are_never_heard_where_something_is_typed() -> None:
    loose = [
        (action.id, key)
        for action in ACTIONS
        for key in action.keys
        if len(key) == 1 and key.isalnum() and action.where is Where.WINDOW
    ]
    assert loose == []


def test_an_action_is_off_until_somebody_says_what_it_does(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions, done = Actions(theme, window), []
    assert not actions["export"].isEnabled()
    actions.on("export", lambda: done.append("export"))
    actions["export"].trigger()
    assert done == ["export"]


def test_the_tooltip_names_the_key() -> None:
    declared = {action.id: action for action in ACTIONS}
    assert tooltip(declared["export"]) == "Export (Ctrl+E)"
    assert tooltip(declared["about"]) == "About Sourcebook"


@pytest.mark.parametrize("page", PAGES)
def test_every_help_page_is_there_with_its_title(page: str) -> None:
    assert page_text(page).startswith(f"# {PAGES[page]}\n")
