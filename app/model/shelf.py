"""What may leave the library: built by one allow-list query, and all that an exporter ever sees."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.document import Collection, Document
from app.model.image import Image
from app.model.marks import Highlight, Note
from app.model.text import Text


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document with what of it is shared.

    ``highlights`` are in reading order and carry no note; ``notes`` are the shared ones only, on
    the document or on one of its highlights; ``images`` came with the text.
    """

    document: Document
    text: Text | None
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[Note, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one export, ordered by citation key without regard to case.

    ``loose_notes`` are shared notes on no document. ``private_notes`` counts the notes held back.
    ``sample`` is true for the sample library, whose exports say that they are no source.
    """

    items: tuple[Shelved, ...]
    loose_notes: tuple[Note, ...] = ()
    collections: tuple[Collection, ...] = ()
    private_notes: int = 0
    sample: bool = False
