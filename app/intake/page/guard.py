"""Caps on a page's tags, checked by one linear scan before any parser touches it."""

from __future__ import annotations

import re

from app.intake.limits import AMPERSANDS, ATTRIBUTES, NESTING, too_nested, too_tangled
from app.intake.wordlists import word_set

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]{0,40})([^>]*))")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# Elements without content, and those a parser closes by itself when the next one opens.
_FLAT = word_set(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    "tbody thead tfoot option optgroup colgroup html head body"
)
_FEW = 1_024
_WORD = re.compile(r"[^\s\"'=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")


def check_tags(text: str) -> None:
    """Raise LimitError for a page that would keep a parser busy for minutes.

    Depth is counted per name, so that stray closing tags can't hide how deep a page nests.
    """
    if text.count("&") > AMPERSANDS:
        raise too_tangled("special characters")
    open_tags: dict[str, int] = {}
    depth = at = 0
    while found := _TAG.search(text, at):
        comment, closing, name, rest = found.groups()
        at = found.end()
        if comment:
            at = _after(text, "-->", at)
            continue
        if len(rest) > _FEW and _attributes(rest) > ATTRIBUTES:
            raise too_tangled("attributes in one tag")
        name = name.lower()
        if name in _RAW and not closing:
            at = _after_raw(text, name, at)
        elif name not in _FLAT and not rest.endswith("/"):
            depth += _step(open_tags, name, bool(closing))
            if depth > NESTING:
                raise too_nested()


def _step(open_tags: dict[str, int], name: str, closing: bool) -> int:
    """Count one tag; the change in depth it makes."""
    count = open_tags.get(name, 0)
    if not closing:
        open_tags[name] = count + 1
        return 1
    if count:
        open_tags[name] = count - 1
        return -1
    return 0


def _attributes(rest: str) -> int:
    return sum(1 for _ in _WORD.finditer(rest))


def _after(text: str, end: str, at: int) -> int:
    place = text.find(end, at)
    return len(text) if place < 0 else place + len(end)


def _after_raw(text: str, name: str, at: int) -> int:
    """Past the text of an element in which tags mean nothing."""
    found = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)
