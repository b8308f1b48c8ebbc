"""Which fields of a document want a look, what says so, and what it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.model import BlockKind, Document, Text
from app.store.doubts import CHECKED, Doubt, doubted
from app.text.folding import fold

__all__ = ["CHECKED", "Doubt", "Doubtful", "Question", "confirmed", "doubts_of", "questions_of"]

_NEAR_THE_EDGE = 12
"""How many Blocks at the beginning and at the end of a text may say what a reference says."""

_LONGEST = 240
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A field that wants a look: its value as CSL has it, why, and the words it was read from.

    ``words`` is what the file says, or the beginning of the Block of the text that says it; empty
    where neither is known.
    """

    field: str
    value: Any
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A document with the fields of it that want a look."""

    document: Document
    questions: tuple[Question, ...]


def doubts_of(document: Document) -> tuple[Doubt, ...]:
    """The fields to check, in the order of a reference; none for what a person wrote or confirmed.

    A field whose value was changed since it was read is no doubt any more.
    """
    return doubted(document.provenance, document.reference)


def questions_of(document: Document, text: Text | None) -> tuple[Question, ...]:
    """The fields to check with their values and the words each was read from."""
    seen = document.provenance.get("seen")
    seen = seen if isinstance(seen, dict) else {}
    return tuple(
        Question(
            doubt.field,
            document.reference[doubt.field],
            doubt.reason,
            str(seen.get(doubt.field) or _told_in(text, document.reference[doubt.field])),
        )
        for doubt in doubts_of(document)
    )


def confirmed(document: Document, fields: Iterable[str]) -> dict[str, Any]:
    """A document's provenance in which a person has confirmed ``fields``, named as CSL does."""
    before = document.provenance.get(CHECKED)
    known = set(before) if isinstance(before, list) else set()
    return {**document.provenance, CHECKED: sorted(known | set(fields))}


def _told_in(text: Text | None, value: Any) -> str:
    """The beginning of the first Block near either end of a text that says a value."""
    wanted = [fold(word) for word in _telling(value)]
    wanted = [word for word in wanted if len(word) >= _SHORTEST]
    if text is None or not wanted:
        return ""
    blocks = text.blocks
    edges = dict.fromkeys((*blocks[:_NEAR_THE_EDGE], *blocks[-_NEAR_THE_EDGE:]))
    for block in edges:
        if block.kind in (BlockKind.TABLE, BlockKind.CODE):
            continue
        words = text.text_of(block)[:2_000]
        if all(f" {word} " in f" {fold(words)} " for word in wanted):
            return _shortened(words)
    return ""


def _telling(value: Any) -> Iterator[str]:
    """The words that say a value: a title, the first author's name, a year."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield str(value[0].get("family") or value[0].get("literal") or "")
    elif isinstance(value, dict):
        points = value.get("date-parts")
        if isinstance(points, list) and points and points[0]:
            yield str(points[0][0])


def _shortened(words: str) -> str:
    line = re.sub(r"\s+", " ", words).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
