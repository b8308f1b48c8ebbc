"""The value of a field: what is in braces or quotation marks, with macros put in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.cite.bibtex.dates import MONTHS

_MACRO = re.compile(r"[^\s\"#{}(),=%]+\Z")
LIMIT = 1_000_000
"""Code points a value may have after its macros are put in; more is a trick."""


class MacroTable:
    """The file's ``@string`` macros, resolved once each; the months are always there."""

    def __init__(self, macros: Mapping[str, str]) -> None:
        self._raw = dict(macros)
        self._known: dict[str, str] = {name: name for name in MONTHS}
        self._open: set[str] = set()

    def value(self, raw: str) -> tuple[str, list[str]]:
        """The value of a field as written in the file, and the names of macros nobody defined."""
        raw = raw.strip()
        if len(raw) > 1 and raw[0] == "{" and raw[-1] == "}" and "#" not in raw:
            return raw[1:-1], []
        unknown: list[str] = []
        parts = [self._part(part, unknown) for part in _concatenated(raw)]
        return "".join(parts)[:LIMIT], unknown

    def _part(self, part: str, unknown: list[str]) -> str:
        if len(part) > 1 and part[0] + part[-1] in {"{}", '""'}:
            return part[1:-1]
        if part.isdigit() or not _MACRO.match(part):
            return part
        return self._macro(part, unknown)

    def _macro(self, name: str, unknown: list[str]) -> str:
        folded = name.casefold()
        if folded in self._raw and folded not in self._open:
            self._open.add(folded)
            value, missing = self.value(self._raw.pop(folded))
            self._open.discard(folded)
            unknown.extend(missing)
            self._known[folded] = value
        if folded in self._known:
            return self._known[folded]
        unknown.append(name)
        return name


_RUN_ON = re.compile(r"[}\"]\s*([A-Za-z][\w-]*)\s*=\s*")


def without_run_on(raw: str) -> tuple[str, str, str]:
    """A value, and the name and value of a field that follows it with no comma between them."""
    if "=" not in raw or raw[:1] not in {"{", '"'}:
        return raw, "", ""
    end = _end(raw)
    found = _RUN_ON.match(raw, end - 1) if end < len(raw) else None
    return (raw[:end], found[1].casefold(), raw[found.end() :]) if found else (raw, "", "")


def stands_behind(raw: str) -> bool:
    """Whether something that is no part of a value follows its braces or quotation marks."""
    rest = raw[_end(raw) :].strip() if raw[:1] in {"{", '"'} else ""
    return bool(rest) and not rest.startswith("#")


def _end(raw: str) -> int:
    """Where the braces or quotation marks close that ``raw`` begins with."""
    depth = 0
    for place, letter in enumerate(raw):
        depth += (letter == "{") - (letter == "}")
        if depth == 0 and letter in '}"' and place:
            return place + 1
    return len(raw)


def _concatenated(raw: str) -> list[str]:
    """The parts of ``a # "b" # {c}``."""
    if "#" not in raw:
        return [raw]
    parts: list[str] = []
    depth = start = 0
    quoted = False
    for place, letter in enumerate(raw):
        if letter == '"' and depth == 0:
            quoted = not quoted
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == "#" and depth == 0 and not quoted:
            parts.append(raw[start:place].strip())
            start = place + 1
    return [*parts, raw[start:].strip()]
