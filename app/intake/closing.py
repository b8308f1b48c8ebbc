"""Drafts as a whole: no title, byline or doubled caption among them; author notes last."""

from __future__ import annotations

import re
from dataclasses import replace

from app.intake.finding import Finding
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.model import BlockKind
from app.text import Draft, canonical_line

_NEAR = 4
_LONGEST_BYLINE = 150
_LONGEST = 1_000


def tidy(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """The drafts that are Text: what only repeats the reference goes to where it belongs."""
    kept = _without_title(drafts, str(finding.reference.get("title", "")))
    kept = _without_byline(kept, finding)
    kept = _without_doubles(kept)
    kept = _without_provenance(kept, finding)
    return _with_author_note(kept)


def _without_title(drafts: list[Draft], title: str) -> list[Draft]:
    wanted = marks.folded(title)
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        heads = draft.kind is BlockKind.HEADING or (
            draft.kind is BlockKind.PARAGRAPH and place < _NEAR
        )
        if wanted and place < 8 and heads and marks.folded(draft.text) == wanted:
            continue
        kept.append(draft)
    return kept


def _without_byline(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """A line near the top that holds nothing but the known authors' names is no paragraph."""
    authors = finding.reference.get("author")
    for place, draft in enumerate(drafts[:_NEAR]):
        line = canonical_line(draft.text[:_LONGEST])
        is_line = draft.kind is BlockKind.PARAGRAPH and 0 < len(line) < _LONGEST_BYLINE
        named = authors and is_line and (marks.has_by(line) or marks.is_bare_name(line))
        if named and parse_byline(line) == authors:
            return drafts[:place] + drafts[place + 1 :]
    return drafts


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """A caption right after the same words, as alternative text or otherwise, stands once."""
    kept: list[Draft] = []
    for draft in drafts:
        same = bool(kept) and BlockKind.CAPTION in (draft.kind, kept[-1].kind)
        if same and draft.text and marks.folded(draft.text) == marks.folded(kept[-1].text):
            kept[-1] = replace(draft, kind=BlockKind.CAPTION, level=None, list_number=None)
        else:
            kept.append(draft)
    return kept


def _without_provenance(drafts: list[Draft], finding: Finding) -> list[Draft]:
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        near_end = place < _NEAR or place >= len(drafts) - _NEAR
        line = canonical_line(draft.text[:_LONGEST]) if near_end else ""
        if draft.kind is BlockKind.PARAGRAPH and marks.is_published_before(line):
            finding.note("published_before", re.sub(r"[\s:]+$", "", line))
        else:
            kept.append(draft)
    return kept


def _with_author_note(drafts: list[Draft]) -> list[Draft]:
    """From "About the author" on, everything is a note about the author."""
    for place, draft in enumerate(drafts):
        opens = draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        late = place * 2 >= len(drafts) and len(draft.text) < _LONGEST
        if opens and late and marks.opens_author_note(canonical_line(draft.text)):
            notes = [_as_author_note(item) for item in drafts[place:]]
            return drafts[:place] + notes
    return drafts


def _as_author_note(draft: Draft) -> Draft:
    if draft.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTATION):
        return draft
    return Draft(BlockKind.AUTHOR_NOTE, draft.text, page=draft.page)
