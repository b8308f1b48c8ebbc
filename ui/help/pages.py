"""The help pages that come with the program, and which one belongs to a place in the window."""

from __future__ import annotations

from app.paths import resource

PAGES: dict[str, str] = {
    "window": "The window",
    "adding": "Adding sources",
    "reading": "Reading",
    "marking": "Marking",
    "notes": "Notes",
    "citing": "Citing",
    "searching": "Searching",
    "exporting": "Exporting and printing",
    "duplicates": "Duplicates",
    "libraries": "Libraries, collections, tags",
    "preferences": "Preferences",
    "keyboard": "Keyboard",
}
"""Every page by its id, with its title, in the order of the contents."""

_PLACES = {
    "duplicates": "duplicates",
    "merge": "duplicates",
    "preference": "preferences",
    "shortcut": "keyboard",
    "page": "reading",
    "reader": "reading",
    "note": "notes",
    "card": "notes",
    "citation": "citing",
    "source": "citing",
    "reference": "citing",
    "export": "exporting",
    "print": "exporting",
    "adding": "adding",
    "search": "searching",
    "mark": "marking",
    "sidebar": "libraries",
    "documents": "libraries",
    "list": "libraries",
    "palette": "keyboard",
}


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
