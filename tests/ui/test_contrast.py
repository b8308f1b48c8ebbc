"""Every pair of an ink and a ground that the window uses can be read, in each theme.

The ratios that the design promises are held against the colours themselves; the pairs of the
style sheet and of Qt's palette are found in them, so that a new rule is measured without being
named here.
"""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette

from app.model import Meaning
from tests.ui.test_theme import contrast
from ui.theme import THEMES, Tokens, load_tokens
from ui.theme.sheet import sheet
from ui.theme.theme import palette

READABLE = 4.5
"""WCAG 2.2, 1.4.3: text of any size; what is disabled is excepted."""

PROMISED = {
    # From the design's table: light, sepia, dark.
    ("text", "paper"): (15.2, 9.9, 11.7),
    ("text", "side"): (13.4, 8.6, 12.6),
    ("text", "tint"): (12.8, 8.5, 8.4),
    ("muted", "paper"): (5.5, 5.9, 5.7),
    ("muted", "pane"): (5.3, 5.5, 6.0),
    ("muted", "side"): (4.9, 5.1, 6.1),
    ("muted", "hover_side"): (4.6, 4.7, 5.2),
    ("text2", "tint"): (7.1, 6.3, 6.2),
    ("accent", "paper"): (6.2, 6.4, 8.0),
    ("accent", "tint"): (5.2, 5.5, 5.7),
    ("on_accent", "accent"): (6.4, 7.5, 7.7),
    ("text", "selection"): (10.6, 7.4, 5.7),
    ("danger", "danger_ground"): (5.9, 6.2, 6.4),
    ("warn", "warn_ground"): (5.2, 5.6, 7.2),
    ("ok", "paper"): (5.1, 5.3, 8.0),
    ("ctrl", "raised"): (3.7, 3.9, 3.3),
}

LOWEST = {"light": (11.4, 3.1), "sepia": (8.4, 3.6), "dark": (5.8, 6.8)}
"""Of all marks: text on the fill, and the stroke on paper."""

INKS = {"text", "text2", "muted", "accent", "danger", "warn", "ok", "on_accent"}
GROUNDS = {
    "side", "pane", "paper", "raised", "sunk", "tint", "tint2", "hover_side", "hover_pane",
    "selection", "danger_ground", "warn_ground", "accent_hover",
}  # fmt: skip
NEVER_TEXT = {"sep", "border", "ctrl", "shadow", "scrim", "faint"}
"""Lines, shadows, and what is disabled, which WCAG excepts."""


@pytest.mark.parametrize("pair", PROMISED, ids="-on-".join)
def test_the_colours_have_the_contrast_that_the_design_promises(pair: tuple[str, str]) -> None:
    told = tuple(
        round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 1)
        for tokens in map(load_tokens, THEMES)
    )
    assert told == PROMISED[pair]


@pytest.mark.parametrize("name", THEMES)
def test_the_lowest_contrast_of_marks_is_the_one_promised(name: str) -> None:
    tokens = load_tokens(name)
    fill = min(contrast(tokens.text, tokens.fills[each]) for each in Meaning)
    stroke = min(contrast(tokens.strokes[each], tokens.paper) for each in Meaning)
    assert (round(fill, 1), round(stroke, 1)) == LOWEST[name]


def test_every_colour_is_known_as_an_ink_a_ground_or_a_line() -> None:
    known = INKS | GROUNDS | NEVER_TEXT | {"name", "dark", "fills", "strokes"}
    assert {each.name for each in fields(Tokens)} == known


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", sorted(GROUNDS - {"accent_hover"}))
def test_plain_text_can_stand_on_every_ground(name: str, ground: str) -> None:
    tokens = load_tokens(name)
    assert contrast(tokens.text, getattr(tokens, ground)) >= READABLE


def rules(name: str) -> list[tuple[str, str, str]]:
    """The style sheet's rules that set a colour of text: selector, ink, ground.

    A rule without a ground of its own is read on the darkest and the lightest it can stand on.
    """
    tokens, found = load_tokens(name), []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet(tokens)):
        told = dict(re.findall(r"([a-z-]+):\s*(#[0-9a-fA-F]{6})\b", body))
        for ink, ground in (("color", "background"), ("selection-color",) * 2):
            behind = "selection-background-color" if ink == "selection-color" else ground
            if ink in told and ":disabled" not in selector:
                plain = [tokens.pane.name(), tokens.raised.name()]
                grounds = [told[behind]] if behind in told else plain
                found += [(selector.strip(), told[ink], each) for each in grounds]
    return found


@pytest.mark.parametrize("name", THEMES)
def test_every_rule_of_the_style_sheet_can_be_read(name: str) -> None:
    found = rules(name)
    selectors = {selector for selector, _ink, _ground in found}
    assert {"QToolTip", "QMenu", "QMenu::item:selected", "QMenuBar"} <= selectors
    assert [each for each in found if contrast(QColor(each[1]), QColor(each[2])) < READABLE] == []


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_qts_palette_can_be_read(name: str) -> None:
    role, made = QPalette.ColorRole, palette(load_tokens(name))
    pairs = [
        (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button), (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase), (role.PlaceholderText, role.Base),
        (role.Link, role.Base), (role.Link, role.Window), (role.LinkVisited, role.Base),
    ]  # fmt: skip
    low = [pair for pair in pairs if contrast(made.color(pair[0]), made.color(pair[1])) < READABLE]
    assert low == []


@pytest.mark.parametrize("name", THEMES)
def test_the_ring_of_the_keyboard_can_be_seen_on_every_pane(name: str) -> None:
    # WCAG 2.2, 1.4.11: what shows a state has 3:1 with what lies beside it.
    tokens = load_tokens(name)
    for ground in (tokens.side, tokens.pane, tokens.paper, tokens.raised, tokens.sunk):
        assert contrast(tokens.accent, ground) >= 3
