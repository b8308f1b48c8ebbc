"""The one place that speaks to bibtexparser: a .bib text cut into entries, macros and rubble.

What is plainly well formed was cut before (see :mod:`.cutting`); bibtexparser gets the rest. It
only cuts; none of its middlewares run. (Its LaTeX decoding truncates addresses at a
``%`` and its duplicates are errors.) Around it stand the repairs for what it drops in silence: an
entry type with a line feed or an odd letter before the brace becomes a comment there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter

from app.cite.bibtex import types
from app.cite.bibtex.cutting import Gap, RawEntry, RawMacro, pieces

_LATE_BRACE = re.compile(r"^([ \t]*@[^\W\d]\w*)([ \t]*(?:\r?\n[ \t]*)+)([{(])", re.MULTILINE)
_AT_LINE_START = re.compile(r"^([ \t]*)@(\w+)([ \t]*[{(])", re.MULTILINE)
_COMMENTED = re.compile(r"^[ \t]*%[^\n@]*@[^\n]*", re.MULTILINE)
_ENTRY_LIKE = re.compile(r"[^,={}\"]*,\s*(?:[\w:.+-]+\s*=|[})])")
_BLOCKS = frozenset({"string", "comment", "preamble"})
_REMARK = re.compile(r'(?<![^\s,])%[^\n]*|\\.|[{}"]')
_STRAY_FIELDS = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=")
_SIGN = "\ue000"  # A private-use character, in the place of an @ that begins no entry.
_GHOST = re.compile(r"@([^\s{(@,}]*)\s*[{(]")


@dataclass(frozen=True, slots=True)
class RawRubble:
    """A part that is no entry but was meant as one; ``line`` counts from 1."""

    line: int
    reason: str
    raw: str


@dataclass(slots=True)
class Cut:
    """A .bib text taken apart. ``macros`` holds the raw values of ``@string``."""

    entries: list[RawEntry] = field(default_factory=list)
    rubble: list[RawRubble] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=dict)


def cut(text: str) -> Cut:
    """The entries, macros and broken parts of a .bib text; comments and preambles are dropped."""
    found = Cut()
    for piece in pieces(text):
        if isinstance(piece, RawEntry):
            found.entries.append(piece)
        elif isinstance(piece, RawMacro):
            found.macros.setdefault(piece.name, piece.value)
        else:
            _look_into(text, piece, found)
    return found


def _stray(text: str, line: int) -> Iterator[RawRubble]:
    """The fields that ``text`` begins with, behind an entry that ended too early."""
    if _STRAY_FIELDS.match(text):
        yield RawRubble(line, "fields stand behind the end of the entry: a brace too many", text)


def _look_into(text: str, gap: Gap, found: Cut) -> None:
    """Adds what bibtexparser finds in a part of the text that is not plainly well formed."""
    part = text[gap.start : gap.end]
    if "@" not in part:
        found.rubble.extend(_stray(part, gap.line))
        return
    seen = _Part(part, gap.start, _repaired(part), gap.line)
    for block in _blocks(seen.repaired):
        _sort(block, found, seen)


@dataclass(slots=True)
class _Part:
    """A part of the text, where it begins, as bibtexparser sees it, and how far it has been."""

    text: str
    start: int
    repaired: str
    at_line: int
    seen: int = 0
    repaired_seen: int = 0

    def line(self, raw: str) -> int:
        """The line that ``raw``, the next in order, begins at (its parser may miscount)."""
        at = self.repaired.find(raw, self.repaired_seen)
        if at >= 0:
            self.at_line += self.repaired.count("\n", self.repaired_seen, at)
            self.repaired_seen = at + 1
        return self.at_line

    def with_brace(self, raw: str) -> str:
        """``raw``, the last that was looked for, with the brace that may stand right behind it."""
        at = self.repaired_seen - 1
        end = at + len(raw)
        behind = self.repaired[end : end + 1]
        return raw + behind if self.repaired.startswith(raw, at) and behind in "{(" else raw

    def span(self, raw: str) -> tuple[int, int]:
        """Where ``raw``, as its parser saw it, stands in the whole text; -1 twice for nowhere."""
        at = self.repaired.find(raw, self.seen) if raw else -1
        if at < 0:
            return -1, -1
        self.seen = at + len(raw)
        return self.start + at, self.start + self.seen


def _repaired(text: str) -> str:
    """``text`` as bibtexparser can cut it, with every letter and every line in its place.

    A brace on a later line than its entry type moves up. An ``@word {`` at the beginning of a line
    in the midst of a value would end the entry; where no key and field follow it, it is no entry
    and its sign is replaced while cutting. A line behind ``%`` is a comment, as it is for Biber;
    within an entry, where no value is open, it goes.
    """
    joined = _LATE_BRACE.sub(r"\1\3\2", _without_remarks(text))
    kept = _COMMENTED.sub(lambda line: line.group().replace("@", _SIGN), joined)
    return _AT_LINE_START.sub(lambda start: _sign_kept(start, kept), kept)


def _without_remarks(text: str) -> str:
    """``text`` with spaces in the place of what stands behind a ``%`` between fields."""
    parts: list[str] = []
    at = depth = 0
    quoted = False
    for sign in _REMARK.finditer(text) if "%" in text else ():
        if sign.group() in {"{", "}"}:
            depth = max(0, depth + (1 if sign.group() == "{" else -1))
        elif sign.group() == '"':
            quoted = quoted != (depth == 1)
        elif sign.group()[0] == "%" and depth == 1 and not quoted:
            parts += [text[at : sign.start()], " " * len(sign.group())]
            at = sign.end()
    return "".join([*parts, text[at:]])


def _sign_kept(start: re.Match[str], text: str) -> str:
    known = start[2].casefold() in _BLOCKS or types.csl_type(start[2].casefold(), "", frozenset())
    if known or _ENTRY_LIKE.match(text, start.end()):
        return start.group()
    return f"{start[1]}{_SIGN}{start[2]}{start[3]}"


def _blocks(text: str) -> list[Any]:
    logger = logging.getLogger("bibtexparser")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # It logs the text of what fails; that is not ours to log.
    try:
        return list(Splitter(text).split().blocks)
    finally:
        logger.setLevel(before)


def _sort(block: Any, found: Cut, part: _Part) -> None:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
    raw = block.raw or ""
    line = part.line(raw)
    if isinstance(block, Entry):
        found.entries.append(_entry(block, line, part))
    elif isinstance(block, String):
        found.macros.setdefault(block.key.casefold(), block.value)
        found.rubble.extend(_ghosts(raw, line, 1))
    elif isinstance(block, Preamble):
        found.rubble.extend(_ghosts(raw, line, 1))
    elif isinstance(block, ParsingFailedBlock):
        found.rubble.append(RawRubble(line, _reason(block), raw.replace(_SIGN, "@")))
        found.rubble.extend(_ghosts(part.with_brace(raw), line, 1))
    elif isinstance(block, ImplicitComment):
        found.rubble.extend(_stray(raw, line))
        found.rubble.extend(_ghosts(raw, line))


def _entry(block: Entry, line: int, part: _Part) -> RawEntry:
    fields = tuple(
        (one.key.casefold(), str(one.value).replace(_SIGN, "@"), False) for one in block.fields
    )
    start, end = part.span(block.raw or "")
    return RawEntry(block.entry_type.casefold(), block.key.strip(), fields, line, start, end)


def _ghosts(text: str, line: int, begin: int = 0) -> Iterator[RawRubble]:
    """What looks like an entry where none was found, from ``begin`` on.

    A commented-out one (behind %) is meant as it is; after the first, and within what is broken,
    one begins its line.
    """
    first = begin == 0
    shown = text.replace(_SIGN, "@")
    for ghost in _GHOST.finditer(shown, begin):
        line_start = shown.rfind("\n", 0, ghost.start()) + 1
        before = shown[line_start : ghost.start()]
        if "%" in before or (before.strip() and not first):
            continue
        first = False
        at = line + shown.count("\n", 0, ghost.start())
        reason = f"“@{ghost[1][:20]}” is not an entry type"
        yield RawRubble(at, reason, shown[ghost.start() :])


def _reason(block: ParsingFailedBlock) -> str:
    told = str(getattr(block.error, "abort_reason", "") or "")
    if "end of file" in told:
        return "the entry is not closed: a brace or quotation mark is missing"
    if "Unexpected block start" in told:
        return "a new entry begins before this one is closed"
    if "Expected a `=`" in told:
        return "a field has no “=”, or the entry has no key"
    return "a comma or a brace is missing between fields"
