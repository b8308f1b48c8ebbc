"""What the browser wrote into a page when it saved it."""

from __future__ import annotations

import re

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\b(.{0,2000}?)-->", re.DOTALL)
_LINE = re.compile(r"^\s*(url|saved date)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/(\d{4,14})[a-z_]*/(https?:/.+)", re.IGNORECASE
)
_LOOKED_AT = 20_000


def saved_from(text: str) -> tuple[str, str]:
    """The address a page was saved from and the time as the browser wrote it; empty if unsaid."""
    start = text[:_LOOKED_AT]
    single = _SINGLE_FILE.search(start)
    if single:
        said = {name.lower(): value for name, value in _LINE.findall(single.group(1))}
        return said.get("url", ""), said.get("saved date", "")
    found = _SAVED_FROM.search(start)
    address = found.group(1) if found else ""
    return ("" if address == "about:internet" else address), ""


def archived(address: str) -> tuple[str, str]:
    """The original address and the time stamp inside a web archive's address, if it is one."""
    found = _ARCHIVED.match(address)
    return (found.group(2), found.group(1)) if found else ("", "")
