"""Plain text in the manner of a wiki: "= Title =", "== Section ==", an infobox on top."""

from __future__ import annotations

import re

from app.intake.dates import parse_date
from app.intake.finding import Finding
from app.intake.plain import marks
from app.intake.plain.items import item_of
from app.intake.wiki_marks import (
    last_edited,
    names_notes,
    without_citation_marks,
    without_markup,
)
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line

_HEADING = re.compile(r"\s*(={1,6})\s*([^=].*?)\s*\1\s*$", re.DOTALL)
_EDIT = re.compile(r"^(.{1,100}?)\s*\[\s?edit(?:\s+source)?\s?\]\s*$", re.IGNORECASE)
_FIELD = re.compile(r"\s*[-*•|]\s*([^:=|]{1,60}?)\s*[:=]\s*(.*)$", re.DOTALL)
_BARE_FIELD = re.compile(r"\s*([^\s:|=][^:|=\t]{0,40}?)\s*(?::\s+|\t\s*)(\S.*)$", re.DOTALL)
_LONGEST_VALUE = 200
_FROM = re.compile(r"from\s+(\w+),\s+the\s+free\s+encyclop(?:a)?edia\W*$", re.IGNORECASE)


def looks_like_wiki(units: list[str]) -> bool:
    """Whether the text has a wiki's headings ("= Title =" on top, two sections) or was copied."""
    headings = [found for unit in units if (found := _HEADING.match(unit))]
    on_top = bool(units) and bool(_HEADING.match(units[0]))
    copied = any(_FROM.match(canonical_line(unit[:200])) for unit in units[:3])
    edited = sum(bool(_EDIT.match(unit[:200])) for unit in units) >= 2
    return on_top or copied or edited or sum(len(found.group(1)) >= 2 for found in headings) >= 2


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
    rows, taken = _marked_rows(units[start:])
    if not rows:
        rows = _bare_rows(units[start:])
        taken = len(rows)
    return rows, units[start + taken :]


def _marked_rows(units: list[str]) -> tuple[list[str], int]:
    """Rows with a mark in front, and of how many units they are made: a value may go on below."""
    rows: list[str] = []
    for place, unit in enumerate(units):
        field = _FIELD.match(unit)
        if field and not field.group(2).startswith("//"):
            rows.append(_row(field))
        elif rows and unit[:2].isspace():
            rows[-1] += f" {_plain(unit.strip())}"
        else:
            return rows, place
    return rows, len(units)


def _bare_rows(units: list[str]) -> list[str]:
    """Rows without a mark in front: two at least, each short and no sentence."""
    rows: list[str] = []
    for unit in units:
        field = _BARE_FIELD.match(unit)
        if not field or len(unit) > _LONGEST_VALUE or last_edited(canonical_line(unit)):
            break
        if _HEADING.match(unit) or (marks.is_sentence(unit) and len(field.group(2).split()) > 8):
            break
        rows.append(_row(field))
    return rows if len(rows) >= 2 else []


def _row(field: re.Match[str]) -> str:
    label, value = canonical_line(field.group(1)), _plain(field.group(2))
    return f"{label}: {value}".rstrip()


def _plain(text: str) -> str:
    return without_citation_marks(without_markup(text))


def _body(units: list[str], finding: Finding) -> None:
    in_list, lists, in_notes = False, 0, False
    marked = any(_heading(unit) for unit in units)
    for place, unit in enumerate(units):
        heading = _heading(unit)
        item = item_of(unit)
        if heading is None and not marked and item is None:
            heading = _unmarked(units, place)
        if heading:
            level, text = heading
            in_notes = names_notes(text)
            finding.drafts.append(Draft(BlockKind.HEADING, text, level))
        elif item and in_notes:
            finding.drafts.append(Draft(BlockKind.FOOTNOTE, without_markup(item.text)))
        elif item:
            lists += not in_list
            text = _plain(item.text)
            finding.drafts.append(Draft(BlockKind.LIST_ITEM, text, item.level, list_number=lists))
        elif not _is_about_page(unit, finding):
            finding.drafts.append(Draft(_kind(unit, in_notes), marks.unquoted(_plain(unit))))
        in_list = item is not None and heading is None


def _heading(unit: str) -> tuple[int, str] | None:
    """The level and words of a marked heading: "== Words ==" or "Words[edit]"."""
    found = _HEADING.match(unit)
    if found:
        return len(found.group(1)), _plain(found.group(2))
    edited = _EDIT.match(unit[:200])
    return (2, _plain(edited.group(1))) if edited and len(unit) < 200 else None


def _unmarked(units: list[str], place: int) -> tuple[int, str] | None:
    above = units[place - 1] if place else None
    below = units[place + 1] if place + 1 < len(units) else None
    return (2, units[place]) if marks.is_short_heading(units[place], above, below) else None


def _kind(unit: str, in_notes: bool) -> BlockKind:
    if in_notes:
        return BlockKind.FOOTNOTE
    if unit.lstrip().startswith(">"):
        return BlockKind.QUOTATION
    return BlockKind.CAPTION if marks.is_caption(unit) else BlockKind.PARAGRAPH


def _is_about_page(unit: str, finding: Finding) -> bool:
    """Take the revision's date or address from a line that says only that."""
    line = canonical_line(unit[:1_000])
    when = last_edited(line)
    link = marks.address(line)
    if when is not None:
        finding.know("issued", parse_date(when), "“last edited” line")
    elif link:
        finding.know("URL", link, "line of its own")
    return when is not None or link is not None
