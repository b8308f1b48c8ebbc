"""Quotation marks within a quotation, turned to stand inside the style's outer ones.

Inner quotation marks alternate with the outer ones (double within single within double), as every
English guide asks; German and French ones alternate with those of their own. Only marks that
clearly pair are turned; apostrophes (A’maq, users’, ’90s), an ʿayn written as a mark, and a mark
whose partner lies outside the passage stay as the source has them, since a wrong change would
misquote.
"""

from __future__ import annotations

import re

from app.cite.rules import marks_for
from app.cite.styles import Style

_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-/")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0.,;:!?)]}—–-/…")
_MARKS = re.compile("[“”\"‘’']")
_NATIVE = {"„": "“”", "«": "»", "‚": "‘’", "‹": "›"}
"""Marks that open in the languages that use them, with those that may close them."""
_INSIDE = " \u00a0\u202f"


def nested(text: str, style: Style) -> str:
    """``text`` with its paired quotation marks turned to stand inside the style's outer marks."""
    return "".join(turned(text, style))


def turned(text: str, style: Style) -> list[str]:
    """The letters of ``nested``, one string for each code point of ``text``."""
    marks = marks_for(style.locale)
    letters = list(text)
    # A mark of another language stays: an English essay quotes «so» as it is printed.
    native = _native_pairs(text) if marks.outer[0][0] in _NATIVE else []
    for start, end in native:
        for place, inside in ((start, start + 1), (end, end - 1)):
            if text[place] in "«»" and text[inside] in _INSIDE:
                letters[inside] = ""
    taken = {place for pair in native for place in pair}
    for start, end, depth in _with_depth(native + _pairs(text, taken)):
        letters[start], letters[end] = marks.outer if depth % 2 else marks.inner
    return letters


def _with_depth(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The pairs with how many others are around each (0 for none)."""
    return [(a, b, sum(c < a and b < d for c, d in pairs)) for a, b in sorted(pairs)]


def _native_pairs(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    pending: list[int] = []
    for place, letter in enumerate(text):
        if letter in _NATIVE:
            pending.append(place)
        elif pending and letter in _NATIVE[text[pending[-1]]] and not _joins(text, place):
            found.append((pending.pop(), place))
    return found


def _joins(text: str, place: int) -> bool:
    """Whether the mark is an apostrophe: letters on both sides."""
    return text[place - 1].isalnum() and text[place + 1 : place + 2].isalnum()


def _pairs(text: str, taken: set[int]) -> list[tuple[int, int]]:
    """Where paired marks open and close, leaving out the places in ``taken``."""
    found: list[tuple[int, int]] = []
    pending: list[int] = []
    for match in _MARKS.finditer(text):
        place = match.start()
        if place in taken:
            continue
        if _opens(text, place):
            pending.append(place)
            continue
        partner = _partner(text, place, pending)
        if partner is not None:
            del pending[partner + 1 :]
            found.append((pending.pop(), place))
    return found


def _partner(text: str, place: int, pending: list[int]) -> int | None:
    """The index in ``pending`` of the mark that the one at ``place`` closes."""
    if not _closes(text, place):
        return None
    single = text[place] in "’'"
    for index in range(len(pending) - 1, -1, -1):
        opener = text[pending[index]]
        if (opener in "‘'") == single:
            return index
        if single:  # a single mark never closes across an open double one
            return None
    return None


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "”’":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not after or after.isspace():
        return False
    free = not before or before in _OPENS_AFTER or before in "“‘\"'"
    # '90s and 'tis: a straight or turned mark before a figure is an apostrophe.
    return free and not (mark in "‘'" and after.isdigit())


def _closes(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "“‘":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not before or before.isspace():
        return False
    if mark in '”"':
        return True
    free = not after or after in _CLOSES_BEFORE or after in "”’\"'"
    # users’ mentions: a plural's apostrophe looks the same as a closing mark.
    plural = before in "sS" and after == " " and text[place + 2 : place + 3].islower()
    return free and not plural
