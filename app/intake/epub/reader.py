"""A book: its documents in the order of the spine, through the same blocks as a page's."""

from __future__ import annotations

import html
import re

from app.errors import InputError
from app.intake.archive.checks import damaged_archive
from app.intake.archive.reader import Archive, missing
from app.intake.archive.xml import Element
from app.intake.closing import tidy
from app.intake.decode import decode_page
from app.intake.epub.images import lift_images
from app.intake.epub.metadata import read_metadata
from app.intake.epub.notes import NONCHARACTERS, Apparatus, paged
from app.intake.epub.package import Package, read_package
from app.intake.finding import Finding
from app.intake.limits import Limits, too_large
from app.intake.page.blocks import BlockReader
from app.intake.page.guard import check_tags
from app.intake.page.pictures import number_images, placed
from app.intake.page.tree import drop, drop_unseen, elements, parse_page, words
from app.intake.wiki_marks import names_notes
from app.intake.wordlists import word_set
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line

EXTRACTOR = "epub 1"
MEDIA_TYPE = "application/epub+zip"

_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_EMPTY = re.compile(r"<(?!/)([a-zA-Z][\w:-]{0,40})((?:\s[^<>]{0,2000}?)?)/>")
_VOID = word_set("area base br col embed hr img input link meta source track wbr")
_FRONT = frozenset(("titlepage", "halftitlepage", "cover"))
"""What only says again what the package says."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_epub(data: bytes, limits: Limits) -> Finding:
    """What a book holds: its text, with notes behind it and pages where it tells them.

    Raises InputError where it is broken or protected.
    """
    archive = Archive(data)
    package = read_package(archive)
    finding = Finding(DocumentKind.BOOK, EXTRACTOR, MEDIA_TYPE)
    read_metadata(package.metadata, finding)
    documents = _documents(archive, package, limits, finding)
    apparatus = Apparatus(documents, package.pages)
    apparatus.prepare()
    lift_images(archive, documents, finding.lifted)
    title = canonical_line(str(finding.reference.get("title", "")))
    for name, body in list(documents.items()):
        if title and canonical_line(words(body)) == title and len(documents) > 1:
            del documents[name]  # a page that only says again what the package says
        else:
            _head(name, body, package)
    whole = _joined(documents)
    sources = number_images(whole)
    reader = BlockReader()
    reader.read(whole)
    finding.pictures = placed(reader.pictures, sources)
    drafts = _without_empty_notes(paged(reader.drafts)) + apparatus.notes
    finding.drafts = tidy(drafts, finding)
    if not finding.drafts:
        finding.warn("There is no text in the book, only pictures.")
    return finding


def _documents(
    archive: Archive, package: Package, limits: Limits, finding: Finding
) -> dict[str, Element]:
    """The bodies of the spine's documents by name; one that is broken is left out."""
    if not package.spine:
        raise missing("spine")
    if sum(archive.size(name) for name in package.spine) > limits.text_size:
        raise too_large(limits.text_size)
    found: dict[str, Element] = {}
    for name in package.spine:
        try:
            body = _body(archive.read(name, limits.text_size))
        except InputError as error:
            if error.code not in ("damaged", "binary"):
                raise
            finding.warn("A part of the book is damaged and was left out.")
            continue
        if body is not None:
            found[name] = body
    if not found:
        raise damaged_archive()
    return found


def _body(data: bytes) -> Element:
    text, _ = decode_page(data)
    text = NONCHARACTERS.sub("", _XML_HEAD.sub("", text, count=1))
    check_tags(text)
    root = parse_page(_EMPTY.sub(_opened, text))
    for element in elements(root, "figcaption"):
        element.attrib.pop("aria-hidden", None)  # from those who hear the image's description
    drop_unseen(root)
    for element in list(elements(root, "nav", "section", "div")):
        if element.tag == "nav" or _FRONT.intersection((element.get("epub:type") or "").split()):
            drop(element)
    return root.find("body")


def _joined(documents: dict[str, Element]) -> Element:
    """All documents as the parts of one; their names lead to nothing afterwards."""
    whole = parse_page("").find("body")
    for body in documents.values():
        body.tag = "div"
        whole.append(body)
    return whole


def _opened(found: re.Match[str]) -> str:
    """An empty XML element as HTML writes it: a parser of HTML would leave it open."""
    name, rest = found.groups()
    return found.group() if name.lower() in _VOID else f"<{name}{rest}></{name}>"


def _head(name: str, body: Element, package: Package) -> None:
    """Where a document has no heading, the contents' name for it is its heading."""
    label = html.unescape(package.contents.get((name, ""), ""))
    if not label or any(words(heading).strip() for heading in elements(body, *_HEADINGS)):
        return
    first = next((e for e in elements(body, "p") if canonical_line(words(e))), None)
    if first is not None and canonical_line(words(first)) == canonical_line(label):
        first.tag = "h1"  # as word processors write it, a heading only by its looks
    elif canonical_line(words(body)):
        heading = body.makeelement("h1")
        heading.text, heading.tail, body.text = label, body.text, None
        body.insert(0, heading)


def _without_empty_notes(drafts: list[Draft]) -> list[Draft]:
    """Without headings over notes that follow the text now."""
    kept: list[Draft] = []
    filled = [draft for draft in drafts if draft.rows or canonical_line(draft.text)]
    for place, draft in enumerate(filled):
        below = filled[place + 1] if place + 1 < len(filled) else None
        ends = below is None or below.kind is BlockKind.HEADING
        if not (draft.kind is BlockKind.HEADING and ends and names_notes(draft.text)):
            kept.append(draft)
    return kept
