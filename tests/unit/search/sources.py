"""Documents to search, written for these tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.model import BlockKind, DocumentId
from app.search import Index, Indexed, Results
from app.text import Draft, compose


def article(name: str, *paragraphs: str, title: str = "", **fields: str) -> Indexed:
    """A document of plain paragraphs."""
    return made(name, [Draft(BlockKind.PARAGRAPH, one) for one in paragraphs], title, **fields)


def made(name: str, drafts: list[Draft], title: str = "", **fields: str) -> Indexed:
    """A document of the blocks given."""
    text = compose(drafts, "test 1") if drafts else None
    return Indexed(DocumentId(name), "1", (("title", title), *fields.items()), text)


class Shelf:
    """An index beside the documents it was made of."""

    def __init__(self, path: Path, documents: Iterable[Indexed], key: bytes | None = None) -> None:
        self.documents = {one.document: one for one in documents}
        self.index = Index(path, key)
        self.index.put(self.documents.values())

    def search(
        self, query: str, *, limit: int = 50, exact: bool = False, passages: bool = False
    ) -> Results:
        return self.index.search(
            query, self.documents.get, limit=limit, exact=exact, passages=passages
        )

    def found(self, query: str, *, exact: bool = False) -> list[str]:
        return [hit.document for hit in self.search(query, exact=exact).hits]
