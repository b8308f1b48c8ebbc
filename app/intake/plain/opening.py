"""What stands above a plain article: tagline, breadcrumb, title, subtitle, byline, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from app.intake.finding import Finding
from app.intake.people import names_role, parse_byline
from app.intake.plain import marks
from app.intake.plain.datelines import Dateline, read_dateline
from app.text import canonical_line

_SEARCHED = 8
_LOOKED_AT = 1_000
"""Code points of a unit that are looked at: no title, byline or tagline is longer."""
_LOOKED_THROUGH = 40
"""Units below the opening that are looked through for headings."""
_LONGEST_TITLE = 300
_LONGEST_SUBTITLE = 250
_LONGEST_AFFILIATION = 150
_PROSE = 8
"""Words from which on a line with a full stop is a sentence, no title."""
_LABELLED = re.compile(r"^\W*(?:title|titel|titre)\s*:\s*(?=\S)", re.IGNORECASE)


@dataclass(slots=True)
class _Cursor:
    """A place in the units."""

    units: list[str]
    at: int = 0

    @property
    def line(self) -> str:
        return self.peek(0)

    def peek(self, ahead: int = 1) -> str:
        index = self.at + ahead
        return canonical_line(self.units[index][:_LOOKED_AT]) if index < len(self.units) else ""


def read_opening(units: list[str], finding: Finding) -> list[str]:
    """Take title, author and provenance from the first units; the units that remain."""
    cursor = _Cursor(units)
    crumbs = _provenance(cursor, finding)
    _title(cursor, crumbs, finding)
    _below_title(cursor, finding)
    return units[cursor.at :]


def _provenance(cursor: _Cursor, finding: Finding) -> list[str]:
    """Pass taglines and the breadcrumb, up to the title; the breadcrumb's parts."""
    first = [canonical_line(unit[:_LOOKED_AT]) for unit in cursor.units[:_SEARCHED]]
    for place, line in enumerate(first):
        crumbs = marks.breadcrumb(line)
        if crumbs:
            return _at_breadcrumb(cursor, finding, crumbs, place)
    for place, line in enumerate(first[:3]):
        if marks.is_published_before(line) or _dates_what_follows(first[place:], finding):
            continue
        cursor.at = place + 1 if _is_tagline(first[place:]) else place
        if cursor.at > place:
            finding.note("tagline", line)
        break
    return []


def _dates_what_follows(lines: list[str], finding: Finding) -> bool:
    """Whether the first line is a date above a title, which is then known."""
    dateline = read_dateline(lines[0])
    if dateline is None or len(lines) < 2 or not _is_title(lines[1]):
        return False
    _know(dateline, finding, "line above the title")
    return True


def _is_title(line: str) -> bool:
    """Whether ``line`` could be a title: no date, no byline and no paragraph."""
    if not line or len(line) > _LONGEST_TITLE or read_dateline(line) is not None:
        return False
    return not line.endswith((".", ":")) or len(line.split()) < _PROSE


def _at_breadcrumb(cursor: _Cursor, finding: Finding, crumbs: list[str], place: int) -> list[str]:
    above = [canonical_line(unit[:_LOOKED_AT]) for unit in cursor.units[:place]]
    finding.note("breadcrumb", crumbs)
    title = marks.folded(crumbs[-1])
    named = [n for n, line in enumerate(above) if marks.folded(line) == title]
    cursor.at = named[0] if named else place + 1
    taglines = [line for n, line in enumerate(above) if n not in named]
    finding.note("tagline", " ".join(taglines))
    if named:  # the title stands above its own breadcrumb: both are passed
        finding.know("title", above[named[0]], "first line")
        cursor.at = place + 1
    return crumbs


def _is_tagline(lines: list[str]) -> bool:
    """A sentence above a line that is none and that a byline or date follows."""
    if len(lines) < 3 or not lines[0].endswith(".") or len(lines[0]) > _LONGEST_SUBTITLE:
        return False
    heading, next_line = lines[1], lines[2]
    is_title = not heading.endswith((".", ":")) and len(heading) <= _LONGEST_TITLE
    return is_title and (read_dateline(next_line) is not None or marks.is_bare_name(next_line))


def _title(cursor: _Cursor, crumbs: list[str], finding: Finding) -> None:
    if "title" not in finding.reference and cursor.line:
        last = crumbs[-1] if crumbs else ""
        if _opens_with_title(cursor):
            finding.know("title", _LABELLED.sub("", cursor.line), "first line")
            cursor.at += 1
        elif last:
            finding.know("title", last, "breadcrumb")
    title = marks.folded(str(finding.reference.get("title", "")))
    while cursor.line and marks.folded(cursor.line) == title:
        cursor.at += 1


def _opens_with_title(cursor: _Cursor) -> bool:
    """Whether the line at the cursor is a title; a first sentence is one where a name follows."""
    if len(cursor.line) > _LONGEST_TITLE or marks.is_published_before(cursor.line):
        return False
    if not cursor.line.endswith((".", ":", ";")) or len(cursor.line.split()) < _PROSE:
        return True
    below = cursor.peek()
    return below == "" or read_dateline(below) is not None or marks.is_bare_name(below)


def _below_title(cursor: _Cursor, finding: Finding) -> None:
    """Subtitle, byline, affiliation, date and address, in whatever order they stand."""
    if _is_subtitle(cursor):
        finding.note("subtitle", cursor.line)
        cursor.at += 1
    for _ in range(6):
        if not cursor.line or not _take(cursor, finding):
            return
        cursor.at += 1


def _is_subtitle(cursor: _Cursor) -> bool:
    line, below = cursor.line, cursor.peek()
    if not line or len(line) > _LONGEST_SUBTITLE or _is_opening_line(line):
        return False
    if marks.is_bare_name(line) and not marks.is_byline(below):
        return False
    if marks.is_byline(below):
        return True
    after = cursor.peek(2)
    is_named = marks.is_bare_name(below) and (len(after) > 100 or _is_opening_line(after))
    return is_named or (read_dateline(below) is not None and len(line.split()) > 3)


def _is_opening_line(line: str) -> bool:
    return read_dateline(line) is not None or bool(marks.address(line))


def _take(cursor: _Cursor, finding: Finding) -> bool:
    """Whether the line at the cursor was part of the opening, and is now known."""
    line = cursor.line
    dateline = read_dateline(line)
    if dateline is not None and not (dateline.byline and "author" in finding.reference):
        _know(dateline, finding, "byline" if dateline.byline else "line below the title")
        return not dateline.byline or "author" in finding.reference
    link = marks.address(line)
    if link:
        finding.know("URL", link, "line below the title")
        return True
    if marks.is_published_before(line):
        finding.note("published_before", line.rstrip(" :"))
        return True
    return _byline(line, finding, headed=_has_headings(cursor)) or _affiliation(line, finding)


def _has_headings(cursor: _Cursor) -> bool:
    below = cursor.units[cursor.at + 1 : cursor.at + 1 + _LOOKED_THROUGH]
    return any(marks.is_short_heading(line, None, after) for line, after in pairwise(below))


def _know(dateline: Dateline, finding: Finding, source: str) -> None:
    finding.know("author", parse_byline(dateline.byline), source, seen=dateline.byline)
    finding.know("issued", dateline.issued, source)
    if dateline.is_posted:
        finding.note("posted_by", dateline.byline)


def _byline(line: str, finding: Finding, *, headed: bool) -> bool:
    """Whether a bare name was an author's; a second one may be a heading where others follow."""
    if not marks.is_bare_name(line):
        return False
    known = finding.reference.get("author")
    if known is None:
        finding.know("author", parse_byline(line), "byline")
    elif finding.sources["author"] == "byline" and not headed:
        known.extend(name for name in parse_byline(line) if name not in known)
    else:
        return False
    return "author" in finding.reference


def _affiliation(line: str, finding: Finding) -> bool:
    """What the author is, on a line of its own below the name."""
    is_line = len(line) <= _LONGEST_AFFILIATION and not marks.is_sentence(line)
    if "author" not in finding.reference or not is_line or not names_role(line):
        return False
    finding.note("affiliation", line)
    return True
