"""What readability leaves out of an article although it stands in its midst.

readability scores containers, so an article in several sections comes back as its longest one, and
short captions, headings and lists between long paragraphs are lost. Here its answer is taken as a
first guess: its leaves (elements that hold text and no other element of their kind) are looked up
in the page, and what stands between or beside them is judged one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.intake.page.tree import Element, drop, elements, named, words
from app.intake.wordlists import word_set

NUMBER = "data-n"
"""The attribute by which an element is known before and after readability."""
_BLOCKS = word_set(
    "address article aside blockquote center dd details div dl dt figcaption figure footer form h1",
    "h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead",
    "tr ul body html",
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = frozenset({"p", "pre", "blockquote", "li", "td", "th", "dd", "dt", "div", "figcaption"})
_NOT_TEXT = frozenset({"nav", "aside", "form", "footer"})
_FRAMES = frozenset({"html", "body", "article", "main"})
_SENTENCE = re.compile(r"[.!?…。！？؟։।:;”\"'’)\]»]\s*$")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:tags?|categor(?:y|ies)|breadcrumbs?|byline|dateline|timestamp|meta|metadata"
    r"|toolbar|tools|pagination|pager|widget|sidebar|menu|nav|navigation|login|donate|donation"
    r"|follow|recommended|recommendations|more-stories|read-?more|see-?also|teasers?|trending"
    r"|popular|sponsored|banner|masthead|copyright|rating|likes?|views?|credits?-bar|badge"
    r"|tooltip|comments?|disclaimer|disclosure)(?:$|[\s_-])"
)
_PARTS = frozenset({"li", "td", "th", "dd", "dt", "pre"})
_LONG, _SHORT, _LINKED, _LINKED_LIST = 60, 25, 0.34, 0.6
_SCANT = 400
"""Code points; so short an article on a page that holds far more is one teaser among others."""
_RISE = 12
"""How many containers up the article's own may lie."""


@dataclass(slots=True)
class _Leaf:
    """A piece of text with no block inside, and whether it belongs to the article."""

    element: Element
    text: str
    linked: float
    kept: bool
    mixed: bool
    """Whether blocks stand in it beside its own text: it is never taken out whole."""

    @property
    def place(self) -> int:
        """Its place in the page."""
        return int(self.element.get(NUMBER))

    @property
    def length(self) -> int:
        """Code points of it."""
        return len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like sentences of an article."""
        long = self.length >= _LONG and self.element.tag in _PROSE
        return long and self.linked < _LINKED and bool(_SENTENCE.search(self.text))


def number(root: Element) -> None:
    """Give every element its number."""
    for at, element in enumerate(root.iter()):
        if isinstance(element.tag, str):
            element.set(NUMBER, str(at))


def widened(root: Element, found: Element) -> Element | None:
    """The part of ``root`` that ``found`` comes from, with what belongs to it and nothing else.

    ``root`` was numbered before readability saw a copy of it; it is changed. None where nothing of
    what was found is known in it.
    """
    known = {item.get(NUMBER) for item in found.iter() if isinstance(item.tag, str)} - {None}
    leaves = list(_leaves(root, known))
    kept = sum(leaf.length for leaf in leaves if leaf.kept)
    if not kept:
        return None
    if kept < _SCANT and kept * 5 < sum(leaf.length for leaf in leaves):
        return _front(root, leaves)
    region = _region(leaves)
    inside = _inside(leaves, region)
    _judge(inside)
    for leaf in inside:
        if not (leaf.kept or leaf.mixed):
            drop(leaf.element)
    return region


def _front(root: Element, leaves: list[_Leaf]) -> Element:
    """A page that leads to others: its leading part, without what is named as beside it."""
    main = next(elements(root, "main"), None)
    frame = root if main is None else main
    whole = len(words(frame))
    for section in elements(frame, "section"):
        if whole <= len(words(section)) * 5 <= whole * 3:
            frame = section
            break
    beside = _Beside()
    for leaf in _inside(leaves, frame):
        if not leaf.mixed and beside(leaf.element):
            drop(leaf.element)
    return frame


def _leaves(root: Element, known: set[str]) -> Iterator[_Leaf]:
    for element in root.iter():
        if not _is_tag(element) or element.tag not in _BLOCKS:
            continue
        mixed = _holds_block(element)
        text = " ".join((_own_text(element) if mixed else words(element)).split())
        if text:
            linked = (
                0 if mixed else sum(len(words(link).strip()) for link in elements(element, "a"))
            )
            yield _Leaf(element, text, linked / len(text), element.get(NUMBER) in known, mixed)


def _holds_block(element: Element) -> bool:
    return any(_is_tag(inner) and inner.tag in _BLOCKS for inner in element.iterdescendants())


def _own_text(element: Element) -> str:
    """What stands in an element beside the blocks in it."""
    parts = [element.text or ""]
    for child in element:
        if _is_tag(child) and child.tag not in _BLOCKS and not _holds_block(child):
            parts.append(words(child))
        parts.append(child.tail or "")
    return " ".join(parts)


def _is_tag(element: Element) -> bool:
    return isinstance(element.tag, str)


def _region(leaves: list[_Leaf]) -> Element:
    """The container of what was found, or a larger one where that holds more of the same."""
    total = sum(leaf.length for leaf in leaves if leaf.kept)
    inside: dict[Element, int] = {}
    for leaf in leaves:
        if leaf.kept:
            for holder in (leaf.element, *leaf.element.iterancestors()):
                inside[holder] = inside.get(holder, 0) + leaf.length
    region = min(
        (holder for holder, held in inside.items() if held * 10 >= total * 9),
        key=lambda holder: -len(list(holder.iterancestors())),
    )
    chosen, holder = region, region
    for holder in [*region.iterancestors()][:_RISE]:
        if holder.tag in ("html", "body"):
            break
        if holder.tag == "article" or _holds_more(holder, leaves, total):
            chosen = holder
    return chosen


def _holds_more(holder: Element, leaves: list[_Leaf], total: int) -> bool:
    """Whether a container's text beside what was found is mostly prose, and enough of it."""
    others = [leaf for leaf in _inside(leaves, holder) if not leaf.kept]
    prose = sum(leaf.length for leaf in others if leaf.is_prose)
    rest = sum(leaf.length for leaf in others) - prose
    return prose * 10 >= total and rest * 2 <= prose


def _inside(leaves: list[_Leaf], holder: Element) -> list[_Leaf]:
    """The leaves below ``holder``, which stand together in the order of the page."""
    last = holder
    while (inner := next((each for each in reversed(last) if _is_tag(each)), None)) is not None:
        last = inner
    first, end = int(holder.get(NUMBER)), int(last.get(NUMBER))
    return [leaf for leaf in leaves if first <= leaf.place <= end]


def _judge(leaves: list[_Leaf]) -> None:
    """Decide on each leaf that readability left out."""
    places = [at for at, leaf in enumerate(leaves) if leaf.kept]
    first, last = places[0], places[-1]
    beside = _Beside()
    for at, leaf in enumerate(leaves):
        if leaf.kept and leaf.linked >= _LINKED_LIST and leaf.length < _LONG:
            leaf.kept = not beside(leaf.element)  # tags, however near to the text
        elif not leaf.kept and leaf.element.tag not in _HEADINGS and not beside(leaf.element):
            leaf.kept = _belongs(leaf, inside=first < at < last)
    for at in range(len(leaves) - 2, first, -1):
        leaf, next_ = leaves[at], leaves[at + 1]
        if leaf.element.tag in _HEADINGS and not leaf.kept and next_.kept:
            # A title that is all link belongs to a teaser, unless text of the article follows it.
            leaf.kept = (
                leaf.linked < _LINKED_LIST
                or next_.element.tag not in _HEADINGS
                or (next_.element.tag > leaf.element.tag)
            )


def _belongs(leaf: _Leaf, *, inside: bool) -> bool:
    if leaf.element.tag == "figcaption":
        return leaf.linked < _LINKED
    if leaf.is_prose:
        return True
    if not inside or leaf.linked >= _LINKED:
        return False
    if leaf.element.tag in _PARTS or leaf.length >= _SHORT:
        return True
    return next(leaf.element.iterancestors("blockquote"), None) is not None


class _Beside:
    """Whether an element stands in a part of the page that is named as something else."""

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def __call__(self, element: Element) -> bool:
        chain = []
        while element is not None and element.tag not in _FRAMES and element not in self._known:
            chain.append(element)
            element = element.getparent()
        told = self._known.get(element, False)
        for each in reversed(chain):
            told = told or each.tag in _NOT_TEXT or bool(_ASIDE.search(named(each)))
            self._known[each] = told
        return told
