"""What a printed reference tells by its own form: DOI, address, ISBN, the day of access."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.cite.datewords import typed_date
from app.errors import InputError
from app.model.document import Reference

_DOI = re.compile(
    r"(?:\bdoi(?:\.org)?\s*[:/]?\s*)?(?:https?://(?:dx\.|www\.)?doi\.org/)?"
    r"\b(10\.\d{4,9}/[^\s<>\"“”]+)",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:\[?online\]?\.?\s*)?(?:(?:available|retrieved|accessed|abgerufen)"
    r"(?:\s+online)?(?:\s+(?:at|from|via))?\s*:?|url\s*:)?\s*"
)
_URL = re.compile(rf"(?:{_LEAD})<?\b(https?://[^\s<>\"“”]+)>?", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@/.])((?:www\.)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|eu|uk|de|fr|ch|io|news"
    r"|tv|me|co)(?:\.[a-z]{2})?/[^\s<>\"“”]+)",
)
_DAY = (
    r"(?:\d{1,2}\s+[^\W\d_]{3,}\.?,?\s+\d{4}|[^\W\d_]{3,}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d)"
)
_ACCESSED = re.compile(
    rf"[(\[]?\s*\b(?:last\s+)?(?:accessed|retrieved|viewed|visited|consulted)"
    rf"(?:\s+on)?\s*:?\s+({_DAY})\s*(?:,?\s*from\b\s*:?)?\s*[)\]]?[.,]?",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\bISBN(?:-1[03])?\s*:?\s*((?:97[89][\s-]?)?\d[\d\s-]{7,14}[\dX])\b", re.IGNORECASE
)
_WAYS = re.compile(
    r"\s*(?:\[online\]|\(online\)|\[internet\])|\s(?:Print|Web)\.(?=\s|$)", re.IGNORECASE
)
_LEFT = re.compile(
    r"\s*\b(?:available(?:\s+online)?\s+(?:at|from|via)|retrieved\s+from|url|doi)\s*:?\s*(?=[.,]*\s*$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Linked:
    """A reference without what was told by its form; ``fields`` are CSL's."""

    rest: str
    fields: Reference = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def take_links(line: str) -> Linked:
    """``line`` without its DOI, address, ISBN and day of access, and these as CSL has them."""
    linked = Linked(line)
    _take_access(linked)
    _take(linked, _DOI, "DOI")
    # A second address of the same DOI is its resolver's and says nothing new.
    _take(linked, _URL, "URL")
    if not linked.fields.keys() & {"URL", "DOI"} and (found := _BARE.search(linked.rest)):
        linked.fields["URL"] = "https://" + trimmed(found[1])
        linked.doubtful.add("URL")
        linked.rest = _without(linked.rest, found, trimmed(found[1]))
    if found := _ISBN.search(linked.rest):
        linked.fields["ISBN"] = re.sub(r"\s", "", found[1])
        linked.rest = linked.rest[: found.start()] + linked.rest[found.end() :]
    linked.rest = _tidied(linked.rest)
    return linked


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    address = address.rstrip(".,;:!?'’”\"")
    for opening, closing in ("()", "[]"):
        while address.endswith(closing) and address.count(closing) > address.count(opening):
            address = address[:-1].rstrip(".,;:")
    return address


def _take_access(linked: Linked) -> None:
    found = _ACCESSED.search(linked.rest)
    if found is None:
        return
    try:
        date = typed_date(found[1])
    except InputError:
        return
    if date:
        linked.fields["accessed"] = date
        linked.rest = f"{linked.rest[: found.start()]} {linked.rest[found.end() :]}"


def _take(linked: Linked, pattern: re.Pattern[str], name: str) -> None:
    found = pattern.search(linked.rest)
    if found:
        value = trimmed(found[1])
        linked.fields[name] = value
        linked.rest = _without(linked.rest, found, value)


def _without(line: str, found: re.Match[str], value: str) -> str:
    """``line`` without what was found; the punctuation behind an address stays outside it."""
    end = found.start(1) + len(value)
    after = line[end:].lstrip(">")
    return (
        f"{line[: found.start()].rstrip()} {after.lstrip(').,;') if after.strip(') .,;') else ''}"
    )


def _tidied(rest: str) -> str:
    rest = _LEFT.sub("", _WAYS.sub("", rest))
    rest = re.sub(r"[(\[]\s*[)\]]", "", rest)
    return re.sub(r"\s+", " ", rest).strip(" ,;<>")
