"""The fields of an entry, of either dialect, as the variables of CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from app.cite.bibtex import datamodel, extras
from app.cite.bibtex.dates import read_date, read_year_month
from app.cite.bibtex.files import FIELDS as FILE_FIELDS
from app.cite.bibtex.files import named_files
from app.cite.bibtex.languages import language_tag
from app.cite.bibtex.latex import decode, decode_title
from app.cite.bibtex.modern import OTHER_ROLES
from app.cite.bibtex.names import read_names
from app.cite.bibtex.titles import is_english
from app.cite.bibtex.types import (
    LEGAL,
    RULES,
    THESIS_TYPES,
    UNSAID,
    TypeRule,
    csl_type,
    number_variable,
    read_rule,
)
from app.cite.csljson import checked_variables
from app.cite.wording import clean_line
from app.errors import InputError
from app.model.document import Reference
from app.text.identifiers import tidy_address, tidy_doi

_TEXTS = {
    "shorttitle": "title-short",
    "series": "collection-title",
    "eventtitle": "event-title",
    "origtitle": "original-title",
    "shortjournal": "container-title-short",
    "location": "publisher-place",
    "address": "publisher-place",
    "venue": "event-place",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
    "pubstate": "status",
    "library": "archive",
    "annotation": "annote",
    "annote": "annote",
    "note": "note",
    "abstract": "abstract",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_RANK = {field: place for place, field in enumerate(_TEXTS)}
_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}
_DATES = {
    "urldate": "accessed",
    "lastchecked": "accessed",
    "lastaccessed": "accessed",
    "origdate": "original-date",
    "eventdate": "event-date",
}
_CONTAINERS = ("journaltitle", "journal", "booktitle")
_PUBLISHERS = ("publisher", "institution", "school", "organization")
_LEFT_OUT = re.compile(
    r"(?:bdsk-.*|owner|username|timestamp|creationdate|groups|date-added"
    r"|modificationdate|date-modified|__markedentry|crossref|xdata|day)\Z"
)
_NO_DATE = re.compile(r"(?:n\.?\s?d\.?|no date|undated|s\.?\s?d\.?|nodate|\?+|-+)\Z", re.IGNORECASE)
_URL = re.compile(r",?\s*\\(?:url|href)\s*\{([^{}]*)\}(?:\{[^{}]*\})?|\bhttps?://[^\s{}]+")
_ACCESSED = re.compile(r"(?:Last a|A)ccessed:? (\d{4}-\d\d-\d\d)\Z")
_DASHES = re.compile(r"\s*(?:--+|–|—)\s*")


class Reading:
    """An entry being read: its fields, those already used, and what is found beside."""

    def __init__(self, kind: str, fields: dict[str, str], warnings: list[str]) -> None:
        self.kind = kind
        self.left = {name: value for name, value in fields.items() if value.strip()}
        self.warnings = warnings
        self.former_keys: list[str] = []
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.files: list[str] = []

    def raw(self, *names: str) -> str:
        """The value of the first of these fields that is there, as written; it is then used."""
        for name in names:
            if name in self.left:
                return self.left.pop(name).strip()
        return ""

    def text(self, *names: str) -> str:
        """The same as text."""
        raw = self.raw(*names)
        return clean_line(decode(raw)) if raw else ""


def reference_of(reading: Reading) -> Reference:
    """The CSL-JSON of an entry; its tags, former keys, notes and files are added to ``reading``."""
    carried = extras.unpacked(reading.left.get(extras.FIELD, ""))
    if carried is not None:
        del reading.left[extras.FIELD]
    kind = _carried_kind(carried) or _kind(reading)
    reference: Reference = {"type": kind}
    _take_language(reading, reference)
    _take_names(reading, reference)
    _take_titles(reading, reference, is_english(reference.get("language")))
    _take_bodies(reading, reference, read_rule(kind, reading.kind))
    _take_numbers(reading, reference)
    _take_addresses(reading, reference)
    _take_dates(reading, reference)
    for field in sorted(reading.left.keys() & _TEXTS.keys(), key=_RANK.__getitem__):
        if _TEXTS[field] not in reference:
            reference[_TEXTS[field]] = reading.text(field)
    _take_beside(reading)
    _take_rest(reading, reference)
    _merge(reference, carried or {})
    return {name: value for name, value in reference.items() if value not in ("", [], {})}


def _carried_kind(carried: dict[str, Any] | None) -> str | None:
    kind = (carried or {}).pop("type", None)
    return kind if kind in RULES else None


def _kind(reading: Reading) -> str:
    subtype = reading.left.get("entrysubtype", "").strip()
    kind = csl_type(reading.kind, subtype, frozenset(reading.left))
    if kind is None:
        reading.warnings.append(f"The entry type “{reading.kind}” is not known.")
        return "document"
    rule = RULES[kind]
    if subtype and subtype.casefold() in {rule.subtype, kind}:
        del reading.left["entrysubtype"]
    return kind


def _take_language(reading: Reading, reference: Reference) -> None:
    name = reading.text("langid", "hyphenation") or reading.text("language")
    if name:
        reference["language"] = language_tag(name)


def _take_names(reading: Reading, reference: Reference) -> None:
    dropping = "useprefix=false" in reading.left.get("options", "").replace(" ", "")
    for field, variable in _NAMES.items():
        raw = reading.raw(field)
        if raw:
            reference[variable] = read_names(raw, use_prefix=not dropping)
    for field in ("namea", "nameb", "namec"):
        role = reading.left.get(f"{field}type", "").strip()
        if field in reading.left and (role in OTHER_ROLES or role in _NAMES):
            del reading.left[f"{field}type"]
            reference[role] = read_names(reading.raw(field))


def _take_titles(reading: Reading, reference: Reference, english: bool) -> None:
    fields = {"title": "title", "shorttitle": "title-short", "series": "collection-title"}
    fields.update({"eventtitle": "event-title", "origtitle": "original-title"})
    fields.update(dict.fromkeys(_CONTAINERS, "container-title"))
    for field, variable in fields.items():
        raw = reading.left.get(field, "")
        if not raw or variable in reference:
            continue
        del reading.left[field]
        main = _title(raw, field, english=english)
        under = reading.raw(field.replace("title", "subtitle")) if "title" in field else ""
        if under:
            glue = " " if main.endswith((":", "?", "!", ".")) else ": "
            main += glue + _title(under, field, english=english)
        reference[variable] = main


def _title(raw: str, field: str, *, english: bool) -> str:
    if field in datamodel.TITLES:
        return clean_line(decode_title(raw.strip(), english=english))
    return clean_line(decode(raw))


def _take_bodies(reading: Reading, reference: Reference, rule: TypeRule) -> None:
    """Container, publisher or authority, kind, and how it was published."""
    how = reading.left.get("howpublished", "")
    address = _URL.search(how)
    if address:
        found = address[1] or address.group()
        reading.left.setdefault("url", re.sub(r"\\([%#&_~$])", r"\1", found).strip())
        reading.left["howpublished"] = _URL.sub("", how).strip(" ,;")
    if rule.container and "container-title" not in reference:
        english = is_english(reference.get("language"))
        raw = reading.raw(rule.container) or reading.raw("howpublished")
        reference["container-title"] = _title(raw, rule.container, english=english)
    publisher = "authority" if reference["type"] in LEGAL else "publisher"
    reference[publisher] = reading.text(*filter(None, (rule.publisher,)), *_PUBLISHERS)
    _take_genre(reading, reference)
    if reference["type"] in LEGAL:
        reference["number"] = reading.text("titleaddon")


def _take_genre(reading: Reading, reference: Reference) -> None:
    said = reading.text("type")
    if said and said in {UNSAID.get(reference["type"]), UNSAID.get(reading.kind)}:
        return
    if said == "techreport":
        said = "Technical report"
    if not said and reading.kind in {"phdthesis", "mastersthesis"}:
        said = reading.kind.replace("mastersthesis", "mathesis")
    reference["genre"] = THESIS_TYPES.get(said, said)


def _take_numbers(reading: Reading, reference: Reference) -> None:
    variable = number_variable(reading.kind)
    reference[variable] = reference.get(variable) or reading.text(
        "number", *(["issue"] if variable == "issue" else [])
    )
    pages = reading.raw("pages")
    if pages:
        reference["page"] = clean_line(decode(_DASHES.sub("-", pages)))
    if reading.left.get("eprinttype", reading.left.get("archiveprefix", "")).casefold() == "arxiv":
        reference["number"] = "arXiv:" + reading.raw("eprint").removeprefix("arXiv:")
        reading.raw("eprinttype", "archiveprefix")


def _take_addresses(reading: Reading, reference: Reference) -> None:
    """URL and DOI: verbatim, but for escapes that other programs put there all the same."""
    for field, variable, tidy in (("url", "URL", tidy_address), ("doi", "DOI", tidy_doi)):
        raw = clean_line(reading.raw(field))
        if raw.startswith("\\url{") and raw.endswith("}"):
            raw = raw[5:-1]
        reference[variable] = tidy(re.sub(r"\\([%#&_~$])", r"\1", raw))


def _take_dates(reading: Reading, reference: Reference) -> None:
    date = clean_line(reading.raw("date").replace("{", "").replace("}", ""))
    year = clean_line(decode(reading.left.pop("year", "")))
    month = clean_line(decode(reading.left.pop("month", "")))
    day = reading.left.pop("day", "")
    issued = read_date(date) if date else read_year_month(year, month, day)
    said = date or f"{month} {year}".strip()
    if issued is None and said and not _NO_DATE.match(said):
        reading.warnings.append("The date could not be read and is kept as it is written.")
        issued = {"literal": said}
    if issued:
        reference["issued"] = issued
    for field, variable in _DATES.items():
        read = read_date(reading.left[field]) if field in reading.left else None
        if read and variable not in reference:
            reference[variable] = read
            del reading.left[field]
    note = _ACCESSED.match(reading.left.get("note", "").strip())
    if note and "accessed" not in reference:
        reference["accessed"] = read_date(note[1])
        del reading.left["note"]


def _take_beside(reading: Reading) -> None:
    """Tags, former keys, notes and files, which belong to a document and not to its reference."""
    for field in FILE_FIELDS:
        reading.files.extend(named_files(reading.raw(field)))
    for field in ("keywords", "keyword"):
        raw = reading.raw(field)
        separator = "," if "," in raw or ";" not in raw else ";"
        tags = (clean_line(decode(tag)) for tag in _outside_braces(raw, separator))
        reading.tags.extend(tag for tag in tags if tag)
    reading.former_keys.extend(key.strip() for key in reading.raw("ids").split(",") if key.strip())
    notes = (reading.text(field) for field in ("comment", "review"))
    reading.notes.extend(note for note in notes if note)


def _outside_braces(raw: str, separator: str) -> list[str]:
    depth, parts = 0, [""]
    for letter in raw:
        depth += (letter == "{") - (letter == "}")
        if letter == separator and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _take_rest(reading: Reading, reference: Reference) -> None:
    rest: dict[str, Any] = {}
    for field, raw in reading.left.items():
        if _LEFT_OUT.match(field):
            continue
        value = raw if field in datamodel.VERBATIM else decode(raw)
        rest[clean_line(field)] = clean_line(value)
    kept = {field: value for field, value in sorted(rest.items()) if value}
    if kept:
        reference["custom"] = kept


def _merge(reference: Reference, carried: dict[str, Any]) -> None:
    """Puts in the variables that travelled in a field of their own; an empty one unsays."""
    unsaid = [name for name, value in carried.items() if value == ""]
    for name in unsaid:
        reference.pop(name, None)
    said = {name: value for name, value in carried.items() if value != ""}
    if not said:
        return
    try:
        checked = checked_variables(said)
    except InputError:
        return
    custom = checked.pop("custom", None)
    reference.update(checked)
    issued = reference.get("issued", {})
    shown = reference.get("custom", {}).get("addendum")
    if shown and shown in {issued.get("literal"), issued.get("raw")}:
        del reference["custom"]["addendum"]
    if custom:
        reference["custom"] = {**reference.get("custom", {}), **custom}
