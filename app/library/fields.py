"""From what a user types, FIELD=VALUE, to a changed reference in CSL-JSON."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from app.cite.csljson import checked_reference
from app.errors import InputError
from app.intake.dates import parse_date
from app.intake.people import parse_name
from app.model import DocumentKind, Reference, with_particle
from app.text import canonical_line


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


NAME_FIELDS = _words(
    "author editor translator director interviewer recipient composer illustrator contributor "
    "collection-editor container-author editorial-director original-author reviewed-author "
    "chair compiler curator guest host narrator organizer performer producer script-writer "
    "series-creator executive-producer editor-translator"
)
DATE_FIELDS = _words("issued accessed available-date event-date original-date submitted")
TEXT_FIELDS = _words(
    "abstract annote archive archive_collection archive_location archive-place authority "
    "call-number chapter-number citation-label citation-number collection-number collection-title "
    "container-title container-title-short dimensions division DOI edition event-place event-title "
    "genre ISBN ISSN issue jurisdiction keyword language license locator medium note number "
    "number-of-pages number-of-volumes original-publisher original-publisher-place original-title "
    "page page-first part-number part-title PMCID PMID printing-number publisher publisher-place "
    "references reviewed-genre reviewed-title scale section source status supplement-number title "
    "title-short type URL version volume volume-title volume-title-short"
)
SHORT_FORMS = {
    "date": "issued",
    "year": "issued",
    "site": "container-title",
    "journal": "container-title",
    "institution": "publisher",
    "place": "publisher-place",
    "pages": "page",
    "series": "collection-title",
}
_FIELDS = {name.casefold(): name for name in NAME_FIELDS | DATE_FIELDS | TEXT_FIELDS | {"custom"}}


def changed_reference(reference: Reference, fields: Mapping[str, str]) -> Reference:
    """A copy of ``reference`` with fields set, or removed where the value is empty.

    Names are "Family, Given", several divided by ";" or " and ", an institution in braces; dates
    are ISO 8601, ranges with "/"; a value that begins with [ or { and is JSON is taken as it is.
    Raises InputError for an unknown field or a value that can't be read.
    """
    changed = dict(reference)
    for typed, value in fields.items():
        name = field_named(typed)
        if value.strip():
            changed[name] = _value(name, value)
        else:
            changed.pop(name, None)
    if not changed.get("title") and reference.get("title"):
        raise InputError("A document needs a title.", hint="Give title=… a few words.")
    return checked_reference(changed)


def typed_value(value: Any) -> str:
    """A value of a reference as :func:`changed_reference` reads it: names, a date, a text."""
    if isinstance(value, list):
        return "; ".join(_typed_name(each) for each in value if isinstance(each, dict))
    if isinstance(value, dict):
        points = value.get("date-parts")
        if not points:
            return str(value.get("literal") or value.get("raw") or "")
        ends = ("-".join(f"{int(n):02}" for n in point if int(n)) for point in points if point)
        return "/".join(ends)
    return "" if value is None else str(value)


def _typed_name(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return f"{{{name['literal']}}}"
    family = with_particle(name.get("non-dropping-particle"), name.get("family"))
    return ", ".join(filter(None, (family, str(name.get("given") or ""))))


def kind_named(name: str) -> DocumentKind:
    """The kind a user names; raises InputError with the list of kinds."""
    try:
        return DocumentKind(name.strip().casefold().replace(" ", "-").replace("_", "-"))
    except ValueError as error:
        kinds = ", ".join(kind.value for kind in DocumentKind)
        raise InputError(f"“{name}” is no kind of document.", hint=f"One of: {kinds}.") from error


def field_named(typed: str) -> str:
    """The field as CSL names it; raises InputError for none."""
    wanted = typed.strip().casefold()
    name = _FIELDS.get(SHORT_FORMS.get(wanted, wanted).casefold())
    if name is None:
        raise InputError(
            f"“{typed}” is no field of a reference.",
            hint="Fields are CSL's: title, author, issued, container-title, publisher, URL, …",
        )
    return name


def _value(name: str, value: str) -> Any:
    as_json = _json(value)
    if name in NAME_FIELDS:
        return as_json if isinstance(as_json, list) else _names(value)
    if name == "custom":
        if not isinstance(as_json, dict):
            raise InputError("“custom” holds values of your own.", hint="Write it as JSON: {…}.")
        return as_json
    if name in DATE_FIELDS:
        return as_json if isinstance(as_json, dict) else _date(name, value)
    return value


def _json(value: str) -> Any:
    if value.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return None
    return None


def _names(value: str) -> list[dict[str, str]]:
    parts = [part for part in re.split(r"\s*;\s*", value.strip()) if part]
    names = [name for part in parts for name in _joined(part)]
    if not names or not all(names):
        raise InputError("A name can't be read.", hint="Write “Family, Given” or “{Institution}”.")
    return names


def _joined(part: str) -> list[dict[str, str]]:
    """The names that "and" joins; an institution with an "and" in its own name stays whole."""
    names = [_name(piece) for piece in re.split(r"\s+and\s+(?![^{]*\})", part)]
    bare = any("literal" in name for name in names) and "{" not in part and "," not in part
    return [{"literal": canonical_line(part)}] if bare and len(names) > 1 else names


def _name(part: str) -> dict[str, str]:
    if part.startswith("{") and part.endswith("}"):
        return {"literal": part.strip("{}").strip()}
    return parse_name(part)


_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def _date(name: str, value: str) -> dict[str, Any]:
    begun, goes_on, _ = value.strip().partition("/")
    if goes_on and value.strip().endswith(("/", "/..")):
        return {"date-parts": [*_date(name, begun)["date-parts"], [0]]}
    parts = [_one_date(part.strip()) for part in value.strip().split("/")]
    if len(parts) > 2 or not all(parts):
        raise InputError(
            f"“{value}” is no date for {name}.",
            hint="Write 2016, 2016-03 or 2016-03-18; a range as 2014/2016.",
        )
    return {"date-parts": parts}


def _one_date(part: str) -> list[int]:
    iso = _ISO.fullmatch(part)
    if iso is None:
        found = parse_date(part)
        return list(found["date-parts"][0]) if found else []
    numbers = [int(number) for number in iso.groups() if number]
    month, day = (*numbers[1:], 1, 1)[:2]
    # Any leap year will do to say whether the day can be.
    sound = 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]
    return numbers if sound else []
