"""What the style sheet lists, and in which order; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.cite.catalogue import Found, matching
from app.cite.styles import StyleChoice

StyleRow = StyleChoice | str
"""A style, or the heading of those below it."""

_HEADINGS = (
    ("favourite", "Favourites"),
    ("coursework", "Coursework"),
    ("journal", "Journals of the field"),
    ("own", "Your own"),
    ("all", "All styles"),
)


def listed(found: Sequence[Found], typed: str, favourites: Iterable[str]) -> list[StyleRow]:
    """The rows for what is typed: under headings while nothing is, else by how well they fit."""
    hits = matching(found, typed)
    if typed.strip():
        return list(hits)
    starred = set(favourites)
    rows: list[StyleRow] = []
    for group, heading in _HEADINGS:
        styles = [
            style
            for style in hits
            if (style.alias in starred if group == "favourite" else style.group == group)
        ]
        if styles:
            rows += [heading, *styles]
    return rows


def count_words(count: int, complete: bool) -> str:
    """How many styles there are, in words."""
    if not count:
        return "No style fits. Try fewer letters." if complete else "Reading all styles…"
    told = f"{count:,} style{'' if count == 1 else 's'}"
    return told if complete else f"{told}; reading all…"
