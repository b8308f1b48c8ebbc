"""The one allow-list query: what of a library may leave it."""

from __future__ import annotations

from collections.abc import Collection as Container
from dataclasses import replace

from app.model import DocumentId, Note, Shelf, Shelved, Visibility
from app.store import documents, groups, images, marks, texts
from app.store.engine import Database


def shelf(
    database: Database, *, only: Container[DocumentId] | None = None, sample: bool = False
) -> Shelf:
    """What an export may see: documents outside the trash, their highlights, and shared notes.

    ``only`` restricts it to some documents; without it notes on no document are there too, and the
    collections. Private notes are counted, never carried.
    """
    found = [d for d in documents.documents(database) if only is None or d.id in only]
    held_back = 0
    items = []
    for document in sorted(found, key=lambda d: (d.key.casefold(), d.id)):
        shared, private = _shared(marks.notes(database, document=document.id))
        held_back += private
        items.append(
            Shelved(
                document,
                texts.text(database, document.text_id) if document.text_id else None,
                marks.highlights(database, document.id),
                shared,
                images.images_of(database, document.id),
            )
        )
    loose: tuple[Note, ...] = ()
    if only is None:
        on_nothing = tuple(n for n in marks.notes(database) if n.document is None)
        loose, private = _shared(on_nothing)
        held_back += private
    return Shelf(
        tuple(items),
        loose,
        groups.collections(database) if only is None else (),
        held_back,
        sample,
    )


def everything(
    database: Database, *, only: Container[DocumentId] | None = None, sample: bool = False
) -> Shelf:
    """The same with private notes too: for an archive that its owner asked for, nothing else."""
    allowed = shelf(database, only=only, sample=sample)
    items = tuple(
        replace(item, notes=marks.notes(database, document=item.document.id))
        for item in allowed.items
    )
    loose = tuple(n for n in marks.notes(database) if n.document is None) if only is None else ()
    return replace(allowed, items=items, loose_notes=loose, private_notes=0)


def _shared(notes: tuple[Note, ...]) -> tuple[tuple[Note, ...], int]:
    shared = tuple(note for note in notes if note.visibility is Visibility.SHARED)
    return shared, len(notes) - len(shared)
