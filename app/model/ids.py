"""Identifiers: 12 random characters of a–z and 2–7, unique across libraries."""

from __future__ import annotations

import os
from typing import NewType

DocumentId = NewType("DocumentId", str)
TextId = NewType("TextId", str)
HighlightId = NewType("HighlightId", str)
NoteId = NewType("NoteId", str)
CollectionId = NewType("CollectionId", str)

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 12


def new_id() -> str:
    """A fresh identifier: 60 random bits, so that libraries can be joined without a clash."""
    bits = int.from_bytes(os.urandom(8))
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))


def looks_like_id(text: str) -> bool:
    """Whether ``text`` has the form of an identifier (it may still name nothing)."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)
