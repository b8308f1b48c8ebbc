"""The little markup CSL-JSON text may hold, made harmless where it doesn't pair.

Titles may hold tags (``<i>``, ``<sup>``, ``<span class="nocase">``) and typographic quotation
marks, which styles nest. pandoc's reader of both takes twice as long for every opening one that
is never closed (measured: 20 of them 3 s, 40 would take weeks). So an opening tag or mark without
its partner travels as a noncharacter and is put back after printing.
"""

from __future__ import annotations

import re

MOST_MARKS = 8
"""Quotation marks in one field that the style may turn; wrong about all, it costs 2**8."""
MOST_TAGS = 64
"""Tags in one field that are read as markup."""

_TOKEN = re.compile(r"<(/?)(i|b|sup|sub|sc|span)\b[^<>]*>|[“‘]|[”’](?!\w)")
_CLOSING = {"”": "“", "’": "‘"}
_STAND_INS = {"“": "\ufdd3", "‘": "\ufdd4", "<": "\ufdd5"}
_NARROW_SPACE = "\u202f"
_OWN_SPACE = "\ufdd6"
_PLAIN = {ord(stand_in): sign for sign, stand_in in _STAND_INS.items()}
_HTML = _PLAIN | {ord(_STAND_INS["<"]): "&lt;"}

SIGNS = (*((stand_in, sign) for sign, stand_in in _STAND_INS.items()), (_OWN_SPACE, _NARROW_SPACE))
"""The stand-ins, each with the sign it stands for."""


def defused(text: str) -> str:
    """``text`` with a stand-in for each opening tag or quotation mark that nothing closes."""
    kept = _paired(text)
    letters = list(text)
    for match in _TOKEN.finditer(text):
        sign = match[0][0]
        if sign in _STAND_INS and not match[1] and match.start() not in kept:
            letters[match.start()] = _STAND_INS[sign]
    return "".join(letters).replace(_NARROW_SPACE, _OWN_SPACE)


def restored(text: str, *, html: bool, french: bool) -> str:
    """Printed text with the stand-ins turned back, escaped for ``html``.

    The processor narrows a space before "!", "?", ":" and ";" as French does; unless the style is
    ``french`` such spaces become plain again, all but the text's own.
    """
    if not french:
        text = text.replace(_NARROW_SPACE, " ")
    return text.replace(_OWN_SPACE, _NARROW_SPACE).translate(_HTML if html else _PLAIN)


def _paired(text: str) -> set[int]:
    """Where the openers stand that have a partner, properly nested and not too many."""
    kept: set[int] = set()
    pending: list[tuple[str, int]] = []
    room = {True: MOST_MARKS, False: MOST_TAGS}
    for match in _TOKEN.finditer(text):
        closes = bool(match[1]) or match[0] in _CLOSING
        name = match[2] or _CLOSING.get(match[0], match[0])
        if not closes:
            pending.append((name, match.start()))
        elif pending and pending[-1][0] == name:
            place = pending.pop()[1]
            if room[name in _STAND_INS] > 0:
                room[name in _STAND_INS] -= 1
                kept.add(place)
        elif any(opener == name for opener, _ in pending):
            # What stands between is crossed: neither it nor this pair is sound.
            while pending.pop()[0] != name:
                pass
    return kept
