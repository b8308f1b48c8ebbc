"""What an entry has from another: ``crossref`` and ``xdata``, as biblatex has it."""

from __future__ import annotations

from collections.abc import Mapping

from app.cite.wording import words

Fields = dict[str, str]

_NEVER = words(
    "ids crossref xref xdata entryset keywords options label shorthand sortkey execute presort"
    " relatedtype related file"
)
_NOT_RENAMED = words("shorttitle sorttitle indextitle indexsorttitle")
_PARTS = words("inbook bookinbook suppbook")
_MEMBERS = words("incollection inreference suppcollection")
# Who has what from whom, as biblatex's manual has it (its appendix B).
_WHOLES: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (words("mvbook"), words("book") | _PARTS, "main"),
    (
        words("mvcollection mvreference"),
        words("collection reference") | _MEMBERS,
        "main",
    ),
    (words("mvproceedings"), words("proceedings inproceedings"), "main"),
    (words("book"), _PARTS, "book"),
    (words("collection reference"), _MEMBERS, "book"),
    (words("proceedings"), words("inproceedings conference"), "book"),
    (words("book collection"), words("incollection inbook"), "book"),
    (words("periodical"), words("article suppperiodical"), "journal"),
)
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
        _add(fields, inherited, "" if plain else _prefix(kind, parent_kind))


def _prefix(kind: str, parent_kind: str) -> str:
    """What a title of a parent is called in its child: a main title, a book's or a journal's."""
    fitting = (
        prefix for parents, kinds, prefix in _WHOLES if parent_kind in parents and kind in kinds
    )
    return next(fitting, "")


def _add(fields: Fields, inherited: Fields, prefix: str) -> None:
    for name, value in inherited.items():
        if name in _NEVER or (prefix and name in _NOT_RENAMED):
            continue
        if prefix and name in {"title", "subtitle", "titleaddon"}:
            fields.setdefault(prefix + name, value)
            continue
        if prefix == "book" and name == "author":
            fields.setdefault("bookauthor", value)
        fields.setdefault(name, value)
