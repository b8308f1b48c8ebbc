"""The article inside a page: found by readability-lxml, cleaned by nh3."""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

import lxml.html
import nh3
from readability import Document  # type: ignore[import-untyped]
from readability.readability import Unparseable  # type: ignore[import-untyped]

from app.intake.limits import ARTICLE_AMPERSANDS, too_tangled
from app.intake.page.pictures import NUMBER
from app.intake.page.region import number, widened
from app.intake.page.tables import is_layout
from app.intake.page.tree import Element, drop, elements, named, parse_fragment, words

logging.getLogger("readability").setLevel(logging.CRITICAL)

# No svg, math, style, title, textarea, noscript or template: every known bypass needs one of them.
_TAGS = {
    "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center",
    "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd",
    "li", "main", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
    "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED = {"script", "style", "noscript", "template", "iframe", "title", "textarea", "select"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "role"},
    "a": {"href"},
    "img": {"alt", NUMBER},
    "td": {"colspan"},
    "th": {"colspan"},
}
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|newsletter|subscribe|related|recirc|outbrain|taboola"
    r"|promo|advert(?:isement)?|ad|ads|cookie|popup|signup|print-only|screen-reader-text|sr-only"
    r"|visually-hidden|skip-link|jp-relatedposts|sharedaddy|comments?|respond|disqus)(?:$|[\s_-])"
)
_TAGGED = re.compile(
    r"(?:^|[\s_-])(?:tags|tag-?(?:list|links)|cat-?links|categories|keywords|topics)(?:$|[\s_-])"
)
_BOOK = 1_500_000
"""Code points of paragraphs from which on a page is read whole: readability needs too long."""
_NOTED = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|references|reflist|wp-caption|caption|infobox"
    r"|author-?(?:box|bio|note|about)|sd(?:foot|end)note\d+|(?:ftn|edn)\d+)(?:$|[\s_-])"
)
_FOOTNOTE = re.compile("footnote", re.IGNORECASE)
_MENU = 300
"""Code points; a cell of so few that are nearly all links is a menu."""
_WHOLE = ("html", "body", "article", "main")
_KEPT = re.compile(r"article|content|post|entry|main|body|page|wrapper|container|layout")


class _Article(Document):  # type: ignore[misc]
    """readability's finder, told to leave what a citer needs: lists, data tables, notes."""

    def get_preserved_elements(self, node: Element) -> dict[Element, bool]:
        """The elements that its last cleaning passes over, whatever their length."""
        preserved: dict[Element, bool] = super().get_preserved_elements(node)
        for element in elements(node, "ul", "table", "div", "section"):
            if _is_worth_keeping(element):
                preserved[element] = True
        return preserved


def _is_worth_keeping(element: Element) -> bool:
    if element.tag in ("div", "section"):
        return bool(_NOTED.search(named(element)))
    text = len(words(element).strip())
    linked = sum(len(words(link).strip()) for link in elements(element, "a"))
    if not text or linked * 4 > text:
        return bool(text) and bool(_NOTED.search(named(element)))
    return element.tag == "ul" or not is_layout(element)


def article_of(root: Element) -> Element:
    """The article's element, cleaned, as a tree of its own. ``root`` is not changed."""
    prepared = copy.deepcopy(root)
    _prepare(prepared)
    if _prose(prepared) > _BOOK:
        return clean(_frame(prepared))
    number(prepared)
    summary = _summary(copy.deepcopy(prepared))
    if not summary.strip():
        return clean(markup_of(prepared))
    region = widened(prepared, parse_fragment(summary))
    return clean(summary if region is None else markup_of(region))


def whole_of(root: Element) -> Element:
    """Everything visible in a page, cleaned: for a page in which no article stands out."""
    body = root.find("body")
    return clean(markup_of(body if body is not None else root))


def clean(markup: str) -> Element:
    """Markup through nh3, with classes and ids kept, as a body element.

    Its tags must have passed :func:`check_tags`. Raises LimitError where nh3 would be slow.
    """
    if markup.count("&") > ARTICLE_AMPERSANDS:
        raise too_tangled("special characters")
    cleaned = nh3.clean(
        markup.encode("utf-8", "replace").decode(),
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return parse_fragment(cleaned)


def markup_of(element: Element) -> str:
    """An element as HTML."""
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))


def _frame(root: Element) -> str:
    """The part of a very long page that holds most of it."""
    frames = [*elements(root, "article"), *elements(root, "main"), *elements(root, "body")]
    return markup_of(max(frames, key=_prose, default=root))


def _summary(root: Element) -> str:
    document: Any = _Article(root, min_text_length=25, retry_length=250)
    try:
        return str(document.summary(html_partial=True))
    except (Unparseable, RecursionError, ValueError):
        return ""


def _prepare(root: Element) -> None:
    """Take out what is surely not the article, by element and by class."""
    whole = _prose(root)
    for element in list(elements(root, "nav", "form", "footer", "aside")):
        if element.tag == "footer" and element.getparent().tag == "blockquote":
            element.tag = "cite"  # the source of what is quoted, no foot of the page
        elif _prose(element) * 4 <= whole:
            drop(element)
    _part_cells(root)
    _join_notes(root)
    for element in root.xpath("//*[contains(translate(concat(@class,@id),'FOT','fot'),'foot')]"):
        for name in ("class", "id"):  # readability takes every "foot" for the page's own
            element.set(name, _FOOTNOTE.sub("endnote", element.get(name) or ""))
    for element in root.xpath("//*[@class or @id]"):
        names = (element.get("class") or "").lower()
        if _TAGGED.search(names) and _is_links(element):
            drop(element)
            continue
        if element.tag in _WHOLE or not (_CHROME.search(names) or _is_chrome_id(element)):
            continue
        if not _is_frame(names) and _prose(element) * 4 <= whole:
            drop(element)


def _is_links(element: Element) -> bool:
    """Whether it holds little, and half of that or more in links."""
    text = len(words(element).strip())
    linked = sum(len(words(link).strip()) for link in elements(element, "a"))
    return 0 < text < _MENU * 2 and linked * 2 >= text


def _is_frame(names: str) -> bool:
    """Whether a class that names no share bar or the like names a part of the article."""
    return any(_KEPT.search(name) and not _CHROME.search(name) for name in names.split())


def _join_notes(root: Element) -> None:
    """Put the notes that Word writes behind the text into it: they are passed over there."""
    for note in root.xpath("//div[starts-with(@id, 'ftn') or starts-with(@id, 'edn')]"):
        home = note.getparent()
        text = home.getprevious()
        if home.tag == "div" and text is not None and text.tag == "div" and not home.get("class"):
            text.append(note)


def _part_cells(root: Element) -> None:
    """Keep the cells of a table that lays out the page apart: readability runs them together."""
    for table in list(elements(root, "table")):
        if not is_layout(table):
            continue
        for cell in list(elements(table, "td", "th")):
            text = len(words(cell).strip())
            linked = sum(len(words(link).strip()) for link in elements(cell, "a"))
            if text and linked * 10 >= text * 8 and text < _MENU:
                drop(cell)
            elif text:
                for _ in range(2):
                    cell.append(cell.makeelement("br"))


def _is_chrome_id(element: Element) -> bool:
    """An id may be made from a heading's words, so only a whole one counts."""
    return bool(_CHROME.fullmatch(str(element.get("id") or "").lower()))


def _prose(element: Element) -> int:
    """How many characters of paragraphs lie inside."""
    return sum(len(words(item)) for item in elements(element, "p", "pre"))
