"""What a word processor's document says of itself, in fields and in its title block."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.intake.dates import parse_date
from app.intake.finding import Finding
from app.intake.opening import without_opening
from app.intake.pdf.front import is_sane_title, sane_authors
from app.intake.people import parse_byline
from app.model import BlockKind
from app.text import Draft, canonical_line

_LONGEST = 2_000
_SECTION = re.compile(
    r"(?:\d[\d.]*\s+|[ivx]+\.\s+)?(?:introduction|abstract|summary|executive summary|contents"
    r"|table of contents|preface|foreword|background|acknowledg\w+|einleitung|zusammenfassung"
    r"|résumé|resumen|introducción|المقدمة|مقدمة|chapter \d+|part \d+)\W*$",
    re.IGNORECASE,
)
"""What is over a section in any document and is no title."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The fields that programs fill in: as they are, empty where they say nothing."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    publisher: str = ""
    created: str = ""


def settle(
    drafts: list[Draft],
    said: Mapping[str, Sequence[str]],
    fields: Properties,
    finding: Finding,
) -> list[Draft]:
    """The drafts without title and byline, which go to the reference.

    In this order of trust: the title block, which is seen, the fields, the first heading.
    """
    block = {role: canonical_line(" ".join(lines)[:_LONGEST]) for role, lines in said.items()}
    finding.know("title", block.get("title", ""), "title block")
    finding.note("subtitle", block.get("subtitle", ""))
    for line in said.get("author", ()):
        finding.reference.setdefault("author", []).extend(parse_byline(line))
        finding.sources["author"] = "title block"
    if not finding.reference.get("author", True):
        del finding.reference["author"], finding.sources["author"]
    finding.know("issued", parse_date(block.get("date", "")), "title block")
    if "title" in finding.reference:
        drafts = without_opening(drafts, finding)
    _fields(fields, finding)
    return without_opening(_without_heading(drafts, finding), finding)


def _without_heading(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """Without a heading on top that stands over all others, which is the title.

    One of several on its level is a section's: it lends its words to the reference and stays.
    """
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    first = next((draft for draft in drafts if draft.rows or canonical_line(draft.text)), None)
    if "title" in finding.reference or first is None or first.kind is not BlockKind.HEADING:
        return drafts
    rivals = [draft for draft in headings if (draft.level or 1) <= (first.level or 1)]
    if len(rivals) == 1:
        finding.know("title", first.text, "first heading")
        return [draft for draft in drafts if draft is not first]
    if not _SECTION.match(canonical_line(first.text)):
        finding.know("title", first.text, "first heading")
    return drafts


def _fields(fields: Properties, finding: Finding) -> None:
    title = canonical_line(fields.title[:_LONGEST])
    if is_sane_title(title):
        finding.know("title", title, "document properties")
    author = canonical_line(fields.author[:_LONGEST].replace(";", ","))
    finding.know("author", sane_authors(author), "document properties")
    finding.know("language", fields.language, "document properties")
    finding.know("publisher", fields.publisher, "document properties")
    words = fields.keywords.replace(";", ",").split(",")
    finding.note("tags", [word.strip() for word in words if word.strip()][:50])
    finding.note("created", fields.created[:40])
