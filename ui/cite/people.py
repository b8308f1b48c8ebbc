"""A name as it is typed in one row of the editor, and as CSL-JSON has it; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.intake.people import parse_name
from ui.cite.transliterated import likely_name

PERSON, SINGLE, INSTITUTION = "person", "single", "institution"
WORDS = {PERSON: "Person", SINGLE: "Single name", INSTITUTION: "Institution"}
NATIVE = "native-names"
"""The variable of one's own that keeps names in their own script: "Family, Given = ...; ..."."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One row: a person in parts, a single name, or an institution's name, which is never split.

    ``native`` is the name in its own script, kept beside the romanised one.
    """

    kind: str = PERSON
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    native: str = ""
    dropping: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not (self.family.strip() or self.given.strip())

    @property
    def transliterated(self) -> bool:
        """Whether it looks like a name that was romanised from another script."""
        joined = self.particle if self.particle.endswith("-") else f"{self.particle} "
        return likely_name(joined + self.family, self.given)

    def name(self) -> dict[str, Any]:
        """The name in CSL-JSON."""
        family, given = self.family.strip(), self.given.strip()
        if self.kind == INSTITUTION:
            return {"literal": family}
        if self.kind == SINGLE:
            return {"family": family}
        made = {"family": family or given}
        if family and given:
            made["given"] = given
        if self.particle.strip():
            part = "dropping-particle" if self.dropping else "non-dropping-particle"
            made[part] = self.particle.strip()
        if self.suffix.strip():
            made["suffix"] = self.suffix.strip()
        return made

    def label(self) -> str:
        """The name in one line, as the list of native scripts knows it."""
        return ", ".join(part for part in (self.family.strip(), self.given.strip()) if part)


def drafts(names: Any, native: Mapping[str, str]) -> list[PersonDraft]:
    """The rows for the names of a field."""
    rows = [_draft(name) for name in names or [] if isinstance(name, dict)]
    return [replace(row, native=native.get(row.label(), "")) for row in rows]


def _draft(name: Mapping[str, Any]) -> PersonDraft:
    if name.get("literal"):
        return PersonDraft(INSTITUTION, str(name["literal"]))
    parts = {key: str(name.get(key) or "") for key in ("family", "given", "suffix")}
    dropping = str(name.get("dropping-particle") or "")
    particle = str(name.get("non-dropping-particle") or "") or dropping
    kind = PERSON if parts["given"] or particle or parts["suffix"] else SINGLE
    return PersonDraft(
        kind, parts["family"], parts["given"], particle, parts["suffix"],
        dropping=bool(dropping) and particle == dropping,
    )  # fmt: skip


def names_of(rows: Sequence[PersonDraft]) -> list[dict[str, Any]]:
    """The names of the rows that are filled."""
    return [row.name() for row in rows if not row.empty]


def split_typed(text: str) -> list[PersonDraft]:
    """The rows for names typed or pasted into one field, several divided by ";"."""
    parts = [part.strip() for part in text.replace("\n", ";").split(";")]
    return [_draft(parse_name(part)) for part in parts if part and parse_name(part)]


def native_names(reference: Mapping[str, Any]) -> dict[str, str]:
    """The names in their own script that a reference keeps, by the romanised name."""
    custom = reference.get("custom")
    kept = str(custom.get(NATIVE) or "") if isinstance(custom, dict) else ""
    pairs = (each.partition(" = ") for each in kept.split("; "))
    return {name.strip(): native.strip() for name, _, native in pairs if native.strip()}


def native_text(rows: Sequence[PersonDraft]) -> str:
    """The same as a reference keeps it; empty where there is none."""
    pairs = {row.label(): row.native.strip() for row in rows if row.native.strip()}
    return "; ".join(f"{name} = {native}" for name, native in pairs.items() if name)
