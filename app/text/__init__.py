"""Canonical text: one string, its Blocks, and offsets that mean the same everywhere."""

from app.text.canonical import NORMALISER, canonical_code, canonical_line
from app.text.compose import Draft, compose, content_of, digest
from app.text.locate import find_quotation, locate, passage_of, surroundings

__all__ = [
    "NORMALISER",
    "Draft",
    "canonical_code",
    "canonical_line",
    "compose",
    "content_of",
    "digest",
    "find_quotation",
    "locate",
    "passage_of",
    "surroundings",
]
