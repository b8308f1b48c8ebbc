"""What the library's panes show and say, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.library.overview import CollectionCount, Overview, Row, Scope, Sort
from app.model import DocumentKind

KIND_WORDS: dict[DocumentKind, str] = {
    DocumentKind.ANALYST_ARTICLE: "Analyst article",
    DocumentKind.JUDGMENT: "Court judgment",
    DocumentKind.TREATY: "Treaty or UN document",
    **{
        kind: kind.value.replace("-", " ").capitalize()
        for kind in DocumentKind
        if kind.value not in ("analyst-article", "judgment", "treaty")
    },
}
"""What each kind is called on screen."""

SORT_WORDS: dict[Sort, str] = {
    Sort.ADDED: "Added",
    Sort.TITLE: "Title",
    Sort.AUTHOR: "Author",
    Sort.YEAR: "Year",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Something in the sidebar that can be chosen.

    ``kind`` is all, unread, doubted, marks, notes, trash, collection or tag; ``id`` a collection's
    id or a tag's name.
    """

    kind: str
    id: str = ""
    title: str = "All documents"

    @property
    def scope(self) -> Scope:
        """The documents it stands for."""
        scopes = {"unread": Scope.unread, "doubted": Scope.doubted, "trash": Scope.trash}
        if self.kind == "collection":
            return Scope.collection(self.id)
        if self.kind == "tag":
            return Scope.tag(self.id)
        return scopes.get(self.kind, Scope.everything)()


ALL = Place("all")
COLLECTIONS, TAGS = "Collections", "Tags"


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of the sidebar: a section's head where ``place`` is None."""

    text: str
    icon: str = ""
    count: int | None = None
    place: Place | None = None
    depth: int = 0


def side_rows(overview: Overview, inbox: int | None = None) -> list[SideRow]:
    """The rows of the sidebar, top to bottom; ``inbox`` is how many files wait, None for none."""
    rows = [
        _row("All documents", "books", overview.documents, "all"),
        _row("Unread", "circle", overview.unread, "unread"),
        _row("Marks", "bookmark-simple", overview.marks, "marks"),
        _row("Notes", "note", overview.notes, "notes"),
    ]
    if overview.doubted:
        rows.append(_row("To check", "checks", overview.doubted, "doubted"))
    if inbox is not None:
        rows.insert(1, _row("Inbox", "tray", inbox, "inbox"))
    if overview.trash:
        rows.append(_row("Trash", "trash", overview.trash, "trash"))
    rows.append(SideRow(COLLECTIONS))
    rows += _collections(overview.collections, None, 0)
    if overview.tags:
        rows.append(SideRow(TAGS))
        rows += [
            SideRow(tag.name, "tag", tag.count, Place("tag", tag.name, tag.name))
            for tag in overview.tags
        ]
    return rows


def _row(text: str, icon: str, count: int, kind: str) -> SideRow:
    return SideRow(text, icon, count, Place(kind, "", text))


def _collections(known: Sequence[CollectionCount], parent: str | None, depth: int) -> list[SideRow]:
    rows = []
    for each in known:
        if each.parent == parent:
            place = Place("collection", each.id, each.name)
            rows.append(SideRow(each.name, "folder", each.count, place, depth))
            if depth < 8:
                rows += _collections(known, each.id, depth + 1)
    return rows


def places_for(known: Sequence[CollectionCount], id_: str) -> list[Place | None]:
    """Where a collection could be moved to: into others that aren't inside it, None for the top.

    Where it stands already is left out.
    """
    parents = {str(each.id): each.parent for each in known}

    def stands_in(at: str | None) -> bool:
        while at is not None:
            if at == id_:
                return True
            at = parents.get(at)
        return False

    now = parents.get(id_)
    places: list[Place | None] = [] if now is None else [None]
    places += [
        Place("collection", str(each.id), each.name)
        for each in known
        if each.id != now and not stands_in(str(each.id))
    ]
    return places


def shown(text: str) -> str:
    """A text from a source as one line, without the letters that only turn writing around.

    A title could otherwise have its end, or the rest of the row, read backwards.
    """
    return " ".join(text.translate(_TURNING).split()) or "Untitled"


_TURNING = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None
)


def meta_line(row: Row) -> str:
    """What stands below a title: who, and when."""
    year = row.year or "no date"
    if row.kind is DocumentKind.ENCYCLOPEDIA_ENTRY and not row.people:
        return f"{KIND_WORDS[row.kind]} · {'revised ' if row.year else ''}{year}"
    return f"{shown(row.people or row.site or KIND_WORDS[row.kind])} · {year}"


def row_words(row: Row) -> str:
    """A row as a screen reader says it: what is painted as icon, dot and number in words."""
    parts = [shown(row.title), meta_line(row), KIND_WORDS[row.kind]]
    parts += ["unread"] if row.unread else []
    parts += [counted(row.marks, "mark")] if row.marks else []
    parts += [counted(row.notes, "note")] if row.notes else []
    parts += [f"linked with {counted(row.copies, 'copy', 'copies')}"] if row.copies else []
    return ", ".join(parts)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 document", "3 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list without rows says: a title, a sentence, and the button that leads on.

    ``act`` is add (files), search (the texts) or all (documents).
    """

    title: str
    sentence: str
    icon: str
    act: str = "all"
    button: str = "All documents"


def empty_words(place: Place, typed: str) -> Empty:
    """What the list says when it has nothing to show."""
    if typed:
        where = "all documents" if place.kind == "all" else f"“{place.title}”"
        told = f"Looked at titles, names, sites and tags in {where}."
        title = f"No document matches “{typed}”"
        return Empty(title, told, "funnel-simple", "search", "Search the whole library")
    return _EMPTY.get(place.kind, Empty("Nothing here", "No document has this tag now.", "tag"))


_EMPTY = {
    "all": Empty(
        "Nothing here yet", "Drop saved pages, PDFs or a .bib file here.", "books",
        "add", "Add files…",
    ),
    "unread": Empty("Everything is read", "New texts wait here until you open them.", "check"),
    "doubted": Empty("Nothing to check", "Fields that want a look are listed here.", "check"),
    "trash": Empty("The trash is empty", "What you delete waits here.", "trash"),
    "collection": Empty("Nothing in it yet", "Drag documents onto it in the sidebar.", "folder"),
}  # fmt: skip
