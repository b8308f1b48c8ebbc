"""The façade's part for documents, their references, tags and collections."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.changes import Outcome, Subject
from app.errors import InputError, NotFoundError
from app.library.base import Part, mutation, outcome, reading
from app.model import (
    Collection,
    CollectionId,
    Document,
    DocumentId,
    DocumentKind,
    Highlight,
    Image,
    Note,
    Reference,
    Text,
    csl_type,
    kind_of,
    new_id,
)
from app.store import documents, groups, images, marks, texts
from app.store.journal import Act
from app.text import canonical_line

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.intake.facsimile import Facsimile
    from app.library.doubts import Doubt, Doubtful

PDF = "application/pdf"
KEY_PATTERN = "key-pattern"
"""The library's setting that holds the pattern for citation keys."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with all that belongs to it."""

    document: Document
    text: Text | None
    highlights: tuple[Highlight, ...]
    notes: tuple[Note, ...]
    images: tuple[Image, ...] = ()


class Documents(Part):
    """Documents: finding one, changing its reference, grouping, trash."""

    @reading
    def document(self, name: str) -> Document:
        """The document with this id or citation key; raises NotFoundError."""
        return self._document(name)

    @reading
    def open_document(self, name: str) -> Opened:
        """A document with its text and images, highlights in reading order, and all its notes."""
        document, database = self._document(name), self._store.database
        return Opened(
            document,
            texts.text(database, document.text_id) if document.text_id else None,
            marks.highlights(database, document.id),
            marks.notes(database, document=document.id),
            images.images_of(database, document.id),
        )

    @reading
    def image(self, sha256: str) -> bytes:
        """The bytes of an image that a document has.

        Raises NotFoundError where there is none, DamagedLibraryError where it isn't what it was.
        """
        if not images.is_image(self._store.database, sha256):
            raise NotFoundError(
                "No document has this image.", hint="`sourcebook show ID --json` names them."
            )
        return self._store.blobs.get(sha256)

    @reading
    def facsimile(self, name: str) -> Facsimile:
        """The pages of a document's PDF as they look; its file is read when they are opened.

        They may be opened and drawn in another thread. Raises NotFoundError where the document's
        original is no PDF.
        """
        from app.intake.facsimile import Facsimile

        document, blobs = self._document(name), self._store.blobs
        original = document.original
        if original is None or document.media_type != PDF:
            raise NotFoundError("The document has no PDF.", hint="Its text can be read.")
        return Facsimile(lambda: blobs.get(original))

    @reading
    def trashed(self) -> list[Document]:
        """The documents in the trash."""
        return documents.documents(self._store.database, trashed=True)

    @reading
    def collections(self) -> tuple[Collection, ...]:
        """All collections by name, each with its documents in order."""
        return groups.collections(self._store.database)

    @mutation
    def add_reference(self, reference: Reference, *, key: str | None = None) -> Outcome[Document]:
        """Add a document without text from a checked reference; a free, sound ``key`` stays."""
        with self._act("add reference") as act:
            document = self._new_document(reference, key=key)
            documents.add_document(act, document)
        return outcome(self._document(document.id), act)

    def _new_document(
        self,
        reference: Reference,
        *,
        kind: DocumentKind | None = None,
        key: str | None = None,
        pending: Container[str] = (),
    ) -> Document:
        """A document for ``reference`` with a fresh id and a citation key of its own.

        ``pending`` holds keys in lower case that other documents are about to have.
        """
        return Document(
            id=DocumentId(new_id()),
            kind=kind or kind_of(str(reference.get("type", ""))),
            key=self._free_key(reference, key, pending),
            reference=reference,
            added=self._now,
        )

    def _free_key(
        self, reference: Reference, wished: str | None, pending: Container[str] = ()
    ) -> str:
        from app.cite.keys import check_key, free_key

        def taken(key: str) -> bool:
            return key.casefold() in pending or self._key_taken(key)

        with suppress(InputError):
            if wished:
                return free_key(check_key(wished), taken)
        return made_key(reference, self._key_pattern, taken)

    @property
    def _key_pattern(self) -> str:
        return self._store.setting(KEY_PATTERN)

    def _key_taken(self, key: str) -> bool:
        return documents.key_taken(self._store.database, key)

    @mutation
    def set_fields(self, name: str, fields: Mapping[str, str]) -> Outcome[Document]:
        """Change fields of a document's reference, its ``kind`` or its ``key``.

        An empty value removes a field. A key that is replaced stays known as a former key. Raises
        InputError for a field or value that can't be, and then nothing is changed.
        """
        from app.library.fields import changed_reference, kind_named

        document = self._document(name)
        rest = {field: value for field, value in fields.items() if field not in ("kind", "key")}
        with self._act("edit reference") as act:
            if fields.get("key", document.key) != document.key:
                self._set_key(act, document, fields["key"])
                provenance = {**document.provenance, "pinned": True}
                documents.change_document(act, document.id, provenance=provenance)
            if "kind" in fields:
                self._set_kind(act, document, kind_named(fields["kind"]))
                document = self._document(document.id)
            if rest:
                reference = changed_reference(document.reference, rest)
                kind = document.kind
                if reference.get("type") != document.reference.get("type"):
                    kind = kind_of(str(reference.get("type", "")))
                self._write_reference(act, document, reference, kind)
        return outcome(self._document(document.id), act)

    @mutation
    def replace_reference(self, name: str, reference: Reference) -> Outcome[Document]:
        """Give a document another reference as a whole, as an editor of all its fields does.

        The citation key stays; the kind follows the reference's type where that is another one.
        Raises InputError for a value that can't be, and then nothing is changed.
        """
        from app.cite.csljson import checked_reference

        document = self._document(name)
        checked = checked_reference(reference)
        if not checked.get("title") and document.title:
            raise InputError("A document needs a title.", hint="Give it a few words.")
        kind = document.kind
        if checked["type"] != document.reference.get("type"):
            kind = kind_of(checked["type"])
        with self._act("edit reference") as act:
            self._write_reference(act, document, checked, kind)
        return outcome(self._document(document.id), act)

    def _write_reference(
        self, act: Act, document: Document, reference: Reference, kind: DocumentKind
    ) -> None:
        """Change a reference; what a person wrote is no doubt any more."""
        from app.library.doubts import confirmed, doubts_of

        columns: dict[str, Any] = {"reference": reference, "kind": kind.value}
        was = document.reference
        settled = [each.field for each in doubts_of(document)
                   if was.get(each.field) != reference.get(each.field)]  # fmt: skip
        if settled:
            columns["provenance"] = confirmed(document, settled)
        documents.change_document(act, document.id, **columns)

    @reading
    def doubts(self, name: str) -> tuple[Doubt, ...]:
        """The fields of an imported document that want a look, each with the reason."""
        from app.library.doubts import doubts_of

        return doubts_of(self._document(name))

    @mutation
    def confirm_fields(self, name: str, fields: Iterable[str]) -> Outcome[Document]:
        """Say that fields (as CSL names them) were looked at and are right as they are."""
        from app.library.doubts import confirmed

        document = self._document(name)
        with self._act("confirm fields") as act:
            documents.change_document(
                act, document.id, provenance=confirmed(document, tuple(fields))
            )
        return outcome(self._document(document.id), act)

    @reading
    def doubtful(self, names: Iterable[str] | None = None) -> list[Doubtful]:
        """The documents with fields that want a look, as they were added, and those fields.

        ``names`` are those to ask of, in that order; None for all outside the trash.
        """
        from app.library.doubts import Doubtful, questions_of

        database = self._store.database
        if names is None:
            found = documents.doubtful(database)
        else:
            found = [self._document(name) for name in names]
        told = []
        for one in found:
            text = texts.text(database, one.text_id) if one.text_id else None
            told.append(Doubtful(one, questions_of(one, text)))
        return [one for one in told if one.questions]

    @mutation
    def settle_fields(
        self, name: str, right: Iterable[str], changed: Mapping[str, str] | None = None
    ) -> Outcome[Document]:
        """Say in one act which doubted fields are right, and what stands in the others instead.

        ``right`` and ``changed`` name fields as CSL does; what is typed is read as
        :meth:`set_fields` reads it. Raises InputError for a value that can't be, and then nothing
        is changed.
        """
        from app.library.doubts import confirmed
        from app.library.fields import changed_reference

        document, typed = self._document(name), dict(changed or {})
        reference = changed_reference(document.reference, typed) if typed else document.reference
        provenance = confirmed(document, (*right, *typed))
        with self._act("check fields") as act:
            documents.change_document(act, document.id, reference=reference, provenance=provenance)
        return outcome(self._document(document.id), act)

    def _set_kind(self, act: Act, document: Document, kind: DocumentKind) -> None:
        reference = {**document.reference, "type": csl_type(kind)}
        documents.change_document(act, document.id, kind=kind.value, reference=reference)

    def _set_key(self, act: Act, document: Document, key: str) -> None:
        from app.cite.keys import check_key

        check_key(key)
        own = {document.key.casefold(), *(known.casefold() for known in document.former_keys)}
        if key.casefold() not in own and self._key_taken(key):
            raise InputError(
                f"The citation key “{key}” belongs to another document.",
                hint="Choose another key; case makes no difference.",
                code="key-taken",
            )
        former = {known.casefold() for known in document.former_keys}
        if key.casefold() in former:
            act.delete("former_key", {"key": key})
        if key.casefold() != document.key.casefold():
            act.insert("former_key", {"key": document.key, "document": document.id})
        documents.change_document(act, document.id, key=key)

    @mutation
    def tag(self, name: str, tags: Iterable[str]) -> Outcome[tuple[str, ...]]:
        """Put tags on a document or a highlight; returns all it has now."""
        subject, target = self._tagged(name)
        with self._act("add tag") as act:
            documents.add_tags(act, subject, target, tag_names(tags))
            self._touch(act, subject, target)
        return outcome(documents.tags_of(self._store.database, target), act)

    @mutation
    def untag(self, name: str, tags: Iterable[str]) -> Outcome[tuple[str, ...]]:
        """Take tags off a document or a highlight; returns those it still has."""
        subject, target = self._tagged(name)
        with self._act("remove tag") as act:
            documents.remove_tags(act, target, tag_names(tags))
            self._touch(act, subject, target)
        return outcome(documents.tags_of(self._store.database, target), act)

    @mutation
    def set_tags(self, name: str, tags: Iterable[str]) -> Outcome[tuple[str, ...]]:
        """Give a document or a highlight these tags and no others; returns them."""
        subject, target = self._tagged(name)
        wanted, known = tag_names(tags), documents.tags_of(self._store.database, target)
        with self._act("change tags") as act:
            documents.remove_tags(act, target, tuple(tag for tag in known if tag not in wanted))
            documents.add_tags(act, subject, target, wanted)
            self._touch(act, subject, target)
        return outcome(documents.tags_of(self._store.database, target), act)

    def _tagged(self, name: str) -> tuple[Subject, str]:
        found = self._marked(name)
        kind = Subject.DOCUMENT if isinstance(found, Document) else Subject.HIGHLIGHT
        return kind, found.id

    def _touch(self, act: Act, subject: Subject, target: str) -> None:
        """Give a tagged document a new revision, so that the search index notices."""
        if act.changes and subject is Subject.DOCUMENT:
            documents.change_document(act, DocumentId(target))

    @mutation
    def trash(self, name: str) -> Outcome[DocumentId]:
        """Move a document to the trash, with its highlights and notes."""
        document = self._document(name)
        with self._act("delete document") as act:
            documents.change_document(act, document.id, deleted=self._now)
        return outcome(document.id, act)

    @mutation
    def restore_document(self, name: str) -> Outcome[DocumentId]:
        """Bring a document back from the trash."""
        document = self._document(name, trashed=True)
        with self._act("restore document") as act:
            documents.change_document(act, document.id, deleted=None)
        return outcome(document.id, act)

    @mutation
    def add_collection(self, name: str, *, parent: str | None = None) -> Outcome[Collection]:
        """Make an empty collection, inside another where ``parent`` names one."""
        title = _titled(name)
        above = self._collection(parent).id if parent else None
        collection = Collection(CollectionId(new_id()), title, above)
        with self._act("add collection") as act:
            groups.add_collection(act, collection)
        return outcome(collection, act)

    @mutation
    def rename_collection(self, name: str, new_name: str) -> Outcome[Collection]:
        """Give a collection another name."""
        collection = self._collection(name)
        with self._act("rename collection") as act:
            act.update("collection", {"id": collection.id}, name=_titled(new_name))
        return outcome(self._collection(collection.id), act)

    @mutation
    def move_collection(self, name: str, parent: str | None) -> Outcome[Collection]:
        """Put a collection, with those inside it, into another, or at the top with None.

        Raises InputError where the other is the collection itself or stands inside it.
        """
        collection = self._collection(name)
        above = self._collection(parent) if parent is not None else None
        if above is not None and collection.id in groups.line_of(self._store.database, above.id):
            raise InputError(
                f"“{collection.name}” can’t stand inside itself.",
                hint="Choose another collection, or put it at the top.",
            )
        with self._act("move collection") as act:
            if collection.parent != (above.id if above else None):
                act.update("collection", {"id": collection.id}, parent=above.id if above else None)
        return outcome(self._collection(collection.id), act)

    @mutation
    def remove_collection(self, name: str) -> Outcome[CollectionId]:
        """Remove a collection; the documents in it stay in the library."""
        collection = self._collection(name)
        with self._act("delete collection") as act:
            groups.remove_collection(act, collection.id)
        return outcome(collection.id, act)

    @mutation
    def collect(
        self, name: str, members: Iterable[str], *, make: bool = False
    ) -> Outcome[Collection]:
        """Put documents into a collection, after those in it.

        With ``make`` the collection is made when there is none of that name.
        """
        ids = tuple(self._document(member).id for member in members)
        collection = self._collection_or_none(name) if make else self._collection(name)
        many = "add to collection" if len(ids) == 1 else f"add {len(ids)} documents to collection"
        with self._act(many if ids else "add collection") as act:
            if collection is None:
                collection = Collection(CollectionId(new_id()), _titled(name))
                groups.add_collection(act, collection)
            groups.add_members(act, collection.id, ids)
        return outcome(self._collection(collection.id), act)

    @mutation
    def uncollect(self, name: str, members: Iterable[str]) -> Outcome[Collection]:
        """Take documents out of a collection."""
        collection = self._collection(name)
        ids = tuple(self._document(member).id for member in members)
        many = f"remove {len(ids)} documents from collection"
        with self._act("remove from collection" if len(ids) == 1 else many) as act:
            groups.remove_members(act, collection.id, ids)
        return outcome(self._collection(collection.id), act)


def made_key(reference: Reference, pattern: str, taken: Callable[[str], bool]) -> str:
    """A key by a pattern, or as built in where there is none or it says nothing."""
    from app.cite.keys import free_key, make_key

    if pattern:
        from app.cite.keypatterns import parse_pattern

        with suppress(InputError):
            base = parse_pattern(pattern).key(reference)
            if base:
                return free_key(base, taken)
    return make_key(reference, taken)


def tag_names(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are stored; raises InputError for one without a letter, or for none at all."""
    names = tuple(canonical_line(tag) for tag in tags)
    if not names or not all(names):
        raise InputError("A tag needs a name.", hint="Give at least one word.")
    return names


def _titled(name: str) -> str:
    title = canonical_line(name)
    if not title:
        raise InputError("A collection needs a name.", hint="Give at least one word.")
    return title
