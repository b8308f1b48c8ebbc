"""What the difference between two versions of a text does to what one made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.model import (
    BlockKind,
    Document,
    Highlight,
    HighlightId,
    How,
    Locator,
    Placing,
    Text,
    TextVersion,
)
from app.store.textversions import Placed
from app.text.difference import Kind, Pair


class Fate(StrEnum):
    """What the newer version does to a highlight and to the quotation it is."""

    SAME = "same"
    RENUMBERED = "renumbered"
    """The same words, in a place that is cited otherwise."""
    CHECK = "check"
    """Nearly the same words: a quotation of the old ones isn't in this version."""
    REWORDED = "reworded"
    """A person said that these other words are the place now."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MarkEffect:
    """One highlight in both versions; ``before`` and ``after`` are None where it has no place."""

    highlight: Highlight
    fate: Fate
    before: Highlight | None
    after: Highlight | None
    placing: Placing


@dataclass(frozen=True, slots=True)
class FactEffect:
    """A row of the infobox, or a field of the reference, in both versions; empty where it isn't."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a document's text beside each other.

    ``facts`` are rows of the infobox that differ. ``fields`` are those of the reference where the
    newer file says something else than the library; nothing was changed there.
    """

    document: Document
    older: TextVersion
    newer: TextVersion
    pairs: tuple[Pair, ...]
    marks: tuple[MarkEffect, ...]
    facts: tuple[FactEffect, ...]
    fields: tuple[FactEffect, ...]

    def count(self, *fates: Fate) -> int:
        """How many highlights have one of these fates."""
        return sum(effect.fate in fates for effect in self.marks)


def mark_effects(
    made: Sequence[Highlight],
    before: Mapping[HighlightId, Placed],
    after: Mapping[HighlightId, Placed],
) -> Iterator[MarkEffect]:
    """What becomes of each highlight that has a place in one of two versions."""
    for one in made:
        was, now = before.get(one.id), after.get(one.id)
        if was is not None and now is not None and (was.seen or now.seen):
            yield MarkEffect(one, _fate(was, now), was.seen, now.seen, now.placing)


def _fate(was: Placed, now: Placed) -> Fate:
    if now.seen is None:
        return Fate.GONE
    if was.seen is not None and was.seen.exact != now.seen.exact:
        return Fate.REWORDED if now.placing.sure else Fate.CHECK
    if now.placing.how is How.APPROXIMATE and not now.placing.confirmed:
        return Fate.CHECK
    same = was.seen is None or _cited(was.seen.locator) == _cited(now.seen.locator)
    return Fate.SAME if same else Fate.RENUMBERED


def _cited(locator: Locator) -> tuple[Any, ...]:
    return (locator.paragraph, locator.paragraph_end, locator.section, locator.page)


def infobox_effects(older: Text, newer: Text, pairs: Sequence[Pair]) -> Iterator[FactEffect]:
    """The rows of an infobox that differ: by their label, else by their place."""
    before, after = _rows(older), _rows(newer)
    for label in dict.fromkeys((*before, *after)):
        was, now = before.get(label, ""), after.get(label, "")
        if label and was != now:
            yield FactEffect(label, was, now)
    for pair in pairs:
        block = pair.new or pair.old
        if pair.kind in (Kind.SAME, Kind.MOVED) or block is None:
            continue
        if block.kind is BlockKind.INFOBOX_ROW:
            was = older.text_of(pair.old) if pair.old else ""
            now = newer.text_of(pair.new) if pair.new else ""
            if not _parted(was)[0] and not _parted(now)[0]:
                yield FactEffect("", was, now)


def _rows(text: Text) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for block in text.blocks:
        if block.kind is BlockKind.INFOBOX_ROW:
            label, value = _parted(text.text_of(block))
            rows.setdefault(label, []).append(value)
    return {label: "; ".join(values) for label, values in rows.items()}


def _parted(row: str) -> tuple[str, str]:
    label, colon, value = row.partition(": ")
    return (label, value) if colon and len(label) <= 60 else ("", row)


def field_effects(document: Document, version: TextVersion) -> Iterator[FactEffect]:
    """What a version's file says of the source otherwise than the document's reference does."""
    told = version.provenance.get("reference")
    if not isinstance(told, dict):
        return
    for name in sorted(told):
        was, now = _shown(document.reference.get(name)), _shown(told[name])
        if now and was != now:
            yield FactEffect(name, was, now)


def _shown(value: Any) -> str:
    """A field's value in one line: names and dates as they are read."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_shown, value)))
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list):
            return "/".join("-".join(f"{part:0>2}" for part in date) for date in parts)
        names = ("literal", "given", "dropping-particle", "non-dropping-particle", "family", "raw")
        return " ".join(str(value[name]) for name in names if value.get(name))
    return "" if value is None else str(value)
