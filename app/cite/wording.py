"""Words and lines: long lists of words as text, and text as one clean line."""

from __future__ import annotations

from app.text import canonical_line


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by white space."""
    return frozenset(text.split())


def clean_line(text: str) -> str:
    """``canonical_line`` of ``text``, quick where there is nothing to do."""
    # Most values are plain ASCII and clean; to see that costs a fraction of cleaning them.
    clean = text.isascii() and text.isprintable() and "  " not in text
    return text if clean and text[:1] != " " != text[-1:] else canonical_line(text)
