"""Passages found again in a new version of a long text.

    python tests/bench/reanchoring.py [--size 1000000] [--passages 1000] [--edited 3] [--runs 3]

The text is made of sentences; in the new version so many per cent of its words are changed, deleted
or have one inserted before them, and some paragraphs have moved. Where each passage went is known
from the edit, so the places are checked: right (its start within 12 and its end within 40 code
points), wrong, or not found. Beside it: the nearest exact place, and rapidfuzz over the whole text.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz import fuzz

from app.annotate.anchoring import Anchor, Fate, resolve
from tests.bench.table import Table
from tests.bench.timing import seconds

_SOUNDS = [one + two for one in "bdfghjklmnprstvwz" for two in "aeiou"]
_NEAR_START, _NEAR_END = 12, 40
_WHOLE = 40
"""Passages that are looked for in the whole text; all of them would take minutes."""


@dataclass(slots=True)
class Case:
    """Two versions, the passages of the first, and where each begins and ends in the second."""

    old: str
    new: str
    anchors: list[Anchor]
    expected: list[tuple[int, int]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--edited", type=float, default=3.0, help="per cent of the words")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    case = made(given.size, given.passages, given.edited / 100)
    times = [seconds(lambda: resolve(case.anchors, case.old, case.new)) for _ in range(given.runs)]
    whole = case.anchors[:_WHOLE]
    peer = seconds(lambda: [anywhere(anchor, case.new) for anchor in whole]) / len(whole)
    nearest_ = [nearest(anchor, case.new) for anchor in case.anchors]
    found = [place(each) for each in resolve(case.anchors, case.old, case.new)]
    table = Table(
        f"{given.passages:,} passages, {given.size:,} characters, {given.edited} % edited"
    )
    table.add("found again", times, "s", budget="≤ 0.5 s",
              peer=("rapidfuzz, whole text", peer * given.passages))  # fmt: skip
    table.print()
    print("                        right    wrong  not found")
    for name, places in (("found again", found), ("nearest exact place", nearest_)):
        print(f"{name:20}  " + "  ".join(f"{share:7.1%}" for share in shares(places, case)))
    fates = [each.fate for each in resolve(case.anchors, case.old, case.new)]
    print({fate.value: fates.count(fate) for fate in Fate})


def made(size: int, passages: int, edited: float, seed: int = 7) -> Case:
    """A text with its edited version; the same numbers give the same texts."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SOUNDS, k=chance.randint(1, 4))) for _ in range(6_000)]
    common = words[:200]
    blocks: list[list[tuple[str, str]]] = []
    written = 0
    while written < size:
        block = []
        for _ in range(chance.randint(40, 160)):
            word = chance.choice(common if chance.random() < 0.45 else words)
            block.append((word, changed(word, chance, words, edited)))
            written += len(word) + 1
        blocks.append(block)
    order = list(range(len(blocks)))
    for _ in range(len(blocks) // 100):
        order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
    return cased(blocks, order, passages, chance)


def changed(word: str, chance: random.Random, words: list[str], edited: float) -> str:
    """A word as the new version has it."""
    if chance.random() >= edited:
        return word
    kind = chance.random()
    if kind < 0.34:
        return ""
    return chance.choice(words) if kind < 0.67 else f"{chance.choice(words)} {word}"


def cased(
    blocks: list[list[tuple[str, str]]], order: list[int], passages: int, chance: random.Random
) -> Case:
    """The two texts, and passages of 30 to 300 characters with where they went."""
    old_starts, old = laid([[word for word, _ in block] for block in blocks])
    after, new_in_order = laid([[word for _, word in blocks[at]] for at in order])
    new_starts = dict(zip(order, after, strict=True))
    anchors, expected = [], []
    while len(anchors) < passages:
        at = chance.randrange(len(blocks))
        first = chance.randrange(len(blocks[at]))
        start, last = old_starts[at][first], first
        wanted = chance.randint(30, 300)
        while last + 1 < len(blocks[at]) and old_starts[at][last + 1] - start < wanted:
            last += 1
        end = old_starts[at][last] + len(blocks[at][last][0])
        if end - start < 30:
            continue
        anchors.append(Anchor(start, end, old[start:end], old[max(0, start - 64):start],
                              old[end:end + 64]))  # fmt: skip
        stop = new_starts[at][last] + len(blocks[at][last][1])
        expected.append((new_starts[at][first], stop))
    return Case(old, new_in_order, anchors, expected)


def laid(blocks: list[list[str]]) -> tuple[list[list[int]], str]:
    """Blocks as one text, and where each word begins; a deleted word begins where the next does."""
    starts, parts, at = [], [], 0
    for block in blocks:
        places, kept, here = [], [], at
        for word in block:
            places.append(here)
            if word:
                kept.append(word)
                here += len(word) + 1
        text = " ".join(kept)
        starts.append(places)
        parts.append(text)
        at += len(text) + 2
    return starts, "\n\n".join(parts)


def place(found: object) -> tuple[int, int] | None:
    """A resolution as a range."""
    start, end = getattr(found, "start", None), getattr(found, "end", None)
    return None if start is None or end is None else (start, end)


def nearest(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """The exact place nearest to where the passage was."""
    after, before = text.find(anchor.exact, anchor.start), text.rfind(anchor.exact, 0, anchor.end)
    places = [at for at in (after, before) if at >= 0]
    if not places:
        return None
    at = min(places, key=lambda each: abs(each - anchor.start))
    return at, at + len(anchor.exact)


def anywhere(anchor: Anchor, text: str) -> object:
    """The peer: the best place in all of the text."""
    return fuzz.partial_ratio_alignment(anchor.exact, text)


def shares(places: list[tuple[int, int] | None], case: Case) -> tuple[float, float, float]:
    """How many are right, wrong and not found, of 1."""
    right = wrong = lost = 0
    for found, (start, end) in zip(places, case.expected, strict=True):
        if found is None:
            lost += 1
        elif abs(found[0] - start) <= _NEAR_START and abs(found[1] - end) <= _NEAR_END:
            right += 1
        else:
            wrong += 1
    return right / len(places), wrong / len(places), lost / len(places)


if __name__ == "__main__":
    main()
