"""Zotero's RDF export: items, containers, notes, files and collections.

Zotero writes each resource at the top level or inside the one that has it, and names it by
``rdf:about``. The properties are its own translation of its fields (Dublin Core, PRISM, FOAF, bib
and z, its own namespace, for whatever those lack).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.cite.records import BrokenEntry
from app.errors import InputError
from app.exchange.htmlnotes import markdown_of
from app.exchange.moving import (
    Attachment,
    Choices,
    ForeignNote,
    MovedCollection,
    MovedEntry,
    MovedLibrary,
    hashed_mark,
)
from app.exchange.named import attachment_of
from app.exchange.safexml import Element, name_of, root_of, text_of
from app.exchange.zotero.fields import BASE_FIELDS, DATES, NOT_SOURCES, PRIMARY, TEXTS
from app.exchange.zotero.reference import Creator, entry_of
from app.text import canonical_line

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_ABOUT, _RESOURCE = f"{_RDF}about", f"{_RDF}resource"
_PROPERTIES = {
    "title": "title",
    "abstract": "abstractNote",
    "date": "date",
    "dateSubmitted": "accessDate",
    "volume": "volume",
    "edition": "edition",
    "pages": "pages",
    "description": "extra",
    "rights": "rights",
    "source": "archive",
    "coverage": "archiveLocation",
    "type": "type",
}
_IN_CONTAINERS = {"alternative": "journalAbbreviation", "volume": "volume", "number": "issue"}
_ITEM_FIELDS = TEXTS.keys() | DATES.keys() | BASE_FIELDS.keys() | {"citationKey"}
_ROLES = {"scriptwriters": "scriptwriter", "castMembers": "castMember", "wordsBys": "wordsBy"}
_IDENTIFIERS = ("DOI", "ISBN", "ISSN")


def is_rdf(start: bytes) -> bool:
    """Whether a file that begins so may be RDF."""
    return b"rdf:RDF" in start.replace(b"\0", b"")


def read_rdf(content: bytes, file: Path, choices: Choices) -> MovedLibrary:
    """All items of a Zotero RDF file. Raises InputError where there is none in it."""
    reader = _Reader(root_of(content), file, choices)
    entries = tuple(reader.entries())
    if not entries and not reader.broken:
        raise InputError(
            "There is no reference in the file.", hint="Export it from Zotero as “Zotero RDF”."
        )
    return MovedLibrary("Zotero RDF", entries, tuple(reader.collections()), tuple(reader.broken))


class _Reader:
    def __init__(self, root: Element, file: Path, choices: Choices) -> None:
        self._file = file
        self._choices = choices
        self._resources = [one for one in root if name_of(one)]
        self._by_name = {one.get(_ABOUT): one for one in self._resources if one.get(_ABOUT)}
        self._held: dict[str, list[str]] = {}
        self.broken: list[BrokenEntry] = []
        self._named: set[str] = set()
        for one in self._resources:
            if name_of(one) == "Collection":
                for part in _references(one, "hasPart"):
                    self._held.setdefault(part, []).append(one.get(_ABOUT) or "")
            else:
                self._named.update(_references(one, "link"), _references(one, "isReferencedBy"))

    def entries(self) -> Iterator[MovedEntry]:
        for one in self._resources:
            kind = canonical_line(text_of(one.find(f"{_Z}itemType")))
            name = one.get(_ABOUT) or ""
            if kind and kind not in NOT_SOURCES:
                try:
                    yield self._source(one, kind, name)
                except InputError as error:
                    self.broken.append(BrokenEntry(one.sourceline or 0, error.message, ""))
            elif kind == "attachment" and name not in self._named:
                file = self._attachment(one)
                yield MovedEntry(None, None, (file,), collections=self._in(name))
            elif name_of(one) == "Memo" and name not in self._named:
                yield MovedEntry(None, None, (), (self._note(one),))

    def _in(self, name: str) -> tuple[str, ...]:
        return tuple(mark for mark in self._held.get(name, ()) if mark)

    def _source(self, one: Element, kind: str, name: str) -> MovedEntry:
        fields = dict(self._fields(one, kind))
        entry = entry_of(kind, fields, list(_creators(one, kind)))
        files = [self._by_name[mark] for mark in _references(one, "link") if mark in self._by_name]
        notes = [
            self._by_name[mark]
            for mark in _references(one, "isReferencedBy")
            if mark in self._by_name
        ]
        return MovedEntry(
            entry,
            None,
            tuple(self._attachment(file) for file in files),
            tuple(self._note(note) for note in notes if name_of(note) == "Memo"),
            tuple(_tags(one)),
            self._in(name),
        )

    def _attachment(self, one: Element) -> Attachment:
        told = one.find(f"{_RDF}resource")
        path = (told.get(_RESOURCE) if told is not None else None) or ""
        if not path:
            name = canonical_line(text_of(_child(one, "title"))) or "file"
            return Attachment(hashed_mark(name), name, None, "the export has no file of it")
        return attachment_of(path, self._file.parent, self._choices)

    def _note(self, one: Element) -> ForeignNote:
        text = text_of(one.find(f"{_RDF}value"))
        # The names in an export change each time; the words of a note tell it from another.
        return ForeignNote(hashed_mark(canonical_line(text)), markdown_of(text))

    def collections(self) -> Iterator[MovedCollection]:
        """Collections, each after the one it lies in."""
        waiting = [one for one in self._resources if name_of(one) == "Collection"]
        told: set[str] = set()
        names = {one.get(_ABOUT) for one in waiting}
        while waiting:
            ready = [one for one in waiting if not self._around(one) & (names - told)]
            for one in ready or waiting[:1]:
                waiting.remove(one)
                mark = one.get(_ABOUT) or ""
                parent = next(iter(self._around(one) & told), None)
                told.add(mark)
                if mark:
                    yield MovedCollection(mark, text_of(_child(one, "title")), parent)

    def _around(self, one: Element) -> set[str]:
        return set(self._held.get(one.get(_ABOUT) or "", ()))

    def _fields(self, one: Element, kind: str) -> Iterator[tuple[str, str]]:
        """The item's fields by Zotero's names."""
        for child in one:
            name = name_of(child)
            if isinstance(child.tag, str) and child.tag.startswith(_Z) and name in _ITEM_FIELDS:
                yield name, _value(child)
            elif name in _PROPERTIES:
                yield _PROPERTIES[name], _value(child)
            elif name == "number":
                yield ("number" if kind in ("report", "book") else "issue"), _value(child)
            elif name == "identifier":
                yield from _identifier(child)
            elif name == "publisher":
                yield from _publisher(child)
            elif name == "presentedAt":
                yield "conferenceName", text_of(next(child.iter("{*}title"), None))
            elif name == "isPartOf":
                yield from self._container(child)
            elif name == "subject" and child.find("{*}LCC") is not None:
                yield "callNumber", _value(child)

    def _container(self, part: Element) -> Iterator[tuple[str, str]]:
        named = self._by_name.get(part.get(_RESOURCE))
        for container in [named] if named is not None else list(part):
            series = name_of(container) == "Series"
            for child in container:
                name, text = name_of(child), _value(child)
                if name == "title":
                    yield ("series" if series else "publicationTitle"), text
                elif name == "identifier":
                    yield from [("seriesNumber", text)] if series else _identifier(child)
                elif name in _IN_CONTAINERS:
                    yield _IN_CONTAINERS[name], text
                elif name == "isPartOf":
                    # One level is all that Zotero writes; a circle would never end.
                    for inner in child:
                        if name_of(inner) == "Series":
                            yield "series", text_of(_child(inner, "title"))


def _child(one: Element, name: str) -> Element | None:
    return next((child for child in one if name_of(child) == name), None)


def _references(one: Element, name: str) -> list[str]:
    return [
        child.get(_RESOURCE) for child in one if name_of(child) == name and child.get(_RESOURCE)
    ]


def _value(child: Element) -> str:
    """The text of a property, also where it is the value of a typed resource."""
    value = next(child.iter(f"{_RDF}value"), None)
    return text_of(value if value is not None else child).strip()


def _identifier(child: Element) -> Iterator[tuple[str, str]]:
    text = _value(child)
    if child.find("{*}URI") is not None or text.startswith(("http://", "https://")):
        yield "url", text
        return
    kind, _, number = text.partition(" ")
    if kind in _IDENTIFIERS and number:
        yield kind, number.strip()


def _publisher(child: Element) -> Iterator[tuple[str, str]]:
    for found, name in (("name", "publisher"), ("locality", "place")):
        element = next(child.iter(f"{{*}}{found}"), None)
        if element is not None:
            yield name, text_of(element)
    if not len(child):
        yield "publisher", text_of(child)


def _creators(one: Element, kind: str) -> Iterator[Creator]:
    """People in their order; the primary ones of a type may be written as its authors."""
    for group in one:
        name = name_of(group)
        role = _ROLES.get(name) or (name[:-1] if name.endswith("s") else "")
        people = list(group.iter("{*}Person")) if role else []
        for person in people:
            last = canonical_line(text_of(_child(person, "surname")))
            given = _child(person, "givenName")
            first = canonical_line(
                text_of(given if given is not None else _child(person, "givenname"))
            )
            told = PRIMARY.get(kind, role) if role == "author" else role
            yield Creator(told, last, first, single=not first)


def _tags(one: Element) -> Iterator[str]:
    for child in one:
        if name_of(child) == "subject" and child.find("{*}LCC") is None:
            text = _value(child)
            if text:
                yield text
