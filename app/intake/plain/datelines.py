"""Lines that say when a text came out, and perhaps by whom and how long it takes to read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.intake.dates import CslDate, parse_date
from app.intake.plain import marks
from app.text import canonical_line

_LABEL = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|posted|date|written|released|publication date)"
    r"(?:\s+on)?)\s*:?\s*(?=[\w\u0600-\u06ff])",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^\W*(?:last\s+)?(?:updated|modified|edited|revised|changed)(?:\s+on)?\s*:?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_TIME = re.compile(
    r"[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?$"
    r"|T\d\d:\d\d\S*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|[^\W\d_]{3,10}\.?,?\s+\d{4}"
)
_DIGITS = re.compile(r"[\d./-]+$")
_BY = re.compile(r"^(?:(?:posted|written|published|submitted)\s+)?by:?\s+(.+)$", re.IGNORECASE)
_ON = re.compile(r"^(.+?)\s+(?:on|at)\s+(.+)$", re.IGNORECASE)
_COMMA = re.compile(r"^([^,]+?),\s*(.+)$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_ASIDE = re.compile(
    r"^\W*(?:\d+\s*[-–]?\s*min(?:ute)?s?\.?(?:\s+(?:to\s+)?read)?|(?:est(?:imated)?\.?\s+)?"
    r"reading time\b.*|(?:\d+|no|leave a|add a)\s+comments?|\d+\s+views?"
    r"|follow(?:ing)?|listen|save|share|print|email|pdf"
    r")\W*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the date (None where its day and month could be swapped), a byline.

    ``is_posted`` where it says "posted by", as blogs do.
    """

    issued: CslDate | None
    byline: str
    is_posted: bool = False


def date_alone(text: str) -> tuple[bool, CslDate | None]:
    """Whether ``text`` is a date and nothing else, and that date where it can be read.

    Weekday, time of day and "published on" may stand with it. A date without a year is none.
    """
    line = _LABEL.sub("", canonical_line(text[:_LONGEST]))
    line = _TIME.sub("", _WEEKDAY.sub("", line)).strip(" ,;.()[]")
    if not _DATE.fullmatch(line):
        return False, None
    date = parse_date(re.sub(r"\s+of\s+", " ", line).replace("-", "/"))
    if date is None:  # "03/04/2016" is a date, but nobody knows which
        return bool(_DIGITS.match(line)), None
    return True, date


def read_dateline(text: str) -> Dateline | None:
    """The date and byline of a line that holds only such things, None for any other line."""
    line = canonical_line(text[: _LONGEST * 2])
    if len(line) > _LONGEST:
        return None
    said = _Said()
    pieces = [piece for piece in _SEPARATOR.split(line) if piece]
    if not pieces or not all(said.take(piece, len(pieces)) for piece in pieces):
        return None
    posted = bool(said.byline) and line.lower().startswith("posted")
    return Dateline(said.found or said.updated, said.byline, posted)


@dataclass(slots=True)
class _Said:
    """What the pieces of a line have said so far."""

    found: CslDate | None = None
    updated: CslDate | None = None
    byline: str = ""

    def take(self, piece: str, count: int) -> bool:
        """Whether one of ``count`` pieces is a date, a byline, or of no account."""
        stale = _UPDATED.match(piece)
        is_date, date = date_alone(piece[stale.end() :] if stale else piece)
        if is_date and stale:
            self.updated = self.updated or date
        elif is_date:
            self.found = self.found or date
        elif both := _signed(piece):
            self.byline, self.found = self.byline or both[0], self.found or both[1]
        elif marks.is_byline(piece) or (count > 1 and marks.is_bare_name(piece)):
            self.byline = self.byline or piece
        else:
            return bool(_ASIDE.match(piece))
        return True


def _signed(piece: str) -> tuple[str, CslDate | None] | None:
    """The name and date of "by NAME on DATE", "DATE by NAME" and "NAME, DATE"."""
    front, by, name = re.sub(r"\s+", " ", piece).partition(" by ")
    is_date, date = date_alone(front)
    if by and is_date:
        return name, date
    signed = _BY.match(piece)
    for pattern in (_ON, _COMMA):
        parts = pattern.match(signed.group(1)) if signed else None
        if parts:
            is_date, date = date_alone(parts.group(2))
            if is_date or _CLOCK.fullmatch(parts.group(2).strip()):
                return parts.group(1), date
    return None
