"""An EPUB's package: what it is, which documents in which order, contents and pages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.intake.archive.checks import protected
from app.intake.archive.reader import Archive, missing
from app.intake.archive.xml import Element, attribute, local, parse_xml, text_of
from app.intake.limits import MEGABYTE
from app.text import canonical_line

_LARGEST = 20 * MEGABYTE
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DOCUMENTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_MOST_DOCUMENTS = 2_000

Place = tuple[str, str]
"""A document's name in the archive and an id in it, which may be empty."""


@dataclass(slots=True)
class Package:
    """What the package says. ``contents`` and ``pages`` map places to labels."""

    metadata: Element
    spine: list[str] = field(default_factory=list)
    contents: dict[Place, str] = field(default_factory=dict)
    pages: dict[Place, str] = field(default_factory=dict)


def read_package(archive: Archive) -> Package:
    """The package of an EPUB. Raises InputError where it is broken or encrypted."""
    _check_open(archive)
    name = _package_name(archive)
    root = parse_xml(archive.read(name, _LARGEST))
    metadata = next((e for e in root if local(e) == "metadata"), None)
    if metadata is None:
        raise missing("metadata")
    items = {attribute(item, "id"): item for item in root.iter("{*}item")}
    package = Package(metadata)
    guides = _navigation(root, items, name)
    for reference in root.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(item, "media-type") not in _DOCUMENTS:
            continue
        document = resolved(name, attribute(item, "href"))[0]
        wanted = document in archive and document not in guides and document not in package.spine
        if wanted and len(package.spine) < _MOST_DOCUMENTS:
            package.spine.append(document)
    for guide in guides:
        if guide in archive:
            _read_guide(parse_loosely(archive.read(guide, _LARGEST)), guide, package)
    return package


def resolved(base: str, address: str) -> Place:
    """The place that ``address`` in the document ``base`` means, inside the archive."""
    path, _, fragment = address.partition("#")
    if not path:
        return base, unquote(fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    return joined.lstrip("/"), unquote(fragment)


def parse_loosely(data: bytes) -> Element:
    """A guide's root; its document type and named entities are of no use here."""
    data = re.sub(rb"<!DOCTYPE[^>\[]{0,2000}>", b"", data, count=1, flags=re.IGNORECASE)
    return parse_xml(data.replace(b"&nbsp;", b" "))


def _check_open(archive: Archive) -> None:
    """Scrambled fonts don't matter; encrypted documents can't be read."""
    if _ENCRYPTION not in archive:
        return
    for element in parse_xml(archive.read(_ENCRYPTION, _LARGEST)).iter("{*}EncryptionMethod"):
        if attribute(element, "Algorithm") not in _FONT_SCRAMBLING:
            raise protected()


def _package_name(archive: Archive) -> str:
    if _CONTAINER not in archive:
        raise missing(_CONTAINER)
    for element in parse_xml(archive.read(_CONTAINER, MEGABYTE)).iter("{*}rootfile"):
        name = resolved("", attribute(element, "full-path"))[0]
        if name in archive:
            return name
    raise missing("package")


def _navigation(root: Element, items: dict[str, Element], base: str) -> list[str]:
    """The documents that only guide: EPUB 3's nav, and the NCX."""
    found = [item for item in items.values() if "nav" in attribute(item, "properties").split()]
    for spine in root.iter("{*}spine"):
        ncx = items.get(attribute(spine, "toc"))
        found += [ncx] if ncx is not None else []
    return list(dict.fromkeys(resolved(base, attribute(item, "href"))[0] for item in found))


def _read_guide(root: Element, name: str, package: Package) -> None:
    for nav in root.iter("{*}nav"):
        kinds = attribute(nav, "type").split()
        target = package.pages if "page-list" in kinds else package.contents
        if "toc" in kinds or "page-list" in kinds:
            for link in nav.iter("{*}a"):
                label = canonical_line(text_of(link)[:500])
                target.setdefault(resolved(name, attribute(link, "href")), label)
    for element in root.iter("{*}navPoint", "{*}pageTarget"):
        target = package.pages if local(element) == "pageTarget" else package.contents
        label = next((text_of(e) for e in element if local(e) == "navLabel"), "")
        source = next((attribute(e, "src") for e in element if local(e) == "content"), "")
        if source:
            target.setdefault(resolved(name, source), canonical_line(label[:500]))
