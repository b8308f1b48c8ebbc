"""What the sheet of fields to check asks and takes, without Qt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.cite.datewords import typed_date
from app.library.doubts import Doubtful, Question
from app.library.fields import DATE_FIELDS, typed_value
from app.model import Document
from ui.library.presenter import KIND_WORDS, counted, shown

FIELD_WORDS = {
    "title": "Title",
    "author": "Author",
    "issued": "Date",
    "container-title": "Site or journal",
    "publisher": "Publisher",
}
_HOW = {
    "author": "Family, Given; the next one after a semicolon; an institution in {braces}.",
    "issued": "2016, March 2016 or 2016-03-18.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field to check: its label, value as typed, where it came from in a sentence, the words.

    ``how`` is how to write another value, empty where any words will do; ``words`` are empty where
    they are the value itself.
    """

    field: str
    label: str
    typed: str
    reason: str
    words: str
    how: str = ""


def asked_of(question: Question) -> Asked:
    """A question in the words of the window."""
    reason = question.reason[:1].upper() + question.reason[1:]
    typed, words = typed_value(question.value), shown(question.words) if question.words else ""
    return Asked(
        question.field,
        FIELD_WORDS.get(question.field, question.field),
        typed,
        f"{reason}.",
        words if words.casefold() != typed.casefold() else "",
        _HOW.get(question.field, ""),
    )


def all_asked(one: Doubtful) -> tuple[Asked, ...]:
    """The fields of a document to check."""
    return tuple(asked_of(each) for each in one.questions)


def told(asked: Iterable[Asked], typed: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """What was looked at: the fields that are right as they were, and what others are now.

    ``typed`` has a value for each field that was settled. Raises InputError for what is no date.
    """
    right: list[str] = []
    changed: dict[str, str] = {}
    for each in asked:
        if each.field not in typed:
            continue
        value = typed[each.field].strip()
        if value == each.typed.strip():
            right.append(each.field)
        else:
            changed[each.field] = _read(each.field, value)
    return right, changed


def _read(field: str, value: str) -> str:
    """A value as the library reads it: dates may be told in more ways here."""
    if field in DATE_FIELDS and value:
        date: Any = typed_date(value)
        return json.dumps(date) if date is not None else ""
    return value


def about(document: Document) -> str:
    """What a document is and which file it came from."""
    parts = [KIND_WORDS[document.kind], document.original_name or ""]
    return " · ".join(shown(part) for part in parts if part)


def place_words(at: int, total: int) -> str:
    """Which of how many documents is asked about: "2 of 12 documents"; nothing for a single one."""
    return f"{at + 1:,} of {counted(total, 'document')}" if total > 1 else ""


def ended_words(looked_at: int) -> tuple[str, str]:
    """What is said when no document is left."""
    if not looked_at:
        return "Nothing to check", "No field of these documents wants a look."
    return "All looked at", f"The fields of {counted(looked_at, 'document')} were settled."
