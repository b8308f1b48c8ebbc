"""List items in plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ITEM = re.compile(
    r"(\s*)(?:([-•‣◦·–]|[*#]{1,6})|(\d{1,3}[.)])|(\[\d{1,3}\]))\s+(\S.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its depth from 1, its words, and whether it is numbered."""

    level: int
    text: str
    numbered: bool


def item_of(line: str) -> Item | None:
    """The list item a line is, None where it is none. Depth is by marks or by indentation."""
    found = _ITEM.match(line)
    if not found:
        return None
    indent, bullet, number, _, text = found.groups()
    deep = len(bullet) if bullet and bullet[0] in "*#" else 1
    steps = len(indent.expandtabs(4)) // 2 if deep == 1 else 0
    return Item(min(6, deep + (steps + 1) // 2), text, number is not None)
