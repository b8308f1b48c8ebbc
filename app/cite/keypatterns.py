"""Patterns for citation keys: ``auth.lower + year + shorttitle(1)``.

A pattern is terms joined by ``+``; with ``;`` between several patterns the first that gives
anything counts. A term is a name, with a number in brackets where it says so, or a text in
quotation marks; after it come filters, each with a dot.

    auth, auth(n)     first author's family name, or its first n letters
    authors(n)        the family names of up to n authors, then EtAl
    editor            the first editor's family name
    year, shortyear   2014, 14; nothing where the source has no date
    month, day        05, 01
    title             every word of the title
    shorttitle(n)     its first n telling words (3 without a number)
    journal, site     the journal, book or site; publisher, institution and type are there too
    "text"            the text itself

    .lower .upper .capitalize   letters small, large, or the first of each word large
    .abbr             the first letter of each word
    .select(n, m)     m of its words from the nth on (all without m)
    .substring(n, m)  m of its letters from the nth on

What comes out holds unaccented letters, figures and ``-_:.+/`` only; Arabic, Cyrillic and Greek are
written in plain letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.cite.keys import LONGEST_KEY, first_year, telling_words
from app.cite.romanise import romanised
from app.errors import InputError

LONGEST_PATTERN = 300

_TERM = re.compile(
    r"\s*(?:(?P<name>[a-z]+)(?:\(\s*(?P<number>\d{1,3})?\s*\))?|(?P<quote>[\"'])(?P<text>[^\"']*)(?P=quote))"
    r"(?P<filters>(?:\s*\.\s*[a-z]+(?:\(\s*\d{1,3}\s*(?:,\s*\d{1,3}\s*)?\))?)*)\s*\Z",
    re.IGNORECASE,
)
_FILTER = re.compile(r"\.\s*([a-z]+)(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?", re.IGNORECASE)
_ALLOWED = re.compile(r"[^A-Za-z0-9\-_:.+/]")
_WORDS = re.compile(r"[^\W_]+")
_BEGINS = re.compile(r"\A[^A-Za-z0-9]+")

Words = list[str]
Source = Callable[[dict[str, Any], int | None], Words]


@dataclass(frozen=True, slots=True)
class _Term:
    source: Source
    number: int | None
    filters: tuple[tuple[str, int | None, int | None], ...]

    def words(self, reference: dict[str, Any]) -> Words:
        words = self.source(reference, self.number)
        for name, first, second in self.filters:
            words = _FILTERS[name](words, first, second)
        return words


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """A pattern that was read; :meth:`key` says what it makes of a reference."""

    text: str
    ways: tuple[tuple[_Term, ...], ...]

    def key(self, reference: dict[str, Any]) -> str:
        """The key without regard to others that are like it; empty where nothing came out."""
        for way in self.ways:
            made = "".join("".join(term.words(reference)) for term in way)
            plain = _BEGINS.sub("", _ALLOWED.sub("", made))[: LONGEST_KEY - 10]
            if plain:
                return plain
        return ""


def parse_pattern(text: str) -> KeyPattern:
    """The pattern that ``text`` writes. Raises InputError that says what of it is wrong."""
    if not text.strip() or len(text) > LONGEST_PATTERN:
        raise InputError(
            "A key pattern is a line of a few terms.", hint="For example: auth.lower + year"
        )
    ways = tuple(tuple(_term(part) for part in _split(way, "+")) for way in _split(text, ";"))
    return KeyPattern(text.strip(), ways)


def _split(text: str, sign: str) -> list[str]:
    """``text`` cut at ``sign`` outside quotation marks."""
    parts, quote = [""], ""
    for letter in text:
        if letter in "\"'" and quote in {"", letter}:
            quote = "" if quote else letter
        if letter == sign and not quote:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _term(part: str) -> _Term:
    found = _TERM.match(part)
    if found is None:
        raise _wrong(part, "It is no term.")
    filters = []
    for name, first, second in _FILTER.findall(found["filters"]):
        if name.lower() not in _FILTERS:
            raise _wrong(part, f"There is no filter “.{name}”.")
        filters.append((name.lower(), _number(first), _number(second)))
    if found["quote"]:
        text = found["text"]
        return _Term(lambda _, __: [text], None, tuple(filters))
    source = _SOURCES.get(found["name"].lower())
    if source is None:
        raise _wrong(part, f"Nothing is called “{found['name']}”.")
    return _Term(source, _number(found["number"]), tuple(filters))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _wrong(part: str, why: str) -> InputError:
    return InputError(
        f"“{part.strip()[:40]}” can't stand in a key pattern. {why}",
        hint=f"Terms: {', '.join(_SOURCES)}. Filters: .{', .'.join(_FILTERS)}.",
        code="key-pattern",
    )


def _plain(word: str) -> str:
    """A word in plain letters with its capitals where it had any at the beginning."""
    made = re.sub("[^a-z0-9]", "", romanised(word))
    return made.capitalize() if word[:1].isupper() else made


def _family(name: dict[str, Any]) -> str:
    text = str(name.get("family") or name.get("literal") or name.get("given") or "")
    return "".join(_plain(word) for word in _WORDS.findall(text.replace("’", "").replace("'", "")))


def _people(reference: dict[str, Any], role: str) -> list[str]:
    names = reference.get(role)
    found = [name for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    return [family for name in found if (family := _family(name))]


def _authors(reference: dict[str, Any], number: int | None) -> Words:
    names = _people(reference, "author")
    most = number or len(names)
    return names[:most] + (["EtAl"] if len(names) > most else [])


def _auth(role: str) -> Source:
    def first(reference: dict[str, Any], number: int | None) -> Words:
        return [name[:number] for name in _people(reference, role)[:1]]

    return first


def _text(*variables: str) -> Source:
    def words(reference: dict[str, Any], _: int | None) -> Words:
        said = next((str(reference[name]) for name in variables if reference.get(name)), "")
        return [made for word in _WORDS.findall(said) if (made := _plain(word))]

    return words


def _short_title(reference: dict[str, Any], number: int | None) -> Words:
    words = [word.capitalize() for word in telling_words(str(reference.get("title") or ""))]
    return words[: 3 if number is None else number]


def _year(reference: dict[str, Any], _: int | None) -> Words:
    year = first_year(reference)
    return [year] if year else []


def _short_year(reference: dict[str, Any], _: int | None) -> Words:
    return [year[-2:] for year in _year(reference, None)]


def _date_part(place: int) -> Source:
    def part(reference: dict[str, Any], _: int | None) -> Words:
        issued = reference.get("issued")
        points = issued.get("date-parts") if isinstance(issued, dict) else None
        point = points[0] if points else []
        return [f"{int(point[place]):02}"] if len(point) > place else []

    return part


_SOURCES: dict[str, Source] = {
    "auth": _auth("author"),
    "authors": _authors,
    "editor": _auth("editor"),
    "year": _year,
    "shortyear": _short_year,
    "month": _date_part(1),
    "day": _date_part(2),
    "title": _text("title"),
    "shorttitle": _short_title,
    "journal": _text("container-title"),
    "site": _text("container-title"),
    "publisher": _text("publisher", "authority"),
    "institution": _text("publisher", "authority"),
    "type": _text("type"),
}
_FILTERS: dict[str, Callable[[Words, int | None, int | None], Words]] = {
    "lower": lambda words, _, __: [word.lower() for word in words],
    "upper": lambda words, _, __: [word.upper() for word in words],
    "capitalize": lambda words, _, __: [word[:1].upper() + word[1:] for word in words],
    "abbr": lambda words, _, __: [word[:1] for word in words],
    "select": lambda words, first, many: words[(first or 1) - 1 :][:many],
    "substring": lambda words, first, many: ["".join(words)[(first or 1) - 1 :][:many]],
}
