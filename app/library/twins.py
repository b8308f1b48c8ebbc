"""Works of one author and year: cited together, an author-date style gives their years letters."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from app.store import documents
from app.store.listing import main_people, people_of, year_of

# Only named here: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.cite.styles import Style
    from app.model import Document, DocumentId, Reference
    from app.store.engine import Database


def twins_of(database: Database, document: Document) -> tuple[DocumentId, ...]:
    """The documents outside the trash that the same people made in the same year, without itself.

    An index finds them, however large the library is.
    """
    wanted = _told(document.reference)
    return tuple(
        other.id
        for other in documents.like_made(database, document.id)
        if _told(other.reference) == wanted
    )


def letters_warning(database: Database, document: Document, style: Style) -> str:
    """What a citation beside these others would look like; empty where there are none.

    So it is in a style that tells such works apart by letters (APA 8.19), and not in others.
    """
    from app.cite.styles import gives_letters

    if document.deleted is not None or not gives_letters(style.path):
        return ""
    count = 1 + len(twins_of(database, document))
    if count == 1:
        return ""
    many = "Two" if count == 2 else f"{count:,}"
    works = f"{many} works of {people_of(document.reference)}"
    year = year_of(document.reference)
    if year is None:
        return f"{works} without a date: cited together they get letters in the bibliography."
    return (
        f"{works} from {year}: cited together they are {_lettered(year, count)} – "
        "the bibliography gives the letters."
    )


def _lettered(year: str, count: int) -> str:
    if count == 2:
        return f"{year}a and {year}b"
    last = ascii_lowercase[count - 1] if count <= len(ascii_lowercase) else ""
    return f"{year}a to {year}{last}" if last else f"{year}a, {year}b and so on"


def _told(reference: Reference) -> object:
    """What a citation prints of the people and the year, as far as it tells works apart."""
    issued = reference.get("issued")
    date = issued if isinstance(issued, dict) else {}
    points = date.get("date-parts") or []
    until = points[1][0] if len(points) == 2 and points[1] else None
    years = (year_of(reference), until, bool(date.get("circa")))
    return [_name(person) for person in main_people(reference)], years


def _name(person: dict[str, Any]) -> dict[str, str]:
    return {part: str(value).strip().casefold() for part, value in person.items() if value}
