"""The versions of documents' texts, and where highlights stand in those they weren't made on.

A document whose text never changed has no row here: its one version is told by its own row.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.model import Document, DocumentId, Highlight, HighlightId, How, Placing, TextId, Why
from app.model import TextVersion as Version
from app.store import marks
from app.store.engine import Database
from app.store.journal import Act

OWN_FACTS = frozenset(
    "origin taken merged_into line fields checked seen alike bib pinned".split()  # noqa: SIM905
)
"""What a document's provenance says of itself and not of the file its text was read from."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a highlight stands in one version: as that version has it, or nowhere."""

    highlight: HighlightId
    text_id: TextId
    placing: Placing
    seen: Highlight | None


def versions(database: Database, document: Document) -> tuple[Version, ...]:
    """The versions of a document's text in the order they came; none for one without text."""
    rows = database.execute(
        "SELECT v.*, t.extractor FROM text_version v JOIN text t ON t.id = v.text_id "
        "WHERE v.document = ? ORDER BY v.position",
        [document.id],
    ).fetchall()
    found = tuple(_version(row, number, document) for number, row in enumerate(rows, 1))
    return found or _only(database, document)


def _version(row: Any, number: int, document: Document) -> Version:
    return Version(
        text_id=TextId(row["text_id"]),
        number=number,
        came=row["came"],
        why=Why(row["why"]),
        extractor=row["extractor"],
        original=row["original"],
        original_name=row["original_name"],
        provenance=json.loads(row["provenance"]),
        current=row["text_id"] == document.text_id,
    )


def _only(database: Database, document: Document) -> tuple[Version, ...]:
    """The one version of a document whose text never changed."""
    row = database.execute("SELECT extractor FROM text WHERE id = ?", [document.text_id]).fetchone()
    if row is None or document.text_id is None:
        return ()
    return (
        Version(
            text_id=document.text_id,
            number=1,
            came=document.added,
            why=Why.IMPORT,
            extractor=row["extractor"],
            original=document.original,
            original_name=document.original_name,
            provenance=file_facts(document.provenance),
            current=True,
        ),
    )


def file_facts(provenance: dict[str, Any]) -> dict[str, Any]:
    """What a provenance says of the file."""
    return {name: value for name, value in provenance.items() if name not in OWN_FACTS}


def add_version(act: Act, document: Document, version: Version) -> None:
    """Add a version after those a document has; the first of them is written down with it."""
    known = act.database.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM text_version WHERE document = ?", [document.id]
    ).fetchone()[0]
    first = () if known else _only(act.database, document)
    for position, one in enumerate((*first, version), known):
        act.insert("text_version", _row(document.id, one, position))


def _row(document: DocumentId, version: Version, position: int) -> dict[str, Any]:
    return {
        "document": document,
        "text_id": version.text_id,
        "position": position,
        "came": version.came,
        "why": version.why.value,
        "original": version.original,
        "original_name": version.original_name,
        "provenance": json.dumps(version.provenance, ensure_ascii=False),
    }


def move_versions(act: Act, source: DocumentId, target: DocumentId) -> None:
    """Let a document that takes another's text have its versions too."""
    rows = act.database.execute(
        "SELECT * FROM text_version WHERE document = ? ORDER BY position", [source]
    ).fetchall()
    for row in rows:
        act.insert("text_version", {**dict(row), "document": target})


def put_placed(act: Act, placed: Placed) -> None:
    """Record where a highlight stands in a version, in place of what was known before."""
    seen = placed.seen
    act.put(
        "placing",
        {
            "highlight": placed.highlight,
            "text_id": placed.text_id,
            "start": seen.start if seen else None,
            "stop": seen.end if seen else None,
            "exact": seen.exact if seen else None,
            "prefix": seen.prefix if seen else None,
            "suffix": seen.suffix if seen else None,
            "locator": json.dumps(asdict(seen.locator), ensure_ascii=False) if seen else None,
            "how": placed.placing.how.value,
            "score": float(placed.placing.score),
            "confirmed": int(placed.placing.confirmed),
        },
    )


def forget_placed(act: Act, highlight: HighlightId) -> None:
    """Forget where a highlight stands in other versions, after it was given another place."""
    act.delete_where("placing", highlight=highlight)


def placed_on(database: Database, document: DocumentId) -> dict[TextId, dict[HighlightId, Placed]]:
    """All that is recorded of a document's highlights, by version and highlight."""
    found: dict[TextId, dict[HighlightId, Placed]] = {}
    made = {one.id: one for one in marks.all_as_made(database, document)}
    rows = database.execute(
        "SELECT p.* FROM placing p JOIN highlight h ON h.id = p.highlight WHERE h.document = ?",
        [document],
    ).fetchall()
    for row in rows:
        one = _placed(row, made[HighlightId(row["highlight"])])
        found.setdefault(one.text_id, {})[one.highlight] = one
    return found


def _placed(row: Any, made: Highlight) -> Placed:
    placing = Placing(How(row["how"]), row["score"], bool(row["confirmed"]))
    text_id, seen = TextId(row["text_id"]), None
    if row["start"] is not None:
        seen = replace(
            made,
            text_id=text_id,
            start=row["start"],
            end=row["stop"],
            exact=row["exact"],
            prefix=row["prefix"],
            suffix=row["suffix"],
            locator=marks.locator_from(row["locator"]),
            placing=placing,
        )
    return Placed(made.id, text_id, placing, seen)
