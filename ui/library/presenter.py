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

    ``kind`` is all, unread, marks, notes, trash, collection or tag; ``id`` a collection's id or a
    tag's name.
    """

    kind: str
    id: str = ""
    title: str = "All documents"

    @property
    def scope(self) -> Scope:
        """The documents it stands for."""
        scopes = {"unread": Scope.unread, "trash": Scope.trash}
        if self.kind == "collection":
            return Scope.collection(self.id)
        if self.kind == "tag":
            return Scope.tag(self.id)
        return scopes.get(self.kind, Scope.everything)()


ALL = Place("all")


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of the sidebar: a section's head where ``place`` is None."""

    text: str
    icon: str = ""
    count: int | None = None
    place: Place | None = None
    depth: int = 0


def side_rows(overview: Overview) -> list[SideRow]:
    """The rows of the sidebar, top to bottom."""
    rows = [
        _row("All documents", "books", overview.documents, "all"),
        _row("Unread", "circle", overview.unread, "unread"),
        _row("Marks", "bookmark-simple", overview.marks, "marks"),
        _row("Notes", "note", overview.notes, "notes"),
    ]
    if overview.trash:
        rows.append(_row("Trash", "trash", overview.trash, "trash"))
    if overview.collections:
        rows.append(SideRow("Collections"))
        rows += _collections(overview.collections, None, 0)
    if overview.tags:
        rows.append(SideRow("Tags"))
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


def meta_line(row: Row) -> str:
    """What stands below a title: who, and when."""
    who = row.people or row.site or KIND_WORDS[row.kind]
    return f"{who} · {row.year or 'no date'}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 document", "3 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def empty_words(place: Place, typed: str) -> tuple[str, str, str]:
    """Title, sentence and icon for a list with nothing in it."""
    if typed:
        inside = f"Looked at titles, authors, sites and tags in {place.title}."
        return f"No document matches “{typed}”", inside, "funnel-simple"
    words = {
        "all": ("Nothing here yet", "Drop saved pages, PDFs or a .bib file here.", "books"),
        "unread": ("Everything is read", "New documents wait here until you open them.", "check"),
        "trash": ("The trash is empty", "Deleted documents wait here.", "trash"),
        "collection": ("Nothing in it yet", "Drag documents onto it in the sidebar.", "folder"),
    }
    return words.get(place.kind, ("Nothing here", "Choose another place.", "tag"))
