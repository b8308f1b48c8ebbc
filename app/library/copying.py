"""The façade's part for copies: documents of one source that are both kept, and know each other."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from app.changes import Outcome
from app.errors import InputError
from app.library.base import mutation, outcome, reading
from app.library.documents import Documents
from app.model import Document, DocumentId
from app.store import copying, documents, merging

ALIKE = "alike"
"""The name in a provenance that holds the ids of what the import took a document for a copy of."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What of a document's source there is besides it.

    ``document`` is the one that was asked about, in the trash or not; ``copy_of`` is what it is
    linked to as a copy, None where it is none; ``others`` are the other copies of the same, or its
    own. Those in the trash are among them. ``suspected`` are documents outside the trash that the
    import took it for a copy of, as long as nobody has decided.
    """

    document: Document | None = None
    copy_of: Document | None = None
    others: tuple[Document, ...] = ()
    suspected: tuple[Document, ...] = ()

    @property
    def linked(self) -> tuple[Document, ...]:
        """All that it is linked with, what it is a copy of first."""
        return (self.copy_of, *self.others) if self.copy_of else self.others


class Copying(Documents):
    """Copies linked with each other; each keeps its text, its marks and its citation key."""

    @reading
    def copies(self, name: str) -> Copies:
        """What a document is a copy of, its copies, and what it may be a copy of."""
        document, database = self._document(name, trashed=True), self._store.database
        first = copying.copy_of(database, document.id)
        others = copying.copies_of(database, first or document.id)
        return Copies(
            document,
            documents.document(database, first) if first else None,
            self._named(id_ for id_ in others if id_ != document.id),
            self._suspected(document, {first, document.id, *others}),
        )

    def _named(self, ids: Iterable[DocumentId]) -> tuple[Document, ...]:
        each = (documents.document(self._store.database, id_) for id_ in ids)
        return tuple(one for one in each if one is not None)

    def _suspected(
        self, document: Document, known: Container[DocumentId | None]
    ) -> tuple[Document, ...]:
        told = document.provenance.get(ALIKE)
        ids = [DocumentId(str(id_)) for id_ in told] if isinstance(told, list) else []
        if not ids:
            return ()
        distinct = merging.distinct_pairs(self._store.database)
        open_ = (
            id_
            for id_ in ids
            if id_ not in known and merging.pair_of(document.id, id_) not in distinct
        )
        return tuple(one for one in self._named(open_) if one.deleted is None)

    @mutation
    def link_copy(self, name: str, copy_of: str) -> Outcome[Document]:
        """Remember that a document is a copy of another; returns what it is a copy of now.

        Both stay as they are. Of more than two each is a copy of the one that is none: what
        ``copy_of`` is itself a copy of, and the document's own copies come along.
        """
        document, other = self._document(name), self._document(copy_of)
        if document.id == other.id:
            raise InputError(
                "A document is no copy of itself.", hint="Name the other one after --copy-of."
            )
        database = self._store.database
        first = copying.copy_of(database, other.id) or other.id
        with self._act("link as copy") as act:
            if first == document.id:
                # It is told the other way round: the one that is none changes.
                copying.leave(act, document.id)
            copying.join(act, document.id, other.id)
            for pair in merging.distinct_pairs(database) & {merging.pair_of(document.id, other.id)}:
                merging.forget_distinct(act, pair)
        linked = copying.copy_of(database, document.id)
        return outcome(self._document(str(linked), trashed=True), act)

    @mutation
    def unlink_copy(self, name: str) -> Outcome[Document]:
        """Let a document be no copy of another any more; those left stay copies of each other.

        Raises InputError where it is none and has none.
        """
        document = self._document(name)
        with self._act("unlink copy") as act:
            left = copying.leave(act, document.id)
        if left is None:
            raise InputError(
                f"{document.key} is no copy and has none.",
                hint="`sourcebook copies ID` says what a document is a copy of.",
            )
        return outcome(document, act)
