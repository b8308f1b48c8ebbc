"""A reference as the citation processor may see it: known fields, sound values, nothing else.

References come from anywhere: imported files, packs, typed JSON. pandoc stops at a null, and reads
fields out of ``note`` ("type: book", "{:publisher: x}"), so what reaches it is built from an
allow-list (CSL 1.0.2, appendix IV; CSL-JSON schema).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Any

from app.cite.markup import defused
from app.errors import CitationError

LONGEST_FIELD = 20_000
"""Code points a single field may hold."""
MOST_NAMES = 1_000
"""Names a single field may hold."""

SEPARATOR = "\ufdd2"
"""A noncharacter that keeps ``note`` from being read as fields; taken out again after printing."""

_NAME_FIELDS = (
    "author chair collection-editor compiler composer container-author contributor curator director"
    " editor editor-translator editorial-director executive-producer guest host illustrator"
    " interviewer narrator organizer original-author performer producer recipient reviewed-author"
    " script-writer series-creator translator"
)
_DATE_FIELDS = "accessed available-date event-date issued original-date submitted"
# ``annote`` is the reader's own word about a source, and private: it is left out on purpose.
_TEXT_FIELDS = (
    "abstract archive archive-place archive_collection archive_location authority call-number"
    " chapter-number citation-number citation-label collection-number collection-title"
    " container-title container-title-short dimensions division DOI edition event event-place"
    " event-title first-reference-note-number genre ISBN ISSN issue journalAbbreviation"
    " jurisdiction keyword language medium note number number-of-pages number-of-volumes"
    " original-publisher original-publisher-place original-title page page-first part-number"
    " part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre"
    " reviewed-title scale section shortTitle source status supplement-number title title-short"
    " URL version volume volume-title volume-title-short year-suffix"
)
_NAME_PARTS = ("family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix")
_NAME_FLAGS = ("comma-suffix", "static-ordering")
# Noncharacters are the engine's own marks; surrogates and controls can't be printed.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile("[ \t\n\r]+")
_ISO_DATE = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def citable(reference: dict[str, Any], name: str) -> dict[str, Any]:
    """``reference`` with the id ``name``, holding only what pandoc can print as given.

    Unknown fields, ``annote`` and empty values are left out. A date out of range keeps its sound
    part; one in words keeps its year. Raises CitationError for a known field of the wrong kind or
    an unreasonable length.
    """
    kind = reference.get("type")
    answer: dict[str, Any] = {"id": name, "type": kind if isinstance(kind, str) else "document"}
    for field, value in reference.items():
        reader = _READERS.get(field)
        if reader is not None and value not in (None, "", [], {}):
            answer[field] = reader(field, value)
    return {field: value for field, value in answer.items() if value not in ("", [], {})}


def _text(field: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(field)
    text = _BREAKS.sub(" ", _UNPRINTABLE.sub("", str(value))).strip(" ")
    if len(text) > LONGEST_FIELD:
        raise _wrong(field)
    return text


def _rich(field: str, value: object) -> str:
    return defused(_text(field, value))


def _note(field: str, value: object) -> str:
    return SEPARATOR + _rich(field, value).replace("{:", "{" + SEPARATOR + ":")


def _names(field: str, value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        raise _wrong(field)
    return [name for name in (_name(field, one) for one in value) if name]


def _name(field: str, value: object) -> dict[str, Any]:
    if isinstance(value, str):
        return {"literal": _text(field, value)} if value.strip() else {}
    if not isinstance(value, dict):
        raise _wrong(field)
    parts: dict[str, Any] = {
        part: _text(field, value[part]) for part in _NAME_PARTS if value.get(part) is not None
    }
    parts = {part: text for part, text in parts.items() if text}
    if parts:
        parts |= {flag: True for flag in _NAME_FLAGS if value.get(flag) in (True, "true", 1)}
    return parts


def _date(field: str, value: object) -> dict[str, Any]:
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, dict):
        raise _wrong(field)
    parts = value.get("date-parts")
    if parts:
        if not isinstance(parts, list):
            raise _wrong(field)
        dates = [_date_parts(field, one, value.get("season")) for one in parts[:2]]
    else:
        words = value.get("raw") or value.get("literal") or ""
        dates = [_date_in_words(_text(field, words))]
    answer: dict[str, Any] = {"date-parts": [date for date in dates if date]}
    if not answer["date-parts"]:
        return {}
    return answer | ({"circa": True} if value.get("circa") else {})


def _date_parts(field: str, value: object, season: object = None) -> list[int]:
    if not isinstance(value, list):
        raise _wrong(field)
    try:
        numbers = [int(one) for one in value[:3] if one not in (None, "")]
    except (TypeError, ValueError, OverflowError):
        raise _wrong(field) from None
    if len(numbers) == 1 and str(season) in ("1", "2", "3", "4"):
        numbers.append(12 + int(str(season)))  # how CSL processors number seasons among months
    return _sound(numbers)


def _sound(numbers: list[int]) -> list[int]:
    """Year, month and day as far as they are in range; what comes after a wrong part goes too."""
    if not numbers or not -9999 <= numbers[0] <= 9999:
        return []
    if len(numbers) < 2 or not (1 <= numbers[1] <= 16 or 21 <= numbers[1] <= 24):
        return numbers[:1]
    if len(numbers) < 3 or numbers[1] > 12:
        return numbers[:2]
    # Any leap year stands for the years before Christ, which the calendar doesn't count.
    last = calendar.monthrange(numbers[0] if numbers[0] > 0 else 2000, numbers[1])[1]
    if not 1 <= numbers[2] <= last:
        return numbers[:2]
    return numbers[:3]


def _date_in_words(words: str) -> list[int]:
    iso = _ISO_DATE.fullmatch(words)
    if iso:
        return _sound([int(part) for part in iso.groups() if part])
    # pandoc prints "n.d." for a date in words; its year is better than a wrong "no date".
    years = _YEAR.findall(words)
    return [int(years[0])] if years else []


def _wrong(field: str) -> CitationError:
    return CitationError(
        f"The reference can't be cited: its field “{field}” can't be read.",
        hint="Correct the field and try again.",
    )


_READERS: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(_NAME_FIELDS.split(), _names),
    **dict.fromkeys(_DATE_FIELDS.split(), _date),
    **dict.fromkeys(_TEXT_FIELDS.split(), _rich),
    **dict.fromkeys(("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL"), _text),
    "note": _note,
}
