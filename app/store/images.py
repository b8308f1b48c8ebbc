"""The images of documents: where each stands in its document's Text, and which file it is."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import DocumentId, Image, TextId
from app.store.engine import Database
from app.store.journal import Act

_SELECT = (
    "SELECT i.*, o.size, o.media_type FROM image i JOIN original o ON o.sha256 = i.sha256 "
    "JOIN document d ON d.id = i.document AND d.text_id = i.text_id "
)


def add_images(act: Act, document: DocumentId, text_id: TextId, images: Sequence[Image]) -> None:
    """Name the images of a document's text, in reading order; their files are stored before."""
    first = act.database.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM image WHERE document = ?", [document]
    ).fetchone()[0]
    for position, image in enumerate(images, first):
        act.insert(
            "image",
            {
                "document": document,
                "position": position,
                "text_id": text_id,
                "before": image.before,
                "caption": image.caption,
                "alt": image.alt,
                "sha256": image.sha256,
                "width": image.width,
                "height": image.height,
            },
        )


def images_of(database: Database, document: DocumentId) -> tuple[Image, ...]:
    """The images of a document's present Text, in reading order."""
    rows = database.execute(_SELECT + "WHERE i.document = ? ORDER BY i.position", [document])
    return tuple(
        Image(
            before=row["before"],
            alt=row["alt"],
            sha256=row["sha256"],
            size=row["size"],
            media_type=row["media_type"],
            width=row["width"],
            height=row["height"],
            caption=row["caption"],
        )
        for row in rows
    )


def is_image(database: Database, sha256: str) -> bool:
    """Whether any document has an image of this content."""
    row = database.execute("SELECT 1 FROM image WHERE sha256 = ? LIMIT 1", [sha256]).fetchone()
    return row is not None
