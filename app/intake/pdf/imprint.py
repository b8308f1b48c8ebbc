"""What a report says of itself in small print: "Suggested citation", imprint, numbers.

The publisher's own words on how to cite it are believed before the fields of the file, which the
program that wrote it has often filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.intake.dates import CslDate, parse_date
from app.intake.finding import Finding
from app.intake.pdf.line import Line
from app.intake.pdf.pages import Page
from app.intake.people import CslName, parse_byline
from app.text import canonical_line

SUGGESTED = "suggested citation"
_SMALL_PRINT = "front pages"
_OPENS = re.compile(
    r"\W*(?:(?:suggested|recommended|preferred)\s+citation|(?:how to )?cite (?:this \w+|as)(?: as)?"
    r"|(?:please )?cite (?:this )?(?:\w+ )?as|to cite this \w+|citation)\s*[:.]\s*(.*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘']([^“”\"]{8,300}?)[,.]?[”\"’'][,.]?(?=\s|$)")
_YEAR_FIRST = re.compile(r"^(.{3,200}?)[.,]?\s*\((\d{4})[^)]*\)[.,:]?\s+(.*)$")
_DATED = re.compile(
    r"\(?\b((?:\d{1,2}\s+)?[^\W\d]{3,12}\.?\s+(?:\d{1,2},?\s+)?\d{4}|\d{4})\)?[\s.)]*$"
)
_PLACE = re.compile(r"^(?:[A-Z][\w.]*[\s,]*){1,4}:\s+")
_PUBLISHED_BY = re.compile(
    r"\bpublished\s+(?:\d{4}\s+|in \d{4}\s+)?by\s+(?:the\s+)?(.{3,120}?)\W*$", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:©\s*)?((?:19|20)\d\d)\b", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*:?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_ISSN = re.compile(r"\bISSN\s*(?:\(\w+\))?\s*:?\s*(\d{4}-\d{3}[\dXx])\b")
_ADDRESS = re.compile(r"\s*(?:https?://\S+|doi:\s*\S+|available at:?.*)$", re.IGNORECASE)
_FRONT, _BACK, _MOST_LINES = 4, 2, 6
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Cited:
    """A work as it asks to be cited; what wasn't understood is empty."""

    authors: list[CslName]
    title: str = ""
    publisher: str = ""
    issued: CslDate | None = None


def read_citation(pages: Sequence[Page], finding: Finding) -> None:
    """Set what the "Suggested citation" of a report's first or last pages says."""
    for said in _suggestions([*pages[:_FRONT], *pages[_FRONT:][-_BACK:]]):
        cited = understood(said)
        if cited is None:
            continue
        finding.know("title", cited.title, SUGGESTED, seen=said)
        finding.know("author", cited.authors, SUGGESTED, seen=said)
        finding.know("issued", cited.issued, SUGGESTED, seen=said)
        finding.know("publisher", cited.publisher, SUGGESTED, seen=said)
        return


def read_small_print(pages: Sequence[Page], finding: Finding) -> None:
    """Set publisher, year and numbers that the imprint tells, where nothing better is known."""
    for page in pages[:_FRONT]:
        for line in page.lines:
            published = _PUBLISHED_BY.search(line.text)
            if published:
                finding.know("publisher", published.group(1), _SMALL_PRINT, seen=line.text)
            for name, pattern in (("ISBN", _ISBN), ("ISSN", _ISSN)):
                found = pattern.search(line.text)
                finding.know(name, found.group(1).strip() if found else "", _SMALL_PRINT)
    for page in pages[:_FRONT]:
        for line in page.lines:
            year = _COPYRIGHT.search(line.text)
            if year:
                finding.know("issued", parse_date(year.group(1)), _SMALL_PRINT, seen=line.text)


def understood(said: str) -> Cited | None:
    """A formatted reference taken apart; None where it has no title that can be told from the rest.

    Two forms: the title in quotation marks, or the year in parentheses behind the authors.
    """
    line = _ADDRESS.sub("", canonical_line(said)).strip()
    quoted = _QUOTED.search(line)
    dated = _YEAR_FIRST.match(line)
    if quoted and quoted.start() > 0:
        before = re.sub(r"[\s,.]*(?:\(?\b\d{4}\)?)?[\s,.:]*$", "", line[: quoted.start()])
        rest, year = _undated(line[quoted.end() :])
        if year is None and (told := re.search(r"\b(\d{4})\b", line[: quoted.start()])):
            year = parse_date(told.group(1))
        return Cited(_people(before), quoted.group(1), _publisher(rest), year)
    if dated:
        authors, when, rest = dated.groups()
        title, _, publisher = rest.partition(". ")
        if len(title) >= _FEWEST // 4:
            title = title.strip(' .“”"')
            return Cited(_people(authors), title, _publisher(publisher), parse_date(when))
    return None


def _suggestions(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for place, line in enumerate(page.lines):
            opens = _OPENS.match(line.text)
            if opens:
                said = canonical_line(" ".join(_paragraph(opens.group(1), page.lines[place:])))
                if len(said) >= _FEWEST:
                    yield said


def _paragraph(begun: str, lines: Sequence[Line]) -> Iterator[str]:
    """The words behind the label and the lines that go on with them."""
    yield begun
    for above, line in pairwise(lines[:_MOST_LINES]):
        step = above.base - line.base
        near = 0 < step < max(above.size, line.size) * 1.8
        if begun and not (near and abs(above.size - line.size) <= 1.2):
            return
        yield line.text
        begun += line.text


def _undated(rest: str) -> tuple[str, CslDate | None]:
    rest = rest.strip(" ,.")
    found = _DATED.search(rest)
    if not found:
        return rest, None
    return rest[: found.start()].strip(" ,.("), parse_date(found.group(1))


def _publisher(rest: str) -> str:
    """The publisher in what follows the title, without its place and the number of a series."""
    line = _PLACE.sub("", rest.strip(" ,.()"))
    line = _DATED.sub("", line).strip(" ,.(")
    return line if 2 < len(line) <= 150 and line[:1].isupper() else ""


def _people(before: str) -> list[CslName]:
    """Authors as references write them: "Doe, Jane and Richard Roe", "Doe, J., & Roe, R."."""
    line = before.strip(" ,")
    pairs = re.findall(r"([^\W\d][\w’'-]+(?: [\w’'-]+)?), ((?:[A-Z]\.?[ -]?)+)(?!\w)", line)
    if pairs and len(pairs) * 8 >= len(line) / 4:
        return [name for family, given in pairs for name in parse_byline(f"{family}, {given}")]
    turned = re.match(r"([^\W\d][\w’'-]+), ([^,]+?)(?:,? (?:and|&) |, |$)(.*)$", line)
    if turned and len(turned.group(2).split()) <= 3:
        family, given, others = turned.groups()
        return parse_byline(f"{family}, {given}") + (parse_byline(others) if others else [])
    return parse_byline(line)
