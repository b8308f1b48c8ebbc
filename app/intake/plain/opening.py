"""What stands above a plain article: tagline, breadcrumb, title, subtitle, byline, date."""

from __future__ import annotations

from dataclasses import dataclass

from app.intake.dates import parse_date
from app.intake.finding import Finding
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.text import canonical_line

_SEARCHED = 8
_LOOKED_AT = 1_000
"""Code points of a unit that are looked at: no title, byline or tagline is longer."""
_LONGEST_TITLE = 300
_LONGEST_SUBTITLE = 250


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
        if marks.is_published_before(line):
            continue
        cursor.at = place + 1 if _is_tagline(first[place:]) else place
        if cursor.at > place:
            finding.note("tagline", line)
        break
    return []


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
    """A sentence above a line that is none and that a byline follows."""
    if len(lines) < 3 or not marks.is_sentence(lines[0]) or len(lines[0]) > _LONGEST_SUBTITLE:
        return False
    heading, next_line = lines[1], lines[2]
    is_title = not heading.endswith((".", ":")) and len(heading) <= _LONGEST_TITLE
    return is_title and (marks.has_by(next_line) or marks.is_bare_name(next_line))


def _title(cursor: _Cursor, crumbs: list[str], finding: Finding) -> None:
    if "title" not in finding.reference and cursor.line:
        last = crumbs[-1] if crumbs else ""
        if len(cursor.line) <= _LONGEST_TITLE and not marks.is_published_before(cursor.line):
            finding.know("title", cursor.line, "first line")
            cursor.at += 1
        elif last:
            finding.know("title", last, "breadcrumb")
    title = marks.folded(str(finding.reference.get("title", "")))
    while cursor.line and marks.folded(cursor.line) == title:
        cursor.at += 1


def _below_title(cursor: _Cursor, finding: Finding) -> None:
    """Subtitle, byline, date and address, in whatever order they stand."""
    if _is_subtitle(cursor):
        finding.note("subtitle", cursor.line)
        cursor.at += 1
    for _ in range(5):
        if not cursor.line or not _take(cursor, finding):
            return
        cursor.at += 1


def _is_subtitle(cursor: _Cursor) -> bool:
    line, below = cursor.line, cursor.peek()
    if not line or len(line) > _LONGEST_SUBTITLE or marks.has_by(line) or marks.dated(line):
        return False
    if marks.is_bare_name(line) and not marks.has_by(below):
        return False
    return marks.has_by(below) or (marks.is_bare_name(below) and len(cursor.peek(2)) > 100)


def _take(cursor: _Cursor, finding: Finding) -> bool:
    """Whether the line at the cursor was part of the opening, and is now known."""
    line = cursor.line
    date = marks.dated(line)
    if date:
        finding.know("issued", parse_date(date), "line below the title")
        return True
    link = marks.address(line)
    if link:
        finding.know("URL", link, "line below the title")
        return True
    if marks.is_published_before(line):
        finding.note("published_before", line.rstrip(" :"))
        return True
    return _byline(line, finding)


def _byline(line: str, finding: Finding) -> bool:
    if "author" in finding.reference or not (marks.has_by(line) or marks.is_bare_name(line)):
        return False
    if len(line) > 180 or (marks.has_by(line) and marks.is_sentence(line) and len(line) > 80):
        return False
    names = parse_byline(line)
    finding.know("author", names, "byline")
    _dated_tail(line, finding)
    return bool(names)


def _dated_tail(line: str, finding: Finding) -> None:
    """A date behind the name, as in "By A B | 5 March 2016"."""
    for part in line.replace("•", "|").replace("·", "|").replace(" – ", "|").split("|")[1:]:
        date = marks.dated(part)
        if date:
            finding.know("issued", parse_date(date), "byline")
    after_comma = line.split(",", 1)
    if len(after_comma) == 2 and marks.dated(after_comma[1]):
        finding.know("issued", parse_date(after_comma[1]), "byline")
