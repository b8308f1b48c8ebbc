"""The colours of a theme by what they are for, read from ``resources/themes``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtGui import QColor

from app.model import Meaning
from app.paths import resource

THEMES = ("light", "sepia", "dark")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme; a name says what it is for, never how it looks."""

    name: str
    dark: bool
    side: QColor
    pane: QColor
    paper: QColor
    raised: QColor
    sunk: QColor
    text: QColor
    text2: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    tint: QColor
    tint2: QColor
    hover_side: QColor
    hover_pane: QColor
    selection: QColor
    sep: QColor
    border: QColor
    ctrl: QColor
    danger: QColor
    danger_ground: QColor
    warn: QColor
    warn_ground: QColor
    ok: QColor
    shadow: QColor
    scrim: QColor
    fills: Mapping[Meaning, QColor]
    strokes: Mapping[Meaning, QColor]


@cache
def load_tokens(name: str) -> Tokens:
    """The tokens of the theme called ``name``; one of :data:`THEMES`."""
    path = resource("resources", "themes", f"{name}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    named = {key: QColor(value) for key, value in data["colours"].items()}
    wanted = {each.name for each in fields(Tokens)} - {"name", "dark", "fills", "strokes"}
    if set(named) != wanted:
        raise ValueError(f"{path.name} lacks or adds colours: {sorted(wanted ^ set(named))}")
    return Tokens(
        name=name,
        dark=data["dark"],
        fills={meaning: QColor(data["fills"][meaning.value]) for meaning in Meaning},
        strokes={meaning: QColor(data["strokes"][meaning.value]) for meaning in Meaning},
        **named,
    )
