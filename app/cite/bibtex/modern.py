"""A reference as the fields of a biblatex entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from app.cite.bibtex import datamodel, extras
from app.cite.bibtex.dates import same_date, write_date
from app.cite.bibtex.escaping import Dialect, escape, rich, title, verbatim
from app.cite.bibtex.identifiers import is_isbn, is_issn
from app.cite.bibtex.languages import babel_name, nearest_babel_name
from app.cite.bibtex.names import write_names
from app.cite.bibtex.titles import is_english
from app.cite.bibtex.types import (
    LEGAL,
    THESIS_TYPES,
    UNSAID,
    TypeRule,
    in_need,
    number_variable,
    rule_for,
)
from app.cite.wording import words
from app.model.document import Reference

DIALECT = Dialect.BIBLATEX

_TEXTS = {
    "title": "title",
    "title-short": "shorttitle",
    "collection-title": "series",
    "event-title": "eventtitle",
    "original-title": "origtitle",
    "container-title-short": "shortjournal",
    "publisher-place": "location",
    "event-place": "venue",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "edition": "edition",
    "version": "version",
    "chapter-number": "chapter",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "status": "pubstate",
    "archive": "library",
    "annote": "annotation",
    "note": "note",
    "abstract": "abstract",
}
"""CSL's variables and the one field of each, whatever the type."""

_RANK = {variable: place for place, variable in enumerate(_TEXTS)}
_LISTS = words("publisher institution organization location origpublisher origlocation")
_DATES = {
    "issued": "date",
    "original-date": "origdate",
    "event-date": "eventdate",
    "accessed": "urldate",
}
_ROLES = ("author", "editor", "translator")
_OTHER_ROLES = (
    "chair collection-editor compiler composer container-author contributor curator director"
    " editorial-director executive-producer guest host illustrator interviewer narrator organizer"
    " original-author performer producer recipient reviewed-author script-writer series-creator"
)
OTHER_ROLES = tuple(_OTHER_ROLES.split())
_ANY_ROLE = frozenset((*_ROLES, *OTHER_ROLES))
_ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5}|[a-z-]+/\d{7})\Z")
_PAGES = re.compile(r"(?<=\w)[-–](?=\w)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")


class Draft:
    """An entry on its way: the variables not yet written, and the fields already there."""

    def __init__(self, reference: Reference, rule: TypeRule) -> None:
        self.left = {key: value for key, value in reference.items() if value or value == 0}
        self.reference = reference
        self.rule = rule
        self.entry = rule.biblatex
        self.fields: dict[str, str] = {}
        self._legal = datamodel.legal_fields(rule.biblatex)
        self.language = str(reference.get("language") or "")
        self.english = is_english(self.language)

    def can(self, field: str) -> bool:
        """Whether ``field`` is legal here and still free."""
        return field in self._legal and field not in self.fields

    def put(self, variable: str, field: str) -> None:
        """Moves a text variable into ``field`` where both allow it; else it stays left over."""
        value = self.left.get(variable)
        if not isinstance(value, (str, int)) or not self.can(field):
            return
        text = str(value)
        if field in datamodel.INTEGERS and not (text.isascii() and text.isdigit()):
            return
        self.fields[field] = self.written(field, text)
        if isinstance(value, str):
            del self.left[variable]

    def written(self, field: str, text: str) -> str:
        """``text`` as the value of ``field``."""
        if field in datamodel.TITLES:
            return title(text, DIALECT, english=self.english)
        value = rich(text, DIALECT)
        return f"{{{value}}}" if field in _LISTS and " and " in f" {text.casefold()} " else value


def entry_fields(reference: Reference) -> tuple[str, dict[str, str]]:
    """Entry type and fields of a reference, each value as it stands between the outer braces."""
    csl = str(reference.get("type", "document"))
    has = frozenset([name for name, value in reference.items() if value])
    rules = (rule_for(csl, has), *in_need(csl))
    drafts = (
        _drafted(reference, csl, rule)
        for rule in rules
        if datamodel.wanted_names(rule.biblatex) <= has
    )
    # The first entry type whose mandatory fields the source has; the last one asks only a title.
    for draft in drafts:
        if not datamodel.lacks(draft.entry, draft.fields.keys()):
            break
    rest = extras.packed(draft.left)
    if rest:
        draft.fields[extras.FIELD] = rest
    return draft.entry, draft.fields


def _drafted(reference: Reference, csl: str, rule: TypeRule) -> Draft:
    draft = Draft(reference, rule)
    draft.left.pop("type", None)
    custom = draft.left.pop("custom", None)
    for step in _STEPS:
        step(draft, csl)
    _put_custom(draft, custom)
    if "title" not in draft.fields:
        # biblatex demands one; a description in brackets is what the styles print without a title.
        draft.fields["title"] = f"[{csl.replace('_', ' ').replace('-', ' ').capitalize()}]"
        draft.left["title"] = ""
    if rule.subtype and rule.biblatex == "article":
        draft.fields["entrysubtype"] = rule.subtype
    elif rule.subtype:
        # biblatex-apa prints an entrysubtype in brackets; a CSL name is nothing to print.
        draft.left["type"] = csl
    return draft


def _put_names(draft: Draft, _csl: str) -> None:
    for role in _ROLES:
        if draft.left.get(role) and draft.can(role):
            draft.fields[role] = write_names(draft.left.pop(role), DIALECT)
    if "container-author" in draft.left and draft.can("bookauthor"):
        draft.fields["bookauthor"] = write_names(draft.left.pop("container-author"), DIALECT)
    free = iter(("namea", "nameb", "namec"))
    held = _ANY_ROLE & draft.left.keys()
    others = [role for role in (*_ROLES, *OTHER_ROLES) if role in held] if held else []
    for role, field in zip(others, free, strict=False):
        draft.fields[field] = write_names(draft.left.pop(role), DIALECT)
        draft.fields[f"{field}type"] = role


def _put_dates(draft: Draft, _csl: str) -> None:
    for variable, field in _DATES.items():
        date = draft.left.get(variable)
        if not isinstance(date, dict) or not draft.can(field):
            continue
        written = write_date(date)
        said = date.get("literal") or date.get("raw")
        if not written and field == "date" and said and draft.can("addendum"):
            draft.fields["addendum"] = escape(str(said), DIALECT)
        if not written or (field == "urldate" and not draft.left.get("URL")):
            continue
        draft.fields[field] = written
        if same_date(date, written):
            del draft.left[variable]


def _put_numbers(draft: Draft, csl: str) -> None:
    """Issue, number, or number within a series: the kind of source says which is *the* number."""
    preprint = _ARXIV.match(str(draft.left.get("number", ""))) if csl == "article" else None
    if preprint:
        draft.fields["eprint"], draft.fields["eprinttype"] = preprint[1], "arxiv"
        del draft.left["number"]
    draft.put(number_variable(draft.entry), "number")
    pages = draft.left.get("page")
    if isinstance(pages, str) and draft.can("pages"):
        draft.fields["pages"] = escape(_PAGES.sub("\0", pages), DIALECT).replace("\0", "--")
        if "–" not in pages:
            del draft.left["page"]
    edition = draft.left.get("edition")
    ordinal = _ORDINAL.match(str(edition)) if edition else None
    if ordinal and draft.can("edition"):
        draft.fields["edition"] = ordinal[1]


def _put_texts(draft: Draft, csl: str) -> None:
    draft.put("container-title", draft.rule.container)
    draft.put("authority" if csl in LEGAL else "publisher", draft.rule.publisher)
    for variable in sorted(draft.left.keys() & _TEXTS.keys(), key=_RANK.__getitem__):
        draft.put(variable, _TEXTS[variable])
    if csl in LEGAL:
        # A judgment's or a statute's number has no field of its own there, but has to be printed.
        draft.put("number", "titleaddon")


def _put_mandatory(draft: Draft, _csl: str) -> None:
    """What biblatex demands of reports and theses: a kind, and the body that stands behind it."""
    if draft.entry not in UNSAID:
        return
    said = draft.fields.get("type", UNSAID[draft.entry])
    keys = {written: key for key, written in THESIS_TYPES.items()}
    draft.fields["type"] = keys.get(said, said) if draft.entry == "thesis" else said
    authors = draft.reference.get("author") or []
    bodies = [name["literal"] for name in authors if name.get("literal", "others") != "others"]
    if "institution" not in draft.fields and bodies:
        draft.fields["institution"] = draft.written("institution", bodies[0])
        draft.left["publisher"] = ""


def _put_verbatim(draft: Draft, _csl: str) -> None:
    for variable, field in (("DOI", "doi"), ("URL", "url")):
        value = draft.left.get(variable)
        if isinstance(value, str) and draft.can(field):
            draft.fields[field] = verbatim(value)
            if draft.fields[field] == value:
                del draft.left[variable]
    for variable, field, is_sound in (("ISBN", "isbn", is_isbn), ("ISSN", "issn", is_issn)):
        if variable in draft.left and is_sound(str(draft.left[variable])):
            draft.put(variable, field)


def _put_language(draft: Draft, _csl: str) -> None:
    if not draft.language:
        return
    name = nearest_babel_name(draft.language)
    if name:
        draft.fields["langid"] = name
    if name and babel_name(draft.language) == name:
        del draft.left["language"]


def _put_custom(draft: Draft, custom: Any) -> None:
    """Fields of a file once read that CSL has no variable for, where they are still legal."""
    if not isinstance(custom, dict):
        return
    left: dict[str, Any] = {}
    for field, value in sorted(custom.items()):
        text = str(value)
        if not draft.can(field) or field in _RESERVED or not _fits(field, text):
            left[field] = value
        elif field in datamodel.VERBATIM:
            draft.fields[field] = verbatim(text)
        else:
            draft.fields[field] = draft.written(field, text)
    if left:
        draft.left["custom"] = left


def _fits(field: str, text: str) -> bool:
    return field not in datamodel.INTEGERS or (text.isascii() and text.isdigit())


_RESERVED = (
    words("entrysubtype ids keywords langid gender isbn issn year verbc")
    | datamodel.DATES
    | datamodel.NAMES
)
_STEPS: tuple[Callable[[Draft, str], None], ...] = (
    _put_names,
    _put_dates,
    _put_numbers,
    _put_texts,
    _put_mandatory,
    _put_verbatim,
    _put_language,
)
