"""What a file's bytes say it is, whatever its name says."""

from __future__ import annotations

import re
import zlib

from app.errors import InputError
from app.intake.archive.checks import protected
from app.intake.binary import binary, looks_binary
from app.intake.limits import too_large

NAMES = {
    "html": "a web page", "pdf": "a PDF", "markdown": "Markdown", "text": "plain text",
    "epub": "an EPUB", "docx": "a Word document", "odt": "an OpenDocument text",
    "rtf": "Rich Text", "wikitext": "wikitext", "mhtml": "a web archive (MHTML)",
    "webarchive": "a Safari web archive",
}  # fmt: skip
"""What each format is called in a sentence."""

PACKED = frozenset({"pdf", "epub", "docx", "odt", "rtf", "mhtml", "webarchive", "zip"})
"""Formats that hold more than text and may be larger."""

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(
    rb"(?:[A-Za-z-]{2,40}:[^\n]{0,1000}\r?\n(?:[ \t][^\n]{0,1000}\r?\n)*){1,40}", re.DOTALL
)
_GZIP = b"\x1f\x8b\x08"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_START = 4_096
_DIRECTORY = 200_000
_ODT = b"application/vnd.oasis.opendocument.text"


def format_in(data: bytes, named: str) -> str:
    """The format that ``data`` is in; ``named`` where the bytes don't say.

    Raises InputError for what is surely nothing that is read here.
    """
    start = data[:_START]
    if b"%PDF-" in start[:1024] and not _PAGE.match(start):
        return "pdf"
    if start.startswith(_ZIP):
        return _in_zip(data, named)
    if start.startswith(_OLE):
        raise _in_ole(data)
    if start.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"bplist00"):
        return "webarchive"
    if is_mhtml(start):
        return "mhtml"
    if named in PACKED and _PAGE.match(_readable(start)):
        return "html"
    if named in PACKED - {"pdf", "zip"} and not looks_binary(_readable(start)):
        has_own = (named == "webarchive" and b"<plist" in start) or (
            named == "mhtml" and b"mime-version:" in start.lower()
        )
        return named if has_own else "text"
    return named


def looks_like_page(data: bytes) -> bool:
    """Whether ``data`` begins as a web page does."""
    return bool(_PAGE.match(_readable(data[:_START])))


def is_mhtml(start: bytes) -> bool:
    """Whether a file begins with the headers of a page saved whole (RFC 2557)."""
    headers = _MHTML.match(start.lstrip(b"\xef\xbb\xbf\r\n"))
    said = headers.group().lower() if headers else b""
    return b"mime-version:" in said and b"multipart/related" in said


def unpacked(data: bytes, limit: int) -> bytes:
    """``data``, or what it holds where it is compressed by gzip: once, and up to ``limit``."""
    if not data.startswith(_GZIP):
        return data
    machine = zlib.decompressobj(wbits=31)
    try:
        found = machine.decompress(data, limit + 1)
    except zlib.error as error:
        raise cut_off() from error
    if len(found) > limit:
        raise too_large(limit)
    if not machine.eof:
        raise cut_off()
    if found.startswith(_GZIP):
        raise binary()
    return found


def cut_off() -> InputError:
    """The error for a compressed file that is broken or not all there."""
    return InputError(
        "The file is damaged or incomplete.", hint="Download or save it again.", code="damaged"
    )


def _readable(start: bytes) -> bytes:
    """The beginning without what UTF-16 puts between Latin letters."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start[2:].replace(b"\0", b"")
    return start.removeprefix(b"\xef\xbb\xbf")


def _in_zip(data: bytes, named: str) -> str:
    kind = data[38:140] if data[30:38] == b"mimetype" else b""
    if kind.startswith(b"application/epub+zip"):
        return "epub"
    if kind.startswith(_ODT):
        return "odt"
    directory = data[-_DIRECTORY:]
    if b"word/document" in directory:
        return "docx"
    if b"META-INF/container.xml" in directory:
        return "epub"
    if named in ("epub", "docx", "odt", "zip"):
        return named
    raise binary()


def _in_ole(data: bytes) -> InputError:
    """Microsoft's old container: a protected new document, or an old one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return protected()
    return InputError(
        "The file is in Word's old format, which can't be read.",
        hint="Open it in a word processor, save it as DOCX or ODT, and import that.",
        code="old-format",
    )
