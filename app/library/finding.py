"""The façade's part for finding: lists by query, and full-text search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from app.errors import LibraryBusyError, LibraryError
from app.library.base import Part, irreversible, reading
from app.model import Document, DocumentId, new_id
from app.progress import Progress, Silent
from app.store import documents, groups, texts

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.search import Hit, Index, Indexed

Answer = TypeVar("Answer")

_TOGETHER = 500
_LARGEST_PART = 2_000_000
# Another handle may take the index over as often as that before its own work is relied on.
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A search's hits with their documents, how many documents match, and how long it took."""

    hits: tuple[tuple[Document, Hit], ...]
    total: int
    milliseconds: float


class Finding(Part):
    """Lists and search; keeps the index in step with the library."""

    _index: Index | None = None

    @reading
    def documents(self, query: str = "") -> list[Document]:
        """The documents in the order they were added, or those that fit a query."""
        found = documents.documents(self._store.database)
        if not query.strip():
            return found
        from app.search.query import Query

        wanted = Query.parse(query)
        if wanted.words:
            holding = self._answered(lambda index: index.documents(wanted.words))
            found = [document for document in found if document.id in holding]
        groups_of = self._groups_of()
        return [d for d in found if wanted.matches(d, groups_of.get(d.id, ()))]

    def _groups_of(self) -> dict[DocumentId, tuple[str, ...]]:
        names: dict[DocumentId, tuple[str, ...]] = {}
        for collection in groups.collections(self._store.database):
            for id_ in collection.documents:
                names[id_] = (*names.get(id_, ()), collection.name)
        return names

    @reading
    def search(
        self, query: str, *, limit: int = 50, exact: bool = False, passages: bool = False
    ) -> Found:
        """Passages that match, one for each document or all of them."""
        begun = time.perf_counter()
        results = self._answered(
            lambda index: index.search(
                query, self._indexed, limit=limit, exact=exact, passages=passages
            )
        )
        hits = tuple((self._document(hit.document), hit) for hit in results.hits)
        return Found(hits, results.total, round((time.perf_counter() - begun) * 1000, 3))

    @irreversible("the index is derived and is rebuilt when it is missing")
    def refresh_index(self) -> None:
        """Bring the search index up to the library; quick when nothing changed."""
        for _ in range(_ATTEMPTS):
            if self._caught_up(Silent()):
                return

    def _caught_up(self, progress: Progress) -> bool:
        """Whether the index was brought up to date; not where another handle took it over.

        The index's state is read before the library's, so that an older library is never taken
        for a newer one.
        """
        index = self._searched()
        known_as = index.state
        self._store.look_again()
        with self._store.snapshot():
            state = self._store.state
            if state and known_as == state:
                return True
            wanted = documents.revisions(self._store.database)
        known = index.revisions()
        stale = [id_ for id_, revision in wanted.items() if known.get(id_) != revision]
        gone = [id_ for id_ in known if id_ not in wanted]
        mine = f"{new_id()} at work"
        for part in chain([()], self._parts(stale)):
            if not index.advance(known_as, mine, put=part, remove=gone):
                return False
            known_as, gone = mine, []
            if progress.cancelled():
                return True
            progress.wait()
        return index.advance(mine, state)

    def _parts(self, ids: Sequence[DocumentId]) -> Iterator[list[Indexed]]:
        """What to index of documents, in parts of a size that no other handle waits for long."""
        part: list[Indexed] = []
        size = 0
        for at in range(0, len(ids), _TOGETHER):
            for entry in self._indexed_all(ids[at : at + _TOGETHER]):
                part.append(entry)
                size += len(entry.text.canonical) if entry.text else 0
                if size > _LARGEST_PART:
                    yield part
                    part, size = [], 0
            if part:
                yield part
                part, size = [], 0

    def _indexed_all(self, ids: Sequence[DocumentId]) -> Iterator[Indexed]:
        """What to index of documents; a text is read when its turn comes."""
        from app.search.results import Indexed

        database = self._store.database
        with self._store.snapshot():
            found = documents.documents_to_index(database, ids)
        for document, revision in found:
            text = document.text_id
            yield Indexed(
                document=document.id,
                revision=revision,
                fields=_fields(document),
                text=texts.text(database, text) if text else None,
            )

    def _answered(self, ask: Callable[[Index], Answer]) -> Answer:
        """What an up-to-date index answers; asked again when it had to be made anew meanwhile."""
        # While another program writes to the index, it answers with what it has.
        with suppress(LibraryBusyError):
            self.refresh_index()
        index = self._searched()
        answer = ask(index)
        if index.emptied:
            self.refresh_index()
            answer = ask(index)
        return answer

    def _searched(self) -> Index:
        if self._index is None:
            from app.search.index import Index

            key = self._store.key
            try:
                self._index = Index(self._store.index_path, key.index if key else None)
            except LibraryError as error:
                if self._store.writable or isinstance(error, LibraryBusyError):
                    raise
                # A library on a medium that nobody can write to is searched all the same.
                self._index = Index(None)
        return self._index

    def _indexed(self, id_: DocumentId) -> Indexed | None:
        from app.search.results import Indexed

        database = self._store.database
        with self._store.snapshot():
            document = documents.document(database, id_)
            if document is None or document.deleted is not None:
                return None
            return Indexed(
                document=id_,
                revision=documents.revision(database, id_),
                fields=_fields(document),
                text=texts.text(database, document.text_id) if document.text_id else None,
            )


def _fields(document: Document) -> tuple[tuple[str, str], ...]:
    reference = document.reference
    names = [
        " ".join(str(person.get(part, "")) for part in _NAME_PARTS).strip()
        for role in ("author", "editor", "translator")
        for person in reference.get(role, [])
        if isinstance(person, dict)
    ]
    site = " ".join(
        str(reference.get(name, ""))
        for name in ("container-title", "publisher", "collection-title")
    )
    fields = (
        ("title", document.title),
        ("author", "; ".join(names)),
        ("site", site.strip()),
        ("abstract", str(reference.get("abstract", ""))),
        ("tags", "; ".join(document.tags)),
        ("key", document.key),
    )
    return tuple((name, value) for name, value in fields if value)


_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
