"""What an import compares new documents with: the wording and the references the library has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from app.model import DocumentId, Reference
from app.store import documents, texts
from app.store.store import Store
from app.text.addresses import address_key, doi_key, page_key
from app.text.shingles import resemblance

NEAR = 0.6
"""From this share of common wording on, a text is called a likely copy."""

# Two texts with that share of their wording have far more of their sketches in common than this.
_FEWEST_SHARED = 16
_MOST_OF_A_PAGE = 20
_TELLING = ("title", "author", "editor", "issued", "container-title", "volume", "page")


class Likeness:
    """The texts and references of a library, read on first use, and what is added afterwards."""

    def __init__(self, store: Store) -> None:
        self._database = store.database

    @cached_property
    def _sketches(self) -> dict[DocumentId, tuple[int, ...]]:
        return dict(texts.sketches(self._database))

    @cached_property
    def _holders(self) -> defaultdict[int, list[DocumentId]]:
        holders: defaultdict[int, list[DocumentId]] = defaultdict(list)
        for id_, numbers in self._sketches.items():
            for number in numbers:
                holders[number].append(id_)
        return holders

    @cached_property
    def _pages(self) -> defaultdict[str, list[DocumentId]]:
        pages: defaultdict[str, list[DocumentId]] = defaultdict(list)
        for id_, address in documents.addresses(self._database):
            pages[page_key(address)].append(id_)
        return pages

    @cached_property
    def _references(self) -> dict[str, DocumentId]:
        return {
            _fingerprint(document.reference): document.id
            for document in documents.documents(self._database)
            if document.text_id is None
        }

    @cached_property
    def _works(self) -> dict[str, DocumentId]:
        return {
            _fingerprint(document.reference): document.id
            for document in documents.documents(self._database)
        }

    def same_work(self, reference: Reference) -> DocumentId | None:
        """The document, with text or without, whose reference is the same work."""
        return self._works.get(_fingerprint(reference))

    def add_work(self, id_: DocumentId, reference: Reference) -> None:
        """Let later works be compared with this one."""
        self._works[_fingerprint(reference)] = id_
        self.add_reference(id_, reference)

    def near(self, sketch: Sequence[int]) -> list[DocumentId]:
        """Up to three documents with nearly the wording of a sketch, the nearest first."""
        shared = Counter(id_ for number in sketch for id_ in self._holders.get(number, ()))
        alike = [
            (resemblance(sketch, self._sketches[id_]), id_)
            for id_, count in shared.items()
            if count >= _FEWEST_SHARED
        ]
        return [id_ for share, id_ in sorted(alike, reverse=True)[:3] if share >= NEAR]

    def of_page(self, reference: Reference) -> list[DocumentId]:
        """The documents of the same page, in whatever form it was saved; a few at most."""
        key = page_key(str(reference.get("URL") or ""))
        found = self._pages.get(key, []) if key else []
        # As many as that have the address of a home page, which tells nothing.
        return list(found) if len(found) <= _MOST_OF_A_PAGE else []

    def alike(self) -> Iterator[tuple[DocumentId, list[DocumentId]]]:
        """Each document with up to three others of nearly its wording."""
        for id_, sketch in self._sketches.items():
            near = [other for other in self.near(sketch) if other != id_]
            if near:
                yield id_, near

    def same(self, reference: Reference) -> DocumentId | None:
        """The document without text whose reference is the same work."""
        return self._references.get(_fingerprint(reference))

    def add_text(
        self, id_: DocumentId, sketch: tuple[int, ...], reference: Reference | None = None
    ) -> None:
        """Let later texts be compared with this one, and later pages with its address."""
        holders = self._holders
        if reference is not None and reference.get("URL"):
            self._pages[page_key(str(reference["URL"]))].append(id_)
        self._sketches[id_] = sketch
        for number in sketch:
            holders[number].append(id_)

    def add_reference(self, id_: DocumentId, reference: Reference) -> None:
        """Let later references be compared with this one."""
        self._references[_fingerprint(reference)] = id_


def _fingerprint(reference: Reference) -> str:
    """What tells one work from another: its type with its DOI, else with its main fields.

    The type counts, so a post and a report of one title stay two.
    """
    kind, doi = reference.get("type"), str(reference.get("DOI") or "")
    if doi:
        return f"{kind} {doi_key(doi) or doi.casefold()}"
    told = [reference.get(name) for name in _TELLING]
    url = str(reference.get("URL") or "")
    if not url and not reference.get("title"):
        return repr(sorted(reference.items())).casefold()
    return repr([kind, *told, address_key(url) or url]).casefold()
