"""What a page shows in place of an article's rest, and headings that are only subtitles."""

from __future__ import annotations

import re

from app.intake.finding import Finding
from app.intake.page.tree import Element, drop, elements, named, words
from app.text import canonical_line

_WALL_CLASS = re.compile(
    r"paywall|regwall|pay-?meter|metered|subscri(?:be|ption)-?(?:wall|prompt|required)"
    r"|subscriber-?only|gate(?:d|way)?-?content|piano-|tp-modal|premium-?(?:content|box|teaser)"
)
_ASKS = re.compile(
    r"\b(?:subscri(?:be|ber|ption)|sign in|log in|register|member(?:ship)?|unlock|abonn\w+)\b",
    re.IGNORECASE,
)
_WALLED = "The page seems to show only the beginning of the article: the rest is for subscribers."
_LONGEST_WALL = 600
_SUBTITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:sub-?(?:title|headline)|dek|standfirst)(?:$|[\s_-])")
_MOST = 4_000


def drop_walls(root: Element, finding: Finding) -> None:
    """Take out a wall for subscribers, with a warning; a frame around all the text is none."""
    for element in root.xpath("//*[@class or @id]")[:_MOST]:
        if element.tag in ("html", "body") or not _WALL_CLASS.search(named(element)):
            continue
        text = canonical_line(words(element))
        if len(text) <= _LONGEST_WALL and _ASKS.search(text):
            drop(element)
            finding.warn(_WALLED)


def drop_subtitle(root: Element, finding: Finding) -> None:
    """Take out a heading that is marked as the subtitle: it opens no section."""
    for element in list(elements(root, "h2", "h3", "h4")):
        if _SUBTITLE_CLASS.search(named(element)):
            finding.note("subtitle", words(element))
            drop(element)
            return
