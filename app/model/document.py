"""A Document: one source in the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.model.ids import CollectionId, DocumentId, TextId
from app.model.kinds import DocumentKind
from app.model.titles import shown_title

Reference = dict[str, Any]
"""A bibliographic record in CSL-JSON, without ``id`` (the citation key is the id when written)."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source: a Reference, at most one current Text, at most one original file.

    ``key`` is its citation key, ``former_keys`` the ones it had before. ``added`` is ISO 8601 UTC.
    ``original`` is the SHA-256 of the stored file. ``provenance`` says how it came, for people:
    file name, saved-on time, address, breadcrumb, first publication.
    """

    id: DocumentId
    kind: DocumentKind
    key: str
    reference: Reference
    added: str
    text_id: TextId | None = None
    original: str | None = None
    original_name: str | None = None
    media_type: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    former_keys: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deleted: str | None = None

    @property
    def title(self) -> str:
        """The title in words, without CSL's rich text; empty where the reference has none."""
        return shown_title(self.reference)

    def cited(self) -> Reference:
        """The reference as CSL-JSON with the citation key as its ``id``."""
        return {"id": self.key, **self.reference}


@dataclass(frozen=True, slots=True)
class Collection:
    """A named, ordered group of documents, possibly inside another."""

    id: CollectionId
    name: str
    parent: CollectionId | None = None
    documents: tuple[DocumentId, ...] = ()
