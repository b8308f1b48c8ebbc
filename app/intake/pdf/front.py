"""Title, author and kind of a PDF.

In order of trust: its suggested citation, its fields where they are sane, page one, its imprint.
"""

from __future__ import annotations

import re

from app.intake.finding import Finding
from app.intake.pdf.imprint import read_citation, read_small_print
from app.intake.pdf.line import Line
from app.intake.pdf.measure import Measure
from app.intake.pdf.pages import Page
from app.intake.people import CslName, parse_byline
from app.intake.plain import marks
from app.intake.plain.datelines import read_dateline
from app.model import DocumentKind
from app.text import canonical_line

_MADE_UP = re.compile(
    r"^(?:microsoft\s+(?:word|powerpoint|excel)|untitled|document\d*$|slide\s*\d|layout\s*\d|print"
    r"|title$|no title|new document|presentation\d*$|book\d*$|\(anonymous\)|unknown|none$"
    r"|pii:|doi:|https?:)|\.(?:docx?|pdf|indd|qxd|qxp|tex|dvi|pptx?|xlsx?|odt|rtf|pages)$"
    r"|^[\w-]*\d[\w-]*$|^[a-z0-9_-]+$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"^(?:(?:\w*user\d*|admin\w*|owner|author|unknown|anonymous|\(anonymous\)|microsoft.*|adobe.*"
    r"|preferred customer|hp|dell|lenovo|acer|asus|default|guest|home|office|none|n/?a)\W*)$",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b(?:doi:?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]{3,200})", re.IGNORECASE)
_JOURNAL = re.compile(
    r"\bISSN\b|\bvol(?:ume|\.)?\s*\d+\s*[,(:]?\s*(?:no|issue|number|\()|\bjournal of\b",
    re.IGNORECASE,
)
_LONGEST = 300
_SEARCHED = 3
_OPENING = 5
_TITLE_WITHIN = 25


def read_front(
    pages: list[Page], measure: Measure, said: dict[str, str], finding: Finding
) -> list[Line]:
    """Set title, author, date, DOI and kind; the lines of page one that say only that."""
    first = pages[0].lines if pages else ()
    text = "\n".join(line.text for page in pages[:_SEARCHED] for line in page.lines)
    read_citation(pages, finding)
    title = canonical_line(said.get("Title", ""))
    if is_sane_title(title):
        finding.know("title", title, "PDF field")
    finding.know("title", _largest(first, measure), "largest line of page one")
    author = canonical_line(said.get("Author", ""))
    finding.know("author", sane_authors(author), "PDF field")
    opening = _opening(first, finding)
    read_small_print(pages, finding)
    doi = _DOI.search(text)
    if doi:
        finding.know("DOI", doi.group(1).rstrip(".,;)"), "front pages")
    is_article = bool(doi) and bool(_JOURNAL.search(text))
    finding.kind = DocumentKind.JOURNAL_ARTICLE if is_article else DocumentKind.REPORT
    return opening


def is_sane_title(title: str) -> bool:
    """Whether a PDF's title field is a title and not what a program put there."""
    return 5 <= len(title) <= _LONGEST and " " in title and not _MADE_UP.search(title)


def sane_authors(author: str) -> list[CslName]:
    """The people of a file's author field; none where it is what a program or office put there."""
    if not author or _NO_AUTHOR.match(author):
        return []
    return [name for name in parse_byline(author) if _is_plausible(name)]


def _is_plausible(name: dict[str, str]) -> bool:
    literal = name.get("literal", "")
    return not literal or " " in literal or literal.isupper() or not literal.isascii()


def largest_lines(pages: list[Page], measure: Measure) -> list[str]:
    """The line or lines of page one that are set largest, as a list of one; empty for none."""
    found = _largest(pages[0].lines if pages else (), measure)
    return [found] if found else []


def _largest(lines: tuple[Line, ...], measure: Measure) -> str:
    """The largest lines of page one that stand together."""
    named = [line for line in lines if sum(letter.isalpha() for letter in line.text) >= 3]
    size = max((line.size for line in named), default=0.0)
    if size < measure.size * 1.05:
        return ""
    parts: list[str] = []
    for line in named:
        if line.size >= size * 0.97:
            parts.append(line.text)
        elif parts:
            break
    title = canonical_line(" ".join(parts))
    return title if len(title) <= _LONGEST else ""


def _opening(lines: tuple[Line, ...], finding: Finding) -> list[Line]:
    """The lines right below the title on page one that say who wrote it and when.

    On a page that holds little else, the large line below the title is the subtitle.
    """
    start = _below_title(lines, marks.folded(str(finding.reference.get("title", ""))))
    found: list[Line] = []
    for place in range(start, min(start + _OPENING, len(lines))):
        line = lines[place]
        dateline = read_dateline(line.text)
        byline = dateline.byline if dateline else line.text
        if dateline is None and not marks.is_bare_name(line.text):
            if place == start and _is_subtitle(lines, place):
                finding.note("subtitle", line.text)
                found.append(line)
                continue
            break
        authors = parse_byline(byline) if byline else []
        if byline and finding.reference.get("author", authors) != authors:
            break
        finding.know("author", authors, "byline of page one")
        finding.know("issued", dateline.issued if dateline else None, "page one")
        found.append(line)
    return found


def _below_title(lines: tuple[Line, ...], title: str) -> int:
    """The place behind the last line of the title; none where the title isn't on the page."""
    for place in range(min(len(lines), _TITLE_WITHIN)):
        for start in range(max(0, place - 4), place + 1):
            above = marks.folded(" ".join(line.text for line in lines[start : place + 1]))
            if title and above == title:
                return place + 1
    return len(lines)


def _is_subtitle(lines: tuple[Line, ...], place: int) -> bool:
    """Whether a line set larger than the next is followed by a byline or date."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below is None or lines[place].size <= below.size * 1.05:
        return False
    return read_dateline(below.text) is not None or marks.is_bare_name(below.text)
