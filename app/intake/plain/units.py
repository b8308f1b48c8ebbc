"""Units of plain text: what stands as one paragraph, heading, item or caption."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[-*•‣◦·#]+|\d{1,3}[.)]|\[\d{1,3}\])\s+\S")
_STANDS_ALONE = re.compile(r"\s*(?:={1,6}[^=].*=|>|[-=_*~]{3,}\s*$)")
_WRAPPED_AT_MOST = 130
_FULL_LINE = 45


def units(text: str) -> list[str]:
    """The units of ``text`` in order, none empty.

    Where every line is a paragraph, each line is one; in a hard-wrapped text blank lines separate
    them and lines are joined.
    """
    lines = _LINE_ENDS.split(text)
    if not _is_wrapped(lines):
        return [line for line in lines if line.strip()]
    return [unit for chunk in _chunks(lines) for unit in _joined(chunk)]


def _chunks(lines: list[str]) -> list[list[str]]:
    """Runs of lines between blank ones."""
    chunks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end where a margin was: none is long, and those inside a chunk are full."""
    if max(map(len, lines), default=0) > _WRAPPED_AT_MOST:
        return False
    inner = [
        line
        for chunk in _chunks(lines)
        for line in chunk[:-1]
        if not _ITEM.match(line) and not _STANDS_ALONE.match(line)
    ]
    full = sum(1 for line in inner if len(line.strip()) >= _FULL_LINE)
    return len(inner) >= 2 and full * 10 >= len(inner) * 7


def _joined(chunk: list[str]) -> list[str]:
    """One chunk of a hard-wrapped text as units: a new one at each item or heading."""
    found: list[str] = []
    alone = True
    for line in chunk:
        if alone or _ITEM.match(line) or _STANDS_ALONE.match(line):
            found.append(line.rstrip())
        elif found[-1].endswith("-") and found[-1][-2:-1].isalpha() and line.strip()[:1].islower():
            found[-1] += line.strip()
        else:
            found[-1] += " " + line.strip()
        alone = bool(_STANDS_ALONE.match(line)) and not line.lstrip().startswith(">")
    return found
