"""XML from anyone: no entities, no DTD, no network, no huge texts and no depth without end.

libxml2's own limits stay on (texts of 10 MB, 256 levels). A document type declaration is refused
as a whole: no library of references has one, and every attack on XML readers needs one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from app.errors import InputError

Element = Any

_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_pis": True,
    "remove_comments": True,
}


def root_of(content: bytes) -> Element:
    """The root element. Raises InputError where it is no sound XML or declares a type."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_sound(error) from None
    _refuse_type(root)
    return root


def each(content: bytes, name: str) -> Iterator[tuple[int, Element]]:
    """Each element of that name (without namespace) with its line, in little memory.

    Raises InputError where the XML breaks off; what came before is sound.
    """
    walk = etree.iterparse(io.BytesIO(content), events=("end",), tag=name, **_SAFE)
    try:
        for number, (_, element) in enumerate(walk):
            if number == 0:
                _refuse_type(element)
            yield element.sourceline or 0, element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise not_sound(error) from None


def name_of(element: Element) -> str:
    """The local name of an element; empty for what is no element, such as an entity."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def text_of(element: Element | None) -> str:
    """All text in an element; empty for None."""
    return "" if element is None else "".join(element.itertext(with_tail=False))


def _refuse_type(element: Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise InputError(
            "The XML declares a document type or entities, which no library export does.",
            hint="Export it again from the program it came from.",
            code="xml-doctype",
        )


def not_sound(error: Exception) -> InputError:
    """The error for XML that breaks off or nests too deep."""
    line = getattr(error, "lineno", None)
    where = f" (line {line})" if line else ""
    return InputError(
        f"The file is not sound XML{where}.",
        hint="Export it again from the program it came from.",
        code="bad-xml",
    )
