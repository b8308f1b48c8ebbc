"""Which documents may be one and the same source; nothing is looked up, and nothing decided.

Two documents are proposed when their DOI or address is the same, when title, year and first author
are, or when their texts share most of their wording. A post and a report of one title stay two: the
kinds have to go together. What a user called distinct is never proposed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from app.library.likeness import Likeness
from app.model import Document, DocumentId
from app.store import documents
from app.store.merging import Pair, distinct_pairs, pair_of
from app.store.sorting import columns_of, title_key
from app.store.store import Store
from app.text.addresses import address_key, doi_key

MOST_ALIKE = 50
"""Documents with the same sign beyond which it tells nothing, as the address of a home page."""

_FEWEST_WORDS = 5
_TITLES_ALIKE = 0.6


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


# Kinds that one source may have been saved as, by whoever saved it; others are sources apart.
_TOGETHER = (
    frozenset({"webpage", "post-weblog", "article-newspaper", "article-magazine"}),
    frozenset({"article-journal", "article-magazine", "article-newspaper"}),
    frozenset({"article", "article-journal"}),
    frozenset({"entry", "entry-encyclopedia", "entry-dictionary"}),
    frozenset({"legislation", "bill", "regulation"}),
    frozenset({"motion_picture", "broadcast"}),
    frozenset({"dataset", "software"}),
)
_TELLING_APART = ("volume", "issue", "number", "edition", "part-number", "chapter-number")


def duplicates_in(store: Store) -> list[Duplicates]:
    """Every group of documents outside the trash that may be one source."""
    found = {document.id: document for document in documents.documents(store.database)}
    pairs = _Pairs(found, distinct_pairs(store.database))
    pairs.add_alike(Reason.DOI, lambda one: doi_key(str(one.reference.get("DOI") or "")), _by_doi)
    pairs.add_alike(Reason.ADDRESS, _address, _by_address)
    pairs.add_alike(Reason.TITLE, _title, _by_title)
    pairs.add_texts(Likeness(store))
    return pairs.groups()


class _Pairs:
    """Pairs of documents that may be one source, with the reasons."""

    def __init__(self, found: dict[DocumentId, Document], distinct: frozenset[Pair]) -> None:
        self._found = found
        self._distinct = distinct
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
                    if _go_together(one, other) and fits(one, other):
                        self._add(reason, one.id, other.id)

    def add_texts(self, likeness: Likeness) -> None:
        """Pairs whose texts share most of their wording, unless their addresses differ."""
        for id_, near in likeness.alike():
            one = self._found[id_]
            for other_id in near:
                other = self._found[other_id]
                places = {_address(one), _address(other)} - {""}
                if _go_together(one, other) and len(places) < 2:
                    self._add(Reason.TEXT, id_, other_id)

    def _add(self, reason: Reason, one: DocumentId, other: DocumentId) -> None:
        pair = pair_of(one, other)
        if pair not in self._distinct:
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


def _type(document: Document) -> str:
    return str(document.reference.get("type") or "document")


def _go_together(one: Document, other: Document) -> bool:
    """Whether one source may have been saved as these two types."""
    types = {_type(one), _type(other)} - {"document"}
    return len(types) < 2 or any(types <= together for together in _TOGETHER)


def _address(document: Document) -> str:
    return address_key(str(document.reference.get("URL") or ""))


def _title(document: Document) -> str:
    return title_key(document.reference)


def _by_doi(one: Document, other: Document) -> bool:
    """A book's chapters carry its DOI: the titles have to be alike too."""
    return _titles_alike(one, other)


def _by_address(one: Document, other: Document) -> bool:
    return _titles_alike(one, other) and not _told_apart(one, other)


def _titles_alike(one: Document, other: Document) -> bool:
    mine, theirs = set(_title(one).split()), set(_title(other).split())
    if not mine or not theirs:
        return True
    return len(mine & theirs) / min(len(mine), len(theirs)) >= _TITLES_ALIKE


def _by_title(one: Document, other: Document) -> bool:
    """The same title is one source with the same year and author, as far as they are told."""
    if _told_apart(one, other):
        return False
    years = {year for year in (_year(one), _year(other)) if year}
    authors = {author for author in (_author(one), _author(other)) if author}
    if len(years) > 1 or len(authors) > 1:
        return False
    both = (_year(one) and _year(other)) or (_author(one) and _author(other))
    return bool(both) or len(_title(one).split()) >= _FEWEST_WORDS


def _told_apart(one: Document, other: Document) -> bool:
    """Whether a number that both have differs: two volumes, two issues, two editions."""
    return any(
        one.reference.get(name)
        and other.reference.get(name)
        and one.reference[name] != other.reference[name]
        for name in _TELLING_APART
    )


def _year(document: Document) -> int:
    return int(columns_of(document.reference, "", ())["sort_year"])


def _author(document: Document) -> str:
    """The first author's family name, folded; empty where there is none."""
    words = str(columns_of(document.reference, "", ())["sort_author"]).split()
    return words[0] if words else ""


def pairs_of(ids: Iterable[DocumentId]) -> Iterator[Pair]:
    """Every pair among some documents."""
    for one, other in combinations(dict.fromkeys(ids), 2):
        yield pair_of(one, other)
