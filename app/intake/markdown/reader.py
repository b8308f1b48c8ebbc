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
from app.intake.opening import without_opening, without_title
from app.intake.plain import marks
from app.intake.plain.article import speaks_as_i
from app.model import BlockKind, DocumentKind
from app.text import Draft

EXTRACTOR = "markdown 1"
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
    drafts = without_opening(without_title(drafts, finding), finding)
    finding.drafts = tidy([_captioned(draft) for draft in drafts], finding)
    _settle_kind(finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding


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
