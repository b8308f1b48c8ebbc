"""What changed between two versions of a text: block by block, and word by word inside a block."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from app.model.text import Block, Text

ALIKE = 0.5
"""From this share of common words on, a block is the other one changed, not another one."""
_MOST_PAIRS = 20_000
"""Pairs of changed blocks that are compared with each other in one place."""
_MOST_WORDS = 6_000
"""Words of a block that are compared one by one."""
_WORDS = re.compile(r"\s+|\w+(?:['’ʼ]\w+)*|.", re.DOTALL)


class Kind(StrEnum):
    """What became of a block, or of a run of words."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both versions have, or one of them only."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the old version and what stands in its place; None where there is nothing."""

    kind: Kind
    old: Block | None
    new: Block | None
    runs: tuple[Run, ...]

    @property
    def renumbered(self) -> bool:
        """Whether it is counted as another paragraph now."""
        return bool(self.old and self.new and self.old.paragraph != self.new.paragraph)


def difference(old: Text, new: Text) -> tuple[Pair, ...]:
    """Every block of both versions, in the order of the new one; removed ones where they stood."""
    before = [old.text_of(block) for block in old.blocks]
    after = [new.text_of(block) for block in new.blocks]
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(old.blocks[a:b], new.blocks[c:d], strict=True):
                pairs.append(Pair(Kind.SAME, one, other, (Run(Kind.SAME, old.text_of(one)),)))
            continue
        for i, j in _paired(before[a:b], after[c:d]):
            was = old.blocks[a + i] if i is not None else None
            now = new.blocks[c + j] if j is not None else None
            pairs.append(_pair(old, new, was, now))
    return tuple(_with_moved(pairs))


def words_changed(old: str, new: str) -> tuple[Run, ...]:
    """What of two forms of a passage is in both, and in one only, by words."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        return (Run(Kind.REMOVED, old), Run(Kind.ADDED, new))
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Kind.SAME, "".join(before[a:b])))
        else:
            runs.append(Run(Kind.REMOVED, "".join(before[a:b])))
            runs.append(Run(Kind.ADDED, "".join(after[c:d])))
    return tuple(_tidy(run for run in runs if run.words))


def _tidy(runs: Iterator[Run]) -> Iterator[Run]:
    """A space between two changed words belongs to both, so that they read as one change."""
    held: list[Run] = []
    for run in runs:
        small = run.kind is Kind.SAME and not run.words.strip()
        if run.kind is not Kind.SAME or (small and held):
            held.append(run)
            continue
        yield from _joined(held)
        held = []
        yield run
    yield from _joined(held)


def _joined(held: Sequence[Run]) -> Iterator[Run]:
    last = held[-1] if held else None
    trailing = last if last and last.kind is Kind.SAME else None
    core = held[:-1] if trailing else held
    for kind in (Kind.REMOVED, Kind.ADDED):
        words = "".join(run.words for run in core if run.kind in (kind, Kind.SAME))
        if any(run.kind is kind for run in core):
            yield Run(kind, words)
    if trailing:
        yield trailing


def _pair(old: Text, new: Text, one: Block | None, two: Block | None) -> Pair:
    if one is not None and two is not None:
        return Pair(Kind.CHANGED, one, two, words_changed(old.text_of(one), new.text_of(two)))
    if two is not None:
        return Pair(Kind.ADDED, None, two, (Run(Kind.ADDED, new.text_of(two)),))
    words = old.text_of(one) if one is not None else ""
    return Pair(Kind.REMOVED, one, None, (Run(Kind.REMOVED, words),))


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Changed blocks beside what they became, in order, and the others alone.

    Of all ways to pair them in order, the one with the most words in common.
    """
    chosen = _chosen(before, after) if len(before) * len(after) <= _MOST_PAIRS else []
    i = j = 0
    for one, two in [*chosen, (len(before), len(after))]:
        yield from ((k, None) for k in range(i, one))
        yield from ((None, k) for k in range(j, two))
        if one < len(before):
            yield one, two
        i, j = one + 1, two + 1


def _chosen(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    bags = [_bag(text) for text in after]
    alike = [[_likeness(bag, other) for other in bags] for bag in map(_bag, before)]
    rows, columns = len(before), len(after)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _bag(text: str) -> dict[str, int]:
    bag: defaultdict[str, int] = defaultdict(int)
    for word in text.casefold().split():
        bag[word] += 1
    return bag


def _likeness(one: dict[str, int], other: dict[str, int]) -> float:
    """Twice the words in common by all words of both: 1 for the same ones."""
    if len(one) > len(other):
        one, other = other, one
    common = sum(min(count, other.get(word, 0)) for word, count in one.items())
    whole = sum(one.values()) + sum(other.values())
    return 2 * common / whole if whole else 0.0


def _with_moved(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """A block that is removed here and added there, word for word, was moved."""
    gone: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        if pair.kind is Kind.REMOVED:
            gone.setdefault(pair.runs[0].words, []).append(at)
    moved: dict[int, int] = {}
    for at, pair in enumerate(pairs):
        places = gone.get(pair.runs[0].words) if pair.kind is Kind.ADDED else None
        if places:
            moved[at] = places.pop(0)
    taken = set(moved.values())
    for at, pair in enumerate(pairs):
        if at in moved:
            same = (Run(Kind.SAME, pair.runs[0].words),)
            yield replace(pair, kind=Kind.MOVED, old=pairs[moved[at]].old, runs=same)
        elif at not in taken:
            yield pair
