"""What a list shows of a reference, sorts it by and finds it by.

The sorting and finding forms are kept with each document, so that a list of 10,000 is put in order
by an index and narrowed without reading a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from app.model import Reference
from app.text.folding import fold, folded

ROLES = ("author", "editor", "collection-editor", "director", "translator", "interviewer")
"""Whom a list names, in this order: the first role that is filled."""

_ARTICLES = {
    "en": ("the ", "a ", "an "),
    "fr": ("le ", "la ", "les ", "un ", "une "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def columns_of(reference: Reference, key: str, tags: Iterable[str]) -> dict[str, Any]:
    """The columns of a document that follow from its reference, citation key and tags."""
    year = _first_year(reference) or 0
    author = fold(" ".join(_sorted_name(person) for person in _people(reference)))
    return {
        "sort_title": title_key(reference),
        "sort_author": f"{author} {year:05}" if author else "",
        "sort_year": year,
        "words": _words(reference, key, tags),
    }


def title_key(reference: Reference) -> str:
    """The title folded, without the article it begins with in English or its own language."""
    key = fold(str(reference.get("title") or ""))
    language = str(reference.get("language") or "")[:2].lower()
    for article in (*_ARTICLES["en"], *_ARTICLES.get(language, ())):
        if key.startswith(article):
            return key.removeprefix(article)
    return key


def people_of(reference: Reference) -> str:
    """Who made it, as a list names them: one name, two with an "and", or the first "et al."."""
    names = [name for name in map(_shown_name, _people(reference)) if name]
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def year_of(reference: Reference) -> str | None:
    """The year it was issued, "2014–2016" for a range of years; None where there is none."""
    issued = reference.get("issued")
    years = [year for year in _years(issued) if year]
    if years:
        first, last = _told(years[0]), _told(years[-1])
        return first if first == last else f"{first}–{last}"
    found = _YEAR.search(_in_words(issued))
    return found[0] if found else None


def site_of(reference: Reference) -> str:
    """Where it stands: the site or journal, else the publisher, else the host of its address."""
    for name in ("container-title", "publisher", "archive"):
        if reference.get(name):
            return str(reference[name])
    try:
        host = urlsplit(str(reference.get("URL") or "")).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.")


def _words(reference: Reference, key: str, tags: Iterable[str]) -> str:
    """Folded words of title, people, site, key and tags, with their other readings."""
    everyone = (
        _full_name(person) for role in ROLES for person in _named(reference.get(role)) if person
    )
    shown = (str(reference.get("title") or ""), *everyone, site_of(reference), key, *tags)
    return " ".join(part for text in shown for part in folded(text) if part)


def _people(reference: Reference) -> list[dict[str, Any]]:
    return next((found for role in ROLES if (found := _named(reference.get(role)))), [])


def _named(people: Any) -> list[dict[str, Any]]:
    listed = people if isinstance(people, list) else []
    return [person for person in listed if isinstance(person, dict)]


def _shown_name(person: dict[str, Any]) -> str:
    if person.get("family"):
        parts = (person.get("non-dropping-particle"), person["family"])
        return " ".join(str(part) for part in parts if part)
    return str(person.get("literal") or person.get("given") or "")


def _sorted_name(person: dict[str, Any]) -> str:
    return f"{_shown_name(person)} {person.get('given') or '' if person.get('family') else ''}"


def _full_name(person: dict[str, Any]) -> str:
    return f"{person.get('given') or ''} {_shown_name(person)}"


def _years(issued: Any) -> Iterator[int]:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    for date in parts if isinstance(parts, list) else ():
        try:
            yield int(date[0])
        except (IndexError, TypeError, ValueError):
            continue


def _first_year(reference: Reference) -> int | None:
    issued = reference.get("issued")
    found = next((year for year in _years(issued) if year), None)
    if found is None and (words := _YEAR.search(_in_words(issued))):
        found = int(words[0])
    return found


def _in_words(issued: Any) -> str:
    if isinstance(issued, dict):
        return f"{issued.get('raw') or ''} {issued.get('literal') or ''}"
    return str(issued or "")


def _told(year: int) -> str:
    return str(year) if year > 0 else f"{-year} BC"
