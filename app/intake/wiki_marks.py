"""What wikis write into their text that is not text: citation marks, edit links, edit dates."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"\s?\[(?:\d{1,4}|[a-z]|note \d+|nb \d+|n \d+|lower-alpha \d+|citation needed"
    r"|clarification needed|when\?|who\?|by whom\?|which\?|according to whom\?|dubious[^\]]{0,20}"
    r"|better source needed|failed verification|page needed)\](?::\s?\d+(?:[–-]\d+)?)?"
    r"|\s?\[\s?edit(?:\s+source)?\s?(?:\|[^\]]{0,30})?\]",
    re.IGNORECASE,
)
_LAST_EDITED = re.compile(
    r"^\W*(?:(?:this )?(?:page|article|entry) (?:was )?)?(?:last (?:edited|modified|updated|changed"
    r"|revised)|revision as of)(?: on)?:?\s+(?:\d{1,2}:\d\d,?\s+)?(.{6,40}?)"
    r"(?:,?\s+at\s+\d.*|,?\s+by\b.*|\(.*|\.\s.*)?\.?$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"<ref\b[^>]*/>|<ref\b[^>]*>.*?</ref>|<!--.*?-->|'{2,5}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]"
    r"|\[https?://\S+\s+([^\[\]]*)\]",
    re.IGNORECASE | re.DOTALL,
)
_NOTES = re.compile(
    r"(?:notes?(?: and references)?|references?|footnotes?|citations?|endnotes?|sources"
    r"|einzelnachweise|anmerkungen|références|notes et références|referencias|bibliography"
    r"|works cited)\W*$",
    re.IGNORECASE,
)


def without_citation_marks(text: str) -> str:
    """``text`` without "[1]", "[citation needed]", "[edit]" and their like."""
    return _MARKS.sub("", text) if "[" in text else text


def without_markup(text: str) -> str:
    """``text`` without a wiki's inline markup: bold, italics, links, references."""
    if not any(mark in text for mark in ("[[", "''", "<ref", "<!--", "[http")):
        return text
    return _INLINE.sub(lambda found: found.group(1) or found.group(2) or "", text)


def last_edited(line: str) -> str | None:
    """The date, as written, in a line that says when the page was last edited."""
    found = _LAST_EDITED.match(line) if len(line) < 300 else None
    return found.group(1) if found else None


def names_notes(heading: str) -> bool:
    """Whether a heading stands over footnotes or references."""
    return bool(_NOTES.match(heading.strip()))
