"""A passage as a quotation: set in the style's marks, or set off as a block.

Inner quotation marks alternate with the outer ones (double within single within double), as every
English guide asks. Only marks that clearly pair are turned; apostrophes (A’maq, users’, ’90s), an
ʿayn written as a mark, and a mark whose partner lies outside the passage stay as the source has
them, since a wrong change would misquote.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from app.cite.rules import marks_of, rule_of
from app.cite.styles import Style

_DOUBLE = ("“", "”")
_SINGLE = ("‘", "’")
_INNER = {"“": _SINGLE, "‘": _DOUBLE, "„": ("‚", "‘"), "«": ("“", "”")}
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-/")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0.,;:!?)]}—–-/…")
_MARKS = re.compile("[“”\"‘’']")
_ANY_MARK = re.compile("[“”\"‘’'„‚«»]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation ready for an essay.

    ``quotation`` carries its marks unless ``block`` says that it is set off; ``text`` is it and
    the citation with a space between. ``html`` is the same as rich text, for a clipboard: a
    paragraph, or a block quotation with its paragraphs. ``differs`` says in a sentence where the
    quotation no longer equals its source, character for character; empty where it does.
    """

    quotation: str
    block: bool
    citation: str
    text: str
    html: str = ""
    differs: str = ""


def build_quotation(
    exact: str, citation: str, style: Style, citation_html: str | None = None
) -> Quotation:
    """The passage ``exact`` as ``style`` quotes it, followed by ``citation``.

    From the style's number of words on it is a block, with its own marks and paragraphs; else it
    stands on one line in the style's marks. Tabs and line feeds of tables become spaces.
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\n+", exact)]
    paragraphs = [part for part in paragraphs if part]
    block = _words(paragraphs) >= rule_of(style).block_from
    if block:
        quotation = "\n\n".join(paragraphs)
    else:
        opening, closing = marks_of(style)
        quotation = f"{opening}{nested(' '.join(paragraphs), style)}{closing}"
    rich = html.escape(citation) if citation_html is None else citation_html
    return Quotation(
        quotation,
        block,
        citation,
        f"{quotation} {citation}".rstrip(),
        _rich(quotation, rich, block),
    )


def _rich(quotation: str, citation: str, block: bool) -> str:
    parts = [html.escape(part, quote=False) for part in quotation.split("\n\n")]
    parts[-1] = f"{parts[-1]} {citation}".rstrip()
    paragraphs = "".join(f"<p>{part}</p>" for part in parts)
    return f"<blockquote>{paragraphs}</blockquote>" if block else paragraphs


def equals_source(exact: str, quotation: str) -> bool:
    """Whether ``quotation`` has exactly the characters of ``exact``.

    Only what every guide lets one change may differ: the kind of a quotation mark, the outer marks,
    and white space at the end of lines.
    """
    return _neutral(exact) == _neutral(_unwrapped(exact, quotation))


def _unwrapped(exact: str, quotation: str) -> str:
    """``quotation`` without the marks around it that its source hasn't."""
    words, source = quotation.strip(), _neutral(exact)
    if words and _neutral(words) != source and words[0] in "“‘„«" and words[-1] in "”’“»":
        return words[1:-1]
    return words


def _neutral(text: str) -> str:
    return " ".join(_ANY_MARK.sub('"', text).split()).strip()


def nested(text: str, style: Style) -> str:
    """``text`` with its paired quotation marks turned to stand inside the style's outer marks."""
    outer = marks_of(style)
    inner = _INNER.get(outer[0][:1], _SINGLE)
    letters = list(text)
    for start, end, depth in _pairs(text):
        letters[start], letters[end] = outer if depth % 2 else inner
    return "".join(letters)


def _words(paragraphs: list[str]) -> int:
    # A dash standing alone is no word.
    return sum(any(c.isalnum() for c in word) for part in paragraphs for word in part.split())


def _pairs(text: str) -> list[tuple[int, int, int]]:
    """Where paired marks open and close, and how many pairs are around each (0 for none)."""
    found: list[tuple[int, int]] = []
    pending: list[int] = []
    for match in _MARKS.finditer(text):
        place = match.start()
        if _opens(text, place):
            pending.append(place)
            continue
        partner = _partner(text, place, pending)
        if partner is not None:
            del pending[partner + 1 :]
            found.append((pending.pop(), place))
    return [(a, b, sum(c < a and b < d for c, d in found)) for a, b in sorted(found)]


def _partner(text: str, place: int, pending: list[int]) -> int | None:
    """The index in ``pending`` of the mark that the one at ``place`` closes."""
    if not _closes(text, place):
        return None
    single = text[place] in "’'"
    for index in range(len(pending) - 1, -1, -1):
        opener = text[pending[index]]
        if (opener in "‘'") == single:
            return index
        if single:  # a single mark never closes across an open double one
            return None
    return None


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "”’":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not after or after.isspace():
        return False
    free = not before or before in _OPENS_AFTER or before in "“‘\"'"
    # '90s and 'tis: a straight or turned mark before a figure is an apostrophe.
    return free and not (mark in "‘'" and after.isdigit())


def _closes(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "“‘":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not before or before.isspace():
        return False
    if mark in '”"':
        return True
    free = not after or after in _CLOSES_BEFORE or after in "”’\"'"
    # users’ mentions: a plural's apostrophe looks the same as a closing mark.
    plural = before in "sS" and after == " " and text[place + 2 : place + 3].islower()
    return free and not plural
