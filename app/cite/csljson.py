"""CSL-JSON from outside, checked and in one form (CSL 1.0.2, csl-data.json).

Every text is one canonical line: control and bidirectional characters, line ends and lone
surrogates never get into the library. A variable that CSL doesn't know is kept under ``custom`` if
it is a text, a number or true/false; lists and objects nobody knows are dropped.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable
from typing import Any

from app.cite.wording import words
from app.errors import InputError
from app.model.document import Reference
from app.text import canonical_line
from app.text.identifiers import tidy_address, tidy_doi

NAME_VARIABLES = words(
    "author chair collection-editor compiler composer container-author contributor curator director"
    " editor editorial-director executive-producer guest host illustrator interviewer narrator"
    " organizer original-author performer producer recipient reviewed-author script-writer"
    " series-creator translator"
)
DATE_VARIABLES = words("accessed available-date event-date issued original-date submitted")
TEXT_VARIABLES = words(
    "abstract annote archive archive_collection archive_location archive-place authority"
    " call-number chapter-number citation-key citation-label collection-number collection-title"
    " container-title container-title-short dimensions division DOI edition event event-place"
    " event-title genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license"
    " medium note number number-of-pages number-of-volumes original-publisher"
    " original-publisher-place original-title page page-first part-number part-title PMCID PMID"
    " printing-number publisher publisher-place references reviewed-genre reviewed-title scale"
    " section shortTitle source status supplement-number title title-short URL version volume"
    " volume-title year-suffix"
)
TYPES = words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic"
    " collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic"
    " hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet"
    " paper-conference patent performance periodical personal_communication post post-weblog"
    " regulation report review review-book software song speech standard thesis treaty"
    " webpage"
)
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_NAME_SWITCHES = ("comma-suffix", "static-ordering", "parse-names")
_IDENTIFYING = words("title author editor URL DOI ISBN container-title number")
_OLD_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_OLD_NAMES["event"] = "event-title"
_TIDY: dict[str, Callable[[str], str]] = {"DOI": tidy_doi, "URL": tidy_address}
_ISO = re.compile(r"(-?\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T[\d:.Z+-]*)?\Z")


def checked_reference(raw: object) -> Reference:
    """``raw`` as a sound Reference, without ``id``.

    A missing type is ``document``; so is an unknown one, which is then kept as ``custom.type``.
    Numbers become texts, as CSL has them. Raises InputError naming the variable that can't be
    used, or where nothing tells what the source is.
    """
    if not isinstance(raw, dict):
        raise InputError(
            "A reference has to be a JSON object.", hint='Give {"type": …, "title": …} or a list.'
        )
    reference = checked_variables({key: raw[key] for key in raw if key not in {"id", "type"}})
    kind = raw.get("type")
    if kind is not None and not isinstance(kind, str):
        raise _unusable("type", "a text")
    if kind in TYPES:
        reference = {"type": kind, **reference}
    else:
        reference = {"type": "document", **reference}
        if kind and canonical_line(kind):
            reference.setdefault("custom", {})["type"] = canonical_line(kind)
    if not _IDENTIFYING & reference.keys():
        raise InputError(
            "The reference has neither a title nor anything else that tells what it is.",
            hint="Give it a title, an author or an address.",
        )
    return reference


def checked_variables(raw: dict[Any, Any]) -> Reference:
    """The variables of a reference, each checked; empty ones are left out. Raises InputError."""
    checked: Reference = {}
    custom: dict[str, Any] = {}
    for key, value in raw.items():
        if value is None or value == "":
            continue
        name = str(key)
        if name == "custom":
            custom.update(_custom(value))
        elif name in NAME_VARIABLES:
            checked[name] = _names(name, value)
        elif name in DATE_VARIABLES:
            checked[name] = _date(name, value)
        elif name in TEXT_VARIABLES:
            text = _text(name, value)
            checked.setdefault(_OLD_NAMES.get(name, name), _TIDY.get(name, str)(text))
        elif name == "categories" and isinstance(value, list):
            checked[name] = [_text(name, category) for category in value]
        else:
            custom.update(_custom({name: value}))
    if custom:
        checked["custom"] = custom
    return {name: value for name, value in checked.items() if value not in ("", [], {})}


def _unusable(name: str, wanted: str) -> InputError:
    shown = canonical_line(name)[:40]
    return InputError(
        f"“{shown}” in the reference can't be used: it has to be {wanted}.",
        hint="See the CSL-JSON schema for what each variable holds.",
    )


def _text(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _unusable(name, "a text or a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise _unusable(name, "a finite number")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return canonical_line(str(value))


def _custom(value: object) -> dict[str, Any]:
    """The plain values of an object of one's own."""
    if not isinstance(value, dict):
        return {"custom": _text("custom", value)} if isinstance(value, str) else {}
    kept: dict[str, Any] = {}
    for key, one in value.items():
        name = canonical_line(str(key))
        if isinstance(one, str):
            kept[name] = canonical_line(one)
        elif isinstance(one, bool | int | float) and math.isfinite(one):
            kept[name] = one
    return {name: one for name, one in kept.items() if name and one != ""}


def _names(variable: str, value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise _unusable(variable, "a list of names")
    names = [_name(variable, one) for one in value]
    return [name for name in names if name]


def _name(variable: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _unusable(variable, 'names such as {"family": …, "given": …} or {"literal": …}')
    name: dict[str, Any] = {}
    for part in _NAME_PARTS:
        if value.get(part) not in (None, ""):
            name[part] = _text(f"{variable}, {part}", value[part])
    if not any(name.values()):
        return {}
    for switch in _NAME_SWITCHES:
        if value.get(switch) in (True, "true", 1, "1"):
            name[switch] = True
    return {part: told for part, told in name.items() if told != ""}


def _date(variable: str, value: object) -> dict[str, Any]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = {"raw": str(value)}
    if not isinstance(value, dict):
        raise _unusable(variable, 'a date such as {"date-parts": [[2014, 5, 1]]}')
    date: dict[str, Any] = {}
    if value.get("date-parts"):
        date["date-parts"] = _points(variable, value["date-parts"])
    elif isinstance(value.get("raw"), str):
        date = _from_raw(canonical_line(value["raw"]))
    if value.get("literal"):
        date["literal"] = _text(variable, value["literal"])
    season = _season(variable, value.get("season"))
    points = date.get("date-parts", [])
    if len(points) == 1 and len(points[0]) == 2 and points[0][1] > 12:
        season = (points[0].pop() - 13) % 4 + 1 if points[0][1] < 17 else points[0].pop() - 20
    _check_points(variable, points)
    if season:
        date["season"] = season
    if value.get("circa") not in (None, False, 0, "", "0", "false"):
        date["circa"] = True
    return date if points or date.get("raw") or date.get("literal") else {}


def _from_raw(raw: str) -> dict[str, Any]:
    """An ISO date, or a range of two, as date parts; anything else stays as it is."""
    ends = [_ISO.match(end.strip()) for end in raw.split("/")]
    if len(ends) > 2 or not all(ends):
        return {"raw": raw} if raw else {}
    points = [[int(part) for part in end.groups() if part] for end in ends if end]
    return {"date-parts": points} if all(_is_day(point) for point in points) else {"raw": raw}


def _points(variable: str, value: object) -> list[list[int]]:
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        raise _unusable(variable, "one date or two, as lists of year, month and day")
    if not isinstance(value[0], list):
        value = [value] if len(value) <= 3 else value
    points = [_point(variable, point) for point in value]
    return [point for point in points if point]


def _point(variable: str, value: object) -> list[int]:
    """Year, month and day as integers; what is empty or 0 after the year is left out."""
    if not isinstance(value, list) or len(value) > 3:
        raise _unusable(variable, "a date as a list of year, month and day")
    parts: list[int] = []
    for part in value:
        if part in (None, "", 0, "0") and parts:
            break
        try:
            parts.append(int(str(part)))
        except ValueError:
            raise _unusable(variable, "a date in numbers") from None
    return parts


def _check_points(variable: str, points: list[list[int]]) -> None:
    if not all(_is_day(point) for point in points):
        raise _unusable(variable, "a day of the calendar")


def _is_day(point: list[int]) -> bool:
    if not point or not -9999 <= point[0] <= 9999:
        return False
    if len(point) > 1 and not 1 <= point[1] <= 12:
        return False
    year = point[0] if point[0] > 0 else 4
    return len(point) < 3 or 1 <= point[2] <= calendar.monthrange(year, point[1])[1]


def _season(variable: str, value: object) -> int | None:
    names = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
    if value in (None, ""):
        return None
    text = str(value).casefold()
    number = names.get(text) or (int(text) if text in {"1", "2", "3", "4"} else None)
    if number is None:
        raise _unusable(variable, "a season from 1 (spring) to 4 (winter)")
    return number
