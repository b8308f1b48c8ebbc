"""What a comparison of two versions says, in sentences for people."""

from __future__ import annotations

from datetime import datetime

from app.library.effects import Comparison, FactEffect, Fate, MarkEffect
from app.model import Highlight, Locator, TextVersion, Why

_WHY = {
    Why.IMPORT: "as imported",
    Why.REREAD: "read again",
    Why.COPY: "newer copy",
}


def date_words(came: str) -> str:
    """A day as it is read: "12 Nov 2026"; what isn't a date stays as it is."""
    try:
        day = datetime.fromisoformat(came)
    except ValueError:
        return came
    return f"{day.day} {day:%b %Y}"


def version_words(version: TextVersion) -> str:
    """A version in a line: "2 · 12 Nov 2026 · read again (html 4)"."""
    return f"{short_version_words(version)} ({version.extractor})"


def short_version_words(version: TextVersion) -> str:
    """The same without its reader: "2 · 12 Nov 2026 · read again"."""
    return f"{version.number} · {date_words(version.came)} · {_WHY[version.why]}"


def version_label(version: TextVersion) -> str:
    """The quiet label of the version one reads."""
    told = f"Version of {date_words(version.came)}"
    return f"{told} · current" if version.current else told


def place_words(locator: Locator) -> str:
    """Where a passage is cited: "para. 4", "p. 12", or that it has no number."""
    if locator.page:
        return f"p. {locator.page}"
    if locator.paragraph is None:
        return "outside the numbered paragraphs"
    if locator.paragraph_end not in (None, locator.paragraph):
        return f"paras {locator.paragraph}–{locator.paragraph_end}"
    return f"para. {locator.paragraph}"


def effect_words(effect: MarkEffect) -> str:
    """What becomes of a highlight: "para. 4 is now para. 5"."""
    was = _place(effect.before)
    now = _place(effect.after)
    if effect.fate is Fate.GONE:
        return f"{was}: this quotation is gone" if was else "this quotation is gone"
    if effect.before is None:
        return f"found in {now}, which it wasn’t before"
    moved = f"{was} is now {now}" if was != now else was
    if effect.fate is Fate.CHECK:
        return f"{moved}: the words changed, check the place"
    if effect.fate is Fate.REWORDED:
        return f"{moved}: the words changed, the place was confirmed"
    return moved


def _place(highlight: Highlight | None) -> str:
    return place_words(highlight.locator) if highlight is not None else ""


def fact_words(fact: FactEffect) -> str:
    """What a row or field said and says."""
    label = f"{fact.label}: " if fact.label else ""
    if not fact.before:
        return f"{label}new: “{fact.after}”"
    if not fact.after:
        return f"{label}“{fact.before}” is gone"
    return f"{label}“{fact.before}” is now “{fact.after}”"


def field_words(fact: FactEffect) -> str:
    """What the newer file says of the source, beside what the library has."""
    has = f"the library has “{fact.before}”" if fact.before else "the library has nothing"
    return f"{fact.label}: the newer file says “{fact.after}”, {has}"


def summary_words(comparison: Comparison) -> str:
    """What the newer version does to one's marks, in a sentence."""
    if not comparison.marks:
        return "You marked nothing in these versions."
    parts = []
    for number, words in (
        (comparison.count(Fate.SAME), "stand as they were"),
        (comparison.count(Fate.RENUMBERED), "are cited by another place"),
        (comparison.count(Fate.CHECK, Fate.REWORDED), "have other words"),
        (comparison.count(Fate.GONE), "are gone"),
    ):
        if number:
            parts.append(f"{number} {_one(words) if number == 1 else words}")
    total = len(comparison.marks)
    return f"Of your {total} {'mark' if total == 1 else 'marks'}, {', '.join(parts)}."


def _one(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{ {'stand': 'stands', 'are': 'is', 'have': 'has'}[first] } {rest}".replace(
        "they were", "it was"
    )
