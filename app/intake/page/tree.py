"""The page as a tree: the one place that speaks to lxml's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

Element = Any
"""An lxml element; its stubs don't cover what is used here."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_UNSEEN = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet",
    "canvas", "audio", "video", "map", "dialog", "select", "button", "input", "textarea",
    "datalist", "amp-ad", "amp-sticky-ad", "amp-sidebar", "amp-embed", "amp-consent",
    "amp-user-notification", "amp-social-share", "amp-analytics",
)  # fmt: skip


def parse_page(text: str) -> Element:
    """The root element of a page. Raises nothing: an empty page has an empty body."""
    return _parsed(text) if text.strip() else _parsed("<html><body></body></html>")


def _parsed(text: str) -> Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    data = _CONTROLS.sub("", text).encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.XMLSyntaxError as error:  # the parser mends all else: it had no memory
        raise MemoryError from error
    except lxml.etree.ParserError:  # nothing but comments
        return lxml.html.document_fromstring(b"<html><body></body></html>", parser=parser)


def parse_fragment(markup: str) -> Element:
    """A piece of markup as the children of one div."""
    return parse_page(f"<div>{markup}</div>").find("body")


def drop_unseen(root: Element) -> None:
    """Take out what a reader of the page doesn't see: scripts, hidden parts, controls."""
    for name in _UNSEEN:
        for element in list(root.iter(name)):
            drop(element)
    hidden = "//*[@hidden or @aria-hidden='true'] | //*[@style]"
    for element in root.xpath(hidden):
        style = element.get("style")
        shown = style is not None and not _HIDDEN_STYLE.search(style)
        marked = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if (marked or not shown) and element.tag not in ("html", "body"):
            drop(element)


def drop(element: Element) -> None:
    """Take an element out and leave the text that follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def words(element: Element) -> str:
    """All text below an element, as one string with its white space as it is."""
    return str(element.text_content())


def named(element: Element) -> str:
    """An element's class and id together, in lower case."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def elements(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names below ``root``, itself included, in document order."""
    yield from root.iter(*names)
