"""Fonts: those that come with the program, and how a size and a weight are asked for.

A variable font's weights 500 and 600 look regular when asked for with ``setWeight`` (Qt 6.11,
FreeType); its weight axis is set instead, and the weight left alone, or it would be doubly bold.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

READING_FAMILIES = ("Literata", "Noto Serif", "Amiri")
"""The order in which a letter is looked for: together they hold every transliteration letter and
Arabic; Literata alone lacks ẖ ẕ ḳ ḵ."""

LENT = re.compile("[ʻʾʿˈˊˋ]+")
"""Letters of transliterations that Literata has, but draws half an em wide, or not at all (ʻ):
the next family of the reading order lends them."""

ARABIC_SCALE = 1.2
"""Amiri draws small: Arabic runs are set this much larger than the text around them."""

_PACKAGES = ("fontpkg_literata", "fontpkg_noto_serif", "fontpkg_amiri", "fontpkg_inter")
_VARIABLE = {"Literata", "Noto Serif", "Inter"}
_GOOD_SYSTEM_FONTS = {
    "Adwaita Sans", "Cantarell", "Fira Sans", "Inter", "Noto Sans", "Open Sans", "Oxygen",
    "Roboto", "Segoe UI", "Source Sans 3", "Ubuntu", "Ubuntu Sans", ".AppleSystemUIFont",
    "SF Pro Text",
}  # fmt: skip
_SAMPLE = (
    "A claim of responsibility is a text before it is a fact. Someone wrote it, in one language "
    "and for one readership, and somebody else copied, translated or shortened it."
)


@cache
def load_fonts() -> None:
    """Make the packaged fonts known to Qt; needs an application, is done once."""
    for package in _PACKAGES:
        for file in sorted((package_folder(package) / "files").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


def package_folder(package: str) -> Path:
    """Where an installed package lies, without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


@cache
def ui_family() -> str:
    """The family of everything but the reading text: the system's where it is a good one."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if sys.platform != "linux" or family in _GOOD_SYSTEM_FONTS:
        return family
    return "Inter"


def font(families: tuple[str, ...], px: float, weight: int = 400, *, italic: bool = False) -> QFont:
    """A font of ``px`` pixels; ``weight`` as in CSS, set on the axis of a variable font."""
    made = QFont()
    made.setFamilies(list(families))
    made.setPixelSize(max(1, round(px)))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if weight != 400 and families[0] in _VARIABLE:
        made.setVariableAxis(QFont.Tag("wght"), float(weight))
    elif weight != 400:
        made.setWeight(QFont.Weight(weight))
    return made


def lending_font(reading: QFont) -> QFont:
    """The font from which a reading font's :data:`LENT` letters are taken."""
    made = QFont(reading)
    made.setFamilies(list(READING_FAMILIES[1:]))
    return made


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts, each with whether its letters are lent; nothing is left out."""
    done = 0
    for found in LENT.finditer(text):
        if found.start() > done:
            yield text[done : found.start()], False
        yield found.group(), True
        done = found.end()
    if done < len(text):
        yield text[done:], False


def line_width(measured: QFont, characters: int) -> float:
    """The pixels that ``characters`` of ordinary English prose take.

    ``averageCharWidth`` is a third too wide for Literata, so a sentence is measured.
    """
    return QFontMetricsF(measured).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters
