"""Newer copies of a saved text, and texts as an earlier reader would have made them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.library import Library
from app.model import BlockKind
from app.store import documents, texts
from app.text.compose import Draft, compose
from app.text.shingles import sketch


def page(folder: Path, name: str, paragraphs: Sequence[str], title: str = "A claim") -> Path:
    """A Markdown file of some paragraphs."""
    file = folder / name
    body = "\n\n".join(paragraphs)
    file.write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
    return file


def imported(library: Library, file: Path) -> str:
    """The id of the document that a file becomes."""
    [line] = library.import_paths([str(file)])
    assert line.document is not None, line.error
    return line.document.id


def as_read_before(library: Library, document: str, paragraphs: Sequence[str]) -> None:
    """Give a document the text that an earlier reader made of its file."""
    text = compose((Draft(BlockKind.PARAGRAPH, each) for each in paragraphs), "markdown 0")
    with library._act("as read before") as act:
        id_ = texts.add_text(act.database, text, sketch(text.canonical))
        documents.change_document(act, library.document(document).id, text_id=id_)
