"""What a library holds: frozen dataclasses and typed ids, with no behaviour that needs a store."""

from app.model.document import Collection, Document, Reference
from app.model.ids import (
    CollectionId,
    DocumentId,
    HighlightId,
    NoteId,
    TextId,
    looks_like_id,
    new_id,
)
from app.model.image import Image
from app.model.kinds import CSL_TYPES, DocumentKind, csl_type, kind_of
from app.model.marks import (
    MEANING_LABELS,
    Highlight,
    LeftOut,
    Locator,
    Meaning,
    Note,
    Visibility,
)
from app.model.names import with_particle
from app.model.shelf import Shelf, Shelved
from app.model.text import Block, BlockKind, NoteMark, Text
from app.model.titles import shown_title
from app.model.versions import How, Placing, TextVersion, Why

__all__ = [
    "CSL_TYPES",
    "MEANING_LABELS",
    "Block",
    "BlockKind",
    "Collection",
    "CollectionId",
    "Document",
    "DocumentId",
    "DocumentKind",
    "Highlight",
    "HighlightId",
    "How",
    "Image",
    "LeftOut",
    "Locator",
    "Meaning",
    "Note",
    "NoteId",
    "NoteMark",
    "Placing",
    "Reference",
    "Shelf",
    "Shelved",
    "Text",
    "TextId",
    "TextVersion",
    "Visibility",
    "Why",
    "csl_type",
    "kind_of",
    "looks_like_id",
    "new_id",
    "shown_title",
    "with_particle",
]
