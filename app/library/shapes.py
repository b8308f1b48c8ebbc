"""The JSON shapes of the command line: a contract, checked from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

# Only named here: who lists a library doesn't wait for the citing room.
if TYPE_CHECKING:
    from app.cite.engine import Rendered
    from app.cite.quotation import Quotation
    from app.library.copying import Copies
    from app.library.documents import Opened
    from app.library.finding import Found
    from app.library.importing import Imported
    from app.model import Block, Document, Highlight, Image, Note, Placing, Text
    from app.search import Hit
    from app.store.check import Problem
    from app.store.doubts import Doubt

Shape = dict[str, Any]


def imported_shape(line: Imported) -> Shape:
    """One line of `import`; ``file`` says which one of a folder or archive it is about."""
    document = line.document
    return {
        "path": line.path,
        **({"file": line.file} if line.file else {}),
        "status": line.status,
        "id": document.id if document else None,
        "kind": document.kind.value if document else None,
        "title": document.title if document else None,
        "paragraphs": line.paragraphs,
        "warnings": list(line.warnings),
        "error": line.error.as_dict() if line.error else None,
    }


def listed_shape(document: Document) -> Shape:
    """One document of `list`."""
    return {
        "id": document.id,
        "kind": document.kind.value,
        "title": document.title,
        "key": document.key,
        "added": document.added,
    }


def opened_shape(opened: Opened, copies: Copies) -> Shape:
    """The answer of `show`."""
    document, text = opened.document, opened.text
    return {
        "id": document.id,
        "key": document.key,
        "kind": document.kind.value,
        "reference": document.cited(),
        "text": text.canonical if text else None,
        "blocks": [block_shape(text, block) for block in text.blocks] if text else [],
        "footnotes": footnote_shapes(text) if text else [],
        "highlights": [highlight_shape(highlight) for highlight in opened.highlights],
        "notes": [note_shape(note) for note in opened.notes],
        "tags": list(document.tags),
        "former_keys": list(document.former_keys),
        "added": document.added,
        "provenance": document.provenance,
        "original": document.original,
        "images": [image_shape(opened, image) for image in opened.images],
        "copy_of": copies.copy_of.id if copies.copy_of else None,
        "copies": [each.id for each in copies.others],
        "doubts": [
            {"field": doubt.field, "reason": doubt.reason} for doubt in doubted_fields(document)
        ],
    }


def footnote_shapes(text: Text) -> list[Shape]:
    """Each sign of a footnote: the code point it stands before, and its note among the blocks."""
    return [
        {"anchor": mark.at, "block": mark.block, "number": number}
        for mark, number in zip(text.note_marks, text.note_numbers, strict=True)
    ]


def doubted_fields(document: Document) -> tuple[Doubt, ...]:
    """The fields of a document that want a look."""
    from app.store.doubts import doubted

    return doubted(document.provenance, document.reference)


def image_shape(opened: Opened, image: Image) -> Shape:
    """An image: ``anchor`` is the code point of the Block it stands before, or the text's end."""
    blocks = opened.text.blocks if opened.text else ()
    end = len(opened.text.canonical) if opened.text else 0
    return {
        "anchor": blocks[image.before].start if image.before < len(blocks) else end,
        "block": image.before,
        "caption": image.caption,
        "alt": image.alt,
        "sha256": image.sha256,
        "size": image.size,
        "media_type": image.media_type,
        "width": image.width,
        "height": image.height,
    }


def block_shape(text: Text, block: Block) -> Shape:
    """One Block of a Text."""
    return {
        "kind": block.kind.value,
        "level": block.level,
        "text": text.text_of(block),
        "start": block.start,
        "end": block.end,
        "paragraph": block.paragraph,
        "section_paragraph": block.section_paragraph,
        "section": list(block.section),
        "page": block.page,
    }


def highlight_shape(highlight: Highlight) -> Shape:
    """A highlight; all places are None for a typed quotation."""
    locator = highlight.locator
    return {
        "id": highlight.id,
        "document": highlight.document,
        "start": highlight.start,
        "end": highlight.end,
        "exact": highlight.exact,
        "paragraph": locator.paragraph,
        "paragraph_end": locator.paragraph_end,
        "section_paragraph": locator.section_paragraph,
        "section": list(locator.section),
        "page": locator.page,
        "meaning": highlight.meaning.value,
        "tags": list(highlight.tags),
        **placing_shape(highlight.placing),
    }


def placing_shape(placing: Placing | None) -> Shape:
    """How a highlight of another version stands in this one; nothing for one made on it."""
    if placing is None:
        return {}
    return {
        "placing": {
            "how": placing.how.value,
            "score": placing.score,
            "confirmed": placing.confirmed,
        }
    }


def note_shape(note: Note) -> Shape:
    """One note."""
    return {
        "id": note.id,
        "document": note.document,
        "highlight": note.highlight,
        "visibility": note.visibility.value,
        "text": note.text,
    }


def found_shape(found: Found) -> Shape:
    """The answer of `search`."""
    return {
        "hits": [_hit_shape(document, hit) for document, hit in found.hits],
        "total": found.total,
        "took_ms": found.milliseconds,
    }


def _hit_shape(document: Document, hit: Hit) -> Shape:
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "paragraph": hit.paragraph,
        "paragraph_end": hit.paragraph_end,
        "section": list(hit.section),
        "page": hit.page,
        "snippet": hit.snippet,
        "matches": [list(match) for match in hit.matches],
        "why": hit.why,
    }


def rendered_shape(rendered: Rendered) -> Shape:
    """The answer of `cite`."""
    return {
        "citation": rendered.citation,
        "bibliography": list(rendered.bibliography),
        "left_out": [{"id": left.id, "reason": left.reason} for left in rendered.left_out],
    }


def quotation_shape(quotation: Quotation) -> Shape:
    """The answer of `quote`."""
    return {
        "quotation": quotation.quotation,
        "block": quotation.block,
        "citation": quotation.citation,
        "text": quotation.text,
    }


def problem_shape(problem: Problem) -> Shape:
    """One problem of `check`."""
    return {"code": problem.code, "subject": problem.subject, "message": problem.message}


def backup_shape(file: Path, sha256: str) -> Shape:
    """The answer of `backup`."""
    return {"file": str(file), "sha256": sha256}
