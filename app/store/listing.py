"""What a list shows of a reference: who made it, when it was issued, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from app.model import Reference, with_particle

ROLES = ("author", "editor", "collection-editor", "director", "translator", "interviewer")
"""Whom a list names, in this order: the first role that is filled."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def people_of(reference: Reference) -> str:
    """Who made it, as a list names them: one name, two with an "and", or the first "et al."."""
    names = [name for name in map(shown_name, main_people(reference)) if name]
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
    return host_of(str(reference.get("URL") or ""))


def host_of(address: str) -> str:
    """The host of a web address without ``www.``; empty where it names none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.")


def main_people(reference: Reference) -> list[dict[str, Any]]:
    """The people of the first role that is filled, each as CSL-JSON has them."""
    return next((found for role in ROLES if (found := named(reference.get(role)))), [])


def named(people: Any) -> list[dict[str, Any]]:
    """The people of one role; none where it holds something else."""
    listed = people if isinstance(people, list) else []
    return [person for person in listed if isinstance(person, dict)]


def shown_name(person: dict[str, Any]) -> str:
    """The name a list shows: the family name with its particle, or an institution's."""
    if person.get("family"):
        return with_particle(person.get("non-dropping-particle"), person["family"])
    return str(person.get("literal") or person.get("given") or "")


def _years(issued: Any) -> Iterator[int]:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    for date in parts if isinstance(parts, list) else ():
        try:
            yield int(date[0])
        except (IndexError, TypeError, ValueError):
            continue


def first_year(reference: Reference) -> int | None:
    """The year it was issued, or the range of years begins with; None where there is none."""
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
