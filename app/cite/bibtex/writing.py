"""References as a .bib file, in biblatex's or BibTeX's language.

The same references give the same bytes: fields in a fixed order, entries in the order given,
nothing of the machine or the moment. What biblatex's data model has no field for travels in
``verbc`` (see extras), so that a biblatex file read back is the same reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.cite.bibtex import classic, modern
from app.cite.bibtex.choices import PLAIN, BibChoices, in_commands
from app.cite.bibtex.escaping import Dialect, escape, stays_unicode
from app.model.document import Reference

_FIRST = """
    type entrysubtype ids title subtitle titleaddon shorttitle maintitle booktitle eventtitle
    journaltitle journal shortjournal author editor translator namea nameatype nameb namebtype
    namec namectype date origdate eventdate venue year month edition version series volume
    volumes number chapter pages pagetotal pubstate publisher institution school organization
    location address howpublished isbn issn doi eprint eprinttype eprintclass url urldate langid
    language library abstract
"""
_LAST = ("keywords", "annotation", "note", "verbc")
_ORDER = {name: place for place, name in enumerate(_FIRST.split())}
_ORDER.update({name: 10_000 + place for place, name in enumerate(_LAST)})


@dataclass(frozen=True, slots=True)
class BibItem:
    """What one entry is written from.

    ``remark`` is a sentence that has to stand in the entry itself, such as that it is no source.
    """

    key: str
    reference: Reference
    former_keys: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    remark: str = ""


def write_bibliography(
    items: Iterable[BibItem],
    dialect: Dialect,
    *,
    comments: Iterable[str] = (),
    choices: BibChoices = PLAIN,
) -> str:
    """A .bib file of ``items`` in their order, each entry followed by an empty line.

    ``comments`` are lines for its top; a line of its own says where a BibTeX file keeps characters
    that standard LaTeX has no command for.
    """
    return in_file([write_entry(item, dialect, choices) for item in items], dialect, comments)


def in_file(entries: Iterable[str], dialect: Dialect, comments: Iterable[str] = ()) -> str:
    """Entries that were written one by one as the text of a file."""
    found = list(entries)
    lines = [f"% {' '.join(comment.split())}\n" for comment in comments]
    if dialect is Dialect.BIBTEX and any(stays_unicode(entry) for entry in found):
        lines.append("% Letters without a LaTeX command stay in UTF-8 (XeLaTeX or LuaLaTeX).\n")
    head = ["".join(lines)] if lines else []
    return "\n".join([*head, *found])


def write_entry(item: BibItem, dialect: Dialect, choices: BibChoices = PLAIN) -> str:
    """One entry, ending with a line feed."""
    if dialect is Dialect.BIBLATEX:
        name, fields = modern.entry_fields(item.reference)
        if item.former_keys:
            fields["ids"] = ",".join(item.former_keys)
    else:
        name, fields = classic.entry_fields(item.reference)
    if item.remark:
        field = "annotation" if dialect is Dialect.BIBLATEX else "note"
        said = (fields.get(field), escape(item.remark, dialect))
        fields[field] = ". ".join(part for part in said if part)
    if item.tags:
        fields["keywords"] = _keywords(item.tags, dialect)
    for field in choices.without & fields.keys():
        del fields[field]
    if choices.commands(dialect):
        fields = {field: in_commands(field, value) for field, value in fields.items()}
    lines = [
        f"  {field} = {_enclosed(field, fields[field], dialect)},\n"
        for field in sorted(fields, key=_place)
    ]
    return f"@{name}{{{item.key},\n{''.join(lines)}}}\n"


_MAYBE_BARE = frozenset({"month", "year"})


@cache
def _place(field: str) -> tuple[int, str]:
    return _ORDER.get(field, 9_000), field


def _enclosed(field: str, value: str, dialect: Dialect) -> str:
    """A value in braces; BibTeX's month macro and a plain year bare."""
    if field not in _MAYBE_BARE:
        return f"{{{value}}}"
    bare = dialect is Dialect.BIBTEX and (
        field == "month" or (field == "year" and value.isascii() and value.isdigit())
    )
    return value if bare else f"{{{value}}}"


def _keywords(tags: tuple[str, ...], dialect: Dialect) -> str:
    """The tags in order, a tag with a comma in braces."""
    written = (escape(tag, dialect) for tag in sorted(set(tags)))
    return ", ".join(f"{{{tag}}}" if "," in tag else tag for tag in written)
