"""How the palette finds: letters typed, in order, best at the beginnings of words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits (more is better) and which of its letters, as code points."""

    score: int
    letters: tuple[int, ...]


def match(typed: str, text: str) -> Match | None:
    """Where the letters of ``typed`` stand in ``text``, or None where they don't.

    A run from the start of a word beats a run inside one, which beats scattered letters.
    """
    wanted, found = typed.casefold().strip(), text.casefold()
    if not wanted:
        return Match(0, ())
    if len(found) != len(text):  # a letter that folds to two would shift every place after it
        found = text.lower() if len(text.lower()) == len(text) else text
    at = _word_start(found, wanted)
    if at is not None:
        return Match(300 - at, tuple(range(at, at + len(wanted))))
    at = found.find(wanted)
    if at >= 0:
        return Match(200 - at, tuple(range(at, at + len(wanted))))
    return _scattered(wanted.replace(" ", ""), found)


def _word_start(found: str, wanted: str) -> int | None:
    at = found.find(wanted)
    while at >= 0:
        if at == 0 or not found[at - 1].isalnum():
            return at
        at = found.find(wanted, at + 1)
    return None


def _scattered(wanted: str, found: str) -> Match | None:
    """Letters one after the other, the first at the beginning of a word."""
    letters: list[int] = []
    at = -1
    for letter in wanted:
        at = found.find(letter, at + 1)
        if at < 0:
            return None
        letters.append(at)
    first = letters[0]
    if first and found[first - 1].isalnum():
        return None
    spread = letters[-1] - first
    return Match(100 - spread, tuple(letters)) if spread <= 4 * len(wanted) else None
