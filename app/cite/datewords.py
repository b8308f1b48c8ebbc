"""Dates as people type them, and how one is told back to them.

Typed: ``1994``, ``March 2015``, ``2015-03-04``, ``4 March 2015``, ``2014/2015``,
``2014/`` for one that goes on, ``spring 2015``,
``c. 1990``, ``44 BCE``, ``n.d.`` or nothing. What can't be told without guessing is refused: a date
in figures whose day and month could be swapped, a day no calendar has.
"""

from __future__ import annotations

import calendar
import re
from typing import Any

from app.cite.bibtex.dates import is_open, is_real, read_month
from app.errors import InputError
from app.text import canonical_line

CslDate = dict[str, Any]

SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON_NUMBERS = {name: number for number, name in enumerate(SEASONS, 1)} | {"fall": 3}
_NO_DATE = re.compile(r"(?:n\.?\s*d\.?|no date|undated|none)\Z", re.IGNORECASE)
_CIRCA = re.compile(r"(?:circa|about|approx(?:imately|\.)?|ca?\.?(?=\s*[\d-])|~)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:/|–|—|\bto\b|\buntil\b|\s-\s)\s*", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})(?:-(?=\d{4}\Z)|\s*[–/]\s*)(\d{4}|1[3-9]|[2-9]\d)\Z")
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\Z|(\d{1,2})[./](\d{1,2})[./](\d{4})\Z")
_BCE = re.compile(r"(\d{1,4})\s*b\.?\s*c\.?(?:\s*e\.?)?\Z", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})\Z")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z")
_MONTH = re.compile(r"([^\W\d_]+)\.?,?\s+(?:of\s+)?(\d{4})\Z")
_FIGURES = {ord(figure): str(n % 10) for n, figure in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_HINT = "Write 1994, March 2015, 2015-03-04, 2014/2015, spring 2015, c. 1990, or n.d. for none."


def typed_date(text: str) -> CslDate | None:
    """The date that ``text`` names, in CSL-JSON; None for "n.d." and nothing.

    Raises InputError for what isn't a date, or could be two.
    """
    line = canonical_line(text).translate(_FIGURES)
    if not line or _NO_DATE.match(line):
        return None
    about = _CIRCA.match(line)
    bare = line[about.end() :] if about else line
    approximate = bool(about) or bare.endswith(("?", "~"))
    date = _date(bare.rstrip("?~ "), line)
    return date | {"circa": True} if approximate else date


def _date(bare: str, whole: str) -> CslDate:
    if not _SLASHED.match(bare):
        ends = _YEARS.match(bare)
        # "2014–15": the century is told once; a second number up to 12 would be a month.
        parts = [ends[1], ends[1][: 4 - len(ends[2])] + ends[2]] if ends else _RANGE.split(bare)
        if len(parts) == 2:
            return _range(parts, whole)
    season = _MONTH.match(bare)
    if season and season[1].casefold() in _SEASON_NUMBERS:
        return {
            "date-parts": [[int(season[2])]],
            "season": _SEASON_NUMBERS[season[1].casefold()],
        }
    return {"date-parts": [_point(bare, whole)]}


def _range(parts: list[str], whole: str) -> CslDate:
    if parts[1] in {"", ".."}:
        return {"date-parts": [_point(parts[0], whole), [0]]}
    last = _point(parts[1], whole)
    first = parts[0]
    # "March to May 2015", "3 to 5 March 2015": what the first lacks it has from the second.
    if re.fullmatch(r"[^\W\d_]+\.?", first) and len(last) >= 2:
        first = f"{first} {last[0]}"
    elif re.fullmatch(r"\d{1,2}", first) and len(last) == 3:
        first = f"{last[0]}-{last[1]:02}-{int(first):02}"
    start = _point(first, whole)
    if start > last:
        raise InputError("The range ends before it begins.", hint=_HINT)
    return {"date-parts": [start, last]}


def _point(text: str, whole: str) -> list[int]:
    parts = _read_point(text.strip())
    if not parts:
        raise InputError(f"“{whole[:40]}” is no date.", hint=_HINT)
    if not is_real(parts):
        raise InputError(f"There is no day “{whole[:40]}” in the calendar.", hint=_HINT)
    return parts


def _read_point(text: str) -> list[int]:
    if iso := _ISO.match(text):
        return [int(part) for part in iso.groups() if part]
    if slashed := _SLASHED.match(text):
        return _slashed(slashed)
    if before := _BCE.match(text):
        return [-int(before[1])]
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        if found := pattern.match(text):
            number = _month(found[month])
            return [int(found[3]), number, int(found[day])] if number else []
    found = _MONTH.match(text)
    number = _month(found[1]) if found else None
    return [int(found[2]), number] if found and number else []


def _slashed(found: re.Match[str]) -> list[int]:
    if found[1]:
        return [int(part) for part in found.groups()[:3]]
    first, second, year = (int(part) for part in found.groups()[3:])
    if first <= 12 and second <= 12 and first != second:
        raise InputError(
            "Day and month could be swapped.", hint="Write the month’s name, or 2015-03-04."
        )
    return [year, second, first] if first > 12 or first == second else [year, first, second]


def _month(word: str) -> int | None:
    return read_month(word) if not word.isdigit() else None


def date_words(date: object) -> str:
    """A CSL date in plain words: "4 March 2015", "about 1990", "2014 to 2015", "spring 2015"."""
    if not isinstance(date, dict):
        return ""
    points = [_point_words(point) for point in date.get("date-parts") or [] if point]
    if not points:
        return str(date.get("literal") or date.get("raw") or "")
    season = str(date.get("season") or "")
    if season in {"1", "2", "3", "4"} and len(points) == 1:
        points[0] = f"{SEASONS[int(season) - 1]} {points[0]}"
    told = f"{points[0]} and on" if is_open(date["date-parts"]) else " to ".join(points)
    return f"about {told}" if date.get("circa") else told


def _point_words(point: list[Any]) -> str:
    numbers = [int(part) for part in point[:3] if part not in (None, "")]
    year = f"{-numbers[0]} BCE" if numbers[0] < 0 else str(numbers[0])
    words = [str(number) for number in numbers[2:]]
    if len(numbers) > 1 and 1 <= numbers[1] <= 12:
        words.append(calendar.month_name[numbers[1]])
    return " ".join([*words, year])


def date_typed(date: object) -> str:
    """A CSL date as :func:`typed_date` reads it again."""
    if not isinstance(date, dict):
        return ""
    points = date.get("date-parts") or []
    if not points or date.get("season"):
        return date_words(date).replace("about ", "c. ")
    if is_open(points):
        told = f"{_figures(points[0])}/"
    elif any(int(point[0]) < 0 for point in points):
        told = "/".join(_point_words(point) for point in points)
    else:
        told = "/".join(map(_figures, points))
    return f"c. {told}" if date.get("circa") else told


def _figures(point: list[Any]) -> str:
    return "-".join(f"{int(part):02}" for part in point)
