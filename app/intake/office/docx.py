"""Word's documents (Office Open XML, ECMA-376)."""

from __future__ import annotations

from app.intake.archive.reader import Archive, missing, packed
from app.intake.archive.xml import Element, attribute, local, parse_xml, text_of, written
from app.intake.closing import tidy
from app.intake.finding import Finding
from app.intake.limits import MEGABYTE
from app.intake.office.properties import Properties, settle
from app.intake.office.tree import OfficeReader
from app.intake.pandoc import parse
from app.model import DocumentKind

EXTRACTOR = "docx 1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_LARGEST_PART = 60 * MEGABYTE
_BODY = "word/document.xml"
_RELATIONS = "_rels/.rels"
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_TEXT_BOX = "txbxContent"


def read_docx(data: bytes) -> Finding:
    """What a Word document holds, with insertions and without deletions and comments.

    Raises InputError where it is broken or protected.
    """
    archive = Archive(data)
    finding = Finding(DocumentKind.DOCUMENT, EXTRACTOR, MEDIA_TYPE)
    tree = parse(packed(_parts(archive)), "docx+styles")
    reader = OfficeReader()
    for role in ("title", "subtitle", "author", "date"):
        lines = [reader._plain(blocks) for blocks in _lines(tree.meta.get(role))]
        if lines:
            reader.said[role] = lines
    drafts = settle(reader.read(tree.blocks), reader.said, _properties(archive), finding)
    finding.drafts = tidy(drafts, finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding


def _parts(archive: Archive) -> list[tuple[str, bytes]]:
    """The parts that hold text, each parsed and written anew; no images, no comments."""
    body = _body(archive)
    folder, _, main = body.rpartition("/")
    files = [main, *(f"{part}.xml" for part in _PARTS)]
    names = ["[Content_Types].xml", _RELATIONS]
    names += [f"{folder}/{file}".lstrip("/") for file in files]
    names += [f"{folder}/_rels/{file}.rels".lstrip("/") for file in files]
    found = []
    for name in dict.fromkeys(names):
        if name in archive:
            root = parse_xml(archive.read(name, _LARGEST_PART))
            if name == body:
                _unbox(root)
            _unwrap(root)
            found.append((name, written(root)))
    return found


def _body(archive: Archive) -> str:
    """The name of the part that is the document, as the package says it."""
    if _RELATIONS in archive:
        for relation in parse_xml(archive.read(_RELATIONS, MEGABYTE)):
            if attribute(relation, "Type").endswith("/officeDocument"):
                name = attribute(relation, "Target").lstrip("/")
                if name in archive:
                    return name
    if _BODY not in archive:
        raise missing(_BODY)
    return _BODY


def _unbox(root: Element) -> None:
    """Set the paragraphs of text boxes behind the paragraph that each box hangs on.

    A box stands twice in a file, for new programs and for old ones.
    """
    for fallback in list(root.iter("{*}Fallback")):
        parent = fallback.getparent()
        if parent is not None and local(parent) == "AlternateContent":
            parent.remove(fallback)
    for box in list(root.iter(f"{{*}}{_TEXT_BOX}")):
        holder = next((e for e in box.iterancestors() if local(e) == "p"), None)
        if holder is None or holder.getparent() is None:
            continue
        for child in reversed(list(box)):
            holder.addnext(child)


def _unwrap(root: Element) -> None:
    """Set what fields show, and what smart tags and custom XML frame, in their own place.

    Pandoc passes over them: a caption's number would be lost, or a name.
    """
    for frame in list(root.iter("{*}fldSimple", "{*}smartTag", "{*}customXml")):
        parent = frame.getparent()
        if parent is not None:
            for child in reversed(list(frame)):
                frame.addnext(child)
            parent.remove(frame)


def _lines(value: object) -> list[list[dict[str, object]]]:
    """A metadata value of pandoc's as lines, each a list of blocks."""
    if not isinstance(value, dict):
        return []
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaInlines":
        return [[{"t": "Para", "c": content}]]
    if kind == "MetaBlocks":
        return [[block] for block in content or []]
    if kind == "MetaList":
        return [line for item in content or [] for line in _lines(item)]
    return []


def _properties(archive: Archive) -> Properties:
    """Core properties (ECMA-376 part 2, clause 11); none where they are broken or absent."""
    name = "docProps/core.xml"
    if name not in archive:
        return Properties()
    said = {local(e): text_of(e).strip() for e in parse_xml(archive.read(name, MEGABYTE))}
    return Properties(
        title=said.get("title", ""),
        author=said.get("creator", ""),
        subject=said.get("subject", ""),
        keywords=said.get("keywords", ""),
        language=said.get("language", ""),
        created=said.get("created", ""),
    )
