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


_MARK = _ranges()
_PILE = re.compile(f"[{_MARK}]{{{_MOST}}}")
_TWO = re.compile(f"[{_MARK}]{{2}}")


def check_marks(text: str) -> None:
    """Raise LimitError where 200 or more combining marks stand on one letter.

    Looked for among every hundredth character first, where such a pile shows at least twice:
    looking at each would double the time a page takes.
    """
    if text.isascii() or not _TWO.search(text[:: _MOST // 2]):
        return
    if _PILE.search(text):
        raise too_tangled("accents on one letter")
