"""Which documents the list shows and in what order, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from app.library.overview import Row, Scope, Sort
from app.model import DocumentId
from ui.library.presenter import ALL, Place, shown

if TYPE_CHECKING:
    from app.library import Library

_NEWEST_FIRST = (Sort.ADDED, Sort.YEAR)
_LOOKED_AT, _CHUNK = 2_000, 100


class Listing:
    """The documents of a place, of what is typed, in an order.

    What was unread when its place was entered stays listed until one goes elsewhere: opening a
    document reads it, and a row must not go from under the pointer for that.
    """

    def __init__(self, library: Library, sort: Sort) -> None:
        self._library = library
        self.place = ALL
        self.typed = ""
        self.sort = sort
        self._stays: set[DocumentId] = set()

    def go(self, place: Place) -> None:
        """Show another place, whole."""
        self.place, self.typed = place, ""
        self._stays = set()

    def ids(self) -> tuple[DocumentId, ...]:
        """The documents now, in order."""
        if self.place.kind == "unread":
            self._stays.update(self._library.order(self.place.scope))
            return self._matching(Scope.of(self._stays))
        if self.place.kind == "trash" and self.typed:
            return self._thrown_away()
        return self._matching(self.place.scope)

    def begins(self, letters: str, among: Sequence[DocumentId], after: int) -> int:
        """The first row from ``after`` on, then from the top, whose title begins with letters."""
        from app.text.folding import fold  # not before somebody types

        wanted, scope = fold(letters), self.place.scope
        having = set(among if scope == Scope.trash() else self._library.filtered(letters, scope))
        places: list[int] = [*range(after, len(among)), *range(min(after, len(among)))]
        found = iter(list(islice((at for at in places if among[at] in having), _LOOKED_AT)))
        while chunk := list(islice(found, _CHUNK)):
            rows = self._library.rows([among[at] for at in chunk])
            for at, row in zip(chunk, rows, strict=False):
                if fold(shown(row.title)).startswith(wanted):
                    return at
        return -1

    def _matching(self, scope: Scope) -> tuple[DocumentId, ...]:
        descending = self.sort in _NEWEST_FIRST
        if self.typed:
            return self._library.filtered(self.typed, scope, self.sort, descending)
        return self._library.order(scope, self.sort, descending)

    def _thrown_away(self) -> tuple[DocumentId, ...]:
        """What of the trash fits; the library's own filter knows only what isn't in it."""
        from app.text.folding import fold

        wanted = fold(self.typed).split()
        ids = self._library.order(self.place.scope, self.sort, self.sort in _NEWEST_FIRST)
        rows = self._library.rows(ids)
        return tuple(row.id for row in rows if all(word in fold(_words(row)) for word in wanted))


def _words(row: Row) -> str:
    return f"{row.title} {row.people} {row.site}"
