"""Places that a lost passage might be at, for a person to choose from; none is ever taken."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from app.annotate.alignment import aligned
from app.annotate.anchoring import Anchor
from app.annotate.seeds import Seeds, folded
from app.text.compose import SEPARATOR

LEAST = 40.0
"""Below this likeness, in points of 100, a place isn't worth a look."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """A place [start, end) in code points, and how like its words are, to 100."""

    start: int
    end: int
    score: float


def guesses(anchor: Anchor, text: str) -> tuple[Guess, ...]:
    """Up to five places of ``text`` that read somewhat as a passage, the likest first."""
    wanted, where = folded(anchor.exact), folded(text)
    found: list[Guess] = []
    at = where.find(wanted)
    while at >= 0 and len(found) < _MOST:
        found.append(Guess(at, at + len(wanted), 100.0))
        at = where.find(wanted, at + 1)
    windows = list(Seeds(where, [anchor.exact]).windows(wanted))
    near = fuzz.partial_ratio_alignment(wanted, where, score_cutoff=LEAST)
    if near is not None and near.dest_end > near.dest_start:
        windows.append((near.dest_start, near.dest_end))
    for start, end in windows:
        place = aligned(wanted, where, start, end)
        if place is not None and SEPARATOR not in anchor.exact:
            place = _in_one_block(text, *place)
        if place is not None:
            score = fuzz.ratio(wanted, where[place[0] : place[1]])
            found.append(Guess(*place, round(score, 1)))
    return tuple(_apart(found))


def _in_one_block(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest part of a place that lies in one block."""
    parts, at = [], start
    for part in text[start:end].split(SEPARATOR):
        parts.append((len(part), at))
        at += len(part) + len(SEPARATOR)
    length, begin = max(parts)
    return begin, begin + length


def _apart(found: list[Guess]) -> list[Guess]:
    """The likest, of those that overlap only the first."""
    kept: list[Guess] = []
    for guess in sorted(found, key=lambda each: (-each.score, each.start)):
        clear = all(guess.end <= other.start or guess.start >= other.end for other in kept)
        if guess.score >= LEAST and clear and len(kept) < _MOST:
            kept.append(guess)
    return kept
