"""Markdown files."""

from __future__ import annotations

import re
from dataclasses import replace

from app.intake.closing import tidy
from app.intake.decode import decode_plain
from app.intake.finding import Finding
from app.intake.markdown.front_matter import read_front_matter, split_front_matter
from app.intake.markdown.pandoc import parse_markdown
from app.intake.markdown.tree import TreeReader
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.intake.plain.article import speaks_as_i
from app.intake.plain.datelines import read_dateline
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line

EXTRACTOR = "markdown 1"
_NEAR = 5
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_markdown(data: bytes) -> Finding:
    """What a Markdown file holds. Raises InputError where it is no text."""
    text, warnings = decode_plain(data)
    text = _CONTROLS.sub("", re.sub(r"\r\n?", "\n", text))
    finding = Finding(DocumentKind.ANALYST_ARTICLE, EXTRACTOR, "text/markdown", warnings=warnings)
    matter, body = split_front_matter(text)
    if matter:
        read_front_matter(matter, finding)
    drafts = TreeReader().read(parse_markdown(body))
    drafts = _opening(_titled(drafts, finding), finding)
    finding.drafts = tidy([_captioned(draft) for draft in drafts], finding)
    _settle_kind(finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding


def _titled(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """Without the heading that serves as title: the first of level 1, or a first heading."""
    headings = [n for n, draft in enumerate(drafts[:_NEAR]) if draft.kind is BlockKind.HEADING]
    for place in headings:
        if (drafts[place].level == 1 or place == 0) and "title" not in finding.reference:
            finding.know("title", drafts[place].text, "first heading")
            return drafts[:place] + drafts[place + 1 :]
    return drafts


def _opening(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """Without the lines above the text that say who, when, and where before."""
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


def _captioned(draft: Draft) -> Draft:
    if draft.kind is BlockKind.PARAGRAPH and marks.is_caption(draft.text):
        return replace(draft, kind=BlockKind.CAPTION)
    return draft


def _settle_kind(finding: Finding) -> None:
    """First person and nobody named is a blog, where the front matter doesn't say otherwise."""
    if finding.sources.pop("type", None) or "author" in finding.reference:
        return
    own = "\n".join(d.text for d in finding.drafts if d.kind is BlockKind.PARAGRAPH)
    if speaks_as_i(own):
        finding.kind = DocumentKind.BLOG_POST
