"""Whether what is typed into a field can be what the field holds: address, DOI, ISBN, ISSN.

Nothing is looked up: only the form and the check digit tell.
"""

from __future__ import annotations

import re

from app.cite.bibtex.identifiers import is_isbn, is_issn

_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_DOI_BEFORE = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s/?#@\"<>]+(?:[/?#][^\s\"<>]*)?\Z", re.IGNORECASE)


def normalised(field: str, value: str) -> str:
    """``value`` in the one form the library keeps: a DOI without its address, no stray spaces."""
    value = value.strip()
    return _DOI_BEFORE.sub("", value) if field == "DOI" else value


def fault(field: str, value: str) -> str:
    """What is wrong with ``value``, in a sentence; empty where nothing is, or it is empty."""
    value = normalised(field, value)
    check = _CHECKS.get(field)
    return check(value) if value and check else ""


def _address(value: str) -> str:
    if _ADDRESS.match(value):
        return ""
    if re.match(r"www\.\S+\Z", value):
        return "An address begins with https://."
    return "That is no web address: it begins with https:// and has no spaces."


def _doi(value: str) -> str:
    # DOI Handbook, 2.2: a prefix that begins with 10., a slash, and the suffix.
    return "" if _DOI.match(value) else "A DOI looks like 10.1080/09546553.2019.1657097."


def _isbn(value: str) -> str:
    parts = [part for part in re.split(r"[,;]\s*", value) if part]
    if all(is_isbn(part) for part in parts):
        return ""
    digits = re.sub(r"[\s-]", "", value)
    if len(digits) not in (10, 13):
        return f"An ISBN has 10 or 13 figures; this has {len(digits)}."
    return "The last figure doesn’t fit the others: look at the ISBN again."


def _issn(value: str) -> str:
    return "" if is_issn(value) else "An ISSN looks like 0954-6553; its last figure has to fit."


_CHECKS = {"URL": _address, "DOI": _doi, "ISBN": _isbn, "ISSN": _issn}
