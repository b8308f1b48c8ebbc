"""The façade's part for documents that are one source: found, compared, merged, or told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.changes import Outcome
from app.errors import InputError
from app.library.base import mutation, outcome, reading
from app.library.documents import Documents
from app.library.doubts import confirmed
from app.model import (
    Document,
    Highlight,
    HighlightId,
    Locator,
    Reference,
    Text,
    TextId,
    kind_of,
)
from app.store import copying, documents, marks, merging, texts, textversions
from app.store.journal import Act
from app.text import passage_of

if TYPE_CHECKING:
    from app.library.comparing import MergeView
    from app.library.duplicates import Duplicates


class Merging(Documents):
    """Duplicates: a list of them, a view to compare, one act that merges them."""

    @reading
    def duplicates(self) -> list[Duplicates]:
        """Groups of documents that may be one source, with what says so; nothing is looked up."""
        from app.library.duplicates import duplicates_in  # folds every title

        return duplicates_in(self._store)

    @reading
    def merge_view(self, keep: str, others: Iterable[str]) -> MergeView:
        """The references of documents side by side, the one to keep first."""
        from app.library.comparing import compared

        return compared(self._merged(keep, others))

    @mutation
    def distinct(self, names: Iterable[str], *, forget: bool = False) -> Outcome[int]:
        """Remember that documents are no duplicates of each other; how many pairs are new.

        With ``forget`` they may be proposed again.
        """
        from app.library.duplicates import pairs_of

        ids = [self._document(name).id for name in names]
        if len(set(ids)) < 2:
            raise InputError("That takes two documents.", hint="Name both of them.")
        known = merging.distinct_pairs(self._store.database)
        told = [pair for pair in pairs_of(ids) if (pair in known) is forget]
        with self._act("duplicates again" if forget else "not a duplicate") as act:
            for pair in told:
                if forget:
                    merging.forget_distinct(act, pair)
                else:
                    merging.remember_distinct(act, pair)
        return outcome(len(told), act)

    @mutation
    def merge(
        self, keep: str, others: Iterable[str], fields: Mapping[str, Any] | None = None
    ) -> Outcome[Document]:
        """Make several documents one, the first of them; all of it one act.

        Marks, notes, tags and collections of the others come to it; their keys are former keys of
        it; it takes a text and file where it has none. What its reference doesn't say is taken
        from the first that does; ``fields`` are variables, ``custom.NAME`` among them, with the
        values chosen instead, None for none. The others, emptied, go to the trash under keys of
        their own. Raises InputError for a value that can't be, and then nothing is changed.
        """
        found = self._merged(keep, others)
        reference = self._reference(found, fields or {})
        kept = found[0]
        label = "merge" if len(found) == 2 else f"merge {len(found)} documents"
        with self._act(label) as act:
            for other in found[1:]:
                kept = self._take_text(act, kept, other)
                self._take(act, kept, other)
            kind = kept.kind
            if reference.get("type") != found[0].reference.get("type"):
                kind = kind_of(str(reference.get("type")))
            documents.change_document(
                act,
                kept.id,
                reference=reference,
                kind=kind.value,
                provenance=_provenance(found, fields or {}),
            )
        return outcome(self._document(kept.id), act)

    def _merged(self, keep: str, others: Iterable[str]) -> list[Document]:
        found = [self._document(name) for name in (keep, *others)]
        unique = list({document.id: document for document in found}.values())
        if len(unique) < 2:
            raise InputError("That takes two documents.", hint="Name the one to keep and others.")
        return unique

    def _reference(self, found: Sequence[Document], fields: Mapping[str, Any]) -> Reference:
        from app.cite.csljson import checked_reference
        from app.library.comparing import compared, unflattened

        merged = {one.field: one.merged for one in compared(found).fields}
        checked = checked_reference(unflattened({**merged, **fields}))
        if not checked.get("title") and found[0].title:
            raise InputError("A document needs a title.", hint="Give it a few words.")
        return checked

    def _take_text(self, act: Act, kept: Document, other: Document) -> Document:
        """The kept document, with the other's text and file where it has none of either."""
        if kept.text_id is not None or kept.original is not None:
            return kept
        if other.text_id is None and other.original is None:
            return kept
        documents.change_document(
            act,
            kept.id,
            text_id=other.text_id,
            original=other.original,
            original_name=other.original_name,
        )
        merging.move_images(act, other.id, kept.id)
        textversions.move_versions(act, other.id, kept.id)
        return replace(kept, text_id=other.text_id, original=other.original)

    def _take(self, act: Act, kept: Document, other: Document) -> None:
        self._take_marks(act, kept, other)
        merging.move_notes(act, other.id, kept.id)
        merging.move_tags(act, other.id, kept.id)
        merging.move_memberships(act, other.id, kept.id)
        merging.move_former_keys(act, other.id, kept.id)
        self._take_copies(act, kept, other)
        provenance = {**other.provenance, "merged_into": kept.id}
        documents.change_document(
            act,
            other.id,
            key=self._aside_key(other.key),
            deleted=self._now,
            provenance=provenance,
        )
        act.insert("former_key", {"key": other.key, "document": kept.id})

    def _take_copies(self, act: Act, kept: Document, other: Document) -> None:
        """What the other one was a copy of, or had as copies, the kept one is and has now."""
        left = copying.leave(act, other.id)
        if left is not None and left != kept.id:
            copying.join(act, left, kept.id)

    def _aside_key(self, key: str) -> str:
        """A free key for a document whose own key means the one it was merged into."""
        number = 1
        while self._key_taken(f"{key}-merged{number}"):
            number += 1
        return f"{key}-merged{number}"

    def _take_marks(self, act: Act, kept: Document, other: Document) -> None:
        """Highlights and typed quotations come along, to the same words in the kept text."""
        found = marks.all_as_made(self._store.database, other.id)
        if other.text_id != kept.text_id:
            found = self._anchored(found, kept)
        for one in found:
            if other.text_id != kept.text_id:
                textversions.forget_placed(act, one.id)
            marks.move_highlight(act, replace(one, document=kept.id))

    def _anchored(self, found: Sequence[Highlight], kept: Document) -> tuple[Highlight, ...]:
        """Highlights where their words stand in the kept text; else as typed quotations."""
        database = self._store.database
        placed = [one for one in found if one.text_id is not None]
        new = texts.text(database, kept.text_id) if kept.text_id and placed else None
        again: dict[HighlightId, Highlight] = {}
        for text_id in {one.text_id for one in placed if one.text_id is not None}:
            old = texts.text(database, text_id)
            of_text = [one for one in placed if one.text_id == text_id]
            if old is not None and new is not None:
                again |= _found_again(of_text, old, new, kept.text_id)
        return tuple(again.get(one.id) or _typed(one) for one in found)


def _found_again(
    placed: Sequence[Highlight], old: Text, new: Text, text_id: TextId | None
) -> dict[HighlightId, Highlight]:
    from app.annotate.anchoring import Anchor, Fate, resolve

    anchors = [
        Anchor(one.start or 0, one.end or 0, one.exact, one.prefix, one.suffix) for one in placed
    ]
    again = {}
    for one, place in zip(placed, resolve(anchors, old.canonical, new.canonical), strict=True):
        # A mark is moved to its own words only; what is nearly the same wants a person's look.
        if place.fate in (Fate.SAME, Fate.MOVED) and place.start is not None and place.end:
            start, end = place.start, place.end
            again[one.id] = replace(one, text_id=text_id, **passage_of(new, start, end))
    return again


def _typed(one: Highlight) -> Highlight:
    """A highlight as a typed quotation: its words and its page, without a place in a text."""
    if one.text_id is None:
        return one
    page = Locator(page=one.locator.page, page_end=one.locator.page_end)
    return replace(one, text_id=None, start=None, end=None, prefix="", suffix="", locator=page)


def _provenance(found: Sequence[Document], chosen: Iterable[str]) -> dict[str, Any]:
    """The kept document's provenance, with all that was ever taken of any of them.

    Where it takes its text from another, what that says of the file comes along.
    """
    kept = found[0]
    provenance = dict(kept.provenance)
    if kept.text_id is None and kept.original is None:
        source = next((one for one in found if one.text_id or one.original), kept)
        told = {
            name: value
            for name, value in source.provenance.items()
            if name not in textversions.OWN_FACTS
        }
        provenance = {**told, **provenance}
    if "fields" in provenance:
        # What a person chose is no doubt any more.
        provenance = confirmed(replace(kept, provenance=provenance), chosen)
    taken = {mark for one in found for mark in one.provenance.get("taken") or ()}
    return {**provenance, "taken": sorted(taken)} if taken else provenance
