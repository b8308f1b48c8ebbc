"""RIS, the tagged format of reference managers: read and written.

Written here and not with rispy, which was tried: it drops the second value of most tags and a last
record without ``ER``, cuts addresses at ``;`` and knows no line numbers, so that nothing could be
reported. The tags follow the RIS specification of Research Information Systems (2011 types).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from app.cite.bibtex.dates import is_real, read_date
from app.cite.bibtex.identifiers import is_isbn, is_issn
from app.cite.bibtex.languages import language_tag
from app.cite.bibtex.names import split_particle
from app.cite.bibtex.titles import plain
from app.cite.records import BrokenEntry, ReferenceEntry, ReferenceFile, excerpt
from app.cite.ristypes import READ_AS, WRITTEN_AS
from app.model.document import Reference
from app.model.names import with_particle
from app.text import canonical_line
from app.text.identifiers import tidy_address, tidy_doi

LINE_END = "\r\n"
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)\Z")
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?)?(?:[/-](\d{1,2})?)?(?:[/-].*)?\Z")
_TEXTS = {
    "title-short": ("ST",),
    "container-title-short": ("J2", "JA"),
    "collection-title": ("T3",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "volume": ("VL",),
    "issue": ("IS",),
    "number": ("M1",),
    "edition": ("ET",),
    "genre": ("M3",),
    "language": ("LA",),
    "section": ("SE",),
    "number-of-volumes": ("NV",),
    "original-title": ("OP",),
    "source": ("DP",),
    "archive": ("DB",),
    "call-number": ("CN",),
    "DOI": ("DO",),
    "abstract": ("AB", "N2"),
}
_PEOPLE = {
    "author": ("AU", "A1"),
    "editor": ("ED", "A2"),
    "collection-editor": ("A3",),
    "translator": ("A4", "TA"),
}
_FILES = ("L1", "L4")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)

Record = dict[str, list[str]]


def read_ris(text: str) -> ReferenceFile:
    """All records of a RIS text in its order, and what of it could not be read."""
    entries: list[ReferenceEntry] = []
    broken: list[BrokenEntry] = []
    for line, record, stray, closed in _records(text):
        if stray:
            reason = "a line stands outside any record (no “TY” before it)"
            broken.append(BrokenEntry(line, reason, excerpt(stray)))
        elif len(record) < 2:
            broken.append(BrokenEntry(line, "the record has no fields", "TY"))
        else:
            warnings = () if closed else ("The record is not closed (no “ER”).",)
            entries.append(_entry(record, line, warnings))
    return ReferenceFile(tuple(entries), tuple(broken))


def _records(text: str) -> Iterable[tuple[int, Record, str, bool]]:
    """Each record with its first line, or a run of lines that belongs to none."""
    record: Record | None = None
    first = 0
    last_tag = stray = ""
    for number, line in enumerate(text.splitlines(), 1):
        found = _TAG.match(line.strip("\ufeff "))
        if found and found[1] == "TY":
            if record:
                yield first, record, "", False
            record, first, last_tag = defaultdict(list), number, "TY"
            record["TY"].append((found[2] or "").strip())
        elif record is None:
            if line.strip("\ufeff \t") and not stray:
                stray = line
                yield number, {}, line, False
        elif found and found[1] == "ER":
            yield first, record, "", True
            record, stray = None, ""
        elif found:
            last_tag = found[1]
            record[last_tag].append((found[2] or "").strip())
        elif line.strip():
            _go_on(record[last_tag], line.strip(), last_tag)
    if record:
        yield first, record, "", False


def _go_on(values: list[str], more: str, tag: str) -> None:
    """A line without a tag: it goes on with the last value, or is EndNote's next keyword."""
    if tag == "KW":
        values.append(more)
    else:
        values[-1] += " " + more


def _entry(record: Record, line: int, warnings: tuple[str, ...]) -> ReferenceEntry:
    values = {tag: [canonical_line(value) for value in told] for tag, told in record.items()}
    values = {tag: [value for value in told if value] for tag, told in values.items()}
    kind = (values.pop("TY", None) or ["GEN"])[0].upper()
    if kind not in READ_AS:
        warnings = (*warnings, f"The record type “{kind[:8]}” is not known.")
    keys = values.pop("ID", [])
    key = keys[0] if keys else None
    tags = tuple(dict.fromkeys(values.pop("KW", [])))
    notes = tuple(note for tag in ("N1", "RN") for note in values.pop(tag, []))
    files = tuple(file for tag in _FILES for file in values.pop(tag, []))
    reference = _reference(READ_AS.get(kind, "document"), values)
    return ReferenceEntry(reference, key, (), tags, warnings, line, notes, files)


def _reference(kind: str, values: Record) -> Reference:
    reference: Reference = {"type": kind}
    reference["title"] = _first(values, "TI", "T1", "CT")
    if not reference["title"] and kind == "book":
        reference["title"] = _first(values, "BT")
    for variable, tags in _PEOPLE.items():
        names = [_name(value) for tag in tags for value in values.pop(tag, [])]
        reference[variable] = [name for name in names if name]
    # JF is the full name of a journal, JO often its abbreviation.
    reference["container-title"] = _first(values, "T2", "JF", "JO", "BT")
    for variable, tags in _TEXTS.items():
        reference[variable] = _first(values, *tags)
    if not reference["container-title-short"]:
        reference["container-title-short"] = _first(values, "JO")
    _read_pages(reference, values)
    reference["language"] = language_tag(reference["language"])
    reference["issued"] = _issued(values)
    reference["accessed"] = _date(_first(values, "Y2"))
    reference["URL"] = tidy_address(_first(values, "UR"))
    reference["DOI"] = tidy_doi(reference["DOI"])
    in_genre = _DOI.match(reference["genre"])
    if in_genre and not reference["DOI"]:
        # RefWorks writes it where the specification has the type of work.
        reference["DOI"], reference["genre"] = in_genre[1], ""
    for value in values.pop("SN", []):
        reference.setdefault("ISBN" if is_isbn(value) or kind == "book" else "ISSN", value)
    rest = {tag: "; ".join(told) for tag, told in values.items() if told}
    reference["custom"] = rest
    return {name: value for name, value in reference.items() if value not in ("", [], {}, None)}


def _first(values: Record, *tags: str) -> str:
    """The first value of the first tag that has one; further values of it stay for the rest."""
    for tag in tags:
        told = values.get(tag)
        if told:
            value = told.pop(0)
            if not told or value in told:
                del values[tag]
            return value
    return ""


def _read_pages(reference: Reference, values: Record) -> None:
    first, last = _first(values, "SP"), _first(values, "EP")
    reference["page"] = f"{first}-{last}" if first and last and first != last else first or last


def _issued(values: Record) -> dict[str, Any] | None:
    """The date; EndNote writes only day and month into DA, as typed, and the year into PY."""
    day, year = _first(values, "DA"), _first(values, "PY", "Y1")
    whole = _date(day)
    if whole and "date-parts" in whole:
        values.pop("PY", None)
        return whole
    joined = read_date(f"{day} {year}") if day and year else None
    if joined is None and day and year:
        values["DA"] = [day]
    return joined or _date(year) or whole


def _name(value: str) -> dict[str, Any]:
    """``Family, Given, Suffix``; a name without any comma is literal.

    So is one that only ends in a comma, by which EndNote knows an institution.
    """
    parts = [part.strip() for part in value.split(",")]
    if not any(parts[1:]):
        return {"literal": parts[0]} if parts[0] else {}
    particle, family = split_particle(parts[0])
    name = {"family": family, "given": parts[1], "suffix": ", ".join(parts[2:])}
    name["non-dropping-particle"] = particle
    return {part: told for part, told in name.items() if told}


def _date(value: str) -> dict[str, Any] | None:
    """A date as RIS has it, ``YYYY/MM/DD/other info``, or any that biblatex knows."""
    if not value:
        return None
    found = _DATE.match(value)
    if found:
        parts = [int(part) for part in found.groups() if part and int(part)]
        while parts and not is_real(parts):
            parts.pop()
        return {"date-parts": [parts]} if parts else None
    return read_date(value) or {"literal": value}


def write_ris(
    references: Iterable[tuple[str, Reference, tuple[str, ...]]], *, remark: str = ""
) -> str:
    """A RIS file of (key, reference, tags), with the line ends the specification asks for.

    ``remark`` is a note on every record, such as that it is no source.
    """
    return "".join(_written(*item, remark) for item in references)


def _written(key: str, reference: Reference, tags: tuple[str, ...], remark: str) -> str:
    kind = WRITTEN_AS.get(str(reference.get("type")), "GEN")
    lines: list[tuple[str, Any]] = [("TY", kind), ("ID", key)]
    lines.append(("TI", reference.get("title")))
    for variable, (tag, *_) in _PEOPLE.items():
        lines += [(tag, _written_name(name)) for name in reference.get(variable) or []]
    lines.append(("T2", reference.get("container-title")))
    lines += _written_dates(reference)
    lines += [(tag, reference.get(variable)) for variable, (tag, *_) in _TEXTS.items()]
    first, _, last = str(reference.get("page") or "").replace("–", "-").partition("-")
    lines += [("SP", first.strip()), ("EP", last.strip())]
    for variable, is_sound in (("ISBN", is_isbn), ("ISSN", is_issn)):
        value = str(reference.get(variable) or "")
        lines.append(("SN", value if is_sound(value) or value else ""))
    lines += [("UR", reference.get("URL")), ("N1", reference.get("note")), ("N1", remark)]
    lines += [("KW", tag) for tag in sorted(set(tags))]
    text = [(tag, canonical_line(plain(str(value)))) for tag, value in lines if value]
    body = "".join(f"{tag}  - {value}{LINE_END}" for tag, value in text if value)
    return f"{body}ER  - {LINE_END}{LINE_END}"


def _written_name(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    particle = str(name.get("non-dropping-particle") or name.get("dropping-particle") or "")
    family = with_particle(particle, name.get("family"))
    parts = [family, str(name.get("given", "")), str(name.get("suffix", ""))]
    return ", ".join(parts).rstrip(", ") + ("" if any(parts[1:]) else ",")


def _written_dates(reference: Reference) -> list[tuple[str, Any]]:
    lines: list[tuple[str, Any]] = []
    for variable, tag in (("issued", "DA"), ("accessed", "Y2")):
        date = reference.get(variable)
        parts = date["date-parts"][0] if isinstance(date, dict) and date.get("date-parts") else []
        if not parts:
            continue
        if tag == "DA":
            lines.append(("PY", f"{parts[0]:04d}"))
        if len(parts) > 1 or tag == "Y2":
            shown = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]
            lines.append((tag, "/".join([*shown, *[""] * (3 - len(shown))]) + "/"))
    return lines
