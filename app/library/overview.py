"""The façade's part for the window's lists: what is where, in which order, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.changes import Change, Outcome, Subject
from app.library.base import Part, irreversible, reading
from app.model import DocumentId
from app.store import margins, overview
from app.store import reading as places
from app.store.margins import Described, MarkRow, NoteRow
from app.store.overview import CollectionCount, Overview, Row, Scope, Sort, TagCount, Within
from app.store.reading import ReadingPlace

__all__ = [
    "EVERYTHING",
    "CollectionCount",
    "Described",
    "MarkRow",
    "NoteRow",
    "Overview",
    "Overviews",
    "ReadingPlace",
    "Row",
    "Scope",
    "Sort",
    "TagCount",
    "Within",
]

EVERYTHING = Scope()
"""All documents outside the trash."""

_NO_CHANGE = "where one reads is no change of the library"


class Overviews(Part):
    """Lists, counts and reading places; quick enough for the thread that paints."""

    _words: dict[DocumentId, str] | None = None
    _words_of = ""

    @reading
    def order(
        self, scope: Scope = EVERYTHING, sort: Sort = Sort.ADDED, descending: bool = True
    ) -> tuple[DocumentId, ...]:
        """The ids of a scope's documents in order; without author, year or title they come last.

        Titles go by their folded words without the article they begin with.
        """
        return overview.order(self._store.database, scope, sort, descending)

    @reading
    def rows(self, ids: Sequence[DocumentId]) -> list[Row]:
        """What a list shows of documents, in the order of ``ids``; unknown ids are passed over."""
        return list(overview.rows(self._store.database, ids))

    @reading
    def overview(self) -> Overview:
        """The counts of documents, marks and notes, and of each collection and tag."""
        return overview.overview(self._store.database)

    @reading
    def filtered(
        self,
        typed: str,
        scope: Scope = EVERYTHING,
        sort: Sort = Sort.ADDED,
        descending: bool = True,
    ) -> tuple[DocumentId, ...]:
        """The ids, in order, of a scope's documents that have all the words typed.

        A word typed may be any part of a word, in any spelling, of title, people, site, citation
        key or tags. Without a word in it everything fits; documents in the trash never do.
        """
        from app.text.folding import fold  # not before somebody types

        wanted = fold(typed).split()
        ids = self.order(scope, sort, descending)
        if not wanted:
            return ids
        known = self._folded_words()
        for word in sorted(wanted, key=len, reverse=True):
            ids = tuple([id_ for id_ in ids if word in known.get(id_, "")])
        return ids

    def _folded_words(self) -> dict[DocumentId, str]:
        """The words that documents are found by, read again after a change of the library."""
        state = self._store.state
        if self._words is None or state != self._words_of:
            self._words, self._words_of = overview.words(self._store.database), state
        return self._words

    @reading
    def all_marks(self) -> list[MarkRow]:
        """Every highlight with its document and notes: the newest document first."""
        return margins.mark_rows(self._store.database)

    @reading
    def all_notes(self) -> list[NoteRow]:
        """Every note with its document and highlight, the latest change first."""
        return margins.note_rows(self._store.database)

    @reading
    def reading_place(self, name: str) -> ReadingPlace | None:
        """Where a document was left; None for one that was never opened."""
        return places.reading_place(self._store.database, self._document(name).id)

    @reading
    def latest_read(self, limit: int) -> list[DocumentId]:
        """The documents that were read last, the latest first, without those in the trash."""
        return places.latest_read(self._store.database, limit)

    @irreversible(_NO_CHANGE)
    def keep_reading_place(self, name: str, start: int) -> Outcome[ReadingPlace]:
        """Remember where a document was left, in code points; from then on it counts as read."""
        self._store.require_writable()
        document = self._document(name)
        database = self._store.database
        before = places.reading_place(database, document.id)
        place = ReadingPlace(document.id, document.text_id, max(0, start), self._now, read=True)
        places.keep_place(database, place)
        return Outcome(place, _of(() if before and before.read else (document.id,)))

    @irreversible(_NO_CHANGE)
    def mark_read(self, names: Sequence[str]) -> Outcome[None]:
        """Let documents count as read."""
        return self._marked_as(names, read=True)

    @irreversible(_NO_CHANGE)
    def mark_unread(self, names: Sequence[str]) -> Outcome[None]:
        """Let documents count as unread, as before they were opened; their places are kept."""
        return self._marked_as(names, read=False)

    def _marked_as(self, names: Sequence[str], *, read: bool) -> Outcome[None]:
        self._store.require_writable()
        ids = [self._document(name, trashed=True).id for name in names]
        return Outcome(None, _of(places.mark(self._store.database, ids, read=read)))


def _of(ids: Sequence[DocumentId] | set[DocumentId]) -> frozenset[Change]:
    return frozenset(Change(Subject.DOCUMENT, id_) for id_ in ids)
