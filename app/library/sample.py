"""The sample library: made from the texts that come with the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.exchange.references import parse_reference_json
from app.library import Library, create_library
from app.library.fields import kind_named
from app.paths import resource


def create_sample(folder: Path, *, passphrase: str | None = None) -> Library:
    """A new sample library in ``folder``, with documents, references, marks and collections."""
    source = resource("sample_library")
    manifest = json.loads((source / "library.json").read_text(encoding="utf-8"))
    library = create_library(folder, passphrase=passphrase, sample=True)
    try:
        for name in manifest["collections"]:
            library.add_collection(name)
        ids = {
            entry["file"]: _add_document(library, source, entry) for entry in manifest["documents"]
        }
        for entry in manifest["highlights"]:
            _add_highlight(library, ids[entry["file"]], entry)
        for entry in manifest["notes"]:
            library.add_note(entry["text"], on=ids[entry["file"]], shared=entry["shared"])
        _add_references(library, source / manifest["references"])
    except BaseException:
        library.close()
        raise
    return library


def _add_document(library: Library, source: Path, entry: Mapping[str, Any]) -> str:
    kind = kind_named(entry["kind"])
    (imported,) = library.import_paths([str(source / entry["file"])], kind=kind)
    if imported.document is None:
        raise RuntimeError(f"the sample's {entry['file']} can't be read: {imported.error}")
    id_ = imported.document.id
    if entry.get("tags"):
        library.tag(id_, entry["tags"])
    for name in entry.get("collections", []):
        library.collect(name, [id_])
    return id_


def _add_highlight(library: Library, id_: str, entry: Mapping[str, Any]) -> None:
    note = entry.get("note") or {}
    library.highlight_quotation(
        id_,
        entry["quote"],
        meaning=entry["meaning"],
        note=note.get("text"),
        shared=note.get("shared", False),
        tags=entry.get("tags", ()),
    )


def _add_references(library: Library, file: Path) -> None:
    for entry in parse_reference_json(file.read_text(encoding="utf-8")):
        library.add_reference(entry.reference)
