"""Words and lines: long lists of words as text, and text as one clean line."""

from __future__ import annotations

import re

from app.text import canonical_line

# Most values are plain ASCII and clean; to see that costs a tenth of cleaning them.
_CLEAN = re.compile(r"(?:[!-~]+(?: [!-~]+)*)?\Z")


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by white space."""
    return frozenset(text.split())


def clean_line(text: str) -> str:
    """``canonical_line`` of ``text``, quick where there is nothing to do."""
    return text if _CLEAN.match(text) else canonical_line(text)
