"""Lines that name sources without holding them: addresses, DOIs, ISBNs, printed references.

Nothing is fetched: what an address alone names becomes a reference that waits for its text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from app.cite.csljson import checked_reference
from app.cite.formatted import Formatted, parse_formatted, printed_entries
from app.cite.records import ReferenceEntry, ReferenceFile
from app.errors import InputError, LimitError
from app.intake.origin import clean_address
from app.model import Reference
from app.text import canonical_line
from app.text.addresses import address_key

TO_SAVE = "to save"
"""The tag of a reference of which only the address is known."""
ADDRESS_ALONE = "only its address is known"
PRINTED = "a printed reference"
UNREAD = "a line that could not be read"

MOST = 5_000
_LONGEST = 2_000
_SAMPLE = 6_000
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*|urn:doi:|info:doi/)?(10\.\d{4,9}/\S+)\Z",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"(?:urn:)?(?:ISBN(?:-1[03])?\s*[: ]?\s*)?((?:97[89][- ]?)?[\d][\d -]{7,15}[\dX])\Z",
    re.IGNORECASE,
)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:[^\s<>\"]{1,500}\Z", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)(?:[\w-]+\.)+[a-z]{2,20}(?:[/?#]\S*)?\Z", re.IGNORECASE)
_TITLED = re.compile(r"(?P<title>\S.{1,300}?)\s*[-–—|:·]?\s*<?(?P<address>https?://[^\s<>\"]+)>?\Z")
_BULLET = re.compile(r"\s*(?:[•·▪*–-]|\[\d{1,3}\]|\d{1,3}[.)])\s+")


def read_citations(text: str) -> ReferenceFile:
    """A reference for each address and each printed reference in ``text``, in its order.

    A line that is neither is kept whole as a title to look at. Raises LimitError for more than
    5,000 lines.
    """
    lines = _entries(text)
    if len(lines) > MOST:
        raise LimitError(
            f"There are more than {MOST:,} lines.", hint="Paste a part of them at a time."
        )
    found: list[ReferenceEntry] = []
    before: Formatted | None = None
    for number, line in enumerate(lines, 1):
        entry = addressed(line)
        if entry is None:
            people = tuple(before.reference.get("author", ())) if before else ()
            printed = parse_formatted(line, people) or parse_formatted(f"{line}.", people)
            before = printed or before
            entry = _printed(printed) if printed else _titled(line) or _unread(line)
        found.append(replace(entry, line=number))
    return ReferenceFile(tuple(found))


def names_sources(text: str) -> bool:
    """Whether ``text`` is made of addresses and printed references, and is no prose.

    At least half of its entries have to be read for certain, and none may be a paragraph. Of a
    long text its beginning is looked at.
    """
    head = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1]
    lines = _entries(head)
    if not lines or any(len(line) > _LONGEST for line in lines):
        return False
    known = sum(1 for line in lines if addressed(line) or _titled(line) or _is_printed(line))
    return 2 * known >= len(lines) and (known == len(lines) or len(lines) > 1)


def addressed(line: str) -> ReferenceEntry | None:
    """The reference that an address, a DOI or an ISBN alone stands for; None for other lines."""
    told = canonical_line(line).strip("<>")
    for read in (_by_doi, _by_isbn, _by_url):
        reference = read(told)
        if reference is not None:
            return _waiting(reference, line)
    return None


def linked(address: str, title: str = "") -> str:
    """The line that :func:`read_citations` reads as a link with its title."""
    shown = canonical_line(title)[:300]
    return f"{shown} <{address}>" if shown and "://" not in shown else address


def _entries(text: str) -> list[str]:
    """The lines that stand for a source each; a title above its address is one with it."""
    stripped = [line.strip() for line in text.splitlines() if line.strip()]
    if len(stripped) == 2 and clean_address(stripped[1]) and not addressed(stripped[0]):
        title = stripped[0]
        if len(title) <= 300 and not _is_printed(title) and "://" not in title:
            return [f"{title} <{stripped[1]}>"]
    bare = [line[bullet.end() if (bullet := _BULLET.match(line)) else 0 :] for line in stripped]
    if all(map(addressed, bare)):
        return bare
    return printed_entries(text)


def _is_printed(line: str) -> bool:
    found = parse_formatted(line) or parse_formatted(f"{line}.")
    return found is not None and found.certain


def _by_doi(told: str) -> Reference | None:
    found = _DOI.match(told)
    if found is None:
        return None
    doi = unquote(found[1]) if "doi.org" in told.casefold() else found[1]
    doi = doi.rstrip(".,;")
    return {"type": "document", "title": f"doi:{doi}", "DOI": doi}


def _by_isbn(told: str) -> Reference | None:
    found = _ISBN.match(told)
    digits = re.sub(r"[ -]", "", found[1]).upper() if found else ""
    if not _is_isbn(digits):
        return None
    return {"type": "book", "title": f"ISBN {digits}", "ISBN": digits}


def _is_isbn(digits: str) -> bool:
    """Whether the check digit is right (ISO 2108: weights 1 and 3, or 10 down to 1)."""
    if len(digits) == 13 and digits.isdigit():
        weighed = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
        return weighed % 10 == 0
    if len(digits) == 10 and re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum((10 - at) * value for at, value in enumerate(values)) % 11 == 0
    return False


def _by_url(told: str) -> Reference | None:
    if _URN.match(told):
        return {"type": "document", "title": told, "URL": told}
    address = clean_address(f"https://{told}" if _HOST.match(told) else told)
    if not address or len(address) > _LONGEST:
        return None
    return {"type": "webpage", "title": _shown(address), "URL": address}


def _shown(address: str) -> str:
    """An address as a stand-in for a title: without scheme, ``www.`` and what tracks readers."""
    return canonical_line(unquote(address_key(address)))[:300]


def _titled(line: str) -> ReferenceEntry | None:
    """A title and its address on one line, as links are dragged and shared."""
    found = _TITLED.match(canonical_line(line))
    entry = addressed(found["address"]) if found else None
    if found is None or entry is None:
        return None
    reference = {**entry.reference, "title": found["title"].strip(' <-–—|:·"“”')}
    return _waiting(reference, line)


def _waiting(reference: Reference, line: str) -> ReferenceEntry:
    reference = checked_reference(reference)
    fields = {"title": ADDRESS_ALONE}
    came = {"waiting": reference, "fields": fields, "pasted": canonical_line(line)}
    return ReferenceEntry(reference, tags=(TO_SAVE,), came=came)


def _printed(printed: Formatted) -> ReferenceEntry:
    came = {
        "fields": {
            name: f"{PRINTED}, unsure" if name in printed.doubtful else PRINTED
            for name in printed.reference
            if name != "type"
        },
        "pasted": printed.original,
    }
    try:
        reference = checked_reference(printed.reference)
    except InputError:
        return _unread(printed.original)
    if reference.keys() & {"URL", "DOI"}:
        came["waiting"] = {}
    return ReferenceEntry(reference, came=came)


def _unread(line: str) -> ReferenceEntry:
    title = canonical_line(line)[:_LONGEST]
    came = {"fields": {"title": UNREAD}, "pasted": title}
    warning = "nothing in this line could be told apart; it stands whole as the title"
    return ReferenceEntry({"type": "document", "title": title}, warnings=(warning,), came=came)
