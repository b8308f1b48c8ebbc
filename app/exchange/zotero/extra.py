"""The Extra field: lines ``Label: value`` that stand for what Zotero has no field for.

As Zotero documents them ("Citing fields from Extra"): any CSL variable by its name, with spaces or
hyphens and in any case; a name as ``Family || Given``; ``Type:`` for a CSL or Zotero type. Better
BibTeX adds ``Citation Key:`` and other keys of the same item as ``tex.ids:`` or ``Citation Key
Alias:``. Everything else is a note and stays one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from app.cite.bibtex.dates import read_date
from app.cite.csljson import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, TYPES
from app.exchange.zotero.fields import BASE_FIELDS, DATES, NAMES, TEXTS
from app.exchange.zotero.fields import TYPES as ITEM_TYPES

_LINE = re.compile(r"\s*(?:\{:)?([A-Za-z][A-Za-z0-9 ._*-]{0,40}?)\s*:\s*(.+?)\}?\s*\Z")
_KEY_LABELS = frozenset({"citationkey", "bibtex", "bibtex*"})
_ALIAS_LABELS = frozenset({"tex.ids", "citationkeyalias", "ids"})
_NOT_FROM_EXTRA = frozenset({"title", "note", "annote", "citation-key", "keyword", "abstract"})


@dataclass(slots=True)
class Extra:
    """What the lines of an Extra field say; ``note`` is what is left of it."""

    key: str = ""
    former_keys: list[str] = field(default_factory=list)
    type: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    note: str = ""


def _folded(label: str) -> str:
    return re.sub(r"[ _-]+", "", label).casefold()


_VARIABLES = {
    _folded(name): name
    for name in (*NAME_VARIABLES, *DATE_VARIABLES, *TEXT_VARIABLES)
    if name not in _NOT_FROM_EXTRA
}
for _fields, _mapped in ((TEXTS, TEXTS), (DATES, DATES), (NAMES, NAMES)):
    for _field in _fields:
        if _mapped[_field] not in _NOT_FROM_EXTRA:
            _VARIABLES.setdefault(_folded(_field), _mapped[_field])
for _field, _base in BASE_FIELDS.items():
    _variable = TEXTS.get(_base) or DATES.get(_base)
    if _variable and _variable not in _NOT_FROM_EXTRA:
        _VARIABLES.setdefault(_folded(_field), _variable)
_TYPES_BY_NAME = {_folded(name): csl for name, csl in ITEM_TYPES.items()}
_TYPES_BY_NAME |= {_folded(name): name for name in TYPES}


def read_extra(text: str) -> Extra:
    """What an Extra field says, line by line; a line that says nothing known is note."""
    extra = Extra()
    notes = [line for line in text.splitlines() if not _taken(extra, line)]
    extra.note = "\n".join(notes).strip()
    return extra


def _taken(extra: Extra, line: str) -> bool:
    found = _LINE.match(line)
    if found is None:
        return False
    label, value = _folded(found[1]), found[2].strip()
    if label in _KEY_LABELS:
        return _take_key(extra, value)
    if label in _ALIAS_LABELS:
        extra.former_keys += [key for key in re.split(r"[,\s]+", value) if key]
        return True
    if label == "type" and not extra.type:
        extra.type = _TYPES_BY_NAME.get(_folded(value), "")
        return bool(extra.type)
    variable = _VARIABLES.get(label)
    return bool(variable) and _take_variable(extra, str(variable), value)


def _take_key(extra: Extra, value: str) -> bool:
    if extra.key or " " in value:
        return False
    extra.key = value
    return True


def _take_variable(extra: Extra, variable: str, value: str) -> bool:
    if variable in NAME_VARIABLES:
        extra.names.setdefault(variable, []).append(_name(value))
    elif variable in DATE_VARIABLES:
        if variable in extra.dates:
            return False
        extra.dates[variable] = read_date(value) or {"literal": value}
    elif variable in extra.texts:
        return False
    else:
        extra.texts[variable] = value
    return True


def _name(value: str) -> dict[str, str]:
    family, bars, given = (part.strip() for part in value.partition("||"))
    if not bars:
        return {"literal": value}
    return {part: told for part, told in (("family", family), ("given", given)) if told}
