"""What a page shows in place of an article's rest or twice, and headings that are subtitles."""

from __future__ import annotations

import re

from app.intake.finding import Finding
from app.intake.page.tree import Element, drop, elements, named, words
from app.intake.plain.marks import folded
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
_PULLED = re.compile(r"(?:^|[\s_-])pull-?(?:ed-?)?quote(?:$|[\s_-])")
_STUB_CLASS = re.compile(f"{_WALL_CLASS.pattern}|pull-?(?:ed-?)?quote")
_WHOLE_TEXT = 1_000_000


def drop_stubs(listed: list[tuple[str, Element]], root: Element, finding: Finding) -> None:
    """Take out walls, with a warning, and words set large that the text holds as well.

    ``listed`` are the page's elements by class and id. A frame around all the text is no wall.
    """
    for names, element in listed:
        if not _STUB_CLASS.search(names) or element.tag in ("html", "body"):
            continue
        text = canonical_line(words(element)[: _LONGEST_WALL * 4])
        is_wall = bool(_WALL_CLASS.search(names)) and len(text) <= _LONGEST_WALL
        if is_wall and _ASKS.search(text):
            drop(element)
            finding.warn(_WALLED)
        elif _PULLED.search(names) and text and _stands_twice(text, root):
            drop(element)


def _stands_twice(text: str, root: Element) -> bool:
    said = folded(text)
    return len(said) <= _LONGEST_WALL and folded(words(root), _WHOLE_TEXT).count(said) > 1


def drop_subtitle(root: Element, finding: Finding) -> None:
    """Take out a heading that is marked as the subtitle: it opens no section."""
    for element in list(elements(root, "h2", "h3", "h4")):
        if _SUBTITLE_CLASS.search(named(element)):
            finding.note("subtitle", words(element))
            drop(element)
            return
