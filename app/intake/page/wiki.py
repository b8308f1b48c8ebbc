"""Pages made by MediaWiki: the entry's own element, and what in it is no text."""

from __future__ import annotations

import re

from app.intake.dates import iso_day, parse_date
from app.intake.finding import Finding
from app.intake.page.blocks import is_citation_mark
from app.intake.page.facts import Facts
from app.intake.page.tree import Element, drop, elements, named, words
from app.intake.wiki_marks import last_edited, names_notes, without_citation_marks
from app.model import BlockKind
from app.text import Draft, canonical_line

_FURNITURE = re.compile(
    r"(?:^|\s)(?:mw-editsection\S*|reference|navbox\S*|vertical-navbox|sidebar|toc|metadata|\S*mbox"
    r"\S*|hatnote|noprint|mw-empty-elt|sistersitebox|shortdescription|mw-jump-link|catlinks"
    r"|printfooter|mw-cite-backlink|portalbox|portal-bar|navigation-not-searchable|mw-indicators"
    r"|authority-control|stub|coordinates|geo-\S*|mw-hidden-catlinks|mw-kartographer\S*|tocnumber"
    r"|succession-box|side-box|dablink|mw-headline-anchor|error|mw-ext-cite-error)(?:$|\s)"
)
_PERMALINK = re.compile(r"[?&]oldid=\d+")


def is_wiki(root: Element, facts: Facts) -> bool:
    """Whether MediaWiki made the page."""
    if facts.first("generator").lower().startswith("mediawiki"):
        return True
    return entry_of(root) is not None and bool(root.xpath("//*[@id='firstHeading']"))


def entry_of(root: Element) -> Element | None:
    """The element that holds the entry and nothing else."""
    boxes = root.xpath(
        "//*[contains(concat(' ',normalize-space(@class),' '),' mw-parser-output ')]"
    ) or root.xpath("//*[@id='mw-content-text' or @id='bodyContent']")
    return max(boxes, key=lambda box: len(words(box)), default=None)


def drop_furniture(entry: Element) -> None:
    """Take out edit links, citation marks, navigation boxes and maintenance notes."""
    for element in entry.xpath(".//*[@class or @id]"):
        furniture = _FURNITURE.search(named(element)) and element.tag != "body"
        if furniture and not is_citation_mark(element):
            drop(element)
    for element in list(elements(entry, "sup")):
        if not is_citation_mark(element) and not without_citation_marks(words(element)).strip():
            drop(element)


def tidy_entry(drafts: list[Draft]) -> list[Draft]:
    """The entry's drafts without citation marks, with notes marked as such, no empty sections."""
    tidied: list[Draft] = []
    in_notes = False
    for draft in drafts:
        text = without_citation_marks(draft.text)
        kind = draft.kind
        if kind is BlockKind.HEADING:
            in_notes = names_notes(canonical_line(text))
        elif in_notes and kind is BlockKind.LIST_ITEM:
            kind = BlockKind.FOOTNOTE
        number = draft.list_number if kind is BlockKind.LIST_ITEM else None
        level = None if kind is BlockKind.FOOTNOTE else draft.level
        rows = tuple(tuple(map(without_citation_marks, row)) for row in draft.rows)
        tidied.append(Draft(kind, text, level, draft.page, number, rows, draft.origin, draft.notes))
    return tidied


def read_revision(root: Element, facts: Facts, finding: Finding) -> None:
    """The revision's date and permanent address, and the name of the encyclopedia.

    An entry is cited by the day of the revision that was read, so that is when it was issued; the
    day of its first version is kept among what is known of its past.
    """
    finding.note("first_published", iso_day(facts.first("issued") or facts.first("page_issued")))
    for element in root.xpath("//*[@id='footer-info-lastmod' or @id='lastmod']"):
        when = last_edited(canonical_line(words(element)))
        if when:
            finding.know("issued", parse_date(when), "“last edited” line")
    for line in _closing_lines(root):
        when = last_edited(line)
        if when:
            finding.know("issued", parse_date(when), "“last edited” line")
    finding.know("issued", parse_date(facts.first("modified")), "date modified")
    finding.know("URL", _permalink(root), "permanent link")
    finding.know("container-title", _encyclopedia(facts), "title element")


def _closing_lines(root: Element) -> list[str]:
    found = [canonical_line(words(item)) for item in list(elements(root, "li", "p", "div"))[-60:]]
    return [line for line in found if len(line) < 200]


def _permalink(root: Element) -> str:
    for link in root.xpath(
        "//*[@id='t-permalink']//a[@href] | //*[@class='printfooter']//a[@href]"
    ):
        address = link.get("href")
        if _PERMALINK.search(address) and address.startswith("http"):
            return str(address)
    return ""


def _encyclopedia(facts: Facts) -> str:
    """The site's name: og:site_name, the title's last part, or "From X, the free …"."""
    said = facts.first("site")
    if said:
        return said
    title = facts.first("title_element") or facts.first("title")
    parts = re.split(r"\s+[-–—|]\s+", title)
    return parts[-1] if len(parts) > 1 else ""
