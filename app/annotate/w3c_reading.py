"""Annotations of other programs: W3C Web Annotations, and Hypothesis' own JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.annotate.w3c_model import SETS, check, types, wrong
from app.text import canonical_line

LARGEST = 50_000_000
"""Bytes of a file of annotations."""
_HYPOTHESIS_KEYS = frozenset({"uri", "target"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadAnnotation:
    """One annotation as it came: what it is about, the words and their place, what is said.

    ``source`` is the address of what is annotated. ``start``/``end`` are offsets into whatever text
    the other program made, so they only help to choose between places with the same words; None
    where there are none. ``exact`` is empty for a remark on the whole.
    """

    id: str
    source: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    remarks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """The remarks and tags gathered from bodies."""

    remarks: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def add(self, text: str, purpose: object) -> None:
        if purpose in ("tagging", "classifying"):
            self.tags.append(canonical_line(text))
        elif text.strip():
            self.remarks.append(text.strip())


def read_annotations(data: bytes) -> list[ReadAnnotation]:
    """The annotations in a file; one for each place, where one has several targets.

    Raises InputError with the reason where it holds no sound annotations.
    """
    if len(data) > LARGEST:
        raise wrong(f"the file is larger than {LARGEST // 1_000_000} MB")
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise wrong("the file isn't JSON") from error
    rows = _hypothesis_rows(record)
    if rows is not None:
        return [each for row in rows for each in _from_hypothesis(row)]
    if isinstance(record, list):
        return [each for item in record for each in _from_record(check(item))]
    return list(_from_record(check(record)))


def _from_record(record: Json) -> Iterator[ReadAnnotation]:
    kinds = types(record)
    if "AnnotationCollection" in kinds:
        first = record.get("first")
        if isinstance(first, dict):
            yield from _from_record(first)
    elif "AnnotationPage" in kinds:
        for item in record["items"]:
            yield from _from_annotation(item)
    else:
        yield from _from_annotation(record)


def _from_annotation(record: Json) -> Iterator[ReadAnnotation]:
    said = _Said()
    whole = record.get("motivation")
    if isinstance(record.get("bodyValue"), str):
        said.add(record["bodyValue"], whole)
    for body in _listed(record.get("body")):
        _hear(body, whole, said)
    for target in _listed(record["target"]):
        yield from _places(target, str(record["id"]), said)


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _hear(body: object, purpose: object, said: _Said) -> None:
    if not isinstance(body, dict):
        return
    purpose = body.get("purpose", purpose)
    if "TextualBody" in types(body):
        said.add(str(body["value"]), purpose)
    elif set(types(body)) & SETS:
        for item in body["items"][:1] if "Choice" in types(body) else body["items"]:
            _hear(item, purpose, said)


def _places(target: object, id_: str, said: _Said) -> Iterator[ReadAnnotation]:
    remarks, tags = tuple(said.remarks), tuple(dict.fromkeys(said.tags))
    if isinstance(target, str):
        yield ReadAnnotation(id_, target, remarks=remarks, tags=tags)
    elif isinstance(target, dict) and set(types(target)) & SETS:
        for item in target["items"]:
            yield from _places(item, id_, said)
    elif isinstance(target, dict):
        found = _selected(_listed(target.get("selector")))
        source = target.get("source", target.get("id", ""))
        source = source.get("id", "") if isinstance(source, dict) else source
        yield ReadAnnotation(id_, str(source), **found, remarks=remarks, tags=tags)


def _selected(selectors: list[Any]) -> dict[str, Any]:
    """Words, surroundings and range, from the selectors that have them, refined ones too."""
    found: dict[str, Any] = {}
    for selector in selectors:
        if not isinstance(selector, dict):
            continue
        kinds = types(selector)
        if "TextQuoteSelector" in kinds:
            for name in ("exact", "prefix", "suffix"):
                found[name] = str(selector.get(name, ""))
        elif "TextPositionSelector" in kinds:
            found["start"], found["end"] = selector["start"], selector["end"]
        found = {**_selected(_listed(selector.get("refinedBy"))), **found}
    return found


def _hypothesis_rows(record: object) -> list[Json] | None:
    """The rows of Hypothesis' search answer or export; None where it is something else."""
    rows = record
    if isinstance(record, dict):
        rows = record.get("rows", record.get("annotations"))
    if not isinstance(rows, list) or not rows:
        return None
    if all(isinstance(row, dict) and row.keys() >= _HYPOTHESIS_KEYS for row in rows):
        return rows
    return None


def _from_hypothesis(row: Json) -> Iterator[ReadAnnotation]:
    said = _Said()
    for tag in _listed(row.get("tags")):
        said.add(str(tag), "tagging")
    if isinstance(row.get("text"), str):
        said.add(row["text"], "commenting")
    for target in _listed(row["target"]):
        if not isinstance(target, dict):
            raise wrong("a target isn't an object")
        selectors = _listed(target.get("selector"))
        for selector in selectors:
            _sound(selector)
        yield ReadAnnotation(
            str(row.get("id", "")), str(target.get("source") or row["uri"]),
            **_selected(selectors), remarks=tuple(said.remarks), tags=tuple(said.tags),
        )  # fmt: skip


def _sound(selector: object) -> None:
    if isinstance(selector, dict) and "TextPositionSelector" in types(selector):
        start, end = selector.get("start"), selector.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start <= end:
            raise wrong("a TextPositionSelector has no range from a start to an end")
