"""The help pages that come with the program, and which one belongs to a place in the window."""

from __future__ import annotations

from app.paths import resource

PAGES: dict[str, str] = {
    "window": "The window",
    "adding": "Adding sources",
    "moving": "Moving in from another program",
    "reading": "Reading",
    "marking": "Marking",
    "notes": "Notes",
    "citing": "Citing",
    "searching": "Searching",
    "exporting": "Exporting and printing",
    "keeping": "Keeping a .bib up to date",
    "duplicates": "Duplicates",
    "keys": "Citation keys",
    "libraries": "Libraries, collections, tags",
    "safety": "Passphrase, locking, backups",
    "preferences": "Preferences",
    "keyboard": "Keyboard",
}
"""Every page by its id, with its title, in the order of the contents."""

_PLACES = {
    "move-in": "moving",
    "duplicates": "duplicates",
    "merge": "duplicates",
    "keys": "keys",
    "keeping": "keeping",
    "kept": "keeping",
    "securing": "safety",
    "recovery": "safety",
    "unlock": "safety",
    "passphrase": "safety",
    "versions": "safety",
    "preference": "preferences",
    "shortcut": "keyboard",
    "palette": "keyboard",
    "about": "window",
    "contents": "reading",
    "print": "exporting",
    "export": "exporting",
    "search": "searching",
    "adding": "adding",
    "inbox": "adding",
    "quotation": "citing",
    "citation": "citing",
    "source": "citing",
    "reference": "citing",
    "style": "citing",
    "note": "notes",
    "card": "notes",
    "mark": "marking",
    "sidebar": "libraries",
    "library": "libraries",
    "collection": "libraries",
    "documents": "libraries",
    "reader": "reading",
    "type-": "reading",
    "go-to": "reading",
    "list": "libraries",
    "page": "reading",
}
"""Parts of object names with the page of their place; the first that fits counts, so what is
particular stands before what is general."""


def page_text(id_: str) -> str:
    """A page's Markdown; raises KeyError for a page that isn't declared."""
    if id_ not in PAGES:
        raise KeyError(id_)
    return resource("resources", "help", f"{id_}.md").read_text(encoding="utf-8")


def page_for(names: list[str]) -> str:
    """The page for the widget with the keyboard, by the object names from it outwards."""
    for name in names:
        for part, page in _PLACES.items():
            if part in name.casefold():
                return page
    return "window"
