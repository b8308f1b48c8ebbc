"""Which documents may be one and the same source; nothing is looked up, and nothing decided.

Two documents are proposed when their DOI or address is the same, when title, year and first author
are, or when their texts share most of their wording. A post and a report of one title stay two: the
kinds have to go together. What a user called distinct, or linked as copies, is not proposed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from app.library.likeness import Likeness
from app.library.sameness import (
    go_together,
    place_of,
    same_by_address,
    same_by_doi,
    same_by_text,
    same_by_title,
    title_of,
)
from app.model import Document, DocumentId
from app.store import documents
from app.store.copying import linked_pairs
from app.store.merging import Pair, distinct_pairs, pair_of
from app.store.store import Store
from app.text.addresses import doi_key

MOST_ALIKE = 50
"""Documents with the same sign beyond which it tells nothing, as the address of a home page."""


class Reason(StrEnum):
    """Why documents are taken for one source."""

    DOI = "doi"
    ADDRESS = "address"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Documents that may be one source, in the order they were added, and what says so."""

    documents: tuple[Document, ...]
    reasons: tuple[Reason, ...]


def duplicates_in(store: Store) -> list[Duplicates]:
    """Every group of documents outside the trash that may be one source."""
    found = {document.id: document for document in documents.documents(store.database)}
    pairs = _Pairs(found, distinct_pairs(store.database), linked_pairs(store.database))
    pairs.add_alike(Reason.DOI, _doi, same_by_doi)
    pairs.add_alike(Reason.ADDRESS, place_of, same_by_address)
    pairs.add_alike(Reason.TITLE, title_of, same_by_title)
    pairs.add_texts(Likeness(store))
    return pairs.groups()


class _Pairs:
    """Pairs of documents that may be one source, with the reasons."""

    def __init__(
        self,
        found: dict[DocumentId, Document],
        distinct: frozenset[Pair],
        linked: frozenset[Pair] = frozenset(),
    ) -> None:
        self._found = found
        self._distinct = distinct
        self._linked = linked
        self._reasons: dict[Pair, set[Reason]] = defaultdict(set)

    def add_alike(
        self,
        reason: Reason,
        sign: Callable[[Document], str],
        fits: Callable[[Document, Document], bool],
    ) -> None:
        """Pairs with the same sign that fit each other in the rest."""
        alike: dict[str, list[Document]] = defaultdict(list)
        for document in self._found.values():
            if told := sign(document):
                alike[told].append(document)
        for group in alike.values():
            if len(group) <= MOST_ALIKE:
                for one, other in combinations(group, 2):
                    if go_together(one, other) and fits(one, other):
                        self._add(reason, one.id, other.id)

    def add_texts(self, likeness: Likeness) -> None:
        """Pairs whose texts share most of their wording."""
        for id_, near in likeness.alike():
            for other_id in near:
                if same_by_text(self._found[id_], self._found[other_id]):
                    self._add(Reason.TEXT, id_, other_id)

    def _add(self, reason: Reason, one: DocumentId, other: DocumentId) -> None:
        pair = pair_of(one, other)
        if pair not in self._distinct and pair not in self._linked:
            self._reasons[pair].add(reason)

    def groups(self) -> list[Duplicates]:
        """Pairs joined to groups in which nobody was called distinct from another."""
        order = {id_: number for number, id_ in enumerate(self._found)}
        groups: list[set[DocumentId]] = []
        place: dict[DocumentId, int] = {}
        for one, other in sorted(self._reasons, key=lambda pair: (order[pair[0]], order[pair[1]])):
            first, second = place.get(one), place.get(other)
            mine = groups[first] if first is not None else {one}
            theirs = groups[second] if second is not None else {other}
            if mine is theirs or not self._fit(mine, theirs):
                continue
            joined = mine | theirs
            groups.append(joined)
            place |= dict.fromkeys(joined, len(groups) - 1)
        final = {place[id_]: groups[place[id_]] for id_ in place}
        made = [self._group(members, order) for members in final.values()]
        return sorted(made, key=lambda one: order[one.documents[0].id])

    def _fit(self, mine: Iterable[DocumentId], theirs: Iterable[DocumentId]) -> bool:
        return not any(pair_of(a, b) in self._distinct for a in mine for b in theirs)

    def _group(self, members: set[DocumentId], order: dict[DocumentId, int]) -> Duplicates:
        told = {
            reason
            for pair in combinations(sorted(members), 2)
            for reason in self._reasons.get(pair_of(*pair), ())
        }
        ordered = sorted(members, key=lambda id_: order[id_])
        reasons = tuple(reason for reason in Reason if reason in told)
        return Duplicates(tuple(self._found[id_] for id_ in ordered), reasons)


def _doi(document: Document) -> str:
    return doi_key(str(document.reference.get("DOI") or ""))


def pairs_of(ids: Iterable[DocumentId]) -> Iterator[Pair]:
    """Every pair among some documents."""
    for one, other in combinations(dict.fromkeys(ids), 2):
        yield pair_of(one, other)
