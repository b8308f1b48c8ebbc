"""Colours, fonts and icons, and the one object that hands them out."""

from ui.theme.fonts import ARABIC_SCALE, READING_FAMILIES
from ui.theme.icons import ICONS, KIND_ICONS
from ui.theme.theme import Theme
from ui.theme.tokens import THEMES, Tokens, load_tokens

__all__ = [
    "ARABIC_SCALE",
    "ICONS",
    "KIND_ICONS",
    "READING_FAMILIES",
    "THEMES",
    "Theme",
    "Tokens",
    "load_tokens",
]
