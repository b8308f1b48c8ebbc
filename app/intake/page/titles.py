"""Titles without the name of the site."""

from __future__ import annotations

import re

from app.intake.plain.marks import folded
from app.text import canonical_line

_SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»~]|::|//|:)\s+|\s*\|\s*|\s*[_＿]\s*(?=[^\x00-\x7f])")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_TRAILING = re.compile(r"\s*(?:::|[|»·•])\s*$")
_FEWEST_WORDS = 3
_LONGEST_SITE = 6
_NO_SITE = re.compile(
    r"by\s|part\s|page\s|chapter\s|\d+$|pdf$|print|home$|\S*-\S*\d", re.IGNORECASE
)
_GENERIC = re.compile(
    r"untitled.*|document\d*|index|home(?:\s?page)?|new page.*|page \d+|no title|\S+\.html?"
)


def without_site(title: str, names: list[str], headings: list[str]) -> str:
    """``title`` without the site's name at its end or beginning.

    ``names`` are the site's known names. What equals one of the page's own ``headings`` is
    believed to be the title; else a short last part goes when enough words stay.
    """
    line = _TRAILING.sub("", canonical_line(title))
    for heading in headings:
        if heading and folded(heading) and folded(heading) in folded(line):
            rest = folded(line).replace(folded(heading), "", 1)
            if rest and _is_leftover(line, heading):
                return canonical_line(heading)
    known = {folded(name) for name in names if name}
    return _trimmed(line, known)


def _is_leftover(line: str, heading: str) -> bool:
    """Whether ``heading`` is one whole side of a separator in ``line``."""
    parts = [folded(part) for part in _SEPARATOR.split(line)]
    wanted = folded(heading)
    if len(wanted.split()) < 2:
        return wanted in parts
    joined_front = folded(line).startswith(wanted)
    joined_back = folded(line).endswith(wanted)
    return joined_front or joined_back


def _trimmed(line: str, known: set[str]) -> str:
    cuts = list(_SEPARATOR.finditer(line))
    if not cuts:
        return line
    last, first = cuts[-1], cuts[0]
    if folded(line[last.end() :]) in known:
        return _trimmed(line[: last.start()], known)
    if folded(line[: first.start()]) in known:
        return line[first.end() :]
    kept = line[: last.start()]
    is_colon = ":" in last.group()
    tail = line[last.end() :]
    if not is_colon and _count(tail) <= 4 < _count(kept) + 2 and not known:
        return kept if _count(kept) >= _FEWEST_WORDS else line
    return line


def _count(text: str) -> int:
    """How many words; two letters of a script without spaces make one, as most of its words do."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + (unspaced + 1) // 2


def beside_title(line: str, title: str) -> str:
    """What stands beside the ``title`` in a title element, which is the site's name mostly."""
    parts = [part for part in _SEPARATOR.split(canonical_line(line)) if part]
    others = [part for part in parts if folded(part) != folded(title)]
    alone = len(parts) == 2 and len(others) == 1
    fits = alone and len(others[0].split()) <= _LONGEST_SITE and not _NO_SITE.match(others[0])
    if fits:
        return others[0]
    front, colon, rest = canonical_line(line).partition(": ")
    return front if colon and folded(rest) == folded(title) else ""


def better_heading(title: str, headings: list[str]) -> str:
    """The page's one first heading where the title element only begins it, or says nothing."""
    if len(headings) != 1:
        return ""
    heading, short, long = headings[0], folded(title), folded(headings[0])
    begun = long.startswith(f"{short} ") or _GENERIC.fullmatch(short)
    shared = {word for word in short.split() if len(word) > 3} & set(long.split())
    parted = bool(_SEPARATOR.search(title)) or ": " in title
    other = (
        not parted
        and not shared
        and short not in long
        and long not in short
        and len(long.split()) >= 3
    )
    return heading if begun or other else ""
