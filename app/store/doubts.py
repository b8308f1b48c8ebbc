"""Which fields of an imported reference want a look, judged by where each came from.

How many there are is kept with a document, so that a list of thousands needn't judge them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CHECKED = "checked"
"""The name in a document's provenance that holds the fields a person has confirmed."""

_WEAK = {
    "visible on the page": "read from the page as one sees it",
    "title element": "taken from the page’s title line",
    "time element": "the page’s first date, perhaps not the text’s",
    "first heading": "the first heading of the page",
    "date in the address": "the day by which the address is filed",
    "breadcrumb": "taken from the page’s path of links",
    "the file's name": "taken from the file’s name",
    "first line": "the first line of the text",
    "last line": "the last line of the text",
    "line of its own": "a line of its own in the text",
    "line below the title": "the line below the title",
    "note about the author": "taken from the note about the author",
    "largest line of page one": "the largest line of page one",
    "byline of page one": "read from page one",
    "page one": "read from page one",
    "front pages": "read from the front pages",
    "date modified": "the day of the last change, not of publication",
    "modified": "the day of the last change, not of publication",
    "only its address is known": "only its address is known",
    "a printed reference, unsure": "told apart in the printed reference, perhaps wrongly",
    "a line that could not be read": "the whole line; nothing in it could be told apart",
}
_ASKED = ("title", "author", "issued", "container-title", "publisher")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that may be wrong, as CSL names it, and why, in half a sentence."""

    field: str
    reason: str


def doubted(provenance: dict[str, Any], reference: dict[str, Any]) -> tuple[Doubt, ...]:
    """The fields to check of a reference that came so, in the order of a reference.

    None for what a person wrote or confirmed.
    """
    return tuple(_doubted(provenance, reference))


def _doubted(provenance: dict[str, Any], reference: dict[str, Any]) -> Iterator[Doubt]:
    came = provenance.get("fields")
    if not isinstance(came, dict):
        return
    checked = provenance.get(CHECKED)
    confirmed = set(checked) if isinstance(checked, list) else set()
    for field in _ASKED:
        if field not in reference or field in confirmed:
            continue
        reason = _WEAK.get(str(came.get(field, "")))
        if field == "author" and reason is None and _is_account(reference["author"]):
            reason = "looks like a user name"
        if reason is not None:
            yield Doubt(field, reason)


def _is_account(people: object) -> bool:
    """Whether an author is one word with a digit in it, as accounts have."""
    if not isinstance(people, list):
        return False
    names = [str(each.get("literal", "")) for each in people if isinstance(each, dict)]
    return any(name and " " not in name and any(c.isdigit() for c in name) for name in names)
