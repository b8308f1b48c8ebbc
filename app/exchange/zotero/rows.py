"""The rows of a Zotero database, brought together by item.

Tables and columns as Zotero's public ``userdata.sql`` has them since version 5; what an older or
newer version lacks is empty.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from app.exchange.zotero.reference import Creator
from app.store.foreign import ForeignDatabase, ForeignRow

OWN = "user"
"""What the user's own library is called in an origin; others by the id of their group."""


@dataclass(slots=True)
class Item:
    """One row of ``items`` with what hangs on it."""

    id: int
    key: str
    kind: str
    library: int
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[Creator] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    collections: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """What a database holds outside its trash."""

    items: dict[int, Item]
    trashed: int
    notes: dict[int, tuple[int | None, str]]
    attachments: dict[int, ForeignRow]
    annotations: dict[int, list[ForeignRow]]
    collections: list[ForeignRow]
    libraries: dict[int, tuple[str, str]]


def whole(value: object) -> int | None:
    """A whole number that a column should hold; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def words(value: object) -> str:
    """The text of a column, whatever its type; bytes and nothing are empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


def read_rows(database: ForeignDatabase) -> Rows:
    """All rows that matter. Raises InputError where the database is damaged."""
    items, trashed = _items(database)
    _add_fields(database, items)
    _add_creators(database, items)
    _add_tags(database, items)
    collections = _collections(database, items)
    return Rows(
        items,
        trashed,
        _notes(database),
        _attachments(database),
        _annotations(database, items),
        collections,
        _libraries(database),
    )


def _names(database: ForeignDatabase, table: str, id_: str, name: str) -> dict[int, str]:
    rows = database.rows(table, (id_, name))
    return {number: words(row[name]) for row in rows if (number := whole(row[id_])) is not None}


def _items(database: ForeignDatabase) -> tuple[dict[int, Item], int]:
    kinds = _names(database, "itemTypes", "itemTypeID", "typeName")
    gone = {row["itemID"] for row in database.rows("deletedItems", ("itemID",))}
    items: dict[int, Item] = {}
    trashed = 0
    for row in database.rows("items", ("itemID", "itemTypeID", "libraryID", "key")):
        id_, kind = whole(row["itemID"]), whole(row["itemTypeID"])
        if id_ is None or kind is None:
            continue
        if id_ in gone:
            trashed += 1
            continue
        key = words(row["key"]) or f"item{id_}"
        items[id_] = Item(id_, key, kinds.get(kind, ""), whole(row["libraryID"]) or 1)
    return items, trashed


def _add_fields(database: ForeignDatabase, items: dict[int, Item]) -> None:
    names = _names(database, "fields", "fieldID", "fieldName")
    values = {
        row["valueID"]: words(row["value"])
        for row in database.rows("itemDataValues", ("valueID", "value"))
    }
    for row in database.rows("itemData", ("itemID", "fieldID", "valueID")):
        item, name = items.get(row["itemID"]), names.get(row["fieldID"])
        if item is not None and name:
            item.fields[name] = values.get(row["valueID"], "")


def _order(row: ForeignRow) -> int:
    return whole(row["orderIndex"]) or 0


def _add_creators(database: ForeignDatabase, items: dict[int, Item]) -> None:
    roles = _names(database, "creatorTypes", "creatorTypeID", "creatorType")
    people = {
        row["creatorID"]: row
        for row in database.rows("creators", ("creatorID", "firstName", "lastName", "fieldMode"))
    }
    columns = ("itemID", "creatorID", "creatorTypeID", "orderIndex")
    found = sorted(
        database.rows("itemCreators", columns), key=lambda r: whole(r["orderIndex"]) or 0
    )
    for row in found:
        item, person = items.get(row["itemID"]), people.get(row["creatorID"])
        if item is not None and person is not None:
            last, first = words(person["lastName"]), words(person["firstName"])
            role = roles.get(row["creatorTypeID"], "contributor")
            item.creators.append(Creator(role, last, first, single=person["fieldMode"] == 1))


def _add_tags(database: ForeignDatabase, items: dict[int, Item]) -> None:
    names = _names(database, "tags", "tagID", "name")
    for row in database.rows("itemTags", ("itemID", "tagID")):
        item, name = items.get(row["itemID"]), names.get(row["tagID"], "")
        if item is not None and name.strip():
            item.tags.append(name)


def _collections(database: ForeignDatabase, items: dict[int, Item]) -> list[ForeignRow]:
    gone = {row["collectionID"] for row in database.rows("deletedCollections", ("collectionID",))}
    columns = ("collectionID", "collectionName", "parentCollectionID", "libraryID", "key")
    found = [
        row for row in database.rows("collections", columns) if row["collectionID"] not in gone
    ]
    keys = {row["collectionID"]: words(row["key"]) for row in found}
    held = database.rows("collectionItems", ("collectionID", "itemID", "orderIndex"))
    for row in sorted(held, key=_order):
        item, key = items.get(row["itemID"]), keys.get(row["collectionID"])
        if item is not None and key:
            item.collections.append(key)
    for row in found:
        row["parent"] = keys.get(row["parentCollectionID"])
    return found


def _notes(database: ForeignDatabase) -> dict[int, tuple[int | None, str]]:
    return {
        id_: (whole(row["parentItemID"]), words(row["note"]))
        for row in database.rows("itemNotes", ("itemID", "parentItemID", "note"))
        if (id_ := whole(row["itemID"])) is not None
    }


def _attachments(database: ForeignDatabase) -> dict[int, ForeignRow]:
    columns = ("itemID", "parentItemID", "linkMode", "contentType", "path")
    return {
        id_: row
        for row in database.rows("itemAttachments", columns)
        if (id_ := whole(row["itemID"])) is not None
    }


def _annotations(database: ForeignDatabase, items: dict[int, Item]) -> dict[int, list[ForeignRow]]:
    """Annotations by the attachment they are on, in the order of the text."""
    columns = ("itemID", "parentItemID", "type", "text", "comment", "color", "pageLabel")
    found = defaultdict(list)
    for row in database.rows("itemAnnotations", (*columns, "sortIndex")):
        item, parent = items.get(row["itemID"]), whole(row["parentItemID"])
        if item is not None and parent is not None:
            found[parent].append({**row, "key": item.key, "tags": item.tags})
    for rows in found.values():
        rows.sort(key=lambda row: words(row["sortIndex"]))
    return dict(found)


def _libraries(database: ForeignDatabase) -> dict[int, tuple[str, str]]:
    """Each library's id in an origin, and its name: the own one, groups, feeds."""
    found: dict[int, tuple[str, str]] = {}
    for row in database.rows("libraries", ("libraryID", "type", "libraryType")):
        id_, kind = whole(row["libraryID"]), words(row["type"]) or words(row["libraryType"])
        if id_ is not None:
            found[id_] = (OWN, "My Library") if kind == OWN else (f"{kind}-{id_}", kind)
    for row in database.rows("groups", ("groupID", "libraryID", "name")):
        id_ = whole(row["libraryID"])
        if id_ is not None:
            found[id_] = (f"group-{words(row['groupID'])}", words(row["name"]))
    return found or {1: (OWN, "My Library")}


def better_bibtex_keys(database: ForeignDatabase) -> dict[tuple[int, str | int], str]:
    """The keys Better BibTeX kept in a database of its own, by library and item key or item id."""
    keys: dict[tuple[int, str | int], str] = {}
    for row in database.rows("citationkey", ("itemID", "itemKey", "libraryID", "citationKey")):
        _keep_key(keys, row, words(row["citationKey"]))
    for row in database.rows("better-bibtex", ("name", "data")):
        if row["name"] == "better-bibtex.citekey":
            for one in _older(words(row["data"])):
                _keep_key(keys, one, words(one.get("citekey")))
    return keys


def _keep_key(keys: dict[tuple[int, str | int], str], row: dict[str, Any], key: str) -> None:
    library = whole(row.get("libraryID")) or 1
    for name in (words(row.get("itemKey")), whole(row.get("itemID"))):
        if key and name:
            keys.setdefault((library, name), key)


def _older(text: str) -> list[dict[str, Any]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return []
    rows = told.get("data") if isinstance(told, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
