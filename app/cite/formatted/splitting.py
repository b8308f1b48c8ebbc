"""A pasted bibliography as single references: numbered, wrapped, with hanging lines or without."""

from __future__ import annotations

import re

from app.cite.formatted.reference import parse_formatted

_BULLET = re.compile(r"\s*(?:[•·▪◦*]|\[\d{1,3}\]|\d{1,3}[.)](?=\s+[^\W\d])|[-–](?=\s+[^\W\d]))\s*")
_HEADING = re.compile(
    r"\s*(?:references?(?: list)?|bibliograph(?:y|ies)|works cited|literature(?: cited)?"
    r"|sources)\s*:?\s*\Z",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:[—–―]{1,}|___|[^\W\d_][^.(]{0,80},\s+[^\W\d_a-z]|[^\W\d_].{2,200}?[.,]?\s*\((?:(?:1[4-9]|20)\d\d|n\.\s?d\.)|[“\"])"
)
_ADDRESS = re.compile(
    r"\s*(?:https?://|doi:|www\.|10\.\d{4,9}/|urn:|ISBN[ :-]*(?=[\d -]+X?\s*\Z))\S+"
    r"(?:[ -][\dX]+)*\s*\Z",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:[:,;&–-]|\b(?:at|from|in|and|of|the|pp?\.|no\.|vol\.))\s*\Z", re.IGNORECASE
)
_HAS_ADDRESS = re.compile(r"https?://|\b10\.\d{4,9}/")
_NUMBER = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)](?=\s+[^\W\d]))\s*")
_WRAPPED = 60


def printed_entries(text: str) -> list[str]:
    """Each entry of a bibliography on one line, without its number, in order."""
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    entries: list[str] = []
    for block in blocks:
        lines = [line for line in block.split("\n") if line.strip() and not _HEADING.match(line)]
        entries += _joined(lines)
    return entries


def _joined(lines: list[str]) -> list[str]:
    """Lines of one block, those that only go on joined to what they go on from."""
    entries: list[str] = []
    numbered = bool(lines) and bool(_NUMBER.match(lines[0]))
    outdented = any(not line[:1].isspace() for line in lines)
    for line in lines:
        bare = line[bullet.end() if (bullet := _BULLET.match(line)) else 0 :].strip()
        begins = bare != line.strip()
        hangs = outdented and line[:1].isspace() and not _ADDRESS.match(line)
        if numbered and not _ADDRESS.match(line):
            joins = not _NUMBER.match(line) and not (entries and _ADDRESS.match(entries[-1]))
        else:
            joins = not begins and bool(entries) and (hangs or _goes_on(entries[-1], line))
        if joins and entries:
            entries[-1] = f"{entries[-1]} {bare}"
        else:
            entries.append(bare)
    return entries


def _goes_on(before: str, line: str) -> bool:
    """Whether a line belongs to the entry before it: how either is written decides."""
    if _ADDRESS.match(before):
        return False
    if _ADDRESS.match(line):
        if _UNFINISHED.search(before):
            return True
        # A DOI below a reference is its own; another address may be a source by itself.
        wrapped = "doi" in line.casefold() or not before.endswith(".") or _lacks_its_end(before)
        return wrapped and bool(_BEGINS.match(before)) and not _HAS_ADDRESS.search(before)
    if _UNFINISHED.search(before):
        return True
    if _BEGINS.match(line):
        return False
    if before.endswith((".", ")")) or _HAS_ADDRESS.search(before):
        return line.strip()[:1].islower() or _lacks_its_end(before)
    return len(before) >= _WRAPPED


def _lacks_its_end(before: str) -> bool:
    """Whether an entry has people and a title, and doesn't say where it appeared."""
    found = parse_formatted(before) if _BEGINS.match(before) else None
    return found is not None and not found.complete
