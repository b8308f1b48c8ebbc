"""Colours can be read, icons are drawn, letters are there, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.model import Meaning
from ui.theme import ICONS, KIND_ICONS, READING_FAMILIES, THEMES, Theme, load_tokens


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    (ink, ground)
    for ink, grounds in {
        "text": "paper side pane raised sunk tint tint2 hover_side hover_pane selection",
        "text2": "paper pane raised tint",
        "muted": "paper pane side hover_side raised sunk",
        "accent": "paper pane raised tint",
        "danger": "danger_ground raised pane",
        "warn": "warn_ground raised",
        "ok": "paper",
        "on_accent": "accent accent_hover",
    }.items()
    for ground in grounds.split()
]


def test_the_formula_gives_the_standards_own_values() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    # The example every checker knows: #767676 is the lightest grey that passes on white.
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read(qapp: object, name: str, pair: tuple[str, str]) -> None:
    tokens = load_tokens(name)
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("meaning", Meaning)
def test_marks_can_be_told_and_read_through(qapp: object, name: str, meaning: Meaning) -> None:
    tokens = load_tokens(name)
    # Ratios are told, and promised, with one decimal.
    assert round(contrast(tokens.text, tokens.fills[meaning]), 1) >= 5.8
    assert contrast(tokens.strokes[meaning], tokens.paper) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_the_edge_of_a_field_can_be_seen(qapp: object, name: str) -> None:
    tokens = load_tokens(name)
    assert contrast(tokens.ctrl, tokens.raised) >= 3


@pytest.mark.parametrize("name", [*ICONS, *sorted(set(KIND_ICONS.values()))])
def test_every_icon_is_drawn(theme: Theme, name: str) -> None:
    image = theme.icon(name, 32, QColor("#000000")).toImage()
    dark = [
        1
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    ]
    assert len(dark) > 10


LETTERS = "āīūĀĪŪḍḥṣṭẓḌḤṢṬẒġḫṯḏǧẖẕḳḵʿʾ’“”–…" + "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"


@pytest.mark.parametrize("letter", LETTERS)
def test_the_reading_fonts_have_every_letter(theme: Theme, letter: str) -> None:
    assert any(has(family, letter) for family in READING_FAMILIES)


def has(family: str, letter: str) -> bool:
    """Whether a family itself draws the letter, without another font stepping in."""
    font = QFont(family, 16)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return QFontMetrics(font).inFontUcs4(ord(letter))


def test_literata_alone_lacks_some_letters(theme: Theme) -> None:
    assert has("Literata", "ā")
    assert not has("Literata", "ب")


def test_following_the_system_is_a_choice(theme: Theme) -> None:
    theme.choose("system")
    assert theme.name in ("light", "dark")
    assert theme.choice == "system"


def test_the_system_theme_is_followed_while_the_window_is_open(theme: Theme) -> None:
    hints = QGuiApplication.styleHints()
    theme.choose("system")
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.name))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.name == "dark"
    assert QApplication.palette().color(QPalette.ColorRole.Window) == theme.tokens.pane
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert heard == ["dark", "light"]


def test_a_theme_that_was_chosen_stays_whatever_the_system_does(theme: Theme) -> None:
    theme.choose("sepia")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.name == "sepia"
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_nothing_moves_where_motion_is_reduced(theme: Theme) -> None:
    theme.reduced_motion = True
    try:
        assert theme.duration(160) == 0
    finally:
        theme.reduced_motion = False
