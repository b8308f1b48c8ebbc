"""What an entry has from another: ``crossref`` and ``xdata``, as biblatex has it."""

from __future__ import annotations

from collections.abc import Mapping

from app.cite.wording import words

Fields = dict[str, str]

_NEVER = words(
    "ids crossref xref xdata entryset keywords options label shorthand sortkey execute presort"
    " relatedtype related file"
)
_RENAMED = {
    "author": "bookauthor",
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
_CONTAINERS = words("book collection proceedings reference mvbook mvcollection")
_PARTS = words("inbook incollection inproceedings inreference bookinbook suppbook")
MAX_STEPS = 20


def inherit(kind: str, fields: Fields, entries: Mapping[str, tuple[str, Fields]]) -> list[str]:
    """Adds to ``fields`` what it has by ``xdata`` and ``crossref``; the keys that aren't there.

    ``entries`` holds type and fields by key. A parent's title becomes the book's title of a part
    of it; fields the entry has itself win. A circle ends where it closes.
    """
    missing: list[str] = []
    seen: set[str] = set()
    _collect(kind, fields, entries, seen, missing)
    return missing


def _collect(
    kind: str,
    fields: Fields,
    entries: Mapping[str, tuple[str, Fields]],
    seen: set[str],
    missing: list[str],
) -> None:
    parents = [(key.strip(), True) for key in fields.get("xdata", "").split(",") if key.strip()]
    if fields.get("crossref", "").strip():
        parents.append((fields["crossref"].strip(), False))
    for key, plain in parents:
        if key in seen or len(seen) >= MAX_STEPS:
            continue
        seen.add(key)
        found = entries.get(key) or entries.get(key.casefold())
        if found is None:
            missing.append(key)
            continue
        parent_kind, inherited = found[0], dict(found[1])
        _collect(parent_kind, inherited, entries, seen, missing)
        rename = not plain and kind in _PARTS and parent_kind in _CONTAINERS
        _add(fields, inherited, rename=rename)


def _add(fields: Fields, inherited: Fields, *, rename: bool) -> None:
    for name, value in inherited.items():
        if name not in _NEVER:
            fields.setdefault(_RENAMED.get(name, name) if rename else name, value)
