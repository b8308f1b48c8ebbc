"""A .bib file, biblatex or BibTeX, as references in CSL-JSON.

Nothing is lost in silence: a part that is no sound entry is reported with its line and reason, a
field that CSL has no variable for stays in ``custom``. Left out are only fields in which other
programs keep paths of this machine, names of its users and times of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.cite.bibtex.cutting import RawEntry, RawField
from app.cite.bibtex.fields import Reading, reference_of
from app.cite.bibtex.inheritance import Fields, inherit
from app.cite.bibtex.parsing import cut
from app.cite.bibtex.values import MacroTable, stands_behind, without_run_on
from app.cite.records import BrokenEntry, ReferenceEntry, ReferenceFile, excerpt
from app.cite.wording import clean_line


def read_bibliography(text: str) -> ReferenceFile:
    """All entries of a .bib text in its order, and what of it could not be read."""
    found = cut(text)
    broken = [
        BrokenEntry(part.line, clean_line(part.reason), excerpt(part.raw)) for part in found.rubble
    ]
    broken += [
        BrokenEntry(entry.line, "the entry has no fields", f"@{entry.kind}")
        for entry in found.entries
        if not entry.fields
    ]
    macros = MacroTable(found.macros)
    sound = [entry for entry in found.entries if entry.fields]
    prepared = [_prepared(entry, macros) for entry in sound]
    parents = _by_key(prepared)
    entries = []
    seen: set[str] = set()
    for raw, fields, warnings in prepared:
        if raw.kind == "xdata":
            continue
        if raw.key and raw.key.casefold() in seen:
            warnings.append(f"The key “{raw.key}” stands more than once in the file.")
        seen.add(raw.key.casefold())
        entries.append(_entry(raw, fields, warnings, parents))
    return ReferenceFile(tuple(entries), tuple(sorted(broken, key=lambda part: part.line)))


_Prepared = tuple[RawEntry, Fields, list[str]]


def _prepared(entry: RawEntry, macros: MacroTable) -> _Prepared:
    """An entry's fields with macros put in; a field that stands twice counts once."""
    fields: Fields = {}
    warnings: list[str] = []
    for name, raw, is_value in _with_run_ons(entry, warnings):
        value, unknown = (raw, ()) if is_value else macros.value(raw)
        warnings.extend(f"The abbreviation “{macro}” is not defined." for macro in unknown)
        if name not in fields:
            fields[name] = value
        elif fields[name] != value:
            warnings.append(f"The field “{name}” stands twice; the first was taken.")
            fields.setdefault(f"{name}-2", value)
    return entry, fields, warnings


def _with_run_ons(entry: RawEntry, warnings: list[str]) -> Iterator[RawField]:
    """The fields of an entry, and those that hang on another where a comma is missing."""
    for name, raw, is_value in entry.fields:
        if is_value:
            yield name, raw, True
            continue
        while raw:
            value, following, rest = without_run_on(raw)
            yield name, value, False
            if following:
                warnings.append(f"A comma is missing after the field “{name}”.")
            elif stands_behind(value):
                warnings.append(f"Behind the field “{name}” stands what is none: count its braces.")
            name, raw = following, rest  # noqa: PLW2901 - the tail is a field of its own


def _by_key(prepared: list[_Prepared]) -> dict[str, tuple[str, Fields]]:
    parents: dict[str, tuple[str, Fields]] = {}
    for entry, fields, _ in prepared:
        parents.setdefault(entry.key, (entry.kind, dict(fields)))
        parents.setdefault(entry.key.casefold(), (entry.kind, dict(fields)))
    return parents


def _entry(
    raw: RawEntry, fields: Fields, warnings: list[str], parents: dict[str, tuple[str, Fields]]
) -> ReferenceEntry:
    if "crossref" in fields or "xdata" in fields:
        missing = inherit(raw.kind, fields, parents)
        warnings.extend(f"The entry “{key}” it refers to is not in the file." for key in missing)
    reading = Reading(raw.kind, fields, warnings)
    reference = reference_of(reading)
    return ReferenceEntry(
        reference=reference,
        key=clean_line(raw.key) or None,
        former_keys=tuple(reading.former_keys),
        tags=tuple(dict.fromkeys(reading.tags)),
        warnings=tuple(dict.fromkeys(map(clean_line, reading.warnings))),
        line=raw.line,
        notes=tuple(reading.notes),
        files=tuple(dict.fromkeys(reading.files)),
        start=raw.start if raw.start >= 0 else None,
    )
