"""Drafts as a whole: no title, byline or doubled caption among them; author notes last."""

from __future__ import annotations

import re
from dataclasses import replace

from app.intake.finding import Finding
from app.intake.people import parse_byline
from app.intake.plain import marks
from app.intake.plain.datelines import read_dateline
from app.intake.plain.notes import full_name, note_start
from app.intake.plain.tail import find_tail
from app.model import BlockKind
from app.text import Draft, canonical_line

_READING_TIME = re.compile(r"\W*\b\d{1,3}[\s-]min(?:ute)?s?(?:\s+read)?\b", re.IGNORECASE)
_NEAR = 4
_LONGEST_BYLINE = 150
_LONGEST = 1_000
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_OPENERS = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def tidy(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """The drafts that are Text: what only repeats the reference goes to where it belongs."""
    kept = _without_title(drafts, str(finding.reference.get("title", "")))
    kept = _without_opening(kept, finding)
    kept = _without_doubles(kept)
    kept = _without_provenance(kept, finding)
    if finding.media_type != "application/pdf":
        kept = [_captioned(draft) for draft in _without_tail(kept, finding)]
    return _with_author_note(kept, finding)


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


def _without_opening(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """Without lines near the top that only say again who wrote it and when.

    A heading straight above such a line is a subtitle, and so is one that is marked as such.
    """
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        if place < _NEAR and _repeats_reference(draft, finding):
            if len(kept) == 1 and kept[0].kind is BlockKind.HEADING:
                finding.note("subtitle", kept.pop().text)
        else:
            kept.append(draft)
    return kept


def _repeats_reference(draft: Draft, finding: Finding) -> bool:
    line = _READING_TIME.sub("", canonical_line(draft.text[:_LONGEST])).strip()
    if draft.kind is BlockKind.CAPTION:  # of the picture beside the byline
        return len(line) < _LONGEST_BYLINE and _names_author(line, finding)
    if draft.kind is BlockKind.HEADING:  # a theme that sets its bylines as headings
        return bool(line) and parse_byline(line) == finding.reference.get("author")
    if draft.kind is not BlockKind.PARAGRAPH or not 0 < len(line) < _LONGEST_BYLINE:
        return False
    dateline = read_dateline(line)
    if dateline is None and not marks.is_bare_name(line):
        return False
    byline = line if dateline is None else dateline.byline
    authors = finding.reference.get("author")
    if byline and parse_byline(byline) != authors:
        return False
    issued = dateline.issued if dateline else None
    return issued is None or issued == finding.reference.get("issued")


def _names_author(line: str, finding: Finding) -> bool:
    names = [name for name in finding.reference.get("author", []) if isinstance(name, dict)]
    return marks.folded(line) in {marks.folded(full_name(name)) for name in names}


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """A caption right after the same words, as alternative text or otherwise, stands once.

    So do the captions of an image that a page holds twice, for wide windows and for narrow ones:
    of a run of captions, only those that didn't stand in it before.
    """
    kept: list[Draft] = []
    run: set[str] = set()
    for draft in drafts:
        is_caption = draft.kind is BlockKind.CAPTION
        if is_caption and draft.text and marks.folded(draft.text) in run:
            continue
        run = {*run, marks.folded(draft.text)} if is_caption else set()
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


def _without_tail(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """Without buttons, tags and comments below the text."""
    ours = [place for place, draft in enumerate(drafts) if draft.kind in _LINES]
    tail = find_tail([drafts[place].text for place in ours])
    finding.note("tags", tail.tags)
    gone = {ours[place] for place in tail.places}
    return [draft for place, draft in enumerate(drafts) if place not in gone]


def _captioned(draft: Draft) -> Draft:
    if draft.kind is BlockKind.PARAGRAPH and marks.is_picture_line(draft.text):
        return Draft(BlockKind.CAPTION, draft.text, page=draft.page, origin=draft.origin)
    return draft


def _with_author_note(drafts: list[Draft], finding: Finding) -> list[Draft]:
    """From "About the author" on, or from a last line that says who they are, all is a note."""
    ours = [place for place, draft in enumerate(drafts) if draft.kind in _OPENERS]
    lines = [drafts[place].text for place in ours]
    start = note_start(lines, finding.reference.get("author", []))
    if start == len(ours) or not _is_late(drafts, ours[start]):
        return drafts
    place = ours[start]
    return drafts[:place] + [_as_author_note(item) for item in drafts[place:]]


def _is_late(drafts: list[Draft], place: int) -> bool:
    return place * 2 >= len(drafts) and len(drafts[place].text) < _LONGEST


def _as_author_note(draft: Draft) -> Draft:
    if draft.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTATION):
        return draft
    return Draft(BlockKind.AUTHOR_NOTE, draft.text, page=draft.page, origin=draft.origin)
