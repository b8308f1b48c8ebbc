"""The archive: documents with their texts, images, marks and original files in one ZIP.

Meant for safekeeping and for moving to another program: `library.json`, which is plain JSON,
`originals/` and `images/`, each file under its SHA-256. The same library gives the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from app.errors import SourcebookError
from app.model import Block, Document, Note, Shelf, Shelved, Text

FORMAT = "sourcebook-archive"
VERSION = 1
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive's bytes, how many documents it holds, and what is not in it."""

    content: bytes
    documents: int
    private_notes: int
    missing: tuple[str, ...]


def write_archive(shelf: Shelf, original: Callable[[str], bytes]) -> Archived:
    """The archive of a shelf; ``original`` gives the file with a SHA-256.

    A file that can't be read is named in ``missing`` and in the archive, and the rest goes on.
    """
    buffer, missing = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w") as archive:
        for folder, sha256 in sorted(set(_files(shelf))):
            try:
                _add(archive, f"{folder}/{sha256}", original(sha256))
            except SourcebookError:
                missing.append(sha256)
        content = json.dumps(_library(shelf, missing), ensure_ascii=False, indent=1, sort_keys=True)
        _add(archive, "library.json", content.encode())
    return Archived(buffer.getvalue(), len(shelf.items), shelf.private_notes, tuple(missing))


def _files(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Folder and SHA-256 of every file that belongs to a shelf."""
    for item in shelf.items:
        if item.document.original:
            yield "originals", item.document.original
        for image in item.images:
            yield "images", image.sha256


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)


def _library(shelf: Shelf, missing: list[str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "notice": "teaching text – not a source" if shelf.sample else None,
        "documents": [_document(item) for item in shelf.items],
        "notes": [_note(note) for note in shelf.loose_notes],
        "collections": [
            {"name": c.name, "id": c.id, "parent": c.parent, "documents": list(c.documents)}
            for c in shelf.collections
        ],
        "missing": missing,
        "private_notes_left_out": shelf.private_notes,
    }


def _document(item: Shelved) -> dict[str, Any]:
    document: Document = item.document
    return {
        "id": document.id,
        "kind": document.kind.value,
        "key": document.key,
        "former_keys": list(document.former_keys),
        "reference": document.cited(),
        "added": document.added,
        "tags": list(document.tags),
        "original": document.original,
        "original_name": document.original_name,
        "media_type": document.media_type,
        "provenance": document.provenance,
        "text": _text(item.text),
        "images": [asdict(image) for image in item.images],
        "highlights": [asdict(highlight) for highlight in item.highlights],
        "notes": [_note(note) for note in item.notes],
    }


def _text(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    return {
        "canonical": text.canonical,
        "sha256": text.sha256,
        "extractor": text.extractor,
        "blocks": [_block(block) for block in text.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {**asdict(block), "kind": block.kind.value}


def _note(note: Note) -> dict[str, Any]:
    return {**asdict(note), "visibility": note.visibility.value}
