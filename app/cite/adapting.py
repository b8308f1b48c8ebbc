"""Small changes to a reference that make a CSL file print what its style's guide asks for.

They are data (``resources/style_rules.toml``), made on the way to the citation processor; what the
library keeps is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_FIELD = re.compile(r"\{([a-zA-Z-]+)\}")
_MAIN = re.compile(r"(?P<main>[^<>:]+): \S")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """When a reference is changed, and how; the table's head says what each part means."""

    types: frozenset[str] = frozenset()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    has_whole_date: bool = False
    maker: bool = False
    set: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    cut: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Adaptation:
        """The adaptation as the table has it; raises TypeError for a word it doesn't know."""
        lists = {name: tuple(said[name]) for name in ("has", "lacks", "drop") if name in said}
        return cls(**{**said, **lists, "types": frozenset(said.get("types", ()))})

    def fits(self, reference: Mapping[str, Any]) -> bool:
        """Whether this reference is to be changed."""
        return (
            (not self.types or reference["type"] in self.types)
            and all(name in reference for name in self.has)
            and not any(name in reference for name in self.lacks)
            and (not self.has_whole_date or _whole_date(reference))
            and (not self.maker or reference.get("author") == [_publisher(reference)])
        )


def changed(reference: dict[str, Any], adaptation: Adaptation) -> dict[str, Any]:
    """``reference`` as the adaptation wants it; the same where it doesn't fit."""
    if not adaptation.fits(reference):
        return reference
    made = {name: value for name, value in reference.items() if name not in adaptation.drop}
    for name, template in adaptation.set.items():
        made[name] = _FIELD.sub(lambda found: str(reference.get(found[1], "")), template)
    for name, pattern in adaptation.cut.items():
        made[name] = re.sub(rf"\A(?:{pattern})", "", made[name])
    return made


def with_short_title(reference: dict[str, Any]) -> dict[str, Any]:
    """``reference`` with its title as far as the colon as short title, unless it has one.

    A title whose marks would be cut apart is left alone.
    """
    main = _MAIN.match(str(reference.get("title", "")))
    if main is None or "title-short" in reference or "shortTitle" in reference:
        return reference
    short = main["main"]
    if short.count("“") != short.count("”") or short.count('"') % 2:
        return reference
    return {**reference, "title-short": short}


def _publisher(reference: Mapping[str, Any]) -> dict[str, Any]:
    return {"literal": reference.get("publisher")}


def _whole_date(reference: Mapping[str, Any]) -> bool:
    dates = reference.get("issued", {}).get("date-parts", [])
    return len(dates) == 1 and len(dates[0]) == 3
