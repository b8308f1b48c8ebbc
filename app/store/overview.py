"""What the window lists, asked of the store in as few and as small queries as can be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.model import CollectionId, DocumentId, DocumentKind, shown_title
from app.store.engine import Database
from app.store.listing import people_of, site_of, year_of

_CHUNK = 500


class Sort(StrEnum):
    """What a list is in order of."""

    ADDED = "added"
    TITLE = "title"
    AUTHOR = "author"
    YEAR = "year"


class Within(StrEnum):
    """What kind of part of the library a scope is."""

    EVERYTHING = "everything"
    UNREAD = "unread"
    DOUBTED = "doubted"
    TRASH = "trash"
    COLLECTION = "collection"
    TAG = "tag"
    IDS = "ids"


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the library that a list shows; all of it outside the trash unless told.

    ``name`` is a collection's id or a tag; a collection stands for those inside it too.
    """

    within: Within = Within.EVERYTHING
    name: str = ""
    ids: tuple[DocumentId, ...] = ()

    @classmethod
    def everything(cls) -> Scope:
        """All documents outside the trash."""
        return cls()

    @classmethod
    def unread(cls) -> Scope:
        """The documents with a text that wasn't opened yet."""
        return cls(Within.UNREAD)

    @classmethod
    def doubted(cls) -> Scope:
        """The documents with fields that want a look."""
        return cls(Within.DOUBTED)

    @classmethod
    def trash(cls) -> Scope:
        """The documents in the trash."""
        return cls(Within.TRASH)

    @classmethod
    def collection(cls, id_: CollectionId | str) -> Scope:
        """The documents in a collection and in those inside it."""
        return cls(Within.COLLECTION, str(id_))

    @classmethod
    def tag(cls, name: str) -> Scope:
        """The documents with a tag."""
        return cls(Within.TAG, name)

    @classmethod
    def of(cls, ids: Iterable[DocumentId]) -> Scope:
        """The documents with these ids, such as a search found."""
        return cls(Within.IDS, ids=tuple(ids))


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of one document.

    ``people`` is as shown ("Okafor and Lindqvist", "Haddad et al."), empty where nobody is named;
    ``year`` is None without a date. For an encyclopedia entry it is the year of its revision.
    ``unread`` is true for a text that wasn't opened yet; ``copies`` are linked with it as such.
    """

    id: DocumentId
    kind: DocumentKind
    title: str
    people: str
    year: str | None
    site: str
    marks: int
    notes: int
    unread: bool
    has_text: bool
    copies: int = 0


@dataclass(frozen=True, slots=True)
class CollectionCount:
    """A collection with how many documents are in it and in those inside it."""

    id: CollectionId
    name: str
    parent: CollectionId | None
    count: int


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with how many documents have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is of what, outside the trash; ``trash`` counts the documents in it.

    ``doubted`` counts the documents with fields that want a look.
    """

    documents: int
    unread: int
    marks: int
    notes: int
    trash: int
    collections: tuple[CollectionCount, ...]
    tags: tuple[TagCount, ...]
    doubted: int = 0


_READ = "SELECT document FROM reading WHERE read = 1"
_TRASHED = "SELECT id FROM document WHERE deleted IS NOT NULL"
_INSIDE = (
    "WITH RECURSIVE inside (id) AS (SELECT ? UNION SELECT c.id FROM collection c "
    "JOIN inside ON c.parent = inside.id) "
    "SELECT document FROM membership WHERE collection IN (SELECT id FROM inside)"
)
_WITHIN = {
    Within.EVERYTHING: "deleted IS NULL",
    Within.UNREAD: f"deleted IS NULL AND text_id IS NOT NULL AND id NOT IN ({_READ})",
    Within.DOUBTED: "deleted IS NULL AND doubts > 0",
    Within.TRASH: "deleted IS NOT NULL",
    Within.COLLECTION: f"deleted IS NULL AND id IN ({_INSIDE})",
    Within.TAG: "deleted IS NULL AND id IN "
    "(SELECT target FROM tagging WHERE subject = 'document' AND name = ?)",
    Within.IDS: "deleted IS NULL AND id IN (SELECT value FROM json_each(?))",
}
_BY = {
    Sort.ADDED: ("number", "document_by_number"),
    Sort.TITLE: ("sort_title", "document_by_title"),
    Sort.AUTHOR: ("sort_author", "document_by_author"),
    Sort.YEAR: ("sort_year", "document_by_year"),
}


def order(database: Database, scope: Scope, sort: Sort, descending: bool) -> tuple[DocumentId, ...]:
    """The ids of a scope's documents in order; what has no author, year or title comes last."""
    column, index = _BY[sort]
    # Named outright: the table itself has every reference in it, which is ten times as much.
    hint = f"INDEXED BY {index}" if scope.within is Within.EVERYTHING else ""
    way = "DESC" if descending else "ASC"
    rows = _tuples(
        database,
        f"SELECT id, {column} FROM document {hint} WHERE {_WITHIN[scope.within]} "  # noqa: S608
        f"ORDER BY {column} {way}, number {way}",
        _values(scope),
    )
    known = [row[0] for row in rows if row[1]]
    if len(known) == len(rows):
        return tuple(known)
    return (*known, *(row[0] for row in rows if not row[1]))


def _values(scope: Scope) -> list[str]:
    if scope.within is Within.IDS:
        return [json.dumps(scope.ids)]
    return [scope.name] if scope.within in (Within.COLLECTION, Within.TAG) else []


def _tuples(database: Database, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Rows as plain tuples, which cost half of rows with names."""
    cursor = database.conn.cursor()
    cursor.row_factory = None
    found: list[Any] = cursor.execute(sql, values).fetchall()
    return found


def rows(database: Database, ids: Sequence[DocumentId]) -> Iterator[Row]:
    """The rows of documents, in the order of ``ids``; an id that names nothing is passed over."""
    for at in range(0, len(ids), _CHUNK):
        wanted = json.dumps(ids[at : at + _CHUNK])
        for row in _tuples(database, _ROWS, [wanted]):
            yield _row(*row)


_ROWS = """
SELECT d.id, d.kind, d.reference, d.text_id IS NOT NULL,
    (SELECT count(*) FROM highlight h WHERE h.document = d.id),
    (SELECT count(*) FROM note n WHERE n.document = d.id),
    (SELECT r.read FROM reading r WHERE r.document = d.id),
    (SELECT count(*) FROM copy c WHERE c.copy_of = d.id
        OR c.copy_of = (SELECT f.copy_of FROM copy f WHERE f.document = d.id))
FROM json_each(?) AS wanted CROSS JOIN document d ON d.id = wanted.value ORDER BY wanted.key
"""


def _row(
    id_: str,
    kind: str,
    reference: str,
    has_text: int,
    marks: int,
    notes: int,
    read: int | None,
    copies: int,
) -> Row:
    record = json.loads(reference)
    return Row(
        DocumentId(id_),
        DocumentKind(kind),
        shown_title(record),
        people_of(record),
        year_of(record),
        site_of(record),
        marks,
        notes,
        bool(has_text and not read),
        bool(has_text),
        copies,
    )


def overview(database: Database) -> Overview:
    """The counts of everything."""
    [[documents, texts, trash, marks, notes, read, doubted]] = _tuples(database, _COUNTS)
    return Overview(
        documents=documents,
        unread=texts - read,
        marks=marks,
        notes=notes,
        trash=trash,
        collections=tuple(_collections(database)),
        tags=tuple(TagCount(*row) for row in _tuples(database, _TAGS)),
        doubted=doubted,
    )


# What is in the trash is taken away: that is little, and all of the rest need not be looked up.
_COUNTS = f"""
SELECT
    (SELECT count(*) FROM document INDEXED BY document_by_number WHERE deleted IS NULL),
    (SELECT count(text_id) FROM document INDEXED BY document_by_number WHERE deleted IS NULL),
    (SELECT count(*) FROM document INDEXED BY document_trashed WHERE deleted IS NOT NULL),
    (SELECT count(*) FROM highlight)
        - (SELECT count(*) FROM highlight WHERE document IN ({_TRASHED})),
    (SELECT count(*) FROM note) - (SELECT count(*) FROM note WHERE document IN ({_TRASHED})),
    (SELECT count(*) FROM document INDEXED BY document_by_number
        WHERE deleted IS NULL AND text_id IS NOT NULL AND id IN ({_READ})),
    (SELECT count(*) FROM document INDEXED BY document_doubted
        WHERE deleted IS NULL AND doubts > 0)
"""  # noqa: S608
_TAGS = f"""
SELECT name, count(*) FROM tagging WHERE subject = 'document' AND target NOT IN ({_TRASHED})
GROUP BY name ORDER BY name COLLATE NOCASE
"""  # noqa: S608
_OWN = f"""
SELECT c.id, c.name, c.parent, (SELECT count(*) FROM membership m
    WHERE m.collection = c.id AND m.document NOT IN ({_TRASHED}))
FROM collection c ORDER BY c.name COLLATE NOCASE, c.id
"""  # noqa: S608


def _collections(database: Database) -> Iterator[CollectionCount]:
    found = _tuples(database, _OWN)
    above = {row[2] for row in found}
    for id_, name, parent, count in found:
        whole = _inside(database, id_) if id_ in above else count
        yield CollectionCount(id_, name, parent, whole)


def _inside(database: Database, id_: str) -> int:
    """How many documents are in a collection or in those inside it, each counted once."""
    sql = f"SELECT count(*) FROM (SELECT DISTINCT document FROM ({_INSIDE}) "  # noqa: S608
    [[count]] = _tuples(database, f"{sql} WHERE document NOT IN ({_TRASHED}))", [id_])
    return int(count)


def words(database: Database) -> dict[DocumentId, str]:
    """The folded words that each document outside the trash is found by."""
    sql = "SELECT id, words FROM document INDEXED BY document_words WHERE deleted IS NULL"
    return dict(_tuples(database, sql))
