"""Dates as metadata write them, to CSL date-parts. Never guessed from running text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from app.text import canonical_line

CslDate = dict[str, Any]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio januari janeiro styczeń stycznia "
            "leden ledna ocak января січня jaanuar janar يناير جانفي جنوری ژانویه ינואר "
            "كانون_الثاني",
            "february feb februar février fevrier febrero febbraio februari fevereiro luty "
            "lutego únor února şubat февраля лютого فبراير شباط فيفري فروری فوریه פברואר",
            "march mar märz maerz mars marzo maart março marzec marca březen března mart "
            "марта березня maret مارس آذار اذار مارچ מרץ",
            "april apr avril abril aprile kwiecień kwietnia duben dubna nisan апреля квітня "
            "أبريل ابريل إبريل نيسان أفريل اپریل آوریل אפריל",
            "may mai mayo maggio mei maio maj maja květen května mayıs мая травня مايو أيار "
            "ايار ماي مئی مه מאי",
            "june jun juni juin junio giugno junho czerwiec czerwca červen června haziran "
            "июня червня يونيو يونية حزيران جوان جون ژوئن יוני",
            "july jul juli juillet julio luglio julho lipiec lipca červenec července temmuz "
            "июля липня يوليو يوليه تموز جويلية جولائی ژوئیه יולי",
            "august aug août aout agosto augustus augusti sierpień sierpnia srpen srpna "
            "ağustos августа серпня agustus أغسطس اغسطس آب أوت اگست اوت אוגוסט",
            "september sept sep septembre septiembre settembre setembro wrzesień września "
            "září eylül сентября вересня سبتمبر أيلول ايلول ستمبر سپتامبر ספטמבר",
            "october oct oktober okt octobre octubre ottobre outubro październik "
            "października říjen října ekim октября жовтня أكتوبر اكتوبر تشرين_الأول "
            "تشرين_الاول اکتوبر اکتبر אוקטובר",
            "november nov novembre noviembre novembro listopad listopadu listopada kasım "
            "ноября листопада نوفمبر تشرين_الثاني نومبر نوامبر נובמבר",
            "december dec dezember dez décembre decembre diciembre dicembre dezembro "
            "grudzień grudnia prosinec prosince aralık декабря грудня desember ديسمبر "
            "كانون_الأول كانون_الاول دسمبر دسامبر דצמבר",
        ),
        start=1,
    )
    for name in names.split()
}
"""In languages of the Middle East and Europe; Arabic as in Cairo, in Beirut and in Tunis."""
_TWO_WORDS = re.compile(r"(كانون|تشرين)\s+(?=ال)")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s+Z,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|\D)")
_DAY_FIRST = re.compile(
    r"(?:^|\s|,)(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?([^\W\d]{2,})\.?(?:\s*/\s*\w+)?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"(?:^|\s|,)([^\W\d]{2,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_ONLY = re.compile(r"(?:^|\s)([^\W\d]{2,})\.?,?\s+(\d{4})$")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?=$|[\s,])")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_LONGEST = 120
_EARLIEST, _LATEST = 1400, 2999


def parse_date(text: str) -> CslDate | None:
    """A date as CSL date-parts, as exact as it is written; None where there is none.

    Reads ISO 8601 and its relatives, RFC 822, and long forms with a month's name. A date in
    digits whose day and month could be swapped is not read.
    """
    line = canonical_line(text[:_LONGEST])
    for read in (_iso, _compact, _east, _named, _slashed):
        parts = read(line)
        if parts:
            return _checked(parts)
    return None


def iso_day(text: str) -> str:
    """A date in ISO 8601, as exact as ``text`` tells it; empty where it tells none."""
    parts = (parse_date(text) or {}).get("date-parts") or [[]]
    return "-".join(f"{part:02}" for part in parts[0])


def _iso(line: str) -> list[int] | None:
    found = _ISO.match(line)
    return [int(part) for part in found.groups() if part] if found else None


def _compact(line: str) -> list[int] | None:
    found = _COMPACT.match(line)
    return [int(part) for part in found.groups()] if found else None


def _east(line: str) -> list[int] | None:
    """Year, month and day as Chinese, Japanese and Korean write them."""
    found = _EAST.search(line)
    return [int(part) for part in found.groups() if part] if found else None


def _named(line: str) -> list[int] | None:
    lowered = _TWO_WORDS.sub(r"\1_", line.lower())
    for found in _DAY_FIRST.finditer(lowered):
        month = _MONTHS.get(found.group(2))
        if month:
            return [int(found.group(3)), month, int(found.group(1))]
    for found in _MONTH_FIRST.finditer(lowered):
        month = _MONTHS.get(found.group(1))
        if month:
            return [int(found.group(3)), month, int(found.group(2))]
    only = _MONTH_ONLY.search(lowered)
    month = _MONTHS.get(only.group(1)) if only else None
    return [int(only.group(2)), month] if only and month else None


def _slashed(line: str) -> list[int] | None:
    found = _SLASHED.match(line)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first > 12 >= second:
        return [year, second, first]
    if second > 12 >= first or first == second:
        return [year, first, second]
    return None


def _checked(parts: list[int]) -> CslDate | None:
    """``parts`` as a CSL date, without what no calendar has."""
    if not _EARLIEST <= parts[0] <= _LATEST:
        return None
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return {"date-parts": [parts[:1]]}
    if len(parts) > 2:
        try:
            date(parts[0], parts[1], parts[2])
        except ValueError:
            parts = parts[:2]
    return {"date-parts": [parts]}
