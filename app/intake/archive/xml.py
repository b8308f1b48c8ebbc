"""XML parts of documents: parsed without entities, DTDs or network."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from app.errors import InputError
from app.intake.archive.checks import damaged_archive
from app.intake.limits import too_nested, too_tangled

Element = Any
"""An lxml element; its stubs don't cover what is used here."""

_DECLARES = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]{0,2000}\[)", re.IGNORECASE)
_DEEP = 256


def parse_xml(data: bytes) -> Element:
    """The root element of an XML part.

    Raises InputError where it isn't well formed, declares entities, or nests deeper than 256.
    """
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    if _DECLARES.search(plain):
        raise entities()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise too_nested() from error
        if "memory" in str(error).lower():
            raise MemoryError from error
        raise damaged_archive() from error
    if root is None:
        raise damaged_archive()
    return root


def written(root: Element) -> bytes:
    """An element as XML in UTF-8, without a document type."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of the first attribute of this local name; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def text_of(element: Element) -> str:
    """All text below an element."""
    return "".join(element.itertext())


def entities() -> InputError:
    """The error for XML that declares entities, which no document needs."""
    return too_tangled("entities of its own")
