"""References side by side: where they agree, where they differ, where only one says something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.model import Document, DocumentId, Reference

_FIRST = (
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "container-title",
    "publisher",
    "URL",
    "DOI",
)


class Agreement(StrEnum):
    """How the documents that are compared stand to each other in one field."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY_ONE = "only-one"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One variable of several references.

    ``values`` has one value for each document, None where it has none. ``merged`` is what a merge
    takes unless it is told otherwise: the kept document's own, else the first other one's.
    """

    field: str
    agreement: Agreement
    values: tuple[Any, ...]
    merged: Any


@dataclass(frozen=True, slots=True)
class MergeView:
    """What a view for merging shows: the documents, the kept one first, and each field."""

    documents: tuple[DocumentId, ...]
    fields: tuple[FieldView, ...]

    @property
    def undecided(self) -> tuple[FieldView, ...]:
        """The fields in which the documents differ."""
        return tuple(one for one in self.fields if one.agreement is Agreement.DIFFERS)


def compared(documents: Sequence[Document]) -> MergeView:
    """The references of documents side by side, the kept document's first.

    ``custom`` is compared by its parts, told as ``custom.NAME``. Texts that differ in case, white
    space or final full stops only are the same.
    """
    flat = [_flat(document.reference) for document in documents]
    names = dict.fromkeys([*_FIRST, *sorted({name for one in flat for name in one})])
    fields = [
        _view(name, [one.get(name) for one in flat])
        for name in names
        if any(name in one for one in flat)
    ]
    return MergeView(tuple(document.id for document in documents), tuple(fields))


def merged_reference(documents: Sequence[Document]) -> Reference:
    """The kept document's reference with what only others say."""
    view = compared(documents)
    return unflattened({one.field: one.merged for one in view.fields})


def unflattened(fields: dict[str, Any]) -> Reference:
    """A reference from its variables, ``custom.NAME`` among them; those that are None are out."""
    reference: Reference = {}
    for name, value in fields.items():
        if value is None:
            continue
        head, dot, part = name.partition(".")
        if dot and head == "custom":
            reference.setdefault("custom", {})[part] = value
        else:
            reference[name] = value
    return reference


def _flat(reference: Reference) -> dict[str, Any]:
    flat = {name: value for name, value in reference.items() if name != "custom"}
    custom = reference.get("custom")
    if isinstance(custom, dict):
        flat |= {f"custom.{name}": value for name, value in custom.items()}
    return flat


def _view(name: str, values: Sequence[Any]) -> FieldView:
    told = [value for value in values if value is not None]
    alike = {_folded(value) for value in told}
    if len(alike) > 1:
        agreement = Agreement.DIFFERS
    else:
        agreement = Agreement.SAME if len(told) == len(values) else Agreement.ONLY_ONE
    return FieldView(name, agreement, tuple(values), told[0])


def _folded(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.casefold().split()).rstrip(".")
    return repr(value).casefold()
