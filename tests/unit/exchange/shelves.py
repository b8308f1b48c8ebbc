"""A shelf to export: invented sources, with highlights, notes and everything hostile."""

from __future__ import annotations

import json
from pathlib import Path

from app.cite.csljson import checked_reference
from app.model import (
    Document,
    DocumentId,
    Highlight,
    HighlightId,
    Locator,
    Meaning,
    Note,
    NoteId,
    Shelf,
    Shelved,
    TextId,
    Visibility,
    kind_of,
)

TWENTY = Path(__file__).parents[2] / "data" / "exchange" / "twenty.json"
WHEN = "2031-12-25T11:22:33Z"  # Must not be found in any export.


def document(number: int, item: dict[str, object]) -> Document:
    reference = checked_reference(item)
    return Document(
        id=DocumentId("abcdefghijkl"[:10] + f"{'abcdefghijklmnopqrstuvwxyz234567'[number]:a>2}"),
        kind=kind_of(reference["type"]),
        key=str(item["id"]),
        reference=reference,
        added=WHEN,
        original_name="/home/ann/private-path.html",
        provenance={"path": "/home/ann/private-path.html"},
        former_keys=("Old2019",) if number == 0 else (),
        tags=("media", "a, b", "50% & more") if number == 0 else (),
    )


def highlight(of: Document) -> Highlight:
    return Highlight(
        id=HighlightId("h2h2h2h2h2h2"),
        document=of.id,
        text_id=TextId("t2t2t2t2t2t2"),
        start=120,
        end=171,
        exact="It said “we” <b>act</b> 🗺️ at https://evil.example.org/x",
        prefix="p" * 63 + "ö",
        suffix="ü" + "s" * 63,
        locator=Locator(
            paragraph=4, paragraph_end=5, section=("History *of* it", "1. Now"), page="9"
        ),
        meaning=Meaning.PINK,
        created=WHEN,
        tags=("claim", "voice"),
    )


def note(identity: str, of: Document | None, on: Highlight | None, text: str) -> Note:
    owner = of.id if of else None
    mark = on.id if on else None
    return Note(NoteId(identity), owner, mark, Visibility.SHARED, text, WHEN, WHEN)


def full_shelf(*, sample: bool = False) -> Shelf:
    items = json.loads(TWENTY.read_text("utf-8"))
    documents = sorted(
        (document(number % 32, item) for number, item in enumerate(items)),
        key=lambda one: one.key.casefold(),
    )
    shelved = [Shelved(one, None) for one in documents]
    place = next(n for n, one in enumerate(documents) if one.key == "Halloran2019")
    marked = highlight(documents[place])
    shelved[place] = Shelved(
        documents[place],
        None,
        (marked,),
        (
            note("n2n2n2n2n2n2", documents[place], marked, "*Who* says so?\n\n# <img src=x>"),
            note("n3n3n3n3n3n3", documents[place], None, "Read [this](https://bad.example.org)."),
        ),
    )
    loose = (note("n4n4n4n4n4n4", None, None, "On its own."),)
    return Shelf(tuple(shelved), loose, private_notes=3, sample=sample)
