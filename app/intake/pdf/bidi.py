"""Lines that mix left-to-right and right-to-left script, put back into reading order.

PDFium hands such a line over with its words reversed, so the order is rebuilt from where the
characters stand: visual order first, then the runs of each direction turned as the Unicode
bidirectional algorithm (UAX 9) would have placed them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff]")
# Shapes of letters as fonts draw them; what stands for a word or phrase stays as it is.
_SHAPES = re.compile(r"[\ufb00-\ufb06\ufb1d-\ufbff\ufc00-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_GAP = 0.18
"""A gap wider than this share of the line's usual letter width is a space."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it begins and ends on its line, in points."""

    letter: str
    left: float
    right: float


def is_mixed(text: str) -> bool:
    """Whether ``text`` has letters of both directions, or Arabic letters beside digits."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    return bool(_LEFT_TO_RIGHT.search(text)) or any(letter.isdigit() for letter in text)


def with_plain_letters(text: str) -> str:
    """``text`` with drawn shapes (ligatures, Arabic presentation forms) as plain letters."""
    if text.isascii():
        return text
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def base_direction(text: str) -> str:
    """The letter L or R for the direction of most letters in ``text``."""
    leftward = len(_RIGHT_TO_LEFT.findall(text))
    return "R" if leftward > len(_LEFT_TO_RIGHT.findall(text) if leftward else ()) else "L"


def logical_line(glyphs: list[Glyph], around: str) -> str:
    """The characters of one line in reading order, with spaces where there are gaps.

    ``around`` is the direction of the page, which holds where the line's own is in doubt.
    """
    visual = _spaced(sorted(glyphs, key=lambda glyph: glyph.left + glyph.right))
    base = _base(visual, around)
    runs = _runs(visual, base)
    if base == "R":
        runs.reverse()
    return _paired("".join(_read(side, letters) for side, letters in runs))


def _base(visual: list[str], around: str) -> str:
    rightward = sum(1 for letter in visual if _LEFT_TO_RIGHT.match(letter))
    leftward = sum(1 for letter in visual if _RIGHT_TO_LEFT.match(letter))
    if leftward > 3 * rightward:
        return "R"
    return "L" if rightward > 3 * leftward else around


def _paired(text: str) -> str:
    """``text`` with brackets that open and close in turn: PDFium has mirrored some of them."""
    for pair in ("()", "[]", "«»"):
        places = [place for place, letter in enumerate(text) if letter in pair]
        if len(places) % 2 == 0:
            letters = list(text)
            for turn, place in enumerate(places):
                letters[place] = pair[turn % 2]
            text = "".join(letters)
    return text


def _spaced(glyphs: list[Glyph]) -> list[str]:
    widths = sorted(glyph.right - glyph.left for glyph in glyphs)
    usual = widths[len(widths) // 2] if widths else 0.0
    letters: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and glyph.left - before.right > max(usual * _GAP, 0.5):
            letters.append(" ")
        letters.append(glyph.letter)
        if before is None or glyph.right > before.right:
            before = glyph
    return letters


def _runs(visual: list[str], base: str) -> list[tuple[str, str]]:
    """Stretches of one direction in visual order; neutrals go with both sides or the base."""
    sides = [_side(letter) for letter in visual]
    _resolve(sides, base)
    paired = zip(sides, visual, strict=True)
    return [
        (side, "".join(letter for _, letter in group))
        for side, group in groupby(paired, key=lambda pair: pair[0])
    ]


def _side(letter: str) -> str:
    if _RIGHT_TO_LEFT.match(letter) and not letter.isdigit():
        return "R"
    if letter.isdigit():
        return "N"
    return "L" if letter.isalpha() else "?"


def _resolve(sides: list[str], base: str) -> None:
    """Numbers inside right-to-left text belong to it; so do neutrals between two such parts."""
    at = 0
    while at < len(sides):
        if sides[at] in "LR":
            at += 1
            continue
        end = at
        while end < len(sides) and sides[end] not in "LR":
            end += 1
        before = sides[at - 1] if at else base
        after = sides[end] if end < len(sides) else base
        sides[at:end] = [before if before == after else base] * (end - at)
        at = end


def _read(side: str, letters: str) -> str:
    """A run in reading order: right-to-left is turned, its numbers are not."""
    if side == "L":
        return letters
    turned = letters[::-1].translate(_MIRRORED)
    return re.sub(r"\d+(?:[.,:/]\d+)*", lambda found: found.group()[::-1], turned)
