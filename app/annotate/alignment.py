"""A quotation laid against a stretch of text: where exactly it begins and ends there."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_SLACK = 40
_FIRM = 4
"""So many equal code points in a row are no accident."""
_EDGES = 4
"""How many of the outermost firm stretches may be where the passage begins or ends."""


def aligned(quotation: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of ``text`` that ``quotation`` matches best near [start, end); None where nothing.

    Both are folded already. Its edges are where the first and last firm stretch of equal letters
    puts them, moved to the edge of a word.
    """
    low, high = max(0, start - _SLACK), min(len(text), end + _SLACK)
    steps = Levenshtein.opcodes(quotation, text[low:high])
    firm = [
        step for step in steps if step.tag == "equal" and step.src_end - step.src_start >= _FIRM
    ]
    if not firm:
        return None
    begins = [max(0, low + each.dest_start - each.src_start) for each in firm[:_EDGES]]
    left = [len(quotation) - each.src_end for each in firm[-_EDGES:]]
    finishes = [
        min(len(text), low + each.dest_end + rest)
        for each, rest in zip(firm[-_EDGES:], left, strict=True)
    ]
    # A stray word before the passage may be taken for its first; then another edge fits better.
    begin = max(begins, key=lambda at: fuzz.ratio(quotation, text[at : finishes[-1]]))
    finish = max(finishes, key=lambda at: fuzz.ratio(quotation, text[begin:at]))
    return _whole_words(text, begin, finish, quotation)


def _whole_words(text: str, start: int, end: int, quotation: str) -> tuple[int, int] | None:
    """The range with its edges moved to the next edge of a word, where the quotation has one."""
    if end <= start:
        return None
    if quotation[:1].isalnum():
        start = _edge(text, start)
    if quotation[-1:].isalnum():
        end = _edge(text, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _edge(text: str, at: int) -> int:
    """The edge of a word nearest to ``at``."""
    for away in range(12):
        for place in (at - away, at + away):
            if 0 <= place <= len(text) and _is_edge(text, place):
                return place
    return at


def _is_edge(text: str, at: int) -> bool:
    before = at > 0 and text[at - 1].isalnum()
    after = at < len(text) and text[at].isalnum()
    return before != after or at in (0, len(text))
