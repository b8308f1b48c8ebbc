"""What is typed into the reference editor, and what becomes of it; no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.cite.csljson import checked_reference
from app.cite.datewords import typed_date
from app.cite.validation import fault, normalised
from app.errors import InputError
from app.model import Document, DocumentKind, Reference, csl_type
from ui.cite.fields import is_date
from ui.cite.people import NATIVE, PersonDraft, names_of, native_text


def text_value(field: str, text: str) -> Any:
    """The value of a text or date field; None for nothing. Raises InputError for no date."""
    if is_date(field):
        return typed_date(text)
    return normalised(field, text) or None


def said_of(field: str, text: str) -> tuple[str, str]:
    """What is wrong with a field, and else how a date was understood; both may be empty."""
    from app.cite.datewords import date_words

    if not is_date(field):
        return fault(field, text), ""
    try:
        date = typed_date(text)
    except InputError as error:
        return f"{error.message} {error.hint}", ""
    if date is None:
        return "", "No date" if text.strip() else ""
    return "", date_words(date)


def reference_of(
    before: Reference,
    kind: DocumentKind,
    texts: Mapping[str, str],
    people: Mapping[str, Sequence[PersonDraft]],
) -> Reference:
    """The reference as it would be with what is typed; a date that can't be read stays out."""
    made = {**before, "type": csl_type(kind)}
    for field, text in texts.items():
        try:
            made[field] = text_value(field, text)
        except InputError:
            made[field] = None
    for field, rows in people.items():
        made[field] = names_of(rows)
    custom = dict(before.get("custom") or {})
    custom[NATIVE] = native_text([row for rows in people.values() for row in rows])
    made["custom"] = {name: value for name, value in custom.items() if value != ""}
    return {field: value for field, value in made.items() if value not in (None, "", [], {})}


def wanted_changes(
    document: Document, now: Reference, kind: DocumentKind, key: str
) -> dict[str, str]:
    """What :meth:`Library.set_fields` has to be given to make a document's reference ``now``."""
    before = document.reference
    fields: dict[str, str] = {}
    for field in dict.fromkeys((*before, *now)):
        if field != "type" and before.get(field) != now.get(field):
            value = now.get(field)
            fields[field] = value if isinstance(value, str) else json.dumps(value) if value else ""
    if kind is not document.kind:
        fields["kind"] = kind.value
    if key and key != document.key:
        fields["key"] = key
    return fields


def new_reference(now: Reference) -> Reference:
    """A reference made by hand, checked; raises InputError where it can't be kept."""
    return checked_reference(now)


def draft_of(
    kind: DocumentKind, key: str, now: Reference, texts: Mapping[str, str]
) -> dict[str, Any]:
    """What is kept of an editor that was left: also texts that are no value yet."""
    return {"kind": kind.value, "key": key, "reference": now, "texts": dict(texts)}
