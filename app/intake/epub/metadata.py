"""What a book's package says of it, as a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.intake.archive.xml import Element, attribute, local, text_of
from app.intake.dates import parse_date
from app.intake.finding import Finding
from app.intake.people import CslName, parse_name
from app.text import canonical_line

_SOURCE = "EPUB metadata"
_ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "": "author"}
_ISBN = re.compile(
    r"(?:urn:isbn:|isbn:?\s*)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx])$", re.IGNORECASE
)
_DOI = re.compile(
    r"(?:doi:|urn:doi:|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/\S{1,200})", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$")
_MOST = 100


def read_metadata(metadata: Element, finding: Finding) -> None:
    """Set the reference's fields from a package's ``metadata`` element."""
    refined = _refinements(metadata)
    _title(metadata, refined, finding)
    for element in list(_named(metadata, "creator"))[:_MOST]:
        _person(element, refined, finding, "")
    for element in list(_named(metadata, "contributor"))[:_MOST]:
        _person(element, refined, finding, "none")
    finding.know("publisher", _first(metadata, "publisher"), _SOURCE)
    finding.know("issued", parse_date(_issued(metadata)), _SOURCE)
    language = _first(metadata, "language")
    finding.know("language", language if _LANGUAGE.match(language) else "", _SOURCE)
    for element in _named(metadata, "identifier"):
        _identifier(element, finding)
    finding.note("tags", [line for e in _named(metadata, "subject") if (line := _line(e))][:50])


def _named(metadata: Element, name: str) -> Iterator[Element]:
    return (element for element in metadata.iter() if local(element) == name)


def _line(element: Element) -> str:
    return canonical_line(text_of(element)[:2_000])


def _first(metadata: Element, name: str) -> str:
    return next((line for e in _named(metadata, name) if (line := _line(e))), "")


def _refinements(metadata: Element) -> dict[tuple[str, str], str]:
    """What EPUB 3's ``meta refines`` say, by id and property."""
    return {
        (attribute(e, "refines").lstrip("#"), attribute(e, "property")): _line(e)
        for e in _named(metadata, "meta")
        if attribute(e, "refines")
    }


def _title(metadata: Element, refined: dict[tuple[str, str], str], finding: Finding) -> None:
    """The main title; a subtitle that stands apart follows it behind a colon."""
    parts: dict[str, str] = {}
    for element in _named(metadata, "title"):
        kind = refined.get((attribute(element, "id"), "title-type"), "")
        parts.setdefault(kind or ("main" if "main" not in parts else "other"), _line(element))
    main = parts.get("main", "")
    subtitle = parts.get("subtitle", "")
    finding.know("title", f"{main}: {subtitle}" if main and subtitle else main, _SOURCE)


def _person(
    element: Element, refined: dict[tuple[str, str], str], finding: Finding, without: str
) -> None:
    """Add one creator; ``without`` is the role of those who have none."""
    id_ = attribute(element, "id")
    role = attribute(element, "role") or refined.get((id_, "role"), "") or without
    field = _ROLES.get(role)
    name = _name(_line(element), attribute(element, "file-as") or refined.get((id_, "file-as"), ""))
    if field and name and name not in finding.reference.get(field, []):
        finding.reference.setdefault(field, []).append(name)
        finding.sources[field] = _SOURCE


def _name(shown: str, filed: str) -> CslName:
    """A name by how it is filed where that turns the shown one around, else as it is shown."""
    family, comma, given = canonical_line(filed).partition(", ")
    words = sorted(shown.casefold().split())
    if comma and sorted(f"{given} {family}".casefold().split()) == words:
        return parse_name(f"{family}, {given}")
    return parse_name(shown)


def _issued(metadata: Element) -> str:
    """When it was published: EPUB 2 may give other dates beside."""
    dates = [(attribute(e, "event"), _line(e)) for e in _named(metadata, "date")]
    for wanted in ("publication", "original-publication", ""):
        for event, line in dates:
            if event == wanted:
                return line
    return ""


def _identifier(element: Element, finding: Finding) -> None:
    line = _line(element)
    isbn = _ISBN.match(line)
    says = attribute(element, "scheme").lower() == "isbn" or line.lower().startswith(
        ("urn:isbn", "isbn")
    )
    if isbn and (says or is_isbn(isbn.group(1))):
        finding.know("ISBN", isbn.group(1).replace(" ", ""), _SOURCE)
    doi = _DOI.match(line)
    if doi:
        finding.know("DOI", doi.group(1), _SOURCE)


def is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN of 13 or 10 digits is right (ISO 2108)."""
    digits = [10 if letter in "Xx" else int(letter) for letter in text if letter.isalnum()]
    if len(digits) == 13:
        return sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10 == 0
    return len(digits) == 10 and sum(d * (10 - n) for n, d in enumerate(digits)) % 11 == 0
