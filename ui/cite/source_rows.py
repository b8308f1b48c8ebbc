"""What the Source tab says of a document: its reference, and how it came; no Qt."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.model import Document, with_particle
from ui.library.presenter import KIND_WORDS

_FIELDS = (
    ("author", "Author"), ("editor", "Editor"), ("translator", "Translator"), ("issued", "Date"),
    ("container-title", "In"), ("collection-title", "Series"), ("publisher", "Publisher"),
    ("publisher-place", "Place"), ("volume", "Volume"), ("issue", "Issue"), ("number", "Number"),
    ("page", "Pages"), ("edition", "Edition"), ("version", "Revision"), ("authority", "Court"),
    ("genre", "What it is"), ("DOI", "DOI"), ("ISBN", "ISBN"), ("URL", "Address"),
    ("accessed", "Accessed"), ("language", "Language"),
)  # fmt: skip
_MEDIA = {
    "text/html": "Saved web page",
    "application/pdf": "PDF",
    "application/epub+zip": "E-book",
    "text/markdown": "Markdown file",
    "text/plain": "Text file",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT = 12


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A label with its value; ``copied`` is what its copy button takes, empty for none."""

    label: str
    value: str
    copied: str = ""

    @property
    def breakable(self) -> str:
        """The value for a narrow column: addresses and file names may break after their signs."""
        if self.label not in ("Address", "File", "DOI"):
            return self.value
        return re.sub(r"(?<=[/._?=&-])(?=\w)", "\u200b", self.value)

    @property
    def right_to_left(self) -> bool:
        """Whether the value begins in a script that is read from the right."""
        ways = (unicodedata.bidirectional(letter) for letter in self.value)
        return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def reference_rows(document: Document) -> list[SourceRow]:
    """The reference's fields that are filled; the address so that it can't be opened."""
    rows = [SourceRow("Kind", KIND_WORDS[document.kind]), SourceRow("Title", document.title)]
    for field, label in _FIELDS:
        value = document.reference.get(field)
        if not value:
            continue
        text = shown(value)
        if field == "URL":
            rows.append(SourceRow(label, safe_address(text), safe_address(text)))
        else:
            rows.append(SourceRow(label, text, text if field in ("DOI", "ISBN") else ""))
    return rows


def origin_rows(document: Document) -> list[SourceRow]:
    """How the document came into the library, with the digest that proves its file."""
    came, rows = document.provenance, [SourceRow("Came as", _came_as(document))]
    name = document.original_name or came.get("file")
    if name:
        rows.append(SourceRow("File", str(name)))
    for field, label in (
        ("saved", "Saved on"),
        ("pasted", "Pasted as"),
        ("published_before", "First in"),
        ("breadcrumb", "Found under"),
    ):
        if came.get(field):
            rows.append(SourceRow(label, _told(came[field])))
    if document.original:
        rows.append(SourceRow("SHA-256", f"{document.original[:_SHORT]}…", document.original))
    rows.append(SourceRow("Added", day(document.added)))
    if document.former_keys:
        rows.append(SourceRow("Earlier keys", ", ".join(document.former_keys)))
    return rows


def safe_address(address: str) -> str:
    """An address that no program takes for one: hxxps://example[.]org; only the host changes."""
    scheme, mark, rest = address.partition("://")
    if not mark:
        return address.replace(".", "[.]")
    host, slash, path = rest.partition("/")
    return f"{scheme.replace('http', 'hxxp')}://{host.replace('.', '[.]')}{slash}{path}"


def shown(value: Any) -> str:
    """A CSL value in words: names, a date, or the text itself."""
    if isinstance(value, list):
        return "; ".join(_name(person) for person in value if isinstance(person, dict))
    if isinstance(value, dict):
        dates = [_day(each) for each in value.get("date-parts") or [] if each]
        return " – ".join(dates).removesuffix(" 0") or str(
            value.get("literal") or value.get("raw") or ""
        )
    return str(value)


def day(moment: str) -> str:
    """The day of an ISO 8601 moment in words, e.g. "14 March 2024"."""
    try:
        found = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return _day([found.year, found.month, found.day])


def _day(parts: list[Any]) -> str:
    numbers = [int(part) for part in parts[:3]]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 0
    words = [str(number) for number in numbers[2:]]
    if 1 <= month <= len(_MONTHS):
        words.append(_MONTHS[month - 1])
    return " ".join((*words, f"{-year} BCE" if year < 0 else str(year)))


def _came_as(document: Document) -> str:
    if document.media_type:
        return _MEDIA.get(document.media_type, document.media_type)
    if "line" in document.provenance:
        return f"Entry of a reference file, line {document.provenance['line']}"
    return "Reference without a file"


def _told(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " › ".join(str(part) for part in value)
    text = str(value)
    return day(text) if len(text) > 9 and text[:4].isdigit() and text[4] == "-" else text


def _name(person: dict[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    family = with_particle(person.get("non-dropping-particle"), person.get("family"))
    family = with_particle(person.get("dropping-particle"), family)
    whole = ", ".join(part for part in (family, str(person.get("given") or "")) if part)
    return f"{whole}, {person['suffix']}" if person.get("suffix") else whole
