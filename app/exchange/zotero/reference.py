"""One Zotero item as a reference in CSL-JSON, with its citation keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.cite.bibtex.dates import is_real, read_date
from app.cite.bibtex.languages import language_tag
from app.cite.bibtex.names import split_particle
from app.cite.csljson import checked_reference
from app.cite.records import ReferenceEntry
from app.errors import InputError
from app.exchange.zotero.extra import Extra, read_extra
from app.exchange.zotero.fields import BASE_FIELDS, DATES, NAMES, PRIMARY, TEXTS, TYPES
from app.text import canonical_line

_SQL_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: (.*))?\Z", re.DOTALL)
_CLOCK = re.compile(r"(\d\d:\d\d(:\d\d)?)?Z?\Z")
_SUFFIX = re.compile(r"(.+?),\s*((?:Jr|Sr)\.?|[IVX]{1,5})\Z")
_RANGE = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})\Z")
_NO_DATE = re.compile(r"n\.?\s?d\.?\Z", re.IGNORECASE)
_AT_AN_EVENT = frozenset({"conferencePaper", "presentation"})


@dataclass(frozen=True, slots=True)
class Creator:
    """A creator as Zotero keeps one; ``single`` is one with an undivided name."""

    role: str
    last: str
    first: str = ""
    single: bool = False


def entry_of(
    kind: str, fields: dict[str, str], creators: list[Creator], *, older_key: str = ""
) -> ReferenceEntry:
    """The reference of an item of type ``kind``, with its key.

    The key is the item's own field, else the one in Extra, else ``older_key``; none is made up.
    Raises InputError where nothing tells what the item is.
    """
    extra = read_extra(fields.get("extra", ""))
    reference: dict[str, Any] = {"type": extra.type or TYPES.get(kind, "document")}
    rest: dict[str, str] = {}
    for name, value in _based(fields):
        variable = TEXTS.get(name)
        if name in DATES:
            reference[DATES[name]] = zotero_date(value)
        elif variable is None:
            rest[name] = value
        else:
            reference[variable] = _joined(reference.get(variable), value)
    if kind in _AT_AN_EVENT and "publisher-place" in reference:
        reference.setdefault("event-place", reference["publisher-place"])
    _add_people(reference, rest, kind, creators)
    _add_extra(reference, extra)
    if reference.get("language"):
        reference["language"] = language_tag(str(reference["language"]))
    if kind not in TYPES:
        rest["itemType"] = kind
    reference["custom"] = rest
    checked = checked_reference(_told(reference))
    key = fields.get("citationKey") or extra.key or older_key
    return ReferenceEntry(checked, canonical_line(key) or None, tuple(extra.former_keys))


def _told(reference: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reference.items() if value not in ("", [], {}, None)}


def _based(fields: dict[str, str]) -> list[tuple[str, str]]:
    """Fields by the names of their base fields, a base field's own value first."""
    named = [(BASE_FIELDS.get(name, name), name, value) for name, value in fields.items()]
    named.sort(key=lambda one: one[0] != one[1])
    return [
        (base, value) for base, _, value in named if base not in ("extra", "citationKey") and value
    ]


def _joined(held: object, value: str) -> str:
    """Two fields that are one in CSL, as ``seriesTitle`` and ``series``: both are kept."""
    return f"{held}; {value}" if held and held != value else value


def _add_people(
    reference: dict[str, Any], rest: dict[str, str], kind: str, creators: list[Creator]
) -> None:
    for creator in creators:
        role = "author" if creator.role == PRIMARY.get(kind, "author") else creator.role
        variable = NAMES.get(role)
        if variable is None:
            # CSL has no place for, say, a counsel: kept with the reference, not printed.
            shown = ", ".join(part for part in (creator.last, creator.first) if part)
            rest[role] = _joined(rest.get(role), shown)
        elif name := zotero_name(creator):
            reference.setdefault(variable, []).append(name)


def zotero_name(creator: Creator) -> dict[str, Any]:
    """A creator as a CSL name: particle, suffix, or literal where it is undivided."""
    last, first = canonical_line(creator.last), canonical_line(creator.first)
    if creator.single or not first:
        return {"literal": last or first} if last or first else {}
    if not last:
        return {"literal": first}
    name: dict[str, Any] = {}
    quoted = len(last) > 2 and last[0] == last[-1] == '"'
    particle, family = ("", last.strip('"')) if quoted else split_particle(last)
    suffix = _SUFFIX.match(first)
    if suffix:
        first, name["suffix"] = suffix[1], suffix[2]
    name |= {"family": family, "given": first, "non-dropping-particle": particle}
    return {part: told for part, told in name.items() if told}


def zotero_date(value: str) -> dict[str, Any] | None:
    """A date as Zotero keeps it: ``2016-03-00 March 2016``, for machines and as it was typed."""
    found = _SQL_DATE.match(value.strip())
    if found is None:
        return read_date(value) or _typed(value)
    parts = [int(part) for part in found.groups()[:3]]
    typed = (found[4] or "").strip()
    if _CLOCK.match(typed):
        typed = ""
    several = _RANGE.match(typed)
    if several:
        return {"date-parts": [[int(several[1])], [int(several[2])]]}
    # Only what was typed tells a season.
    read = read_date(typed)
    if read and (read.get("season") or len(read["date-parts"]) > 1 or read.get("circa")):
        return read
    while parts and not (parts[-1] and is_real(parts)):
        parts.pop()
    return {"date-parts": [parts]} if parts else _typed(typed)


def _typed(text: str) -> dict[str, Any] | None:
    line = canonical_line(text)
    return {"literal": line} if line and not _NO_DATE.match(line) else None


def _add_extra(reference: dict[str, Any], extra: Extra) -> None:
    """What Extra says, where the item has no such field; a date in Extra is the better one."""
    for variable, text in extra.texts.items():
        reference.setdefault(variable, text)
    for variable, names in extra.names.items():
        reference.setdefault(variable, names)
    reference.update(extra.dates)
    if extra.note:
        reference["note"] = extra.note


def untitled(kind: str, fields: dict[str, str]) -> ReferenceEntry | None:
    """An item that tells nothing but its type, as a reference with a title in brackets."""
    try:
        return ReferenceEntry(
            checked_reference({"type": TYPES.get(kind, "document"), "title": "[no title]"}),
            fields.get("citationKey") or None,
        )
    except InputError:
        return None
