"""A web page that a browser printed to PDF: what its margins say, and the page without them.

Browsers write the date of printing, the page's title, its address and "1/3" above and below what
they print. The print's pages depend on paper and zoom, so nothing is cited by them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.intake.pdf.line import Line
from app.intake.pdf.pages import Page
from app.text import canonical_line

_BROWSER = re.compile(
    r"skia/pdf|quartz pdfcontext|chrom(?:e|ium)|mozilla|firefox|safari|webkit|edg(?:e|a)?/|opera",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:word|pages|keynote|powerpoint|excel|google docs)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|(?<!\S)www\.)\S+", re.IGNORECASE)
_WHEN = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+(?:(?:at|um|à)\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"(?:[\s\u202f]*[AaPp]\.?[Mm]\.?)?"
    r"|\d{1,2}:\d{2}(?:\s*[AaPp][Mm])?,?\s+\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
)
_COUNT = re.compile(
    r"(?:\b(?:page|seite|página)\s+)?\b(\d{1,4})\s*(?:/|of|von|de|sur)\s*(\d{1,4})\b", re.IGNORECASE
)
_SAME_LINE = 3.0
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Printed:
    """What the margins say, and the pages without them; ``address`` is empty where it is cut."""

    address: str
    when: str
    title: str
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class _Margin:
    """One margin of one page: its lines, and what is written there."""

    lines: tuple[Line, ...]
    address: str
    when: str
    count: bool
    rest: str


def read_printed(pages: list[Page], said: Mapping[str, str]) -> Printed | None:
    """What a browser's printout says in its margins; None for any other PDF.

    It must have been made by a browser, and most of its pages must name the same address.
    """
    makers = f"{said.get('Producer', '')} {said.get('Creator', '')}"
    if not _BROWSER.search(makers) or _OFFICE.search(makers):
        return None
    margins = [_margins(page) for page in pages]
    addresses = Counter(m.address for found in margins for m in found if m.address)
    if not addresses:
        return None
    address, count = addresses.most_common(1)[0]
    filled = sum(1 for page in pages if page.lines)
    if count * 2 <= filled:
        return None
    titles = Counter(m.rest for found in margins for m in found if m.rest and (m.when or m.address))
    title = titles.most_common(1)[0][0] if titles else ""
    when = next((m.when for found in margins for m in found if m.when), "")
    kept = [_without(page, found, title) for page, found in zip(pages, margins, strict=True)]
    is_cut = address.endswith(("…", "..."))
    return Printed("" if is_cut else address, when, canonical_line(title), kept)


def _margins(page: Page) -> list[_Margin]:
    """The topmost and the bottommost line of a page, where they say what margins say."""
    found = []
    for edge in (max, min):
        if page.lines:
            base = edge(line.base for line in page.lines)
            lines = [line for line in page.lines if abs(line.base - base) <= _SAME_LINE]
            margin = _margin(tuple(sorted(lines, key=lambda line: line.left)))
            if margin.address or margin.when or margin.count:
                found.append(margin)
    return found


def _margin(lines: tuple[Line, ...]) -> _Margin:
    text = " ".join(line.text for line in lines)[:_LONGEST]
    address = _ADDRESS.search(text)
    rest = _ADDRESS.sub(" ", text)
    when = _WHEN.search(rest)
    rest = _WHEN.sub(" ", rest)
    counted = _COUNT.search(rest)
    rest = canonical_line(_COUNT.sub(" ", rest) if address or when or _is_alone(rest) else rest)
    return _Margin(
        lines=lines,
        address=address.group() if address else "",
        when=canonical_line(when.group()) if when else "",
        count=bool(counted) and not rest,
        rest=rest,
    )


def _is_alone(text: str) -> bool:
    return bool(_COUNT.fullmatch(text.strip()))


def _without(page: Page, margins: list[_Margin], title: str) -> Page:
    """The page without its margins; a line of its text that names an address is none."""
    out = {
        id(line)
        for margin in margins
        if margin.count or not margin.rest or margin.rest == title
        for line in margin.lines
    }
    return Page(page.label, tuple(line for line in page.lines if id(line) not in out))
