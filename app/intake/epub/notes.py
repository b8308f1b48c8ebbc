"""Notes and pages of a book: their marks leave the sentences, the notes follow the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from app.intake.archive.xml import Element, attribute, local
from app.intake.epub.package import Place, resolved
from app.intake.page.tree import drop, words
from app.model import BlockKind
from app.text import Draft, canonical_line
from app.text.notemarks import note_mark

PAGE = "\ufdd9"
"""Stands before and behind the label of a page, where that page begins."""

NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]+)[\])]?\s*$", re.IGNORECASE)
_NOTE_KINDS = ("footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote")
_CONTAINERS = ("p", "li", "aside", "dd", "div", "td", "section")
_MARKED = re.compile(f"{PAGE}([^{PAGE}]*){PAGE}")
_LONGEST = 20_000
_APART = 500_000_000
"""Where the numbers of these notes begin: the reader of blocks gives its own from 0."""


@dataclass(slots=True)
class Apparatus:
    """What is found in all documents of a book; ``notes`` are in the order of their marks."""

    documents: dict[str, Element]
    pages: dict[Place, str]
    notes: list[Draft] = field(default_factory=list)
    _ids: dict[Place, Element] = field(default_factory=dict)

    def prepare(self) -> None:
        """Take notes and their marks out of the documents, and mark where pages begin."""
        for name, body in self.documents.items():
            for element in body.iter():
                id_ = element.get("id") or element.get("name")
                if id_ and isinstance(element.tag, str):
                    self._ids.setdefault((name, id_), element)
        self._mark_pages()
        taken: dict[Element, tuple[int, list[Draft]]] = {}
        for name, body in self.documents.items():
            for link in list(body.iter("a")):
                self._reference(name, link, taken)
        for container, (number, drafts) in taken.items():
            self.notes += [replace(draft, notes=(number,)) for draft in drafts[:1]] + drafts[1:]
            _take_out(container)

    def _reference(
        self, name: str, link: Element, taken: dict[Element, tuple[int, list[Draft]]]
    ) -> None:
        address = link.get("href") or ""
        if "#" not in address or not _refers(link):
            return
        target = self._ids.get(resolved(name, address))
        container = _container(target) if target is not None else None
        if container is None or container in link.iterancestors():
            return
        if container not in taken:
            drafts = _drafts(container, words(link).strip(" \t\n[]()."))
            if not drafts:
                return
            taken[container] = (_APART + len(taken), drafts)
        above = link.getparent()
        alone = above is not None and above.tag == "sup" and _MARK.match(words(above))
        gone = above if above is not None and alone else link
        gone.tail = note_mark(taken[container][0]) + (gone.tail or "")
        drop(gone)

    def _mark_pages(self) -> None:
        for place, label in self.pages.items():
            element = self._ids.get(place)
            if element is not None:
                _say_page(element, label)
        for body in self.documents.values():
            for element in body.iter():
                if isinstance(element.tag, str) and "pagebreak" in _kinds(element):
                    label = element.get("title") or element.get("aria-label") or words(element)
                    label = re.sub(r"^\s*(?:page|p\.)\s+", "", label, flags=re.IGNORECASE)
                    if PAGE not in words(element):
                        _say_page(element, label)


def paged(drafts: list[Draft]) -> list[Draft]:
    """The drafts without marks, each on the page on which it begins."""
    page: str | None = None
    found: list[Draft] = []
    for draft in drafts:
        text = "\n".join("\t".join(row) for row in draft.rows) or draft.text
        opening = _MARKED.match(text.lstrip())
        while opening:
            page = opening.group(1) or page
            text = text.lstrip()[opening.end() :]
            opening = _MARKED.match(text.lstrip())
        clean = tuple(tuple(_MARKED.sub("", cell) for cell in row) for row in draft.rows)
        found.append(replace(draft, text=_MARKED.sub("", draft.text), rows=clean, page=page))
        for mark in _MARKED.findall(text):
            page = mark or page
    return found


def _say_page(element: Element, label: str) -> None:
    """Put a page's mark at an element's beginning; an empty one says nothing else."""
    label = canonical_line(label)[:40]
    mark = f"{PAGE}{label}{PAGE}"
    if "pagebreak" in _kinds(element):
        for child in list(element):
            element.remove(child)
        element.text = mark
    else:
        element.text = mark + (element.text or "")


def _kinds(element: Element) -> list[str]:
    """The words of ``epub:type`` and ``role``, however the parser named the first."""
    said = f"{element.get('epub:type') or attribute(element, 'type')} {element.get('role') or ''}"
    return said.lower().replace("doc-", "").split()


def _refers(link: Element) -> bool:
    """Whether a link is a note's mark: said to be one, or a raised number."""
    if "noteref" in _kinds(link):
        return True
    raised = any(local(e) == "sup" for e in [*link.iterancestors(), *link.iter()])
    named = re.search(r"note-?ref|footnote|endnote|fn", (link.get("class") or "").lower())
    return (raised or bool(named)) and bool(_MARK.match(words(link)))


def _container(target: Element) -> Element | None:
    """The block of a note whose id, or whose back link's id, a mark leads to."""
    element = target
    while element is not None and local(element) not in _CONTAINERS:
        element = element.getparent()
    if element is None or (local(element) in ("td", "section") and not _is_note(element)):
        return None
    if local(element) == "p" and element.getparent() is not None and _is_note(element.getparent()):
        element = element.getparent()
    has_heading = any(local(e) in ("h1", "h2", "h3", "h4") for e in element.iter())
    too_long = len(words(element)) > _LONGEST
    return None if has_heading or too_long else element


def _is_note(element: Element) -> bool:
    return any(kind in _NOTE_KINDS for kind in _kinds(element))


def _drafts(container: Element, mark: str) -> list[Draft]:
    """A note's paragraphs, without its own mark in front and the link back."""
    for link in list(container.iter("a")):
        said = words(link).strip()
        if "#" in (link.get("href") or "") and (
            _MARK.match(said) or said in ("", "↩", "↑", "^", "↩︎")
        ):
            above = link.getparent()
            alone = above is not None and above.tag == "sup" and words(above).strip() == said
            drop(above if alone and above is not container else link)
    parts = list(container.iter("p")) or [container]
    texts = [canonical_line(_MARKED.sub("", words(part))) for part in parts]
    if texts:
        own = rf"^[\[(]?{re.escape(mark)}[\])]?(?:[.:]\s*|\s+)" if mark else r"^(?!)"
        texts[0] = re.sub(own, "", re.sub(r"^[.:)\]]\s*", "", texts[0]))
        texts[-1] = re.sub(r"\s*[↩↑^↵⏎\ufe0e]+$", "", texts[-1])
    return [Draft(BlockKind.FOOTNOTE, text) for text in texts if text]


def _take_out(container: Element) -> None:
    """Take out a note, and the marks of pages in it stay where it stood."""
    marks = "".join(f"{PAGE}{label}{PAGE}" for label in _MARKED.findall(words(container)))
    if marks:
        container.tail = marks + (container.tail or "")
    drop(container)
