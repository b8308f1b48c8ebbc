"""Piles of combining marks: putting thousands on one letter into order takes minutes."""

from __future__ import annotations

import re
import sys
import unicodedata

from app.intake.limits import too_tangled

_MOST = 200


def _ranges() -> str:
    """All combining marks of Unicode as the inside of a character class."""
    marks = [code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    return "".join(re.escape(chr(code)) for code in marks)


_PILE = re.compile(f"[{_ranges()}]{{{_MOST}}}")


def check_marks(text: str) -> None:
    """Raise LimitError where more than 200 combining marks stand on one letter."""
    if not text.isascii() and _PILE.search(text):
        raise too_tangled("accents on one letter")
