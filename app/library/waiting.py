"""References that wait for their text: a page that comes in later goes to the one it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.errors import NotFoundError
from app.exchange.citations import TO_SAVE
from app.intake import Reading
from app.library.documents import made_key
from app.library.sameness import titles_alike
from app.model import Document, DocumentId, Reference, TextId, kind_of
from app.store import documents
from app.store.journal import Act
from app.text.addresses import doi_key, page_key

if TYPE_CHECKING:
    from app.library.importing import Importing

_ADDRESSES = ("address", "downloaded_from")


class Waiting:
    """What a library has by address and DOI, read on first use, and what comes in afterwards."""

    def __init__(self, library: Importing) -> None:
        self._library = library

    @cached_property
    def _known(self) -> dict[str, DocumentId]:
        known: dict[str, DocumentId] = {}
        for document in documents.documents(self._library._store.database):
            for sign in signs(document.reference):
                known.setdefault(sign, document.id)
        return known

    @cached_property
    def _waiting(self) -> dict[str, DocumentId]:
        return {
            sign: document.id
            for document in documents.waiting(self._library._store.database)
            for sign in signs(document.reference)
        }

    def known(self, reference: Reference) -> DocumentId | None:
        """A document with the same DOI or web address."""
        return next((self._known[sign] for sign in signs(reference) if sign in self._known), None)

    def add(self, document: Document) -> None:
        """Let what comes later be compared with this document too."""
        for sign in signs(document.reference):
            self._known.setdefault(sign, document.id)
            if "waiting" in document.provenance:
                self._waiting[sign] = document.id

    def taker(self, reading: Reading) -> Document | None:
        """The reference without text that a page or file is the text of."""
        told = dict(reading.provenance)
        addresses = ({"URL": told[name]} for name in _ADDRESSES if isinstance(told.get(name), str))
        for reference in (reading.reference, *addresses):
            for sign in signs(reference):
                if (id_ := self._waiting.get(sign)) is not None:
                    with suppress(NotFoundError):
                        document = self._library._document(id_)
                        if _is_text_of(reading, document):
                            return document
        return None

    def fill(self, act: Act, document: Document, reading: Reading, text: TextId | None) -> Document:
        """Give a reference its text and file; what a person wrote in it stays as it is."""
        reference, fields = _completed(document, reading)
        came = {**document.provenance, **reading.provenance, "fields": fields}
        came.pop("waiting", None)
        kind = reading.kind
        if reference.get("type") != reading.reference.get("type"):
            kind = kind_of(str(reference.get("type", "")))
        documents.remove_tags(act, document.id, (TO_SAVE,))
        documents.change_document(
            act,
            document.id,
            reference=reference,
            kind=kind.value,
            text_id=text,
            original=reading.sha256,
            original_name=reading.name,
            provenance=came,
        )
        if document.provenance.get("waiting") and not document.provenance.get("pinned"):
            self._name_anew(act, document, reference)
        for sign in signs(document.reference):
            self._waiting.pop(sign, None)
        return self._library._document(document.id)

    def _name_anew(self, act: Act, document: Document, reference: Reference) -> None:
        """A key by author and year for a document that was called by its address until now."""
        library = self._library
        key = made_key(reference, library._key_pattern, library._key_taken)
        library._set_key(act, library._document(document.id), key)


def signs(reference: Mapping[str, Any]) -> Iterator[str]:
    """What two documents of one source share: the DOI, the web address."""
    if doi := doi_key(str(reference.get("DOI") or "")):
        yield f"doi {doi}"
    if address := str(reference.get("URL") or ""):
        doi = doi_key(address)
        yield f"doi {doi}" if doi else f"at {page_key(address) or address}"


def _is_text_of(reading: Reading, document: Document) -> bool:
    """Whether a reference that still has no text is of what was read, going by more than its sign.

    A chapter may be printed with the address of its book: then the titles tell.
    """
    if document.text_id is not None or document.original is not None:
        return False
    coming = Document(DocumentId(""), reading.kind, "", reading.reference, "")
    return bool(document.provenance.get("waiting")) or titles_alike(document, coming)


def _completed(document: Document, reading: Reading) -> tuple[Reference, dict[str, Any]]:
    """The reference with what the page tells, and where each field is from.

    A reference that was only an address gives way to the page, save for what was changed in it
    since; any other keeps all it has.
    """
    began = document.provenance.get("waiting") or {}
    was = document.provenance.get("fields")
    read = reading.provenance.get("fields")
    kept = {
        name: value
        for name, value in document.reference.items()
        if not began or began.get(name) != value or name not in reading.reference
    }
    fields = {**(read if isinstance(read, dict) else {})}
    for name in kept:
        fields.pop(name, None)
        if isinstance(was, dict) and name in was:
            fields[name] = was[name]
    return {**reading.reference, **kept}, fields
