"""What a library's references hold already, so that a name is typed the same way again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from app.model import Reference

_FIELDS = (
    "container-title", "publisher", "publisher-place", "collection-title", "authority", "genre",
    "language", "event-title", "jurisdiction",
)  # fmt: skip
MOST = 2_000
"""Values of a field that are offered."""


def known_values(references: Iterable[Reference]) -> dict[str, tuple[str, ...]]:
    """The values of each field, the most frequent first.

    Persons are under "family", as "Family, Given"; institutions and single names under "literal".
    """
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reference in references:
        for field in _FIELDS:
            value = reference.get(field)
            if isinstance(value, str) and value:
                counted[field][value] += 1
        for value in reference.values():
            if isinstance(value, list):
                _count_names(value, counted)
    return {
        field: tuple(value for value, _ in sorted(found.items(), key=_order)[:MOST])
        for field, found in counted.items()
    }


def _order(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _count_names(names: list[object], counted: defaultdict[str, Counter[str]]) -> None:
    for name in names:
        if not isinstance(name, dict):
            continue
        if name.get("literal"):
            counted["literal"][str(name["literal"])] += 1
        elif name.get("family") and name.get("given"):
            counted["family"][f"{name['family']}, {name['given']}"] += 1
