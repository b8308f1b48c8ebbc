"""Running heads, feet and page numbers: what repeats on every page and is no text."""

from __future__ import annotations

import re
from collections import Counter

from app.intake.pdf.line import Line
from app.intake.pdf.pages import Page

_NUMBER = re.compile(
    r"\W*(?:page\s+|p\.\s*|seite\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|von)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_EDGE = 3
_FEWEST_PAGES = 3


def without_furniture(pages: list[Page], *, numbers: bool = True) -> list[Page]:
    """The pages without lines that repeat at their edges, and without page numbers there.

    ``numbers`` is whether the outermost lines may be page numbers.
    """
    repeated = _repeated(pages)
    return [Page(page.label, tuple(_kept(page, repeated, numbers))) for page in pages]


def _repeated(pages: list[Page]) -> set[str]:
    if len(pages) == 2:  # twice is little, so only the outermost lines count
        heads, feet = zip(*(_ends(page) for page in pages), strict=True)
        return ({*heads[0]} & {*heads[1]}) | ({*feet[0]} & {*feet[1]})
    if len(pages) < _FEWEST_PAGES:
        return set()
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(_FEWEST_PAGES, len(pages) // 4) if len(pages) > _FEWEST_PAGES else _FEWEST_PAGES
    return {key for key, count in counts.items() if count >= least}


def _ends(page: Page) -> tuple[list[str], list[str]]:
    """The keys of the topmost line and of the bottommost, empty lists on a page of few lines."""
    by_height = sorted(page.lines, key=lambda line: -line.top)
    if len(by_height) < _EDGE:
        return [], []
    return [_key(by_height[0])], [_key(by_height[-1])]


def _edges(page: Page) -> list[Line]:
    """The topmost and bottommost lines, wherever the file draws them."""
    by_height = sorted(page.lines, key=lambda line: -line.top)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _key(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold()).strip()


def _kept(page: Page, repeated: set[str], numbers: bool) -> list[Line]:
    outermost = _edges(page)
    edges = {id(line) for line in outermost}
    ends = {id(line) for line in outermost[:1] + outermost[-1:]} if numbers else set()
    kept = []
    for line in page.lines:
        if id(line) in edges and _key(line) in repeated and len(line.text) < 150:
            continue
        if id(line) in ends and len(page.lines) > 1 and _NUMBER.match(line.text):
            continue
        kept.append(line)
    return kept
