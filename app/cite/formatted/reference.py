"""One printed reference to a Reference: where its people, date and title end, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.cite.formatted.links import take_links
from app.cite.formatted.people import People, parse_people
from app.cite.formatted.source import Source, read_source, read_when, take_edition
from app.model.document import Reference
from app.text import canonical_line

LONGEST = 1_200
"""Characters beyond which a line is no reference but a paragraph."""

_DATE = (
    r"(?:c\.\s?|ca\.\s?)?(?:1[4-9]|20)\d{2}[a-z]?(?:\s*[-–/]\s*\d{2,4})?(?:,\s*[^()]{3,30})?"
    r"|\d{1,2}\s+[^\W\d_]{3,}\s+\d{4}|n\.\s?d\.[a-z]?(?:-[a-z])?|no date|in press|forthcoming"
)
_PARENTHESISED = re.compile(
    rf"(?P<people>.{{2,420}}?),?\s*\((?P<date>{_DATE})\)(?P<stop>\s*[.,:]?)\s+(?P<rest>\S.*)\Z"
)
_AUTHOR_DATE = re.compile(
    r"(?P<people>.{2,420}?)\s+(?P<date>(?:1[4-9]|20)\d{2}[a-z]?|n\.d)\.\s+(?P<rest>\S.*)\Z"
)
_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}
_QUOTED = re.compile(r"(?P<people>[^“\"«„]{2,420}?)[.,]\s+(?=[“\"«„])(?P<rest>.+)\Z")
_NOT_ENDING = re.compile(
    r"(?:\b(?:vs|v|St|Dr|Mr|Mrs|Ms|No|Nos|Vol|ed|eds|cf|ca|c|Gen|Col|Lt|Sgt|Prof|al|etc|pp?)|(?<![\w’'])[^\W\d_]|\.[^\W\d_])\.\Z"
)
_SENTENCE = re.compile(r"[.?!](?:[”’\"'])?\s+(?=[^\W_]|[“‘\"'\[(])")
_UNDATED = ("n.", "no ", "in press", "forthcoming")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A printed reference, read: CSL's fields, those that want a look, and the line as it came.

    ``certain`` is False where only the form of its beginning speaks for a reference.
    """

    reference: Reference
    doubtful: frozenset[str]
    original: str
    certain: bool

    @property
    def complete(self) -> bool:
        """Whether it says where the work appeared, so that no further line is missed."""
        where = {"container-title", "publisher", "URL", "DOI", "ISBN"}
        return bool(where & self.reference.keys())


@dataclass(frozen=True, slots=True)
class _Head:
    people: People | None
    date: str
    rest: str
    strict: bool = False


def parse_formatted(line: str, people: tuple[dict[str, str], ...] = ()) -> Formatted | None:
    """The reference that ``line`` prints; None where it has the form of none.

    ``people`` are those of the reference before, for a line that begins with a long dash.
    """
    original = canonical_line(line)
    if not 20 <= len(original) <= LONGEST:
        return None
    linked = take_links(original)
    again = re.match(r"(?:[—–_-]{2,}|―+)[.,]?\s*", linked.rest)
    text = f"Same, S. {linked.rest[again.end() :]}" if again and people else linked.rest
    head = _head(text)
    if head is None:
        return None
    title, rest, quoted = _title(head.rest)
    if not re.search(r"[^\W\d_]{2}", title) or (title[0].islower() and not quoted):
        return None
    title, edition = take_edition(title)
    is_linked = bool(linked.fields.keys() & {"URL", "DOI"})
    source = read_source(rest, quoted=quoted, linked=is_linked, dated=bool(head.date))
    issued = read_when(
        f"{source.day} {head.date}" if source.day else head.date
    ) or source.fields.get("issued")
    told = People(people) if again and people else head.people
    certain = _is_certain(told, source, head, is_linked, bool(issued))
    if certain is None:
        return None
    doubtful = _doubtful(told, source, quoted=quoted) | linked.doubtful
    values: dict[str, Any] = {**source.fields, **edition, **linked.fields, "title": title}
    if issued:
        values["issued"] = issued
    if told is not None:
        values[told.role] = [dict(name) for name in told.names]
    _settle_type(values, head.date)
    return Formatted(values, frozenset(doubtful & values.keys()), original, certain)


def _head(text: str) -> _Head | None:
    """People, date and the rest, by the first of the forms that fits."""
    for pattern in (_PARENTHESISED, _AUTHOR_DATE):
        found = pattern.match(text)
        if found and not re.search(r"[“”\"«»]|\d{2}", found["people"]):
            people = parse_people(found["people"])
            if people is not None and (
                pattern is _PARENTHESISED or people.inverted or not people.names[0].get("given")
            ):
                return _Head(people, found["date"], found["rest"], _is_strict(found))
    if text[:1] in '“"«„':
        return _Head(None, "", text)
    found = _QUOTED.match(text)
    if found and (people := parse_people(found["people"])):
        return _Head(people, "", found["rest"])
    return _unquoted(text)


def _is_strict(found: re.Match[str]) -> bool:
    """Whether a full stop stands before and after the year in brackets, as only APA has it."""
    return found["people"].endswith(".") and found.groupdict().get("stop") == "."


def _unquoted(text: str) -> _Head | None:
    """“Family, Given. Title. Press, 2010.”: the longest beginning that lists people."""
    best: _Head | None = None
    for end in re.finditer(r"\.\s+(?=[^\W_])", text[:420]):
        people = parse_people(text[: end.start() + 1])
        if people is not None and people.inverted and people.certain:
            best = _Head(people, "", text[end.end() :])
    return best


def _title(rest: str) -> tuple[str, str, bool]:
    """The title, what follows it, and whether quotation marks told where it ends."""
    closed = _closing(rest)
    if closed:
        return rest[1:closed].strip(" .,"), re.sub(r"\A[\s,.;]+", "", rest[closed + 1 :]), True
    for end in _SENTENCE.finditer(rest):
        before = rest[: end.start() + 1]
        if len(before) > 3 and not _NOT_ENDING.search(before):
            return before.rstrip(".").strip(), rest[end.end() :], False
    return rest.rstrip(". ").strip(), "", False


def _closing(rest: str) -> int:
    """Where the quotation ends that ``rest`` begins with; 0 for none.

    A mark inside a word is an apostrophe, and so is one behind an s that a small letter follows.
    """
    mark = _PAIRS.get(rest[:1])
    for at in range(2, len(rest)) if mark else ():
        after = rest[at + 1 : at + 3]
        if rest[at] == mark and (not after or after[0].isspace() or after[0] in ".,;:("):
            plural = mark in "’'" and rest[at - 1] == "s" and after[:1].isspace()
            if not (plural and after[1:].islower()):
                return at
    return 0


def _is_certain(
    people: People | None, source: Source, head: _Head, linked: bool, dated: bool
) -> bool | None:
    """Whether a line is surely a reference; None where it more likely is a sentence."""
    if not dated and not head.date and not linked:
        return None
    evidence = source.known or linked or head.strict
    if people is None:
        return True if evidence and source.fields.get("container-title") else None
    if people.inverted:
        return evidence or bool(source.fields.keys() & {"publisher", "container-title"}) or None
    return True if evidence and people.certain else None


def _doubtful(people: People | None, source: Source, *, quoted: bool) -> set[str]:
    doubtful = set(source.doubtful)
    if people is not None and not people.certain:
        doubtful.add(people.role)
    if not quoted and not source.known:
        doubtful.add("title")
    return doubtful


def _settle_type(values: dict[str, Any], date: str) -> None:
    """The type by what was found: a day of publication and an address make a page."""
    if date.casefold().startswith(("in press", "forthcoming")):
        values["status"] = date.casefold()
    points = values.get("issued", {}).get("date-parts", [[]])
    if values["type"] == "report" and "number" not in values and len(points[0]) == 3:
        values["type"] = "webpage"
        if "publisher" in values:
            values["container-title"] = values.pop("publisher")
    elif values["type"] == "webpage" and not values.keys() & {"URL", "DOI"}:
        values["type"] = "article-newspaper" if len(points[0]) == 3 else "article-magazine"
