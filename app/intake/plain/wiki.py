"""Plain text in the manner of a wiki: "= Title =", "== Section ==", an infobox on top."""

from __future__ import annotations

import re

from app.intake.dates import parse_date
from app.intake.finding import Finding
from app.intake.plain import marks
from app.intake.plain.items import item_of
from app.intake.wiki_marks import last_edited, names_notes, without_citation_marks
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line

_HEADING = re.compile(r"\s*(={1,6})\s*([^=].*?)\s*\1\s*$", re.DOTALL)
_FIELD = re.compile(r"\s*[-*•|]\s*([^:=|]{1,60}?)\s*[:=]\s*(.*)$", re.DOTALL)
_FROM = re.compile(r"from\s+(\w+),\s+the\s+free\s+encyclop(?:a)?edia\W*$", re.IGNORECASE)


def looks_like_wiki(units: list[str]) -> bool:
    """Whether the text has a wiki's headings: "= Title =" on top, or two sections."""
    headings = [found for unit in units if (found := _HEADING.match(unit))]
    on_top = bool(units) and bool(_HEADING.match(units[0]))
    return on_top or sum(len(found.group(1)) >= 2 for found in headings) >= 2


def read_wiki(units: list[str], finding: Finding) -> None:
    """Fill ``finding`` from the units of an encyclopedia entry."""
    finding.kind = DocumentKind.ENCYCLOPEDIA_ENTRY
    body = _title(units, finding)
    infobox, body = _infobox(body, str(finding.reference.get("title", "")))
    finding.drafts = [Draft(BlockKind.INFOBOX_ROW, row) for row in infobox]
    _body(body, finding)


def _title(units: list[str], finding: Finding) -> list[str]:
    found = _HEADING.match(units[0]) if units else None
    title = found.group(2) if found else (units[0] if units else "")
    finding.know("title", without_citation_marks(title), "first line")
    rest = units[1:]
    if rest and (named := _FROM.match(canonical_line(rest[0]))):
        finding.know("container-title", named.group(1), "line below the title")
        rest = rest[1:]
    return rest


def _infobox(units: list[str], title: str) -> tuple[list[str], list[str]]:
    """Rows "Label: value" right below the title; a line that only repeats it is dropped."""
    start = 1 if units and marks.folded(units[0]) == marks.folded(title) else 0
    rows: list[str] = []
    for unit in units[start:]:
        field = _FIELD.match(unit)
        if not field or field.group(2).startswith("//"):
            break
        rows.append(f"{field.group(1)}: {without_citation_marks(field.group(2))}".rstrip())
    if not rows:
        return [], units
    return rows, units[start + len(rows) :]


def _body(units: list[str], finding: Finding) -> None:
    in_list, lists, in_notes = False, 0, False
    for unit in units:
        heading = _HEADING.match(unit)
        item = item_of(unit)
        if heading:
            text = without_citation_marks(heading.group(2))
            in_notes = names_notes(text)
            finding.drafts.append(Draft(BlockKind.HEADING, text, len(heading.group(1))))
        elif item and in_notes:
            finding.drafts.append(Draft(BlockKind.FOOTNOTE, item.text))
        elif item:
            lists += not in_list
            text = without_citation_marks(item.text)
            finding.drafts.append(Draft(BlockKind.LIST_ITEM, text, item.level, list_number=lists))
        elif not _edited(unit, finding):
            text = without_citation_marks(unit)
            finding.drafts.append(Draft(_kind(unit, in_notes), text))
        in_list = item is not None


def _kind(unit: str, in_notes: bool) -> BlockKind:
    if in_notes:
        return BlockKind.FOOTNOTE
    return BlockKind.CAPTION if marks.is_caption(unit) else BlockKind.PARAGRAPH


def _edited(unit: str, finding: Finding) -> bool:
    """Take the revision date from a line such as "This page was last edited on …"."""
    when = last_edited(canonical_line(unit[:1_000]))
    if when is None:
        return False
    finding.know("issued", parse_date(when), "“last edited” line")
    return True
