"""The query of ``list`` and ``export``: what the reference says, and words to look for.

    kind:report author:kassirer year:2014..2016 -tag:draft "islamic state" amaq

Terms are joined by *and*. A value with spaces stands between quotation marks: ``tag:"to read"``.
``-`` before a term means that it must not be so. Anything before a colon that is no field's name
is plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from app.errors import UsageError
from app.model import Document, DocumentKind, shown_title
from app.store.doubts import doubted
from app.text.folding import fold

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"'))
_TERM = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?: (?P<field>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]*)) | "[^"]*"? | [^\s"]+ )
    """,
    re.VERBOSE,
)
_YEARS = re.compile(r"(\d{1,4})?\s*(\.\.|-|–)?\s*(\d{1,4})?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")

Test = Callable[[Document, Collection[str]], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One field term: its name and value as typed, whether it must not hold, and the test."""

    field: str
    value: str
    negated: bool
    holds: Test


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    ``words`` are the free words and phrases, as typed, for :meth:`app.search.Index.documents`;
    empty where there are none, and then :meth:`matches` decides alone.
    """

    words: str
    conditions: tuple[Condition, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """The query typed as ``text``; an empty one fits every document.

        Raises :class:`UsageError` for a year that is none, a kind that doesn't exist, or something
        a document can't have.
        """
        words: list[str] = []
        conditions: list[Condition] = []
        for term in _TERM.finditer(text.translate(_QUOTES)):
            name = (term["field"] or "").casefold()
            if name not in FIELDS:
                words.append(term.group())
                continue
            value = (term["quoted"] or term["plain"] or "").strip()
            conditions.append(Condition(name, value, bool(term["minus"]), FIELDS[name](value)))
        return cls(" ".join(words), tuple(conditions))

    def matches(self, document: Document, collections: Collection[str]) -> bool:
        """Whether every field term fits ``document``, which is in the ``collections`` named."""
        return all(
            condition.holds(document, collections) is not condition.negated
            for condition in self.conditions
        )


def _kind(value: str) -> Test:
    try:
        kind = DocumentKind(value.casefold())
    except ValueError:
        kinds = ", ".join(kind.value for kind in DocumentKind)
        raise UsageError("There is no such kind of document.", hint=f"Kinds: {kinds}.") from None
    return lambda document, _: document.kind is kind


def _tag(value: str) -> Test:
    return _equals(value, lambda document, _: document.tags)


def _key(value: str) -> Test:
    wanted = value.casefold()
    return lambda document, _: any(
        key.casefold() == wanted for key in (document.key, *document.former_keys)
    )


def _collection(value: str) -> Test:
    return _equals(value, lambda _, collections: collections)


def _title(value: str) -> Test:
    return _contains(value, lambda reference: [shown_title(reference)])


def _author(value: str) -> Test:
    return _contains(value, _names)


def _equals(value: str, those: Callable[[Document, Collection[str]], Collection[str]]) -> Test:
    """Whether one of ``those`` is ``value``, in any spelling."""
    wanted = fold(value)

    def holds(document: Document, collections: Collection[str]) -> bool:
        found = those(document, collections)
        return value in found or any(fold(one) == wanted != "" for one in found)

    return holds


def _contains(value: str, texts: Callable[[dict[str, Any]], list[str]]) -> Test:
    """Whether one of ``texts`` has the words of ``value`` in order, the last perhaps begun."""
    wanted = f" {fold(value)}"

    def holds(document: Document, _: Collection[str]) -> bool:
        return any(wanted in f" {fold(text)}" for text in texts(document.reference))

    return holds


def _names(reference: dict[str, Any]) -> list[str]:
    """Each author and editor, given name first and last, so that either order can be typed."""
    names: list[str] = []
    for role in ("author", "editor", "container-author", "collection-editor"):
        for name in _listed(reference.get(role)):
            if isinstance(name, dict):
                names.extend(_orders(name))
    return names


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _orders(name: dict[str, Any]) -> Iterator[str]:
    if name.get("literal"):
        yield str(name["literal"])
    particles = ("dropping-particle", "non-dropping-particle")
    family = " ".join(str(name[part]) for part in (*particles, "family") if name.get(part))
    given = str(name.get("given") or "")
    yield f"{given} {family}"
    yield f"{family} {given}"


def _year(value: str) -> Test:
    first, last = _years(value)

    def holds(document: Document, _: Collection[str]) -> bool:
        years = _issued(document.reference.get("issued"))
        return bool(years) and first <= max(years) and min(years) <= last

    return holds


def _years(value: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(value)
    if not found or not (found[1] or found[3]):
        raise UsageError(
            "A year is missing or is none.", hint="For example year:2016 or year:2014..2016."
        )
    if not found[2]:
        return int(found[1]), int(found[1])
    return int(found[1] or 0), int(found[3] or 9999)


def _issued(date: object) -> list[int]:
    """The years of a CSL date: both ends of a range; from a date in words, its first year."""
    if not isinstance(date, dict):
        return []
    years = [
        int(part[0])
        for part in _listed(date.get("date-parts"))
        if isinstance(part, list) and part and str(part[0]).lstrip("-").isdecimal()
    ]
    if years:
        return years
    found = _YEAR.search(str(date.get("raw") or date.get("literal") or ""))
    return [int(found[0])] if found else []


_POSSESSIONS: dict[str, Callable[[Document], bool]] = {
    "text": lambda document: document.text_id is not None,
    "file": lambda document: document.original is not None,
    "tags": lambda document: bool(document.tags),
    "date": lambda document: bool(_issued(document.reference.get("issued"))),
    "author": lambda document: bool(document.reference.get("author")),
    "doubts": lambda document: bool(doubted(document.provenance, document.reference)),
}


def _has(value: str) -> Test:
    owns = _POSSESSIONS.get(value.casefold())
    if owns is None:
        raise UsageError(
            "That is nothing a document can be asked for.",
            hint=f"After has: one of {', '.join(_POSSESSIONS)}.",
        )
    return lambda document, _: owns(document)


FIELDS: dict[str, Callable[[str], Test]] = {
    "kind": _kind,
    "tag": _tag,
    "author": _author,
    "year": _year,
    "key": _key,
    "title": _title,
    "collection": _collection,
    "has": _has,
}
"""The fields a query can name, each with what makes a test of its value."""
