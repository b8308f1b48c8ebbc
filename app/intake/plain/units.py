"""Units of plain text: what stands as one paragraph, heading, item or caption."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE_ENDS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[-*•‣◦·#]+|\d{1,3}[.)]|\[\d{1,3}\])\s+\S")
_STANDS_ALONE = re.compile(r"\s*(?:={1,6}[^=].*=|>|[-=_*~]{3,}\s*$)")
_ENDED = re.compile(r"[.!?:؟][\"”’)\]]*\s*$")
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
    width = _width(lines)
    return [unit for chunk in _chunks(lines) for unit in _joined(chunk, width)]


def _width(lines: list[str]) -> int:
    """How wide the text was set: nearly all lines are at most so long."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[len(lengths) * 19 // 20] if lengths else 0


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
    """Whether lines end where a margin was: few are long, and those inside a chunk are full."""
    long = sum(len(line) > _WRAPPED_AT_MOST and " " in line.strip() for line in lines)
    if long * 20 > len(lines):
        return False
    inner = [
        line
        for chunk in _chunks(lines)
        for line, below in pairwise(chunk)
        if not _ITEM.match(line) and not _STANDS_ALONE.match(line) and not below[:2].isspace()
    ]
    full = sum(1 for line in inner if len(line.strip()) >= _FULL_LINE)
    return len(inner) >= 2 and full * 10 >= len(inner) * 7


def _joined(chunk: list[str], width: int) -> list[str]:
    """One chunk of a hard-wrapped text as units: a new one at each item, heading or indent."""
    found: list[str] = []
    alone = True
    for above, line in zip(["", *chunk], chunk, strict=False):
        if alone or _begins(line, above, found[-1], width):
            found.append(line.rstrip())
        elif found[-1].endswith("-") and found[-1][-2:-1].isalpha() and line.strip()[:1].islower():
            found[-1] += line.strip()
        else:
            found[-1] += " " + line.strip()
        alone = bool(_STANDS_ALONE.match(line)) and not line.lstrip().startswith(">")
    return found


def _begins(line: str, above: str, unit: str, width: int) -> bool:
    """Whether ``line`` opens a unit: an item, a rule, a first line set in or below a last one."""
    if _ITEM.match(line) or _STANDS_ALONE.match(line):
        return True
    return _is_indented(line, above, unit) or _stopped_short(above, line, width)


def _is_indented(line: str, above: str, unit: str) -> bool:
    """Whether a first line is set in, below one that isn't and that is no list's."""
    return line[:2].isspace() and not above[:1].isspace() and not _ITEM.match(unit)


def _stopped_short(above: str, line: str, width: int) -> bool:
    """Whether the line above ended although the next word had room, so that a paragraph did."""
    word = line.split(maxsplit=1)[0]
    room = len(above.rstrip()) + 1 + len(word) <= width * 0.9
    return room and bool(_ENDED.search(above)) and not _ITEM.match(above) and not word[0].islower()
