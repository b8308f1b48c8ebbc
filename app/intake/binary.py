"""Telling files that hold no text from those that do."""

from __future__ import annotations

from app.errors import InputError

STARTS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"%PDF-", b"\x7fELF", b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"SQLite format 3", b"{\\rtf", b"ID3", b"RIFF",
    b"MZ\x90",
)  # fmt: skip
"""How files begin that are surely no text."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_LOOKED_AT = 65_536


def looks_binary(data: bytes) -> bool:
    """Whether more than one byte in fifty at the beginning is a control character."""
    start = data[:_LOOKED_AT]
    return len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 50


def binary() -> InputError:
    """The error for a file that holds no text although its name says so."""
    return InputError(
        "The file doesn't hold text, although its name says so.",
        hint="Check what it is; rename it if only its ending is wrong.",
        code="binary",
    )
