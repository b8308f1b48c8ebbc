"""Which fields the editor offers for each kind, and how a reference's values are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model import DocumentKind, Reference

LABELS: dict[str, tuple[str, str]] = {
    "title": ("Title", ""),
    "author": ("Authors", "Family, Given; several with “;”, an institution in {braces}"),
    "editor": ("Editors", "Family, Given; several with “;”"),
    "issued": ("Date", "2024, 2024-03 or 2024-03-14; empty prints “n.d.”"),
    "container-title": ("In", "Site, journal, encyclopedia or book"),
    "publisher": ("Publisher or institution", ""),
    "publisher-place": ("Place", ""),
    "collection-title": ("Series", ""),
    "volume": ("Volume", ""),
    "issue": ("Issue", ""),
    "page": ("Pages", ""),
    "edition": ("Edition", ""),
    "number": ("Number", ""),
    "version": ("Revision", "The revision you read"),
    "authority": ("Court or body", ""),
    "genre": ("What it is", "Such as PhD thesis"),
    "URL": ("Web address", ""),
    "accessed": ("Accessed", "The day you read it"),
    "DOI": ("DOI", ""),
    "ISBN": ("ISBN", ""),
    "language": ("Language", "Such as en-GB or ar"),
}
"""Label and hint of each field the editor knows."""

_WEB = ("title", "author", "issued", "container-title", "publisher", "URL", "accessed", "language")
_BOOK = ("title", "author", "editor", "issued", "publisher", "publisher-place", "edition",
         "collection-title", "ISBN", "URL", "language")  # fmt: skip
_ARTICLE = ("title", "author", "issued", "container-title", "volume", "issue", "page", "DOI",
            "URL", "accessed", "language")  # fmt: skip
_LAW = ("title", "author", "issued", "authority", "number", "publisher", "URL", "accessed",
        "language")  # fmt: skip
_KINDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.ENCYCLOPEDIA_ENTRY: (*_WEB[:5], "version", *_WEB[5:]),
    DocumentKind.REPORT: ("title", "author", "issued", "publisher", "publisher-place", "number",
                          "collection-title", "page", "URL", "accessed", "language"),
    DocumentKind.JOURNAL_ARTICLE: _ARTICLE,
    DocumentKind.NEWSPAPER_ARTICLE: _ARTICLE,
    DocumentKind.MAGAZINE_ARTICLE: _ARTICLE,
    DocumentKind.CONFERENCE_PAPER: _ARTICLE,
    DocumentKind.BOOK: _BOOK,
    DocumentKind.CHAPTER: ("title", "author", "container-title", "editor", "issued", "page",
                           "publisher", "publisher-place", "edition", "ISBN", "DOI", "language"),
    DocumentKind.THESIS: ("title", "author", "issued", "genre", "publisher", "publisher-place",
                          "URL", "language"),
    DocumentKind.JUDGMENT: _LAW,
    DocumentKind.LEGISLATION: _LAW,
    DocumentKind.TREATY: _LAW,
    DocumentKind.HEARING: _LAW,
}  # fmt: skip


def fields_of(kind: DocumentKind, reference: Reference) -> tuple[str, ...]:
    """The kind's fields first, then those that the reference fills besides."""
    own = _KINDS.get(kind, _WEB)
    return (*own, *(name for name in LABELS if name not in own and reference.get(name)))


def typed(value: Any) -> str:
    """A CSL value as it is typed: names with “;”, dates as ISO 8601."""
    if isinstance(value, list):
        return "; ".join(_name(person) for person in value if isinstance(person, dict))
    if isinstance(value, dict):
        dates = value.get("date-parts") or []
        return "/".join("-".join(f"{int(part):02}" for part in date) for date in dates)
    return "" if value is None else str(value)


def _name(person: Mapping[str, Any]) -> str:
    if person.get("literal"):
        return "{" + str(person["literal"]) + "}"
    particle = str(person.get("non-dropping-particle") or person.get("dropping-particle") or "")
    family = f"{particle} {person.get('family') or ''}".strip()
    return ", ".join(part for part in (family, str(person.get("given") or "")) if part)


def changes(reference: Reference, now: Mapping[str, str]) -> dict[str, str]:
    """The fields whose typed value differs from what the reference holds."""
    return {
        name: value.strip()
        for name, value in now.items()
        if value.strip() != typed(reference.get(name))
    }
