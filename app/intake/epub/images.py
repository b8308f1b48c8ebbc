"""The images of a book, handed on like those that a page carries itself."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from app.errors import InputError
from app.intake.archive.reader import Archive
from app.intake.archive.xml import Element
from app.intake.epub.package import resolved
from app.intake.page.pictures import LIFTED
from app.intake.page.tree import elements
from app.intake.pictures import LARGEST, MOST

_ALTOGETHER = 100_000_000
"""Bytes of all images of one book."""


def lift_images(archive: Archive, documents: Mapping[str, Element], lifted: list[bytes]) -> None:
    """Let the images in a book's documents name what lies in the archive, and nothing else.

    ``lifted`` takes their bytes as base64.
    """
    places: dict[str, int] = {}
    room = _ALTOGETHER
    for name, body in documents.items():
        for image in elements(body, "img"):
            target = resolved(name, image.get("src") or "")[0]
            for key in set(image.attrib) - {"alt"}:
                del image.attrib[key]
            if target not in places and target in archive and len(places) < MOST:
                content = _content(archive, target, min(room, LARGEST))
                if content is not None:
                    room -= len(content)
                    places[target] = len(lifted)
                    lifted.append(base64.b64encode(content))
            if target in places:
                image.set("src", f"{LIFTED}{places[target]}")


def _content(archive: Archive, name: str, limit: int) -> bytes | None:
    try:
        return archive.read(name, limit)
    except InputError:
        return None
