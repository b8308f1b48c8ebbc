"""Highlights and shared notes as a W3C Web Annotation collection (Recommendation of 2017-02-23).

No creator and no times: they would tell who read what, and when.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import quote

from app.model.document import Document
from app.model.marks import MEANING_LABELS, Highlight, Note
from app.model.shelf import Shelf, Shelved

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix: what other annotation tools keep, and enough to tell places."""

_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_IRI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"

Json = dict[str, Any]


def annotation_collection(shelf: Shelf, *, remark: str = "") -> Json:
    """The collection of all annotations on a shelf, as JSON-LD with its one page inside.

    ``remark`` is said in the label and in every annotation. Offsets are code points into the
    canonical text of the document.
    """
    items = [item for shelved in shelf.items for item in _annotations(shelved, remark)]
    items += [
        _note_annotation(note, "urn:sourcebook:library", remark) for note in shelf.loose_notes
    ]
    digest = hashlib.sha256("\n".join(item["id"] for item in items).encode()).hexdigest()[:16]
    name = f"urn:sourcebook:collection:{digest}"
    page = {"id": f"{name}:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    label = "Highlights and shared notes"
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"{label} ({remark})" if remark else label,
        "total": len(items),
        **({"first": page} if items else {}),
    }


def source_of(document: Document) -> str:
    """The IRI of what is annotated: the reference's address, else a name of the document's own."""
    address = str(document.reference.get("URL") or "")
    if _ADDRESS.match(address):
        return quote(address, safe=_IRI_SAFE)
    return f"urn:sourcebook:{document.id}"


def _annotations(shelved: Shelved, remark: str) -> list[Json]:
    source = source_of(shelved.document)
    of_highlight: dict[str, list[Note]] = {}
    for note in shelved.notes:
        if note.highlight is not None:
            of_highlight.setdefault(note.highlight, []).append(note)
    marked = [
        _highlight_annotation(one, source, of_highlight.get(one.id, []), remark)
        for one in shelved.highlights
    ]
    own = [note for note in shelved.notes if note.highlight is None]
    return marked + [_note_annotation(note, source, remark) for note in own]


def _highlight_annotation(
    highlight: Highlight, source: str, notes: list[Note], remark: str
) -> Json:
    bodies = [_tag(MEANING_LABELS[highlight.meaning]), *map(_tag, sorted(highlight.tags))]
    bodies += [_comment(note) for note in notes]
    return {
        "id": f"urn:sourcebook:highlight:{highlight.id}",
        "type": "Annotation",
        "motivation": "highlighting",
        "body": bodies + _remarks(remark),
        "target": {"type": "SpecificResource", "source": source, "selector": _selectors(highlight)},
    }


def _note_annotation(note: Note, target: str, remark: str) -> Json:
    return {
        "id": f"urn:sourcebook:note:{note.id}",
        "type": "Annotation",
        "motivation": "commenting",
        "body": [_comment(note), *_remarks(remark)],
        "target": target,
    }


def _selectors(highlight: Highlight) -> list[Json]:
    """The passage by its words and, where the document has a text, by its place in it."""
    quotation: Json = {"type": "TextQuoteSelector", "exact": highlight.exact}
    if highlight.prefix:
        quotation["prefix"] = highlight.prefix[-AROUND:]
    if highlight.suffix:
        quotation["suffix"] = highlight.suffix[:AROUND]
    unsure = highlight.placing is not None and not highlight.placing.sure
    if highlight.start is None or highlight.end is None or unsure:
        return [quotation]
    place = {"type": "TextPositionSelector", "start": highlight.start, "end": highlight.end}
    return [quotation, place]


def _tag(text: str) -> Json:
    return {"type": "TextualBody", "value": text, "purpose": "tagging", "format": "text/plain"}


def _comment(note: Note) -> Json:
    body = {"type": "TextualBody", "value": note.text}
    return {**body, "purpose": "commenting", "format": "text/markdown"}


def _remarks(remark: str) -> list[Json]:
    if not remark:
        return []
    body = {"type": "TextualBody", "value": remark}
    return [{**body, "purpose": "describing", "format": "text/plain"}]
