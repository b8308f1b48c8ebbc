"""From an article's elements to drafts of blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import unquote

from app.intake.page.pictures import NUMBER
from app.intake.page.tables import infobox_rows, is_infobox, is_layout, table_rows
from app.intake.page.tree import Element, elements, named, words
from app.intake.piles import check_marks
from app.intake.place import Place
from app.intake.plain.marks import folded
from app.intake.wordlists import word_set
from app.model import BlockKind
from app.text import Draft, canonical_line
from app.text.notemarks import note_mark, without_marks

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = word_set(
    "address article aside body center dd details dir div dl dt fieldset figure figcaption footer",
    "form header hgroup hr html legend li main menu nav ol p pre section summary table tbody td",
    "tfoot th thead tr ul blockquote",
)
_SKIPPED = frozenset({"img", "rp", "rt", "head", "title", "wbr", "script", "style", "noscript"})
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption(?:-text)?|image-?caption|photo-?caption|thumbcaption"
    r"|gallerytext|figure-?caption|media-?caption|tr-caption|(?:photo|image|img|figure|media"
    r"|picture)[_-]{1,2}(?:desc(?:ription)?|caption|legend|credits?))(?:$|[\s_-])"
)
_NOTES_CLASS = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|references|reflist|easy-footnotes?\S*|doc-endnotes"
    r"|footnote-list)(?:$|[\s_-])"
)
_NOTE_ID = re.compile(
    r"^_?(?:cite_note|fn|(?:sd)?footnote|(?:sd)?endnote|ftn|edn|note)[-_:]?\w*\d", re.IGNORECASE
)
_LINKED_NOTE = re.compile(r"#_?(?:sd)?(?:ftn|edn|footnote|endnote|fn)[-_:]?\w*\d", re.IGNORECASE)
_PROCESSOR_NOTE = re.compile(r"(?:sd(?:foot|end)note|ftn|edn)\d+$")
"""Ids that word processors give to a note's own part of the page."""
AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?[_-]{0,2}(?:box(?:es)?|bio|biography|info|about|description|profile"
    r"|note|card|block)|about[_-]?(?:the[_-]?)?authors?|bio(?:graphy)?|contributor-bio"
    r"|saboxplugin-wrap)(?:$|[\s_-])"
)
"""Classes and ids of what tells about an author."""
_LONGEST_ALT = 1_000
_BACK_LINK = re.compile(r"^[\s↑^↩︎⏎\ufe0e]*(?:(?:[a-z]\s+){2,}|[↑^↩]\s*)?")
_BACK_AT_END = re.compile(r"(?:\s*[↑^↩↵⏎\ufe0e\ufe0f])+\s*$")
_ATTRIBUTION_CLASS = re.compile(
    r"(?:^|\s)(?:templatequotecite|attribution|blockquote-footer)(?:$|\s)"
)
_SIGNED = re.compile(r"\s*[—–―]\s*\S")
_INNER = re.compile(r"^_|(?<=\d)sym$")
_NOTE_LETTERS = "".join(map(chr, range(0xFDE0, 0xFDEB)))
_MARK = re.compile(r"^\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]+|note \d+|nb \d+)[\])]?\s*$", re.IGNORECASE)


class Met(NamedTuple):
    """An image met on the way: before which draft, its number in the page, what stands for it."""

    place: int
    number: int
    alt: str


@dataclass(slots=True)
class BlockReader:
    """Walks an article and collects drafts; one reader per article."""

    drafts: list[Draft] = field(default_factory=list)
    pictures: list[Met] = field(default_factory=list)
    _lists: int = 0
    _run: list[str] = field(default_factory=list)
    _breaks: int = 0
    _alternative: str = ""
    _names: list[str] = field(default_factory=list)
    """The names that elements have had since the last draft."""
    _numbers: dict[str, int] = field(default_factory=dict)
    """A number for each name that a note's mark leads to, or that a draft has."""

    def read(self, root: Element) -> list[Draft]:
        """The drafts of everything below ``root``, in order."""
        self._inside(root, Place())
        self._flush(Place())
        return self.drafts

    def _inside(self, element: Element, place: Place) -> None:
        """The text and children of an element."""
        self._name(element)
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, place)
            if _signs(element, child.tail):  # the rest names the source of what is quoted
                self._flush(place)
                place = Place(BlockKind.CAPTION)
            self._text(child.tail)
        if place.kind is BlockKind.CAPTION:
            self._flush(place)

    def _element(self, element: Element, place: Place) -> None:
        tag = element.tag
        if tag == "img":
            self._alternative = folded(element.get("alt") or "")
            self._meet(element)
        if tag in _SKIPPED:
            return
        if is_citation_mark(element):
            self._refer(element)
            return
        if tag == "br":
            self._break(place)
        elif place.kind is BlockKind.QUOTATION and _is_attribution(element):
            self._flush(place)
            self._within(element, Place(BlockKind.CAPTION))
        elif tag in _BLOCKS or tag in _HEADINGS or _is_caption(element, place):
            self._flush(place)
            self._block(element, place)
        else:
            self._inside(element, place)

    def _refer(self, element: Element) -> None:
        """Put a mark where a note's sign stands, to which the note may link back."""
        links = [element] if element.tag == "a" else list(elements(element, "a"))
        self._name(element)
        for link in links:
            _, led, name = (link.get("href") or "").partition("#")
            if led and name:
                self._run.append(note_mark(self._number(unquote(name))))
            self._name(link)

    def _name(self, element: Element) -> None:
        """Keep what an element is called, for links that lead to it."""
        self._names += filter(None, (element.get("id"), element.get("name")))

    def _number(self, name: str) -> int:
        # Word processors call the note's part "ftn1" and the place in it "_ftn1".
        return self._numbers.setdefault(_INNER.sub("", name), len(self._numbers))

    def _block(self, element: Element, place: Place) -> None:
        tag = element.tag
        kind = _own_kind(element)
        if tag in _HEADINGS and place.kind is BlockKind.PARAGRAPH:
            self._add(Draft(BlockKind.HEADING, _heading(element), _HEADINGS[tag]))
        elif tag == "pre":
            self._add(Draft(BlockKind.CODE, _preformatted(element)))
        elif tag == "table":
            self._table(element, place)
        elif tag in ("ul", "ol", "dir", "menu") or (tag == "dl" and _has_terms(element)):
            self._list(element, place)
        elif tag == "li" and _NOTE_ID.match(element.get("id") or ""):
            self._within(element, replace(place, kind=BlockKind.FOOTNOTE, list_number=None))
        elif kind is not None:
            self._within(element, Place(kind))
        elif tag == "blockquote" and place.kind is BlockKind.PARAGRAPH:
            self._within(element, Place(BlockKind.QUOTATION))
        elif tag == "figure":
            self._figure(element, place)
        else:
            self._within(element, place)

    def _within(self, element: Element, place: Place) -> None:
        self._inside(element, place)
        self._flush(place)

    def _list(self, element: Element, place: Place) -> None:
        """All items of the outermost list share one number; depth counts the lists around."""
        kind = BlockKind.FOOTNOTE if _NOTES_CLASS.search(named(element)) else place.kind
        if kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION):
            self._lists += 1
            inner = Place(BlockKind.LIST_ITEM, 1, self._lists)
        elif kind is BlockKind.LIST_ITEM:
            inner = replace(place, depth=place.depth + 1)
        else:
            inner = Place(kind)
        self._within(element, inner)

    def _figure(self, element: Element, place: Place) -> None:
        """A figure's caption, and whatever else it frames; a link around an image is nothing."""
        captions = list(elements(element, "figcaption"))
        for child in element:
            if isinstance(child.tag, str) and child.tag != "figcaption":
                self._element(child, place)
            self._flush(place)
        for caption in captions:
            self._within(caption, Place(BlockKind.CAPTION))

    def _meet(self, image: Element) -> None:
        """Note where an image stands; one amid a sentence stands behind its paragraph."""
        number = image.get(NUMBER) or ""
        if number.isdecimal():
            amid = bool("".join(self._run).strip())
            alt = canonical_line((image.get("alt") or "")[:_LONGEST_ALT])
            self.pictures.append(Met(len(self.drafts) + amid, int(number[:9]), alt))

    def _table(self, element: Element, place: Place) -> None:
        if not is_layout(element) or is_infobox(element):
            for image in elements(element, "img"):
                self._meet(image)
        if is_infobox(element):
            for kind, row in infobox_rows(element):
                self._add(Draft(kind, row))
        elif is_layout(element):
            self._within(element, place)
        else:
            for caption in element.findall("caption"):
                self._add(Draft(BlockKind.CAPTION, words(caption)))
            self._add(Draft(BlockKind.TABLE, rows=table_rows(element)))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._breaks and text.strip():
            self._breaks = 0
        self._run.append(text)

    def _break(self, place: Place) -> None:
        """One line break is a space; a second with nothing between begins a new paragraph."""
        self._breaks += 1
        self._run.append("\n")
        if self._breaks >= 2:
            self._flush(place)

    def _flush(self, place: Place) -> None:
        text = "".join(self._run).strip()
        self._run.clear()
        self._breaks = 0
        if not without_marks(text).strip():
            return
        check_marks(text)  # entities hide marks from the check of the file's text
        if place.kind is BlockKind.FOOTNOTE:
            text = _BACK_AT_END.sub("", _BACK_LINK.sub("", text.lstrip(_NOTE_LETTERS)))
            if _MARK.match(text):  # the mark alone, before its note
                return
        if place.kind is BlockKind.PARAGRAPH and self._says_alternative(text):
            place = Place(BlockKind.CAPTION)
        level = max(1, place.depth) if place.kind is BlockKind.LIST_ITEM else None
        number = place.list_number if place.kind is BlockKind.LIST_ITEM else None
        self._add(Draft(place.kind, text, level, list_number=number))

    def _says_alternative(self, text: str) -> bool:
        """Whether ``text`` is what the image before it shows to those who can't see it."""
        alternative, self._alternative = self._alternative, ""
        return bool(alternative) and folded(text) == alternative

    def _add(self, draft: Draft) -> None:
        notes = tuple(self._number(name) for name in self._names)
        self._names.clear()
        self.drafts.append(replace(draft, origin=len(self.drafts), notes=notes))


def _own_kind(element: Element) -> BlockKind | None:
    """The kind an element's own name or class gives to what it holds."""
    if element.tag == "figcaption":
        return BlockKind.CAPTION
    if element.tag not in ("div", "section", "p", "aside", "span", "ol", "ul", "dd", "td"):
        return None
    names = named(element)
    if not names.strip():
        return None
    if _CAPTION_CLASS.search(names):
        return BlockKind.CAPTION
    if _NOTES_CLASS.search(names) or element.get("role") in ("doc-endnotes", "doc-footnote"):
        return BlockKind.FOOTNOTE
    if element.tag == "div" and _PROCESSOR_NOTE.match(element.get("id") or ""):
        return BlockKind.FOOTNOTE
    if AUTHOR_CLASS.search(names):
        return BlockKind.AUTHOR_NOTE
    return None


def _is_caption(element: Element, place: Place) -> bool:
    """Whether it is a caption amid a paragraph, as some sites write theirs."""
    if element.tag != "span" or place.kind is not BlockKind.PARAGRAPH:
        return False
    return bool(_CAPTION_CLASS.search(named(element)))


def is_citation_mark(element: Element) -> bool:
    """A raised number that leads to a note: no part of the sentence."""
    if element.tag == "a":  # as word processors write it, raised by a style or within the link
        leads = _LINKED_NOTE.match(element.get("href") or "")
        return bool(leads) and bool(_MARK.match(words(element)))
    if element.tag != "sup":
        return False
    links = list(elements(element, "a"))
    return bool(links) and bool(_MARK.match(words(element)))


def _signs(element: Element, text: str | None) -> bool:
    """Whether a line below what is quoted says who wrote it, as "— Name (@handle) date" does."""
    if element.tag != "blockquote" or element.find("p") is None:
        return False
    return bool(_SIGNED.match(text or ""))


def _is_attribution(element: Element) -> bool:
    """Whether it names the source of a block quotation and is no part of what is quoted."""
    if element.tag == "cite":
        return bool(element.getparent().tag == "blockquote")
    return element.tag == "footer" or bool(_ATTRIBUTION_CLASS.search(named(element)))


def _has_terms(element: Element) -> bool:
    return element.find("dt") is not None


def _heading(element: Element) -> str:
    return re.sub(r"\s*[¶#§🔗]\s*$", "", words(element)) or words(element)


def _preformatted(element: Element) -> str:
    for line_break in elements(element, "br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return words(element)
