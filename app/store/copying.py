"""Which document is a copy of which: families of one source, each around the one it is a copy of.

A copy is a copy of one document, which is none itself; so a family is a star, and whoever links a
third to either of two has linked all three.
"""

from __future__ import annotations

from app.model import DocumentId
from app.store.engine import Database
from app.store.journal import Act
from app.store.merging import Pair, pair_of


def copy_of(database: Database, id_: DocumentId) -> DocumentId | None:
    """The document that this one is a copy of; None where it is none."""
    row = database.execute("SELECT copy_of FROM copy WHERE document = ?", [id_]).fetchone()
    return None if row is None else DocumentId(row["copy_of"])


def copies_of(database: Database, id_: DocumentId) -> tuple[DocumentId, ...]:
    """The copies of a document, as they were added to the library."""
    rows = database.execute(
        "SELECT c.document FROM copy c JOIN document d ON d.id = c.document "
        "WHERE c.copy_of = ? ORDER BY d.number",
        [id_],
    )
    return tuple(DocumentId(row["document"]) for row in rows.fetchall())


def linked_pairs(database: Database) -> frozenset[Pair]:
    """Every two documents of one family."""
    families: dict[DocumentId, list[DocumentId]] = {}
    for row in database.execute("SELECT document, copy_of FROM copy ORDER BY document").fetchall():
        families.setdefault(DocumentId(row["copy_of"]), []).append(DocumentId(row["document"]))
    return frozenset(
        pair_of(one, other)
        for first, copies in families.items()
        for at, one in enumerate([first, *copies])
        for other in copies[at:]
    )


def join(act: Act, id_: DocumentId, other: DocumentId) -> None:
    """Make a document, with all of its family, a copy of what ``other`` is a copy of, or of it."""
    database = act.database
    first = copy_of(database, other) or other
    before = copy_of(database, id_) or id_
    if before == first:
        return
    for member in (before, *copies_of(database, before)):
        act.put("copy", {"document": member, "copy_of": first})


def leave(act: Act, id_: DocumentId) -> DocumentId | None:
    """Take a document out of its family; one that is left in it, the first, or None.

    Where it was the one the others are copies of, the oldest of them takes its place.
    """
    database = act.database
    first = copy_of(database, id_)
    if first is not None:
        act.delete("copy", {"document": id_})
        return first
    copies = copies_of(database, id_)
    if not copies:
        return None
    act.delete("copy", {"document": copies[0]})
    for other in copies[1:]:
        act.update("copy", {"document": other}, copy_of=copies[0])
    return copies[0]
