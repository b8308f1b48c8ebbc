"""Annotations of Zotero's reader: what kind each is, what it means here, where it stands."""

from __future__ import annotations

import re
from typing import Any

from app.exchange.htmlnotes import markdown_of
from app.exchange.moving import Annotation
from app.model import Meaning
from app.text import canonical_line

_COLOURS = {
    "ffd400": Meaning.YELLOW,
    "ff6666": Meaning.PINK,
    "5fb236": Meaning.GREEN,
    "2ea8e5": Meaning.BLUE,
    "a28ae5": Meaning.PURPLE,
    "e56eee": Meaning.PINK,
    "f19837": Meaning.ORANGE,
    "aaaaaa": Meaning.YELLOW,
}
"""The eight colours of Zotero's reader; there are six meanings here."""

_HEX = re.compile(r"#?([0-9a-f]{6})\Z", re.IGNORECASE)
_MARKING = frozenset({"1", "5", "highlight", "underline"})
_DRAWN = frozenset({"3", "4", "image", "ink"})


def meaning_of(colour: object) -> Meaning:
    """The meaning whose colour in Zotero is nearest."""
    found = _HEX.match(str(colour or "").strip())
    if found is None:
        return Meaning.YELLOW
    wanted = _channels(found[1])
    nearest = min(_COLOURS, key=lambda one: _distance(_channels(one), wanted))
    return _COLOURS[nearest]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def annotation_of(row: dict[str, Any], tags: tuple[str, ...]) -> tuple[Annotation, str]:
    """An annotation from its row, and what of it doesn't come, in words (empty for nothing).

    A drawing or a picture of a part of the page has no words; its comment comes.
    """
    kind = str(row.get("type") or "")
    page = canonical_line(str(row.get("pageLabel") or "")) or None
    quotation = canonical_line(str(row.get("text") or "")) if kind in _MARKING else ""
    comment = markdown_of(str(row.get("comment") or ""))
    mark = Annotation(
        mark=str(row["key"]),
        quotation=quotation,
        comment=comment,
        meaning=meaning_of(row.get("color")),
        page=page,
        tags=tags,
    )
    where = f" on page {page}" if page else ""
    if kind in _DRAWN:
        return mark, f"a drawn or pictured annotation{where}"
    if not quotation and not comment:
        return mark, f"an annotation without words{where}"
    return mark, ""
