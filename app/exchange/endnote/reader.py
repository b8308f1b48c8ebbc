"""Records of EndNote's XML: styled text, people, titles, dates, keywords, notes and files.

The element names are those that EndNote's XML export has had since version 8. What has no place in
CSL is kept with the reference under ``custom``; the two note fields are private notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from app.cite.bibtex.dates import read_date, read_year_month
from app.cite.bibtex.identifiers import is_isbn
from app.cite.bibtex.languages import language_tag
from app.cite.bibtex.names import split_particle
from app.cite.csljson import checked_reference
from app.cite.records import BrokenEntry, ReferenceEntry, excerpt
from app.cite.wording import words
from app.errors import InputError
from app.exchange.endnote.types import (
    COUNTED_IN_ISSUES,
    NUMBERS,
    STANDING_ALONE,
    TEXTS,
    TYPES,
)
from app.exchange.moving import Choices, MovedEntry, MovedLibrary
from app.exchange.named import named_file
from app.exchange.safexml import Element, each, name_of, text_of
from app.intake.people import parse_name
from app.text import canonical_line

_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_OTHER_AUTHORS = {"tertiary-authors": "collection-editor", "subsidiary-authors": "translator"}
_KEY = re.compile(r"[A-Za-z][\w:.+/-]*\Z")
_SKIPPED = words(
    "database source-app rec-number foreign-keys ref-type contributors titles periodical keywords"
    " dates urls isbn number notes research-notes label access-date modified-date"
)
_DOI_IN = re.compile(r"10\.\d{4,9}/\S+")


def is_endnote(start: bytes) -> bool:
    """Whether a file that begins so may be an EndNote export; its encoding may be UTF-16."""
    plain = start.replace(b"\0", b"")
    return b"<records" in plain or b"<record" in plain


def read_endnote(content: bytes, file: Path, choices: Choices) -> MovedLibrary:
    """All records of an EndNote XML file; what breaks off is told, and what came before is kept.

    Raises InputError where there is no record in it.
    """
    entries: list[MovedEntry] = []
    broken: list[BrokenEntry] = []
    try:
        for line, record in each(content, "record"):
            try:
                entries.append(_moved(record, line, file, choices))
            except InputError as error:
                shown = excerpt(canonical_line(text_of(record))[:200])
                broken.append(BrokenEntry(line, error.message, shown))
    except InputError as error:
        if not entries and not broken:
            raise
        broken.append(BrokenEntry(0, error.message, ""))
    if not entries and not broken:
        raise InputError("There is no reference in the file.", hint="Choose another file.")
    return MovedLibrary("EndNote", tuple(entries), (), tuple(broken))


def _moved(record: Element, line: int, file: Path, choices: Choices) -> MovedEntry:
    libraries = [PurePosixPath(_text(record, "database").replace("\\", "/")).stem, file.stem]
    named = record.get("database")
    told = record.find("database")
    if told is not None and told.get("name"):
        named = told.get("name")
        libraries.insert(0, PurePosixPath(str(named).replace("\\", "/")).stem)
    links = [canonical_line(text_of(url)) for url in record.iterfind("urls/pdf-urls/url")]
    attachments = tuple(
        named_file(link, file.parent, choices, libraries) for link in dict.fromkeys(links) if link
    )
    label = _text(record, "label")
    notes = tuple(filter(None, (_lines(record, "notes"), _lines(record, "research-notes"))))
    tags = tuple(dict.fromkeys(_keywords(record)))
    entry = ReferenceEntry(
        checked_reference(_reference(record)),
        label if _KEY.match(label) else None,
        (),
        tags,
        (),
        line,
        notes,
    )
    return MovedEntry(entry, None, attachments)


def _keywords(record: Element) -> Iterator[str]:
    """Keywords, of which EndNote may keep several in one element, on lines of their own."""
    for element in record.iterfind("keywords/keyword"):
        yield from filter(None, (canonical_line(part) for part in _split(text_of(element))))


def _split(text: str) -> list[str]:
    return re.split(r"[\r\n;]+", text)


def _text(record: Element, path: str) -> str:
    return canonical_line(text_of(record.find(path)))


def _lines(record: Element, path: str) -> str:
    """A text with its lines."""
    text = text_of(record.find(path)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def styled(element: Element | None) -> str:
    """The text of an element with italics and the like as CSL has them in a title."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        inner = styled(child)
        faces = str(child.get("face") or "").split() if name_of(child) == "style" else []
        for face in faces:
            if face in _FACES and inner.strip():
                inner = f"<{_FACES[face]}>{inner}</{_FACES[face]}>"
        parts += [inner, child.tail or ""]
    return "".join(parts)


def _title(record: Element, name: str) -> str:
    return canonical_line(styled(record.find(f"titles/{name}")))


def _kind(record: Element) -> str:
    told = record.find("ref-type")
    name = str(told.get("name") or "").casefold() if told is not None else ""
    return name if name in TYPES else NUMBERS.get(_text(record, "ref-type"), "generic")


def _reference(record: Element) -> dict[str, Any]:
    kind = _kind(record)
    csl = TYPES[kind]
    reference: dict[str, Any] = {"type": csl, "custom": _rest(record)}
    for element in record:
        variable = TEXTS.get(name_of(element))
        if variable:
            reference[variable] = canonical_line(text_of(element))
    _add_titles(reference, record, kind, csl)
    _add_people(reference, record, kind, csl)
    reference["issue" if csl in COUNTED_IN_ISSUES else "number"] = _text(record, "number")
    number = _text(record, "isbn")
    if number:
        reference["ISBN" if is_isbn(number) or csl == "book" else "ISSN"] = number
    reference["issued"] = _issued(record)
    day = _text(record, "dates/pub-dates/date")
    if day and len((reference["issued"] or {}).get("date-parts", [[]])[0]) < 2:
        reference["custom"]["pub-date"] = day
    accessed = _text(record, "access-date")
    reference["accessed"] = (read_date(accessed) or {"literal": accessed}) if accessed else None
    _add_addresses(reference, record)
    if reference.get("language"):
        reference["language"] = language_tag(str(reference["language"]))
    return {name: value for name, value in reference.items() if value not in ("", [], {}, None)}


def _add_titles(reference: dict[str, Any], record: Element, kind: str, csl: str) -> None:
    reference["title"] = _title(record, "title")
    reference["title-short"] = _title(record, "short-title")
    second = _title(record, "secondary-title")
    journal = _text(record, "periodical/full-title")
    if csl in STANDING_ALONE:
        reference["collection-title"] = second
    elif csl == "thesis":
        reference["custom"]["department"] = second
    else:
        reference["container-title"] = second or journal
    if kind.startswith("conference"):
        reference["event-title"] = second
    third = _title(record, "tertiary-title")
    if third:
        reference["collection-title"] = third
    abbreviated = _title(record, "alt-title") or _text(record, "periodical/abbr-1")
    if abbreviated != reference.get("container-title"):
        reference["container-title-short"] = abbreviated
    translated = _title(record, "translated-title")
    if translated:
        reference["custom"]["translated-title"] = translated


def _add_people(reference: dict[str, Any], record: Element, kind: str, csl: str) -> None:
    second = "collection-editor" if csl in STANDING_ALONE else "editor"
    roles = {
        "authors": "editor" if kind == "edited book" else "author",
        "secondary-authors": second,
        **_OTHER_AUTHORS,
    }
    for group in record.iterfind("contributors/*"):
        role = roles.get(name_of(group))
        names = [name for author in group if (name := endnote_name(text_of(author)))]
        if role:
            reference.setdefault(role, []).extend(names)
        elif names:
            told = "; ".join(canonical_line(text_of(author)) for author in group)
            reference["custom"][name_of(group)] = told


def endnote_name(text: str) -> dict[str, Any]:
    """A name: ``Family, Given, Suffix``; one that ends with a comma is an institution."""
    value = canonical_line(text)
    if value.endswith(","):
        return {"literal": value.rstrip(", ")} if value.rstrip(", ") else {}
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1:
        return parse_name(value) or ({"literal": value} if value else {})
    particle, family = split_particle(parts[0])
    name = {"family": family, "given": parts[1], "suffix": ", ".join(parts[2:])}
    name["non-dropping-particle"] = particle
    return {part: told for part, told in name.items() if told}


def _issued(record: Element) -> dict[str, Any] | None:
    """The date: EndNote has the year by itself, and day and month as anybody typed them."""
    year, day = _text(record, "dates/year"), _text(record, "dates/pub-dates/date")
    whole = read_date(day) or (read_date(f"{day} {year}") if day and year else None)
    if whole:
        return whole
    return (read_year_month(year, day, "") or {"literal": year}) if year else None


def _add_addresses(reference: dict[str, Any], record: Element) -> None:
    doi = _DOI_IN.search(str(reference.pop("DOI", "")))
    if doi:
        reference["DOI"] = doi[0]
    paths = ("urls/related-urls/url", "urls/web-urls/url", "urls/text-urls/url")
    links = [canonical_line(text_of(url)) for path in paths for url in record.iterfind(path)]
    found = list(dict.fromkeys(link for link in links if link))
    if found:
        reference["URL"] = found[0]
    if len(found) > 1:
        reference["custom"]["urls"] = " ".join(found[1:])


def _rest(record: Element) -> dict[str, str]:
    """Fields that CSL has no place for, by EndNote's names."""
    rest = {}
    for element in record:
        name = name_of(element)
        if name and name not in _SKIPPED and name not in TEXTS:
            text = canonical_line(text_of(element))
            if text:
                rest[name] = text
    doi = _text(record, "electronic-resource-num")
    if doi and not _DOI_IN.search(doi):
        rest["electronic-resource-num"] = doi
    return rest
