"""What the window says of versions of a text, without Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.library.effects import Comparison, Fate
from app.library.effectwords import (
    effect_words,
    fact_words,
    field_words,
    place_words,
    summary_words,
)
from app.library.textversions import Renewed
from app.model import Highlight, How, Text
from app.text.difference import Kind, Pair, Run

MOST = 400
"""Blocks of a difference that are shown."""
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A block of the difference: its number, what became of it, and its words; or a remark."""

    label: str
    told: str
    runs: tuple[Run, ...] = ()


def difference_rows(comparison: Comparison) -> tuple[DifferenceRow, ...]:
    """What changed, with what stayed the same folded into one line."""
    rows = list(_rows(comparison.pairs))
    if len(rows) > MOST:
        left = len(rows) - MOST
        rows = [*rows[:MOST], DifferenceRow("", f"{left:,} more changes aren’t shown here.")]
    return tuple(rows)


def _rows(pairs: Sequence[Pair]) -> Iterator[DifferenceRow]:
    same: list[Pair] = []
    for pair in pairs:
        if pair.kind is Kind.SAME:
            same.append(pair)
            continue
        yield from _same_row(same)
        same = []
        told = {
            Kind.ADDED: "added",
            Kind.REMOVED: "removed",
            Kind.MOVED: "moved here",
        }.get(pair.kind, "changed")
        yield DifferenceRow(_number(pair), told, pair.runs)
    yield from _same_row(same)


def _same_row(same: Sequence[Pair]) -> Iterator[DifferenceRow]:
    if not same:
        return
    counted = "1 part as it was" if len(same) == 1 else f"{len(same):,} parts as they were"
    numbered = [pair for pair in same if pair.old and pair.new and pair.old.paragraph]
    shifted = [pair for pair in numbered if pair.renumbered]
    if shifted:
        first, last = shifted[0], shifted[-1]
        was = _span(first.old, last.old)
        now = _span(first.new, last.new)
        counted += f"; {was} {'is' if len(shifted) == 1 else 'are'} now {now}"
    yield DifferenceRow("", counted)


def _span(first: object, last: object) -> str:
    one, other = getattr(first, "paragraph", None), getattr(last, "paragraph", None)
    return f"para. {one}" if one == other else f"paras {one}–{other}"


def _number(pair: Pair) -> str:
    """The paragraph's number, and the one it has now where that is another."""
    was = pair.old.paragraph if pair.old else None
    now = pair.new.paragraph if pair.new else None
    if was and now and was != now:
        return f"{was} → {now}"
    return str(now or was or "")


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One mark in a comparison: what becomes of it, its words, and its id."""

    mark: str
    told: str
    words: str


def effect_rows(comparison: Comparison) -> tuple[EffectRow, ...]:
    """The marks that something happens to, and those that stay as they were left out."""
    return tuple(
        EffectRow(effect.highlight.id, effect_words(effect), short(effect.highlight.exact))
        for effect in comparison.marks
        if effect.fate is not Fate.SAME
    )


def short(words: str) -> str:
    """The beginning of some words on one line."""
    line = " ".join(words[: _LONGEST * 2].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def comparison_facts(comparison: Comparison) -> tuple[str, ...]:
    """A sentence for the marks, and one for each fact or field that differs."""
    facts = [fact_words(fact) for fact in comparison.facts]
    fields = [f"Reference, {field_words(fact)}" for fact in comparison.fields]
    return (summary_words(comparison), *facts, *fields)


def renewed_words(renewed: Renewed) -> str:
    """What came of reading a text again, or of choosing a version."""
    if renewed.status == "unchanged":
        return "Nothing changed: the text reads as before"
    if renewed.status == "known":
        return "Nothing new: an earlier version reads the same"
    told = ["The text has a new version" if renewed.status == "new" else "Version chosen"]
    if renewed.to_check:
        told.append(_counted(renewed.to_check, "mark to check", "marks to check"))
    if renewed.orphans:
        told.append(
            _counted(renewed.orphans, "mark has no place in it", "marks have no place in it")
        )
    return " · ".join(told)


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


@dataclass(frozen=True, slots=True)
class LookRow:
    """A mark that wants a person: its words, what stands around them or there now, its place."""

    mark: str
    words: str
    where: str
    context: str
    orphan: bool
    start: int | None


def look_rows(highlights: Sequence[Highlight], text: Text | None) -> tuple[LookRow, ...]:
    """The marks whose place in the present text isn't sure, those without one first."""
    rows = []
    for mark in highlights:
        placing = mark.placing
        if placing is None or not placing.wants_a_look:
            continue
        orphan = placing.how is How.ORPHAN
        if orphan or text is None or mark.start is None or mark.end is None:
            before, after = _line(mark.prefix[-48:]), _line(mark.suffix[:48])
            # Whole words only.
            before = before.partition(" ")[2] if len(mark.prefix) > 48 else before
            after = after.rpartition(" ")[0] if len(mark.suffix) > 48 else after
            context = f"Stood in: …{before} [ ] {after}…"
        else:
            context = f"Now: “{short(text.canonical[mark.start : mark.end])}”"
        rows.append(
            LookRow(mark.id, short(mark.exact), f"was {place_words(mark.locator)}", context,
                    orphan, mark.start)
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: not row.orphan))


def _line(words: str) -> str:
    return " ".join(words.split())
