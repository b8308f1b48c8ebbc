"""What the sheet of duplicates shows and asks, without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.library.comparing import Agreement, FieldView, MergeView, unflattened
from app.library.duplicates import Duplicates, Reason
from app.library.overview import Row
from app.model import Document, Reference, kind_of, with_particle
from ui.cite.fields import is_date, is_people, label_of, typed
from ui.library.presenter import KIND_WORDS, counted, shown
from ui.widgets.lines import Line

REASON_WORDS = {
    Reason.DOI: "the same DOI",
    Reason.ADDRESS: "the same web address",
    Reason.TITLE: "the same title, with year and author as far as they are told",
    Reason.TEXT: "texts with most of their wording in common",
}
_SHORT = {
    Reason.DOI: "same DOI",
    Reason.ADDRESS: "same address",
    Reason.TITLE: "same title",
    Reason.TEXT: "same wording",
}
NOTHING = "–"


def group_lines(found: Sequence[Duplicates]) -> list[Line]:
    """A row for each group: the title, why it is suspected, and how many documents it has."""
    return [
        Line(
            shown(group.documents[0].title),
            _headed(", ".join(_SHORT[reason] for reason in group.reasons)) or "Compared",
            str(len(group.documents)) if len(group.documents) > 2 else "",
            "copy",
            id=group_id(group),
        )
        for group in found
    ]


def _headed(words: str) -> str:
    return words[:1].upper() + words[1:]


def group_id(group: Duplicates) -> str:
    """What a group is known by: the ids of its documents."""
    return "+".join(document.id for document in group.documents)


def why(group: Duplicates) -> str:
    """A sentence on why documents are taken for one source."""
    reasons = [REASON_WORDS[reason] for reason in group.reasons]
    listed = " and ".join(filter(None, (", ".join(reasons[:-1]), reasons[-1]))) if reasons else ""
    if not reasons:
        return "These two documents are compared because you asked. Nothing was looked up."
    number = len(group.documents)
    told = "two documents" if number == 2 else f"{number} documents"
    return f"Suspected because these {told} have {listed}. Nothing was looked up."


def summary(found: Sequence[Duplicates]) -> str:
    """How many groups there are."""
    return f"{counted(len(found), 'suspicion')}" if found else "None left"


def about(document: Document, row: Row | None) -> str:
    """What hangs on a document: its text or file, marks, notes, and since when it is here."""
    parts = [KIND_WORDS[document.kind]]
    if document.text_id is not None:
        parts.append("with its text")
    elif document.original is not None:
        parts.append("with a file")
    if row is not None:
        parts += [counted(row.marks, "mark")] if row.marks else []
        parts += [counted(row.notes, "note")] if row.notes else []
    return f"{', '.join(parts)} · added {document.added[:10]}"


def value_words(field: str, value: Any) -> str:
    """A value of a reference in words, one line; a dash for none."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if field == "type":
        return KIND_WORDS[kind_of(str(value))]
    if is_people(field) and isinstance(value, list):
        return shown("; ".join(_name(each) for each in value if isinstance(each, dict)))
    if is_date(field):
        return shown(typed(value))
    return shown(str(value))


def _name(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = with_particle(particle, name.get("family"))
    parts = (family, str(name.get("given") or ""), str(name.get("suffix") or ""))
    return ", ".join(filter(None, parts))


_AFTER = re.compile(r"(?<=[/.?=&_-])(?=[^\s/])")
_LONG = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b]{4})")


def breakable(text: str) -> str:
    """The same words, with places in addresses and very long words where a line may end."""
    return _LONG.sub("\\g<0>\u200b", _AFTER.sub("\u200b", text))


def field_words(field: str, reference: Reference) -> str:
    """What a field is called for the kind of source that this is."""
    if field == "type":
        return "Kind"
    if field.startswith("custom."):
        return field.partition(".")[2].replace("-", " ").capitalize()
    return label_of(kind_of(str(reference.get("type") or "document")), field)[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two references: both values in words, which is taken (0 or 1), the result."""

    field: str
    label: str
    values: tuple[str, str]
    taken: int
    differs: bool

    @property
    def merged(self) -> str:
        """What the merged reference will say."""
        return self.values[self.taken]


class Merger:
    """Two references on their way to be one: what differs, and what was chosen so far.

    The first is the one that is kept, with its key. Unless something else is chosen, its own values
    are taken, and the other's where it has none.
    """

    def __init__(self, view: MergeView) -> None:
        self._fields = {each.field: each for each in view.fields}
        self._taken = {each.field: _first_told(each) for each in view.fields}

    @property
    def reference(self) -> Reference:
        """The merged reference as it is chosen now."""
        fields = {name: each.values[self._taken[name]] for name, each in self._fields.items()}
        return unflattened(fields)

    @property
    def chosen(self) -> dict[str, Any]:
        """The fields in which something else is wanted than a merge takes by itself."""
        return {
            name: each.values[self._taken[name]]
            for name, each in self._fields.items()
            if self._taken[name] != _first_told(each)
        }

    def choose(self, field: str, place: int) -> None:
        """Take the value of the first (0) or the second document (1), also where it has none."""
        self._taken[field] = place

    def choose_all(self, place: int) -> None:
        """Take every differing field from one document, where it says anything."""
        for name, each in self._fields.items():
            if each.agreement is not Agreement.SAME and each.values[place] is not None:
                self._taken[name] = place

    def rows(self, *, agreeing: bool) -> list[Compared]:
        """The fields that differ or that only one has; with ``agreeing`` all of them."""
        made = [self._row(each) for each in self._fields.values()]
        return [row for row in made if row.differs or agreeing]

    @property
    def agreeing(self) -> int:
        """In how many fields both say the same."""
        return sum(each.agreement is Agreement.SAME for each in self._fields.values())

    def _row(self, each: FieldView) -> Compared:
        first, second = (value_words(each.field, value) for value in each.values)
        return Compared(
            each.field,
            field_words(each.field, self.reference),
            (first, second),
            self._taken[each.field],
            each.agreement is not Agreement.SAME,
        )


def _first_told(each: FieldView) -> int:
    return 0 if each.values[0] is not None else 1
