"""A .bib file put back as it came: what was not changed byte for byte, the rest in its place.

Comments, preambles, strings, ``@xdata`` and even what could not be read stay where they stood. An
entry goes back as it was while its document is as it came and, where it inherits, the entries it
inherits from go back as they were too. A changed one is written anew in its place, and what is new
stands at the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.cite.bibtex.cutting import RawEntry
from app.cite.bibtex.escaping import Dialect
from app.cite.bibtex.parsing import cut
from app.cite.wording import words
from app.model.document import Reference

PRIVATE = words("comment review")
"""Fields that become private notes; an entry that has one is always written anew."""

_CLASSIC_TYPES = words(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc"
    " phdthesis proceedings techreport unpublished"
)
_MODERN = words("date journaltitle location xdata maintitle eventtitle subtitle titleaddon")


@dataclass(frozen=True, slots=True)
class Restored:
    """An entry to put back: its text written anew, and whether it may go back as it came."""

    key: str
    written: str
    untouched: bool


def entry_digest(
    key: str, reference: Reference, tags: Iterable[str], former_keys: Iterable[str]
) -> str:
    """What tells whether a document still is what was read from its entry; 16 hex digits."""
    told = [key, reference, sorted(tags), sorted(former_keys)]
    content = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def put_back(
    text: str,
    known: Mapping[int, Restored],
    dialect: Dialect,
    *,
    without: frozenset[str] = frozenset(),
) -> tuple[str, frozenset[int]]:
    """``text`` with what is ``known`` by where its entry began; the starts that were met.

    An entry of which nothing is known has gone, with the empty lines after it; one that could not
    be read, as it has no fields, stays.
    """
    entries = cut(text).entries
    kept = _kept(entries, known, dialect, without)
    parts: list[str] = []
    at = 0
    met: set[int] = set()
    gone = False
    for entry in entries:
        if entry.start < at:
            continue
        gap = text[at : entry.start]
        parts.append(gap.lstrip() if gone else gap)
        whole = text[entry.start : entry.end]
        one = known.get(entry.start)
        gone = one is None and entry.kind != "xdata" and bool(entry.fields)
        if one is not None:
            met.add(entry.start)
            parts.append(whole if entry.key in kept else one.written.rstrip("\n"))
        elif not gone:
            parts.append(whole)
        at = entry.end
    rest = text[at:]
    parts.append(rest.lstrip() if gone else rest)
    return "".join(parts), frozenset(met)


def _kept(
    entries: list[RawEntry],
    known: Mapping[int, Restored],
    dialect: Dialect,
    without: frozenset[str],
) -> frozenset[str]:
    """The keys of the entries that go back byte for byte."""
    kept = {entry.key for entry in entries if entry.kind == "xdata"}
    for entry in entries:
        one = known.get(entry.start)
        names = {name for name, _, _ in entry.fields}
        sound = one is not None and one.untouched and one.key == entry.key
        if sound and not names & (PRIVATE | without) and _speaks(entry, names, dialect):
            kept.add(entry.key)
    while lost := {entry.key for entry in entries if entry.key in kept and _orphaned(entry, kept)}:
        kept -= lost
    return frozenset(kept)


def _orphaned(entry: RawEntry, kept: set[str]) -> bool:
    parents = (text.strip() for name, text, _ in entry.fields if name == "crossref")
    return any(parent.strip('{}" ') not in kept for parent in parents)


def _speaks(entry: RawEntry, names: set[str], dialect: Dialect) -> bool:
    """Whether an entry can stand in a file of this dialect; biblatex reads both."""
    if dialect is Dialect.BIBLATEX:
        return True
    return entry.kind in _CLASSIC_TYPES and not names & _MODERN
