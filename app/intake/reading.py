"""A Reading: what a file turned out to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.model import Block, BlockKind, DocumentKind, Image, NoteMark, Reference, Text
from app.text import digest


@dataclass(frozen=True, slots=True)
class KeptImage:
    """An image that came with a page, and its bytes."""

    image: Image
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file turned out to hold, with the file itself.

    ``reference`` is CSL-JSON without an ``id``: always ``type`` and ``title``, the rest only where
    the file says it. ``text`` is None where there is nothing to read, as in a scanned PDF.
    ``provenance`` holds ``file`` (a name, no path), ``saved`` (ISO 8601 UTC), ``fields`` (where
    each reference field came from) and, where known, ``address``, ``breadcrumb``, ``tagline``,
    ``published_before`` and others. ``sha256`` is the digest of ``original``, the file's bytes.
    ``images`` came with a page, in reading order.
    """

    kind: DocumentKind
    reference: Reference
    text: Text | None
    provenance: dict[str, Any]
    warnings: tuple[str, ...]
    original: bytes
    sha256: str
    media_type: str
    name: str
    images: tuple[KeptImage, ...] = ()


def text_as_json(text: Text | None) -> dict[str, Any] | None:
    """A Text as the child sends it: everything but the canonical string."""
    if text is None:
        return None
    rows = [
        (b.kind, b.start, b.end, b.level, b.paragraph, b.section_paragraph, b.section, b.page)
        for b in text.blocks
    ]
    marks = [(mark.at, mark.block) for mark in text.note_marks]
    return {"blocks": rows, "extractor": text.extractor, "note_marks": marks}


def text_from_json(data: dict[str, Any] | None, canonical: str) -> Text | None:
    """The Text the child made; its digest is computed anew here."""
    if data is None:
        return None
    blocks = tuple(_block(row) for row in data["blocks"])
    marks = tuple(NoteMark(at, block) for at, block in data["note_marks"])
    return Text(canonical, blocks, digest(canonical), str(data["extractor"]), marks)


def _block(row: list[Any]) -> Block:
    kind, start, end, level, paragraph, section_paragraph, section, page = row
    return Block(
        kind=BlockKind(kind),
        start=start,
        end=end,
        level=level,
        paragraph=paragraph,
        section_paragraph=section_paragraph,
        section=tuple(section),
        page=page,
    )
