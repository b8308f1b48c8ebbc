"""Where the highlights of a document stand in another version of its text, found and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.annotate.anchoring import Anchor, resolve
from app.model import Document, Highlight, HighlightId, How, Placing, Text, TextId
from app.store import marks, texts, textversions
from app.store.engine import Database
from app.store.journal import Act
from app.store.textversions import Placed
from app.text import passage_of

Recorded = dict[TextId, dict[HighlightId, Placed]]


def resolve_onto(act: Act, document: Document, target: TextId) -> None:
    """Record where every highlight of a document stands in a version; what is recorded stays."""
    for placed in missing(act.database, document, target):
        textversions.put_placed(act, placed)


def placings(database: Database, document: Document, target: TextId) -> dict[HighlightId, Placed]:
    """Where every highlight of a document stands in a version, recorded or not.

    Those made on it are there as they are, typed quotations are not.
    """
    recorded = textversions.placed_on(database, document.id).get(target, {})
    own = {
        one.id: Placed(one.id, target, Placing(How.EXACT, 100.0, confirmed=True), one)
        for one in marks.all_as_made(database, document.id)
        if one.text_id == target
    }
    fresh = {placed.highlight: placed for placed in missing(database, document, target)}
    return {**fresh, **recorded, **own}


def missing(database: Database, document: Document, target: TextId) -> list[Placed]:
    """Where those highlights stand of which a version has no record yet.

    Each is looked for from where it was made, and where that isn't sure from the latest version in
    which a person said where it stands.
    """
    recorded = textversions.placed_on(database, document.id)
    known = recorded.get(target, {})
    made = [
        one
        for one in marks.all_as_made(database, document.id)
        if one.text_id not in (None, target) and one.id not in known
    ]
    new = texts.text(database, target) if made else None
    if new is None:
        return []
    found = {placed.highlight: placed for placed in _found(database, made, target, new)}
    order = [version.text_id for version in textversions.versions(database, document)]
    unsure = [one.id for one in made if not found[one.id].placing.sure]
    seen = [last for id_ in unsure if (last := _last_confirmed(id_, order, recorded)) is not None]
    for placed in _found(database, seen, target, new):
        if placed.placing.sure:
            carried = replace(placed.placing, confirmed=True)
            found[placed.highlight] = replace(placed, placing=carried)
    return [_settled(placed, recorded) for placed in found.values()]


def _last_confirmed(
    id_: HighlightId, order: Sequence[TextId], recorded: Recorded
) -> Highlight | None:
    for text_id in reversed(order):
        placed = recorded.get(text_id, {}).get(id_)
        if placed is not None and placed.placing.confirmed and placed.seen is not None:
            return placed.seen
    return None


def _settled(placed: Placed, recorded: Recorded) -> Placed:
    """An orphan that was kept as a note once isn't asked about again."""
    if placed.placing.how is not How.ORPHAN:
        return placed
    before = (of_text.get(placed.highlight) for of_text in recorded.values())
    kept = any(one and one.placing.how is How.ORPHAN and one.placing.confirmed for one in before)
    return replace(placed, placing=replace(placed.placing, confirmed=kept))


def _found(
    database: Database, wanted: Iterable[Highlight], target: TextId, new: Text
) -> list[Placed]:
    by_text: dict[TextId, list[Highlight]] = {}
    for one in wanted:
        if one.text_id is not None:
            by_text.setdefault(one.text_id, []).append(one)
    found = []
    for text_id, group in by_text.items():
        old = texts.text(database, text_id)
        places = resolve(map(anchor_of, group), old.canonical if old else "", new.canonical)
        for one, place in zip(group, places, strict=True):
            placing, seen = Placing(place.how, place.score), None
            if place.start is not None and place.end is not None:
                seen = seen_at(one, target, new, place.start, place.end)
            found.append(Placed(one.id, target, placing, seen))
    return found


def anchor_of(one: Highlight) -> Anchor:
    """What to look for, and where it stood."""
    return Anchor(one.start or 0, one.end or 0, one.exact, one.prefix, one.suffix)


def seen_at(one: Highlight, text_id: TextId, text: Text, start: int, end: int) -> Highlight:
    """A highlight as a version has it at the passage [start, end), in code points."""
    return replace(one, text_id=text_id, **passage_of(text, start, end), placing=None)
