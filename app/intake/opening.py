"""The lines above a text that are no text: title, byline, date, where it came from."""

from __future__ import annotations

from app.intake.finding import Finding
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.intake.plain.datelines import read_dateline
from app.model import BlockKind
from app.text import Draft, canonical_line

_NEAR = 5


def without_title(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """The drafts without the heading that serves as title: of level 1, or the first line."""
    headings = [n for n, draft in enumerate(drafts[:_NEAR]) if draft.kind is BlockKind.HEADING]
    for place in headings:
        if (drafts[place].level == 1 or place == 0) and "title" not in finding.reference:
            finding.know("title", drafts[place].text, "first heading")
            return drafts[:place] + drafts[place + 1 :]
    return drafts


def without_opening(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """The drafts without the lines above the text that say who, when, and where before."""
    place = 0
    while place < min(_NEAR, len(drafts)):
        draft = drafts[place]
        if draft.kind is not BlockKind.PARAGRAPH or not _taken(draft, finding):
            break
        place += 1
    return drafts[place:]


def _taken(draft: Draft, finding: Finding) -> bool:
    line = canonical_line(draft.text)
    crumbs = marks.breadcrumb(line)
    if crumbs:
        finding.note("breadcrumb", crumbs)
        return True
    dateline = read_dateline(line)
    if dateline is not None:
        finding.know("issued", dateline.issued, "line below the title")
    byline = dateline.byline if dateline is not None else line
    if not byline or (dateline is None and not marks.is_bare_name(line)):
        return dateline is not None
    if "author" not in finding.reference:
        finding.know("author", parse_byline(byline), "byline")
        return "author" in finding.reference
    return parse_byline(byline) == finding.reference.get("author")
