"""Where a file came from, as the system noted it when it was downloaded. Never fetched.

Linux keeps the address in an attribute of the file (freedesktop.org, "Extended attributes"), macOS
a property list in one, Windows a stream beside it, which other systems show as a file of its own
when it is copied there. The raw notes are collected here and read in the child.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from app.intake.finding import Finding

XDG = "user.xdg.origin.url"
WHERE_FROMS = "com.apple.metadata:kMDItemWhereFroms"
ZONE = "Zone.Identifier"

_LARGEST = 16_384
_LONGEST = 4_000
_CUT = 2_000
"""Code points at which readers cut what a file says: an address so long leads elsewhere."""
_SPOKEN = {
    XDG: "where the browser noted it (file attribute)",
    WHERE_FROMS: "where the browser noted it (macOS)",
    ZONE: "where the browser noted it (Windows)",
}
_ADDRESSES = frozenset(("URL", "address"))
_MOMENT = re.compile(r"(?=.*\d)[\w\s:+.,/()\u200e\u200f-]{4,120}")
_HOST_URL = re.compile(r"^HostUrl=(.+?)\s*$", re.MULTILINE)


def notes_of(path: Path) -> dict[str, str]:
    """The system's own notes about a file, by name, in base64; only what this system keeps."""
    found = {XDG: _attribute(path, XDG), WHERE_FROMS: _attribute(path, WHERE_FROMS)}
    # Windows opens the stream by this name; elsewhere a copy of it may lie beside the file.
    found[ZONE] = _beginning(path.with_name(f"{path.name}:{ZONE}"))
    return {name: base64.b64encode(raw).decode() for name, raw in found.items() if raw}


def read_origin(notes: dict[str, str], finding: Finding) -> None:
    """Keep the address among what is known of the file; it is the reference's where none is."""
    for name, packed in notes.items():
        try:
            raw = base64.b64decode(packed, validate=True)
        except (binascii.Error, ValueError):
            continue
        address = clean_address(_READERS[name](raw)) if name in _READERS else ""
        if address:
            finding.note("downloaded_from", address)
            finding.know("URL", address, _SPOKEN[name])
            return


def settle_addresses(finding: Finding) -> None:
    """Keep only addresses of the web among what a file says of itself, without a password.

    A page saved from a disk names a place on somebody's computer, a hostile one names code.
    """
    for place in (finding.reference, finding.provenance):
        for name in _ADDRESSES.intersection(place):
            said = str(place[name])
            place[name] = clean_address(said.replace(" ", "%20")) if len(said) < _CUT else ""
            if not place[name]:
                del place[name]
                finding.sources.pop(name, None)
    when = finding.provenance.get("saved_by_browser")
    if when is not None and not _MOMENT.fullmatch(str(when)):
        del finding.provenance["saved_by_browser"]


def xdg_address(raw: bytes) -> str:
    """The address in the attribute that browsers on Linux write."""
    return raw.decode("utf-8", "replace").strip("\0 \n")


def where_froms(raw: bytes) -> str:
    """The first address of macOS' list: the file's own; the page that linked to it follows."""
    import plistlib

    try:
        said = plistlib.loads(raw)
    except Exception:  # a property list may be broken in any way
        return ""
    lines = said if isinstance(said, list) else [said]
    return next((line for line in lines if isinstance(line, str) and line.strip()), "")


def zone_address(raw: bytes) -> str:
    """``HostUrl`` of a Windows zone note, an INI file in UTF-8 or UTF-16."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    found = _HOST_URL.search(raw.decode(encoding, "replace"))
    return found.group(1) if found else ""


def clean_address(address: str) -> str:
    """A web address without a user's name or password; empty for anything else."""
    if len(address) > _LONGEST or re.search(r"[\s\x00-\x1f]", address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


_READERS = {XDG: xdg_address, WHERE_FROMS: where_froms, ZONE: zone_address}


def _beginning(path: Path) -> bytes:
    """The first bytes of a regular file; none where there is none."""
    with suppress(OSError, ValueError):
        if sys.platform == "win32" or (path.is_file() and not path.is_symlink()):
            with path.open("rb") as file:
                return file.read(_LARGEST)
    return b""


def _attribute(path: Path, name: str) -> bytes:
    if sys.platform == "darwin":
        return _mac_attribute(path, name)
    read = getattr(os, "getxattr", None)
    if read is None:
        return b""
    with suppress(OSError, ValueError):
        return bytes(read(path, name))[:_LARGEST]
    return b""


def _mac_attribute(path: Path, name: str) -> bytes:
    """``getxattr`` of macOS' C library, which Python doesn't offer there."""
    import ctypes.util

    with suppress(OSError, AttributeError, ValueError):
        library = ctypes.CDLL(ctypes.util.find_library("c"))
        buffer = ctypes.create_string_buffer(_LARGEST)
        size = library.getxattr(os.fsencode(path), name.encode(), buffer, _LARGEST, 0, 0)
        return buffer.raw[:size] if size > 0 else b""
    return b""
