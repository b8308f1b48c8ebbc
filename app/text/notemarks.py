"""Where a text refers to its footnotes: marks without width on the way from a reader to a Text.

A note's sign ("¹", "[3]") is no part of what is quoted, so a reader puts this mark in its place.
It is written in noncharacters, which Unicode keeps for inner use and which no canonical text holds.
"""

from __future__ import annotations

import re

_ZERO = 0xFDE0
_END = "\ufdea"
MARK = re.compile(f"([\ufde0-\ufde9]{{1,9}}){_END}")
"""A mark; what stands in its group says which note is meant."""

_HOLD = "\U000ffffd"  # of the last plane for private use, where nobody writes


def note_mark(number: int) -> str:
    """The mark for the note that its reader numbers so, from 0 to 999,999,999."""
    return "".join(chr(_ZERO + int(digit)) for digit in str(number)) + _END


def without_marks(text: str) -> str:
    """``text`` without any mark."""
    return MARK.sub("", text) if _END in text else text


def numbers_in(text: str) -> list[int]:
    """The notes that ``text`` refers to, in order."""
    return [_number(found.group(1)) for found in MARK.finditer(text)] if _END in text else []


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


def held(text: str) -> str | None:
    """``text`` with a letter in place of each mark; None where it has none or can't be marked."""
    if _END not in text or _HOLD in text:
        return None
    return MARK.sub(_HOLD, text)


def places(marked: str, canonical: str) -> list[int] | None:
    """Where in ``canonical`` the letters stood that only ``marked`` has; None where that is unsure.

    Both are canonical, in code points. A mark behind a space belongs to the word before it.
    """
    found: list[int] = []
    at = 0
    for letter in marked:
        if letter == _HOLD:
            found.append(at - (at > 0 and canonical[at - 1] == " "))
        elif at < len(canonical) and letter == canonical[at]:
            at += 1
        elif letter != " ":
            return None
    return found if at == len(canonical) else None
