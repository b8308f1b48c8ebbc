"""Dates, between CSL-JSON and biblatex's ISO 8601-2 or BibTeX's year and month.

biblatex: ``2014``, ``2014-05-01``, seasons ``2014-21`` to ``-24``, ranges ``2014/2016`` or
``2014/``, ``~`` for about. An uncertain ``?`` is read as about, which is all that CSL knows. What
can't be told as such a date is left to the caller, never guessed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import Any

Date = dict[str, Any]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?\Z")
_ISO = re.compile(r"(-?\d{4,})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T[\d:.+Z-]*)?([~?%]?)\Z")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? )?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?: (?P<late>\d{1,2})(?:st|nd|rd|th)?,?)? (?P<year>\d{4})\Z"
)


def read_date(value: str) -> Date | None:
    """A biblatex date as CSL-JSON; None where it isn't one.

    An open end is the year 0, as the citation processor has it ("2014–"); an open beginning is
    left to the caller.

    >>> read_date("2014-05/2016~")
    {'date-parts': [[2014, 5], [2016]], 'circa': True}
    >>> read_date("2014/..")
    {'date-parts': [[2014], [0]]}
    """
    plain = _PLAIN.match(value)
    if plain:
        day = [int(part) for part in plain.groups() if part]
        if is_real(day):
            return {"date-parts": [day]}
    start, slash, end = value.strip().partition("/")
    parts, season, circa = _point(start)
    if parts is None:
        return _in_words(value)
    date: Date = {"date-parts": [parts]}
    if slash and end.strip() in {"", ".."}:
        if season:
            return None
        date["date-parts"].append([0])
    elif slash:
        last, last_season, last_circa = _point(end)
        if last is None or season or last_season:
            return None
        date["date-parts"].append(last)
        circa = circa or last_circa
    if season:
        date["season"] = season
    if circa:
        date["circa"] = True
    return date


def _point(text: str) -> tuple[list[int] | None, int, bool]:
    """Year, month and day of one end of a date, its season (0 for none), and whether it is about.

    A season stands in the place of a month, 21 to 24.
    """
    found = _ISO.match(text.strip())
    if not found:
        return None, 0, False
    parts = [int(part) for part in found.groups()[:3] if part]
    circa = bool(found[4])
    if len(parts) == 2 and 21 <= parts[1] <= 24:
        return parts[:1], parts[1] - 20, circa
    return (parts if is_real(parts) else None), 0, circa


def is_real(parts: list[int]) -> bool:
    """Whether year, month and day name a day of the calendar."""
    if not 1 <= len(parts) <= 3 or not -9999 <= parts[0] <= 9999:
        return False
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return False
    if len(parts) < 3:
        return True
    year = parts[0] if parts[0] > 0 else 4
    return 1 <= parts[2] <= calendar.monthrange(year, parts[1])[1]


def _in_words(value: str) -> Date | None:
    """``14 May 2014``, ``May 14, 2014``, ``May 2014`` or ``Spring 2014``."""
    found = _WORDS.match(value.strip())
    if not found:
        return None
    year, word = int(found["year"]), found["month"].casefold()
    if word in _SEASONS and not found["day"] and not found["late"]:
        return {"date-parts": [[year]], "season": _SEASONS[word]}
    month = read_month(word)
    day = found["day"] or found["late"]
    parts = [year, month or 0, *([int(day)] if day else [])]
    return {"date-parts": [parts]} if month and is_real(parts) else None


def read_month(value: str) -> int | None:
    """The number of a month given as number, name or abbreviation."""
    text = value.strip().casefold().rstrip(".")
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    if text in _NAMES:
        return _NAMES[text]
    return MONTHS.index(text[:3]) + 1 if text in (*MONTHS, "sept") else None


def read_year_month(year: str, month: str, day: str) -> Date | None:
    """A date from the separate fields of BibTeX; what comes after an unreadable part is dropped."""
    found = re.match(r"\s*(-?\d{1,4})(?:\s*(?:/|–|—|-+)\s*(\d{4}))?\s*\Z", year)
    if not found:
        return read_date(year) if year else None
    first = [int(found[1])]
    if found[2]:
        return {"date-parts": [first, [int(found[2])]]}
    number = read_month(month) if month else None
    if number:
        first.append(number)
        if day.strip().isdigit() and is_real([*first, int(day)]):
            first.append(int(day))
    elif month.strip().casefold() in _SEASONS:
        return {"date-parts": [first], "season": _SEASONS[month.strip().casefold()]}
    return {"date-parts": [first]}


def write_date(date: Date) -> str | None:
    """A CSL date as biblatex has it; None where it can't be told so without guessing."""
    points = date.get("date-parts")
    if not points:
        text = str(date.get("raw") or date.get("literal") or "")
        read = read_date(text)
        return write_date(read) if read else None
    if any(not is_real(list(point)) for point in points) or len(points) > 2:
        return None
    season = date.get("season")
    if season is not None and (len(points) > 1 or len(points[0]) > 1 or season not in range(1, 5)):
        return None
    about = "~" if date.get("circa") else ""
    ends = [_iso(point) + (f"-{20 + season}" if season else "") + about for point in points]
    return f"{ends[0]}/" if is_open(points) else "/".join(ends)


def is_open(points: Sequence[Sequence[int]]) -> bool:
    """Whether a date of these points has begun and not ended."""
    return len(points) == 2 and list(points[1]) == [0]


def _iso(parts: list[int]) -> str:
    year = f"{parts[0]:04d}" if parts[0] >= 0 else f"-{-parts[0]:04d}"
    return "-".join([year, *(f"{part:02d}" for part in parts[1:])])


def same_date(date: Date, written: str) -> bool:
    """Whether ``written``, made by :func:`write_date`, reads back as exactly ``date``."""
    points = date.get("date-parts")
    if points and len(date) == len(points) == 1 and points[0][0] > 0 and "~" not in written:
        return True
    return read_date(written) == date


def write_year_month(date: Date) -> tuple[str, str]:
    """Year (``1998--1999`` for a range) and month macro for BibTeX; empty where unknown."""
    points = date.get("date-parts")
    if not points:
        read = read_date(str(date.get("raw") or date.get("literal") or ""))
        return write_year_month(read) if read else ("", "")
    years = [
        "" if is_open(points) and place else str(point[0]) for place, point in enumerate(points)
    ]
    month = MONTHS[points[0][1] - 1] if len(points[0]) > 1 and is_real(points[0]) else ""
    if len(years) > 1 and years[0] != years[1]:
        return "--".join(years), ""
    return years[0], month
