"""What comes along to a new version of a text: its file's name, and the images of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from app.model import Document, Image, Text, TextId
from app.store import images, texts
from app.store.engine import Database
from app.store.journal import Act

if TYPE_CHECKING:
    from app.intake import Reading


def name_files(database: Database, read: Reading) -> None:
    """Name a file and its images, whose bytes are durable already, in the library."""
    named = [(read.sha256, len(read.original), read.media_type)]
    named += [(one.image.sha256, one.image.size, one.image.media_type) for one in read.images]
    for sha256, size, media_type in named:
        texts.add_original(database, sha256, size, media_type)


def carry_images(act: Act, document: Document, text_id: TextId, read: Reading, text: Text) -> None:
    """Put the images that came with a file where they stand in its text.

    Where it was read again, those that lay beside it when it came are put where they stood.
    """
    found = [kept.image for kept in read.images]
    if read.sha256 == document.original and document.text_id is not None:
        old = texts.text(act.database, document.text_id)
        here = {image.sha256 for image in found}
        lain = images.images_of(act.database, document.id)
        rest = [image for image in lain if image.sha256 not in here]
        if old is not None:
            found += _stood(rest, old, text)
    found.sort(key=lambda image: image.before)
    images.add_images(act, document.id, text_id, found)


def _stood(found: list[Image], old: Text, new: Text) -> Iterator[Image]:
    """Images before the block they stood before, or before what follows it now."""
    from app.annotate.mapping import PlaceMap

    if not found:
        return
    places = PlaceMap(old.canonical, new.canonical)
    starts = [block.start for block in new.blocks]
    for image in found:
        before = len(new.blocks)
        for block in old.blocks[image.before :]:
            place = places.passage(block.start, block.end)
            if place is not None:
                before = bisect_left(starts, place[0])
                break
        yield replace(image, before=before, caption=_caption(image, old, new, before))


def _caption(image: Image, old: Text, new: Text, before: int) -> int | None:
    """The caption's number in the new text, where it stands as far from the image as it did."""
    if image.caption is None or image.caption >= len(old.blocks):
        return None
    at = before + image.caption - image.before
    words = old.text_of(old.blocks[image.caption])
    if 0 <= at < len(new.blocks) and new.text_of(new.blocks[at]) == words:
        return at
    return None
