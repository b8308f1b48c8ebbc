"""OpenDocument text (OpenDocument 1.3)."""

from __future__ import annotations

from app.intake.archive.checks import protected
from app.intake.archive.reader import Archive, missing, packed
from app.intake.archive.xml import Element, attribute, local, parse_xml, text_of, written
from app.intake.closing import tidy
from app.intake.finding import Finding
from app.intake.limits import MEGABYTE
from app.intake.office.properties import Properties, settle
from app.intake.office.tree import MARKS, NONCHARACTERS, OfficeReader, role_of
from app.intake.pandoc import parse
from app.model import DocumentKind

EXTRACTOR = "odt 1"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_LARGEST_PART = 60 * MEGABYTE
_BODY = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LEFT_OUT = frozenset({
    "tracked-changes", "annotation", "annotation-end", "table-of-content", "illustration-index",
    "table-index", "alphabetical-index", "object-index", "user-index", "sequence-decls",
    "title", "desc",
})  # fmt: skip
_MOST_PARENTS = 20


def read_odt(data: bytes) -> Finding:
    """What an OpenDocument text holds, without comments and deletions.

    Raises InputError where it is broken or protected.
    """
    archive = Archive(data)
    if _BODY not in archive:
        raise missing(_BODY)
    _check_open(archive)
    finding = Finding(DocumentKind.DOCUMENT, EXTRACTOR, MEDIA_TYPE)
    styles = (
        parse_xml(archive.read("styles.xml", _LARGEST_PART)) if "styles.xml" in archive else None
    )
    body = parse_xml(archive.read(_BODY, _LARGEST_PART))
    known = _Styles(body, styles)
    known.mend(body, styles)
    _prepare(body, known)
    parts = [("mimetype", MEDIA_TYPE.encode()), (_BODY, written(body))]
    if styles is not None:
        parts.append(("styles.xml", written(styles)))
    reader = OfficeReader()
    drafts = reader.read(parse(packed(parts), "odt").blocks)
    drafts = settle(drafts, reader.said, _properties(archive), finding)
    finding.drafts = tidy(drafts, finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding


def _check_open(archive: Archive) -> None:
    """An encrypted document is a sound archive of encrypted parts, which its manifest names."""
    if _MANIFEST not in archive:
        return
    manifest = parse_xml(archive.read(_MANIFEST, MEGABYTE))
    if any(local(element) == "encryption-data" for element in manifest.iter()):
        raise protected()


class _Styles:
    """The names of styles, and of what each was made from."""

    def __init__(self, *parts: Element | None) -> None:
        self._parents: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        for part in parts:
            for style in part.iter("{*}style") if part is not None else ():
                name = attribute(style, "name")
                self._parents[name] = attribute(style, "parent-style-name")
                self._shown[name] = attribute(style, "display-name")

    def mend(self, *parts: Element | None) -> None:
        """Take parents from styles that come from themselves, over which a reader would hang."""
        for part in parts:
            for style in part.iter("{*}style") if part is not None else ():
                for key in list(style.attrib):
                    if key.endswith("}parent-style-name") and self._circles(
                        attribute(style, "name")
                    ):
                        del style.attrib[key]

    def _circles(self, name: str) -> bool:
        above = self._parents.get(name, "")
        for _ in range(len(self._parents)):
            if not above or above == name:
                return bool(above)
            above = self._parents.get(above, "")
        return True

    def role(self, name: str) -> str:
        """What paragraphs of this style are, by it or the nearest style that it was made from."""
        for _ in range(_MOST_PARENTS):
            role = role_of(self._shown.get(name) or name)
            if role or not name:
                return role
            name = self._parents.get(name, "")
        return ""


def _prepare(body: Element, styles: _Styles) -> None:
    """Leave out what isn't read, hang text boxes behind their paragraphs, and mark by style."""
    for element in list(body.iter()):
        if local(element) in _LEFT_OUT and not _in_meta(element):
            _remove(element)
    for box in list(body.iter("{*}text-box")):
        holder = next((e for e in box.iterancestors() if local(e) in ("p", "h")), None)
        if holder is not None and holder.getparent() is not None:
            for child in reversed(list(box)):
                tail, child.tail = child.tail, None
                holder.addnext(child)
                child.tail = tail if tail and tail.strip() else None
    for text in body.iter():
        text.text = NONCHARACTERS.sub("", text.text) if text.text else text.text
        text.tail = NONCHARACTERS.sub("", text.tail) if text.tail else text.tail
    for paragraph in list(body.iter("{*}p")):
        mark = MARKS.get(styles.role(attribute(paragraph, "style-name")))
        if mark:
            paragraph.text = mark + (paragraph.text or "")


def _in_meta(element: Element) -> bool:
    return local(element) in ("title", "desc") and "svg" not in element.tag


def _remove(element: Element) -> None:
    """Take out an element and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _properties(archive: Archive) -> Properties:
    """The document's own fields; who wrote it first, since ``dc:creator`` is who saved it last."""
    if "meta.xml" not in archive:
        return Properties()
    said: dict[str, str] = {}
    keywords: list[str] = []
    for element in parse_xml(archive.read("meta.xml", MEGABYTE)).iter():
        if local(element) == "keyword":
            keywords.append(text_of(element).strip())
        elif not len(element):
            said.setdefault(local(element), text_of(element).strip())
    return Properties(
        title=said.get("title", ""),
        author=said.get("initial-creator", "") or said.get("creator", ""),
        subject=said.get("subject", ""),
        keywords=",".join(keywords),
        language=said.get("language", ""),
        created=said.get("creation-date", ""),
    )
