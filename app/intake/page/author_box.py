"""The box about the author that stands beside or below an article, outside its text."""

from __future__ import annotations

import re

from app.intake.page.blocks import AUTHOR_CLASS, BlockReader
from app.intake.page.body import clean, markup_of
from app.intake.page.tree import Element, elements, named, words
from app.intake.plain.marks import folded, is_sentence
from app.model import BlockKind
from app.text import Draft, canonical_line

_ELSEWHERE = re.compile(r"comment|respond|related|recirc|sidebar|widget|recommend|more-from")
_BOXES = ("div", "section", "aside", "footer", "p")
_BUTTON = re.compile(
    r"(?:view|see|read|show|visit|follow|contact|more|all)\b|website$|e-?mail$|(?:twitter|facebook"
    r"|linkedin|instagram|rss)$",
    re.IGNORECASE,
)
_LONGEST_BUTTON = 60
_MOST_BOXES = 10
_LONGEST = 5_000


def author_notes(listed: list[tuple[str, Element]]) -> list[list[Draft]]:
    """The drafts of each box about an author, in the page's order.

    ``listed`` are the page's elements by class and id.
    """
    boxes: list[Element] = []
    for names, element in listed:
        if AUTHOR_CLASS.search(names) and element.tag in _BOXES and _is_box(element, boxes):
            boxes.append(element)
    return [BlockReader().read(clean(markup_of(box))) for box in boxes[:_MOST_BOXES]]


def _is_box(element: Element, boxes: list[Element]) -> bool:
    """Whether it says something about an author of this page, and lies in no other such box."""
    if len(words(element)) > _LONGEST or not _has_sentence(element):
        return False
    for ancestor in element.iterancestors():
        if ancestor in boxes or ancestor.tag in ("nav", "form"):
            return False
        if ancestor.tag in ("aside", "footer") and not _in_article(ancestor):
            return False
        if ancestor.tag not in ("html", "body") and _ELSEWHERE.search(named(ancestor)):
            return False
    return not _ELSEWHERE.search(named(element))


def _in_article(element: Element) -> bool:
    return any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())


def _has_sentence(element: Element) -> bool:
    """A byline with its date is no note: a note says something in a sentence."""
    said = [element, *elements(element, "p", "div", "span")]
    lines = (canonical_line(words(item)) for item in said)
    return any(len(line) >= 40 and is_sentence(line) for line in lines)


def with_author_notes(drafts: list[Draft], boxes: list[list[Draft]]) -> list[Draft]:
    """The drafts with the boxes behind them; what the article held of a box stands there only."""
    if not boxes:
        return drafts
    noted = {folded(draft.text): draft for box in boxes for draft in box if draft.text.strip()}
    kept = [draft for draft in drafts if draft.rows or folded(draft.text) not in noted]
    notes = [
        Draft(BlockKind.AUTHOR_NOTE, draft.text) for draft in noted.values() if _is_note(draft)
    ]
    return kept + notes


def _is_note(draft: Draft) -> bool:
    """Whether it says something, unlike a caption or "View all posts"."""
    line = canonical_line(draft.text)
    is_button = len(line) <= _LONGEST_BUTTON and bool(_BUTTON.match(line))
    return bool(line) and not is_button and draft.kind is not BlockKind.CAPTION
