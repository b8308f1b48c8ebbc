"""What the page of added files says, without Qt: a line for each file, and the sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.library import Imported
from app.model import Reference
from ui.library.presenter import KIND_WORDS, counted

_BOUND = {".pdf", ".epub", ".docx", ".odt", ".rtf"}
"""What is read and cited as a whole even where its text can't be had."""

_NO_SOURCE = {"no-file", "not-a-file", "unreadable", "unknown-format", "binary", "empty"}
"""Failures after which there is nothing that a reference could stand for."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of one imported line; ``keepable`` where a reference alone makes sense."""

    icon: str
    colour: str
    title: str
    below: str
    state: str
    reason: str = ""
    failed: bool = False
    keepable: bool = False


def line_of(imported: Imported) -> Line:
    """The words for what became of a file."""
    name = Path(imported.path).name
    document = imported.document
    if imported.error is not None:
        error = imported.error
        keepable = Path(name).suffix.lower() in _BOUND and error.code not in _NO_SOURCE
        reason = " ".join(filter(None, (error.message, error.hint)))
        return Line("warning-circle", "danger", name, "", "Not added", reason, True, keepable)
    title = (document.title if document else "") or name
    if imported.status == "duplicate":
        return Line(
            "copy", "muted", title, f"{name}  ·  a document you have", "Already in the library"
        )
    kind = KIND_WORDS[document.kind].lower() if document else ""
    told = counted(imported.paragraphs, "paragraph") if imported.paragraphs else ""
    below = "  ·  ".join(filter(None, (name, ", ".join(filter(None, (kind, told))))))
    warned = " ".join(imported.warnings)
    if warned:
        return Line("warning", "warn", title, below, "Added, please look", warned)
    return Line("check-circle", "ok", title, below, "Added")


def summary_of(counts: Counter[str]) -> tuple[str, str]:
    """Title and sentence once everything was looked at; ``counts`` by status."""
    added = counts["added"]
    title = f"{counted(added, 'document')} added" if added else "Nothing new"
    parts = []
    if counts["duplicate"]:
        parts.append(f"{counts['duplicate']:,} already in the library")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} not added: the reason stands below")
    said = ", ".join(parts)
    return title, f"{said}." if said else "All went well." if added else "No file was found."


def reference_for(name: str) -> Reference:
    """A reference by a file's name, to be completed by hand."""
    return {"type": "report", "title": Path(name).stem.replace("_", " ")}
