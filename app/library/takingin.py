"""The façade's part for what somebody else wrote into a kept .bib file.

Three states of an entry are compared: as we wrote it last, as it is here, as it is in the file now.
What only one side changed is kept from both; where both changed one field, the file's counts, and
that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Outcome, Subject
from app.library.autoexport import AutoExporting, choices_of, content_digest
from app.library.base import mutation, outcome
from app.model import (
    Document,
    DocumentId,
    Note,
    NoteId,
    Reference,
    Visibility,
    kind_of,
    new_id,
)
from app.model.autoexport import AutoExport
from app.store import autoexports, documents, groups, marks
from app.store.journal import Act

if TYPE_CHECKING:
    from app.cite.records import BrokenEntry, ReferenceEntry


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a kept file that somebody else changed.

    ``conflicts`` are the fields, each after its entry's key, that were changed on both sides; those
    of the file were taken. ``broken`` could not be read: as long as there is any, the file is left
    alone.
    """

    added: tuple[DocumentId, ...]
    changed: tuple[DocumentId, ...]
    conflicts: tuple[tuple[str, str], ...]
    broken: tuple[BrokenEntry, ...]


@dataclass(slots=True)
class _Taking:
    """One file on its way in."""

    export: AutoExport
    act: Act
    written: Mapping[DocumentId, str]
    added: list[DocumentId] = field(default_factory=list)
    changed: list[DocumentId] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    met: set[DocumentId] = field(default_factory=set)


class TakingIn(AutoExporting):
    """Changes of others in files that are kept up to date."""

    @mutation
    def take_in_auto_export(self, id_: str) -> Outcome[TakenIn]:
        """Take in what somebody else wrote into a kept file: new entries and changed fields.

        An entry is known by its key. A field that was changed there is changed here; one that was
        not stays as it is here, and so does an entry that was removed there. Afterwards the file
        may be written again.
        """
        from app.exchange.references import content_of, references_in

        export = self._auto_export(id_)
        content = content_of(Path(export.path))
        found = references_in(Path(export.path), content)
        written = autoexports.written_entries(self._store.database, export.id)
        with self._act("take in changes of a .bib file") as act:
            taking = _Taking(export, act, written)
            for entry in found.entries:
                self._take_in(taking, entry)
            if export.collection is not None:
                groups.add_members(act, export.collection, tuple(taking.added))
            if not found.broken:
                autoexports.remember_taken(act, export.id, content_digest(content))
        taken = TakenIn(
            tuple(taking.added), tuple(taking.changed), tuple(taking.conflicts), found.broken
        )
        return outcome(taken, act)

    def _take_in(self, taking: _Taking, entry: ReferenceEntry) -> None:
        known = documents.document_by_key(self._store.database, entry.key) if entry.key else None
        base = _read(taking.written.get(known.id, "")) if known else None
        if known is None or known.id in taking.met:
            taking.added.append(self._brought(taking.act, entry))
            return
        taking.met.add(known.id)
        if base is not None and _same(base, entry):
            return
        if known.deleted is not None:
            taking.added.append(self._brought(taking.act, entry))
            return
        own = _read(self._entry_text(taking.export, known)) or entry
        # An entry that we never wrote there says nothing about the fields that it hasn't got.
        self._change(taking, known, base or replace(entry, reference={}, tags=()), own, entry)
        if known.id not in taking.written:
            self._gather(taking, known)

    def _change(
        self,
        taking: _Taking,
        known: Document,
        base: ReferenceEntry,
        own: ReferenceEntry,
        theirs: ReferenceEntry,
    ) -> None:
        """Give a document what its entry was given."""
        act = taking.act
        reference = merged(known.reference, base.reference, theirs.reference)
        both = changed(base.reference, own.reference) & changed(base.reference, theirs.reference)
        taking.conflicts += [
            (known.key, name)
            for name in sorted(both)
            if own.reference.get(name) != theirs.reference.get(name)
        ]
        put = tuple(tag for tag in theirs.tags if tag not in {*base.tags, *known.tags})
        off = tuple(tag for tag in base.tags if tag not in theirs.tags and tag in known.tags)
        if reference == known.reference and not put and not off:
            return
        documents.add_tags(act, Subject.DOCUMENT, known.id, put)
        documents.remove_tags(act, known.id, off)
        kind = known.kind
        if reference.get("type") != known.reference.get("type"):
            kind = kind_of(str(reference.get("type", "")))
        documents.change_document(act, known.id)
        documents.change_document(act, known.id, reference=reference, kind=kind.value)
        taking.changed.append(known.id)

    def _gather(self, taking: _Taking, known: Document) -> None:
        """Let a document that was here, but not in this file, stand in its collection."""
        if taking.export.collection is None:
            return
        before = len(taking.act.changes)
        groups.add_members(taking.act, taking.export.collection, (known.id,))
        if len(taking.act.changes) > before and known.id not in taking.changed:
            taking.changed.append(known.id)

    def _brought(self, act: Act, entry: ReferenceEntry) -> DocumentId:
        """A new document for an entry that is new in the file."""
        document = self._new_document(entry.reference, key=entry.key)
        former = tuple(
            key
            for key in dict.fromkeys(entry.former_keys)
            if key.casefold() != document.key.casefold() and not self._key_taken(key)
        )
        # Whoever wrote the file may cite by its key.
        pinned = {"pinned": True} if entry.key == document.key else {}
        documents.add_document(
            act,
            replace(
                document,
                former_keys=former,
                tags=entry.tags,
                provenance={**document.provenance, **pinned},
            ),
        )
        for text in entry.notes:
            now = self._now
            marks.add_note(
                act,
                Note(NoteId(new_id()), document.id, None, Visibility.PRIVATE, text, now, now),
            )
        return document.id

    def _entry_text(self, export: AutoExport, document: Document) -> str:
        from app.cite.bibtex import Dialect
        from app.exchange.bibfiles import bib_entry

        return bib_entry(document, Dialect(export.format), choices_of(export), sample=self._sample)


def _read(text: str) -> ReferenceEntry | None:
    """The entry that a text holds; None for none."""
    from app.cite.bibtex import read_bibliography

    return next(iter(read_bibliography(text).entries), None) if text else None


def _same(one: ReferenceEntry, other: ReferenceEntry) -> bool:
    return one.reference == other.reference and set(one.tags) == set(other.tags)


def changed(before: Reference, after: Reference) -> set[str]:
    """The variables that differ between two states of a reference."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def merged(here: Reference, written: Reference, theirs: Reference) -> Reference:
    """``here`` with what differs between ``written``, as we wrote it last, and ``theirs``."""
    reference = dict(here)
    for name in changed(written, theirs):
        if theirs.get(name):
            reference[name] = theirs[name]
        else:
            reference.pop(name, None)
    return reference
