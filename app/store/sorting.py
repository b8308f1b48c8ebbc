"""What a document is sorted and found by, folded and kept with it.

So a list of 10,000 is put in order by an index and narrowed without reading a reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.model import Reference, shown_title
from app.store.listing import ROLES, first_year, main_people, named, shown_name, site_of
from app.text.folding import fold, folded

_ARTICLES = {
    "en": ("the ", "a ", "an "),
    "fr": ("le ", "la ", "les ", "un ", "une "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
}


def columns_of(reference: Reference, key: str, tags: Iterable[str]) -> dict[str, Any]:
    """The columns of a document that follow from its reference, citation key and tags."""
    year = first_year(reference) or 0
    author = fold(" ".join([_sorted_name(person) for person in main_people(reference)]))
    return {
        "sort_title": title_key(reference),
        "sort_author": f"{author} {year:05}" if author else "",
        "sort_year": year,
        "words": _words(reference, key, tags),
    }


def title_key(reference: Reference) -> str:
    """The title folded, without the article it begins with in English or its own language."""
    key = fold(shown_title(reference))
    language = str(reference.get("language") or "")[:2].lower()
    for article in (*_ARTICLES["en"], *_ARTICLES.get(language, ())):
        if key.startswith(article):
            return key.removeprefix(article)
    return key


def _words(reference: Reference, key: str, tags: Iterable[str]) -> str:
    """Folded words of title, people, site, key and tags, with their other readings."""
    everyone = [
        _full_name(person)
        for role in ROLES
        if role in reference
        for person in named(reference[role])
        if person
    ]
    shown = (shown_title(reference), *everyone, site_of(reference), key, *tags)
    return " ".join(filter(None, folded("\n".join(shown))))


def _sorted_name(person: dict[str, Any]) -> str:
    return f"{shown_name(person)} {person.get('given') or '' if person.get('family') else ''}"


def _full_name(person: dict[str, Any]) -> str:
    return f"{person.get('given') or ''} {shown_name(person)}"
