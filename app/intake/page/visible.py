"""What stands on the page for its readers: headings, byline, date, breadcrumb."""

from __future__ import annotations

import re

from app.intake.dates import parse_date
from app.intake.page.facts import MICRODATA, TITLE, VISIBLE, Facts
from app.intake.page.tree import Element, elements, named, words
from app.intake.plain.marks import breadcrumb
from app.text import canonical_line

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line(?:s|-?(?:name|author))?|author(?:s|-?name|-?link)?|dateline-author"
    r"|entry-author|post-author|article-author|story-author|writer|contributors?)(?:$|[\s_-])"
)
_NOT_BYLINE = re.compile(
    r"comment|related|sidebar|footer|widget|avatar|views?|counts?|bio|recommend|more-from|box|nav"
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|post-?date|entry-?date|timestamp|posted"
    r"|publish(?:ed)?-?(?:date|time)|datetime|article-date)(?:$|[\s_-])"
)
_TITLE_CLASS = re.compile(r"(?:^|[\s_])(?:entry|post|article)-?title(?:$|[\s_])")
_LOGO_CLASS = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name|branding|logo)|logo|brand)(?:$|[\s_-])"
)
_LEVELS = ("h1", "h2", "h3", "h4")
_CRUMBS_CLASS = re.compile(r"(?:^|[\s_-])bread-?crumbs?(?:$|[\s_-])")
# libxml2 looks through a page in a tenth of the time that it takes here.
_CRUMBS = "//*[contains(@class,'rumb') or contains(@id,'rumb') or contains(@aria-label,'rumb')]"
_ISSUED = re.compile(r"\b(?:published|posted|issued|date|on)\b\s*(?:on\b)?\W*", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|revised|changed|mis à jour|aktualisiert|actualizado|تحديث)\b"
    r"\s*(?:on\b|le\b|am\b)?\W*",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 120
_LONGEST_DATE = 80
_MOST = 4_000
_MANY = 6
"""Articles of their own on one page: so many are teasers."""


def read_visible(root: Element, facts: Facts) -> None:
    """Add microdata, then visible headings, byline and date, then the title element."""
    _microdata(root, facts)
    _marked(root, facts)
    _times(root, facts)
    for element in list(elements(root, "title"))[:1]:
        facts.add("title_element", words(element), TITLE)
    html = root if root.tag == "html" else root.getroottree().getroot()
    facts.add("language", html.get("lang") or html.get("xml:lang"), "lang attribute")


def headings(root: Element) -> list[str]:
    """The page's headings that may be its title, as lines: those marked as such, or else the first.

    A site's name at the head of every page is none.
    """
    marked = [item for item in elements(root, *_LEVELS) if _TITLE_CLASS.search(named(item))]
    own = [item for item in marked if not _in_comments(item)][:1]
    for name in ("h1", "h2"):
        found = [item for item in list(elements(root, name))[:6] if not _is_logo(item)]
        lines = [canonical_line(words(item)) for item in (own or found)]
        if any(lines):
            return [line for line in lines if line]
    return []


def _is_logo(heading: Element) -> bool:
    return any(_LOGO_CLASS.search(named(item)) for item in [heading, *heading.iterancestors()][:4])


def crumbs(root: Element) -> list[str]:
    """The breadcrumb's parts, empty where there is none."""
    for element in root.xpath(_CRUMBS):
        label = (element.get("aria-label") or "").lower()
        if label.startswith("breadcrumb") or _CRUMBS_CLASS.search(named(element)):
            parts = [canonical_line(words(item)) for item in elements(element, "li")]
            if not parts:
                parts = breadcrumb(words(element)) or [
                    canonical_line(words(item)) for item in elements(element, "a", "span")
                ]
            kept = [part.strip(" /›»>") for part in parts]
            return list(dict.fromkeys(part for part in kept if part and len(part) < 200))[:10]
    return []


def _microdata(root: Element, facts: Facts) -> None:
    for element in root.xpath("//*[@itemprop]")[:_MOST]:
        props = (element.get("itemprop") or "").lower().split()
        said = element.get("content") or element.get("datetime") or words(element)
        if len(said) > 400 or _in_comments(element):
            continue
        if "author" in props or "creator" in props:
            inner = element.xpath(".//*[@itemprop='name']")
            facts.add("author", words(inner[0]) if inner else said, MICRODATA)
        elif "datepublished" in props:
            facts.add("issued", said, MICRODATA)
        elif "headline" in props:
            facts.add("title", said, MICRODATA)


def _marked(root: Element, facts: Facts) -> None:
    """Bylines and dates by rel="author" and by class names that say what they are."""
    for element in root.xpath("//*[@rel='author' or contains(@class,'vcard')]")[:3]:
        if not _in_comments(element):
            _add_byline(element, facts)
    beside = _beside(root)
    for element in root.xpath("//*[@class or @id]")[:_MOST]:
        names = named(element)
        if _BYLINE_CLASS.search(names) and not _NOT_BYLINE.search(names):
            if not (_in_comments(element) or _is_teasers(element, beside)):
                _add_byline(element, facts)
        elif _DATE_CLASS.search(names) and not _in_comments(element):
            line = canonical_line(words(element)[:400])
            if len(line) <= _LONGEST_DATE and parse_date(_undated(line)):
                facts.add(_told(line), _undated(line), VISIBLE)


def _beside(root: Element) -> set[Element]:
    """The articles of a page that leads to many: none of them is the page's own."""
    found = root.xpath("//article[not(ancestor::article)]")
    return set(found) if len(found) >= _MANY else set()


def _is_teasers(element: Element, beside: set[Element]) -> bool:
    return bool(beside) and any(around in beside for around in element.iterancestors("article"))


def _add_byline(element: Element, facts: Facts) -> None:
    line = canonical_line(words(element)[:1_000])
    if 1 < len(line) <= _LONGEST_BYLINE and any(letter.isalpha() for letter in line):
        facts.add("author", line, VISIBLE)


def _told(line: str) -> str:
    """Whether a line's date is when the text was issued, or only when it was last changed."""
    return "modified" if _CHANGED.search(line) and not _ISSUED.search(line) else "issued"


def _undated(line: str) -> str:
    """A date without the words before it; of two, the one that says "published"."""
    found = _ISSUED.search(line) or _CHANGED.search(line)
    return line[found.end() :] if found else line


def _times(root: Element, facts: Facts) -> None:
    for element in list(elements(root, "time"))[:10]:
        if _in_comments(element) or "update" in named(element) or "modif" in named(element):
            continue
        said = element.get("datetime") or words(element)
        before = canonical_line((element.getparent().text or "")[:_LONGEST_DATE])
        facts.add(_told(before), said, "time element")


def _in_comments(element: Element) -> bool:
    """Whether it belongs to comments or to a list of other articles."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("aside", "footer", "nav"):
            return True
        if re.search(r"comment|respond|related|recirc|sidebar", named(ancestor)):
            return ancestor.tag not in ("html", "body")
    return False
