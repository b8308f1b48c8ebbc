"""The recovery code: a random secret to print and put away, which opens a library by itself.

25 letters and digits in five groups: 120 random bits and a checksum of 5 bits, so that a mistyped
code is told from a wrong one. The alphabet is Crockford's base 32: no I, L, O or U, and what is
easily confused is read as what was meant.
"""

from __future__ import annotations

import hashlib
import os
import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS, _LETTERS, _GROUP = 120, 24, 5
_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHAPE = re.compile(rf"[{ALPHABET}]{{{_LETTERS + 1}}}")


def new_code() -> str:
    """A new code, such as ``7W2KD-…``; 120 bits from the system's generator."""
    number = int.from_bytes(os.urandom(_BITS // 8), "big")
    letters = [ALPHABET[(number >> shift) & 31] for shift in range(_BITS - 5, -1, -5)]
    whole = "".join(letters)
    return _grouped(whole + _check(whole))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in one form; None for what is no code or has a slip in it."""
    bare = re.sub(r"[\s‐-―-]", "", typed).upper().translate(_CONFUSED)
    if not _SHAPE.fullmatch(bare) or _check(bare[:-1]) != bare[-1]:
        return None
    return _grouped(bare)


def _check(letters: str) -> str:
    return ALPHABET[hashlib.sha256(letters.encode()).digest()[0] & 31]


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
