"""A small Zotero data folder, made from Zotero's public schema: its tables and columns by name.

Nothing of Zotero's own files is in it. What the library holds was written for these tests.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = {
    "libraries": "libraryID INTEGER PRIMARY KEY, type TEXT, editable INT",
    "groups": "groupID INTEGER PRIMARY KEY, libraryID INT, name TEXT",
    "itemTypes": "itemTypeID INTEGER PRIMARY KEY, typeName TEXT",
    "fields": "fieldID INTEGER PRIMARY KEY, fieldName TEXT",
    "creatorTypes": "creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT",
    "items": "itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT, key TEXT",
    "itemDataValues": "valueID INTEGER PRIMARY KEY, value UNIQUE",
    "itemData": "itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID)",
    "creators": "creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT",
    "itemCreators": "itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT",
    "tags": "tagID INTEGER PRIMARY KEY, name TEXT UNIQUE",
    "itemTags": "itemID INT, tagID INT, type INT",
    "itemNotes": "itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT",
    "itemAttachments": (
        "itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, path TEXT"
    ),
    "itemAnnotations": (
        "itemID INTEGER PRIMARY KEY, parentItemID INT, type INT, authorName TEXT, text TEXT, "
        "comment TEXT, color TEXT, pageLabel TEXT, sortIndex TEXT, position TEXT, isExternal INT"
    ),
    "collections": (
        "collectionID INTEGER PRIMARY KEY, collectionName TEXT, parentCollectionID INT, "
        "libraryID INT, key TEXT"
    ),
    "collectionItems": "collectionID INT, itemID INT, orderIndex INT",
    "deletedItems": "itemID INTEGER PRIMARY KEY, dateDeleted TEXT",
    "deletedCollections": "collectionID INTEGER PRIMARY KEY, dateDeleted TEXT",
}


@dataclass
class ZoteroFolder:
    """A data folder being filled; ``save`` commits what was added since."""

    path: Path
    database: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(self.path / "zotero.sqlite")
        for table, columns in TABLES.items():
            self.database.execute(f"CREATE TABLE {table} ({columns})")
        self.add("libraries", libraryID=1, type="user", editable=1)

    def save(self) -> None:
        self.database.commit()

    def close(self) -> None:
        self.database.commit()
        self.database.close()

    def add(self, table: str, **values: Any) -> int:
        """A row; its number."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        cursor = self.database.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())
        )
        return int(cursor.lastrowid or 0)

    def number(self, table: str, column: str, value: str) -> int:
        """The number of the row that has this value, which is added where there is none."""
        found = self.database.execute(
            f"SELECT rowid FROM {table} WHERE {column} = ?", [value]
        ).fetchone()
        return int(found[0]) if found else self.add(table, **{column: value})

    def item(
        self,
        kind: str,
        key: str,
        *,
        creators: tuple[tuple[str, str, str], ...] = (),
        tags: tuple[str, ...] = (),
        library: int = 1,
        **fields: str,
    ) -> int:
        """An item; a creator is (role, last, first), with an empty first for an undivided name."""
        kind_number = self.number("itemTypes", "typeName", kind)
        id_ = self.add("items", itemTypeID=kind_number, libraryID=library, key=key)
        for name, value in fields.items():
            self.add(
                "itemData",
                itemID=id_,
                fieldID=self.number("fields", "fieldName", name),
                valueID=self.number("itemDataValues", "value", value),
            )
        for order, (role, last, first) in enumerate(creators):
            self.add(
                "itemCreators",
                itemID=id_,
                creatorID=self.add(
                    "creators", firstName=first, lastName=last, fieldMode=int(not first)
                ),
                creatorTypeID=self.number("creatorTypes", "creatorType", role),
                orderIndex=order,
            )
        for tag in tags:
            self.add("itemTags", itemID=id_, tagID=self.number("tags", "name", tag), type=0)
        return id_

    def note(self, key: str, html: str, parent: int | None = None) -> int:
        id_ = self.item("note", key)
        self.add("itemNotes", itemID=id_, parentItemID=parent, note=html, title="")
        return id_

    def stored(
        self, key: str, name: str, content: bytes | None, parent: int | None = None, **fields: str
    ) -> int:
        """A file in the storage; without content it is missing there."""
        id_ = self.item("attachment", key, **fields)
        kind = "application/pdf" if name.endswith(".pdf") else "text/html"
        self.add(
            "itemAttachments",
            itemID=id_,
            parentItemID=parent,
            linkMode=0,
            contentType=kind,
            path=f"storage:{name}",
        )
        if content is not None:
            folder = self.path / "storage" / key
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return id_

    def linked(self, key: str, path: str, parent: int | None = None) -> int:
        id_ = self.item("attachment", key)
        self.add(
            "itemAttachments",
            itemID=id_,
            parentItemID=parent,
            linkMode=2,
            contentType="text/plain",
            path=path,
        )
        return id_

    def annotation(
        self,
        key: str,
        parent: int,
        *,
        kind: int = 1,
        tags: tuple[str, ...] = (),
        order: str = "00000",
        **columns: Any,
    ) -> int:
        id_ = self.item("annotation", key, tags=tags)
        self.add(
            "itemAnnotations",
            itemID=id_,
            parentItemID=parent,
            type=kind,
            sortIndex=order,
            position="{}",
            isExternal=0,
            **columns,
        )
        return id_

    def collection(
        self, key: str, name: str, items: tuple[int, ...] = (), parent: int | None = None
    ) -> int:
        id_ = self.add(
            "collections", collectionName=name, parentCollectionID=parent, libraryID=1, key=key
        )
        for order, item in enumerate(items):
            self.add("collectionItems", collectionID=id_, itemID=item, orderIndex=order)
        return id_

    def trash(self, item: int) -> None:
        self.add("deletedItems", itemID=item, dateDeleted="2024-01-01")


PAGE = """<!DOCTYPE html><html lang="en"><head><title>How claims travel</title></head>
<body><article>
<h1>How claims travel</h1>
<p>A claim is a text before it is a fact, and somebody had a reason to write it down.</p>
<p>It travels by being quoted. The first quotation is careful, the second one less so.</p>
<p>By the third the “alleged” is gone, and nobody remembers who said it first.</p>
</article></body></html>
"""


def small_folder(path: Path) -> ZoteroFolder:
    """A folder with one of everything: a page with marks, a book, a film, groups, trash."""
    made = ZoteroFolder(path)
    page = made.item(
        "blogPost",
        "PAGE2222",
        creators=(("author", "Ellingsen", "Mara"),),
        tags=("claims", "to read"),
        title="How claims travel",
        blogTitle="Second Reading",
        date="2021-03-00 March 2021",
        url="https://example.org/claims",
        accessDate="2022-05-06 07:08:09",
        extra="Citation Key: ellingsenClaims2021\nOriginal Date: 1999\nkept for the seminar",
    )
    file = made.stored("FILE2222", "How claims travel.html", PAGE.encode(), page)
    made.annotation(
        "MARK2222",
        file,
        text="It travels by being quoted.",
        comment="compare *Bayān*",
        color="#5fb236",
        pageLabel="",
        tags=("quoting",),
    )
    made.annotation(
        "MARK3333",
        file,
        text="words that are not in it",
        comment="",
        color="#ff6666",
        pageLabel="7",
        order="00001",
    )
    made.annotation("MARK4444", file, kind=3, comment="", color="#ffd400", pageLabel="8")
    made.note(
        "NOTE2222",
        '<div data-schema-version="8"><h2>Doubts</h2><p>The <strong>second</strong> paragraph'
        " says *more* than it knows.</p><ul><li>ask her</li><li>ask him</li></ul></div>",
        page,
    )
    book = made.item(
        "book",
        "BOOK2222",
        creators=(("author", "van der Meer", "Jan, Jr."), ("editor", "Some Institute", "")),
        title="A printed book",
        publisher="Some Press",
        place="Oslo",
        date="2016-00-00 2016",
        citationKey="meer2016",
    )
    made.stored("GONE2222", "lost.pdf", None, book)
    film = made.item(
        "film",
        "FILM2222",
        creators=(("director", "Okafor", "Ada"), ("scriptwriter", "Lindqvist", "Per")),
        title="A film",
        distributor="A Distributor",
        runningTime="92 min",
    )
    gone = made.item("book", "GONE3333", title="A book in the trash")
    made.trash(gone)
    made.note("NOTE3333", "<p>A thought on nothing in particular</p>")
    outer = made.collection("COLL2222", "Seminar", (book,))
    made.collection("COLL3333", "Week 1", (page, film), parent=outer)
    made.add("libraries", libraryID=2, type="group", editable=1)
    made.add("groups", groupID=77, libraryID=2, name="Reading circle")
    made.item("report", "GRUP2222", library=2, title="A report of the group", institution="Inst")
    made.save()
    return made
