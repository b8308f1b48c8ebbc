"""A small fingerprint of a text, to notice that two texts are nearly the same.

A bottom-k sketch of word shingles (Broder, "On the resemblance and containment of documents",
1997): the k smallest hashes of all runs of four words. Two sketches estimate how much of their
texts' wording is shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

SHINGLE = 4
SIZE = 64
_WORD = re.compile(r"\w+")


def sketch(canonical: str) -> tuple[int, ...]:
    """Up to 64 ascending numbers that stand for the wording of ``canonical``."""
    words = _WORD.findall(canonical.casefold())
    shingles = {
        crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)
    }
    return tuple(sorted(shingles)[:SIZE])


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of wording that two sketches' texts have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    joined = sorted(set(one) | set(other))[:SIZE]
    shared = set(one) & set(other)
    return sum(number in shared for number in joined) / len(joined)
