"""Text from a clipboard or a pipe, sorted into files that an import reads.

References come as BibTeX, RIS or CSL-JSON, also several of them in one text, as addresses and as
printed references; anything else is a text to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.cite.csljson import TYPES
from app.errors import InputError
from app.exchange.citations import names_sources

SUFFIX = ".references"
"""How a file of addresses and printed references is named."""

FEWEST_WORDS = 4
_BIBTEX = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_RIS = re.compile(r"^[ \t]*TY  ?- .*?^[ \t]*ER  ?-[^\n]*$", re.MULTILINE | re.DOTALL)
_RIS_OPEN = re.compile(r"\s*TY  ?- ")
_JSON = re.compile(r"^[ \t]*[\[{]", re.MULTILINE)
_MOST_TRIED = 20
"""Brackets at the beginning of lines that are tried for JSON; a program's listing has many."""
_MOST_BESIDE = 40
"""Words beside references from which on a text is prose that happens to hold some."""


@dataclass(frozen=True, slots=True)
class PastedPart:
    """What a part of a text is, by the ending of the file it becomes, and the part itself."""

    suffix: str
    content: str


def sort_pasted(text: str) -> list[PastedPart]:
    """The references in ``text``, by format; none where it is a text to read or too little.

    Text beside references is left out where it is a few words, such as a heading.
    """
    chunks = list(_chunks(text))
    if not chunks:
        return [PastedPart(SUFFIX, text)] if names_sources(text) else []
    beside = _beside(text, chunks)
    suffixes = list(dict.fromkeys(suffix for suffix, _start, _end in chunks))
    named = names_sources(beside)
    if not named and len(re.findall(r"\w{2,}", beside)) > _MOST_BESIDE and not _leads(text, chunks):
        return []
    if suffixes == [".bib"] and not named:
        # BibTeX has what stands between entries for a comment, and it is put back with them.
        return [PastedPart(".bib", text)]
    parts = [PastedPart(suffix, _together(text, chunks, suffix)) for suffix in suffixes]
    return [*parts, *([PastedPart(SUFFIX, beside)] if named else [])]


def pasted_parts(text: str) -> list[PastedPart]:
    """The files that ``text`` becomes: references by format, else one text to read.

    Raises InputError where there is too little to be either.
    """
    parts = sort_pasted(text)
    if parts:
        return parts
    if len(text.split()) >= FEWEST_WORDS:
        return [PastedPart(".txt", text)]
    raise InputError(
        "There is nothing in it that can be added.",
        hint="Give a page’s text, references, or addresses.",
        code="nothing-to-add",
    )


_Chunk = tuple[str, int, int]


def _chunks(text: str) -> Iterator[_Chunk]:
    """Parts of ``text`` that are references in a format of their own, in order."""
    if _RIS_OPEN.match(text) and not _RIS.match(text):
        # The last record may have lost its end.
        yield ".ris", 0, len(text)
        return
    at, tried = 0, 0
    while at < len(text):
        found = [
            (match.start(), suffix, match)
            for suffix, pattern in ((".bib", _BIBTEX), (".ris", _RIS), (".json", _JSON))
            if (suffix != ".json" or tried < _MOST_TRIED) and (match := pattern.search(text, at))
        ]
        if not found:
            return
        start, suffix, match = min(found, key=lambda each: each[0])
        end = match.end() if suffix == ".ris" else _END[suffix](text, start)
        if end > start:
            yield suffix, start, end
        tried += end <= start
        at = max(end, match.end())


def _bibtex_end(text: str, start: int) -> int:
    """Where the entry that begins at ``start`` ends; the end of the text where it never closes."""
    opening = re.compile(r"[{(]").search(text, start)
    depth = 0
    for brace in re.compile(r"(?<!\\)[{}]").finditer(text, opening.start() if opening else start):
        depth += 1 if brace.group() == "{" else -1
        if depth <= 0:
            return brace.end()
    return len(text)


def _json_end(text: str, start: int) -> int:
    """Where CSL-JSON that begins at ``start`` ends; ``start`` for JSON that is something else."""
    begin = re.compile(r"[\[{]").search(text, start)
    try:
        value, end = json.JSONDecoder().raw_decode(text, begin.start() if begin else start)
    except (ValueError, RecursionError):
        return start
    items = value.get("items", [value]) if isinstance(value, dict) else value
    is_csl = isinstance(items, list) and any(
        isinstance(item, dict) and (item.get("type") in TYPES or {"id", "title"} <= item.keys())
        for item in items
    )
    return end if is_csl else start


_END = {".bib": _bibtex_end, ".json": _json_end}


def _leads(text: str, chunks: list[_Chunk]) -> bool:
    """Whether a text begins with references, apart from BibTeX's comments."""
    return not re.sub(r"^\s*%.*$", "", text[: chunks[0][1]], flags=re.MULTILINE).strip()


def _beside(text: str, chunks: list[_Chunk]) -> str:
    ends = [0, *(end for _suffix, _start, end in chunks)]
    starts = [*(start for _suffix, start, _end in chunks), len(text)]
    between = (text[end:start] for end, start in zip(ends, starts, strict=True))
    lines = "\n\n".join(between).splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("%")).strip(" ,\n")


def _together(text: str, chunks: list[_Chunk], suffix: str) -> str:
    """All parts of one format as one file of it."""
    parts = [text[start:end].strip() for each, start, end in chunks if each == suffix]
    if suffix != ".json" or len(parts) == 1:
        return "\n\n".join(parts) + "\n"
    items: list[object] = []
    for part in map(json.loads, parts):
        items += part if isinstance(part, list) else part.get("items", [part])
    return json.dumps(items, ensure_ascii=False)
