"""What looks wrong in a reference, field by field, whatever the style: seen without any look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cite.bibtex.dates import is_open, is_real
from app.cite.csljson import DATE_VARIABLES, NAME_VARIABLES
from app.cite.validation import fault
from app.model.document import Reference

_PAGES = re.compile(r"([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)\Z")
_LATEX = re.compile(r"(?<!\\)\\(?:[a-zA-Z]+\s*\{|[\"'`^~=.][A-Za-z{])|\{[A-Z]")
_BROKEN_LETTERS = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf]|â€")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+);")
_ET_AL = re.compile(r"\bet\.? al\b|\band others\b", re.IGNORECASE)
_PERSON_LIKE = re.compile(r"[A-Z][a-z]+, [A-Z][a-z.]+\Z")
_ALIKE = {"title", "container-title", "publisher", "abstract", "note", "collection-title"}


@dataclass(frozen=True, slots=True)
class Unsound:
    """A field, named as CSL names it, and what is wrong with it as a sentence."""

    field: str
    problem: str


def unsound(reference: Reference, *, today: date) -> tuple[Unsound, ...]:
    """All that looks wrong in ``reference``, in the order of its kinds of problems.

    A field that is only missing is no fault here: what a style needs is said by the style.
    """
    return tuple(_faults(reference, today))


def _faults(reference: Reference, today: date) -> Iterator[Unsound]:
    if not reference.get("title"):
        yield Unsound("title", "There is none.")
    yield from _identifiers(reference)
    for name in sorted(DATE_VARIABLES & reference.keys()):
        yield from _date(name, reference[name], today)
    for name in sorted(NAME_VARIABLES & reference.keys()):
        yield from _names(name, reference[name])
    yield from _pages(reference)
    for name, value in sorted(reference.items()):
        if isinstance(value, str):
            yield from _text(name, value)


def _identifiers(reference: Reference) -> Iterator[Unsound]:
    for name in ("DOI", "URL", "ISBN", "ISSN"):
        problem = fault(name, str(reference.get(name) or ""))
        if problem:
            yield Unsound(name, problem)


def _date(name: str, value: Any, today: date) -> Iterator[Unsound]:
    points = value.get("date-parts") or [] if isinstance(value, dict) else []
    if not points:
        yield Unsound(name, "It is kept as words, which styles print as they are.")
        return
    if not all(is_real(list(point)) for point in points):
        yield Unsound(name, "There is no such day.")
        return
    first, last = list(points[0]), list(points[-1])
    if first > last and not is_open(points):
        yield Unsound(name, "It ends before it begins.")
    if (
        name in {"issued", "accessed"}
        and first > [today.year, today.month, today.day][: len(first)]
    ):
        yield Unsound(name, "It lies in the future.")


def _names(name: str, people: Any) -> Iterator[Unsound]:
    for person in people if isinstance(people, list) else []:
        literal, family = str(person.get("literal") or ""), str(person.get("family") or "")
        if literal != "others" and _ET_AL.search(f"{literal} {family}"):
            yield Unsound(name, "“et al.” stands among the names.")
        elif _PERSON_LIKE.match(literal):
            yield Unsound(name, "A person stands there as one name; give family and given name.")
        elif " and " in family or ";" in family:
            yield Unsound(name, "Several people stand there as one.")
        elif any(letter.isdigit() for letter in family):
            yield Unsound(name, "A family name has figures in it.")


def _pages(reference: Reference) -> Iterator[Unsound]:
    found = _PAGES.match(str(reference.get("page") or ""))
    if found and found[1] == found[3] and len(found[2]) == len(found[4]) and found[2] > found[4]:
        yield Unsound("page", "The last page comes before the first.")


def _text(name: str, value: str) -> Iterator[Unsound]:
    if _BROKEN_LETTERS.search(value):
        yield Unsound(name, "Letters are broken: it was read in the wrong encoding.")
    if name in _ALIKE and _LATEX.search(value):
        yield Unsound(name, "LaTeX is left in it.")
    if name in _ALIKE and _ENTITY.search(value):
        yield Unsound(name, "HTML is left in it.")
    letters = [letter for letter in value if letter.isalpha()]
    if name == "title" and len(letters) > 15 and all(letter.isupper() for letter in letters):
        yield Unsound(name, "It is all in capitals.")
