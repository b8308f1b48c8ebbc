"""Which reader takes a file: by its name's ending, checked against what it begins with."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from app.errors import InputError
from app.intake.binary import STARTS, binary
from app.intake.contents import NAMES, PACKED, format_in, looks_like_page, unpacked
from app.intake.finding import Finding
from app.intake.limits import Limits, too_large
from app.intake.origin import settle_addresses
from app.model import DocumentKind
from app.text import canonical_line

FORMATS: dict[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".epub": "epub",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".wiki": "wikitext",
    ".mediawiki": "wikitext",
    ".wikitext": "wikitext",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".webarchive": "webarchive",
    ".zip": "zip",
}
"""The endings that are read here, in lower case, and the format each stands for."""

_Reader = Callable[[bytes, Limits, DocumentKind | None], Finding]

_ATX = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_ATX_DEEP = re.compile(rb"^#{2,6} +\S", re.MULTILINE)
_READERS = {
    "html": ("page.reader", "read_page"),
    "pdf": ("pdf.reader", "read_pdf"),
    "markdown": ("markdown.reader", "read_markdown"),
    "text": ("plain.reader", "read_plain"),
    "epub": ("epub.reader", "read_epub"),
    "docx": ("office.docx", "read_docx"),
    "odt": ("office.odt", "read_odt"),
    "rtf": ("office.rtf", "read_rtf"),
    "wikitext": ("wikitext.reader", "read_wikitext"),
    "mhtml": ("packed.mhtml", "read_mhtml"),
    "webarchive": ("packed.webarchive", "read_webarchive"),
}


def format_of(name: str) -> str | None:
    """The format a file's name stands for, None where it is unknown."""
    return FORMATS.get(PurePath(name).suffix.lower())


def unknown_format(name: str) -> InputError:
    """The error for a file whose format isn't read."""
    suffix = PurePath(name).suffix.lower()
    what = f"Files of the kind “{suffix}”" if suffix else "Files without an ending"
    return InputError(
        f"{what} can't be read.",
        hint="Save it as HTML, PDF, EPUB, DOCX, ODT, RTF, Markdown or plain text.",
        code="unknown-format",
    )


def empty() -> InputError:
    """The error for a file in which there is nothing to read and nothing to cite."""
    return InputError(
        "The file is empty: there is no text in it.", hint="Save or export it again.", code="empty"
    )


def read_bytes(data: bytes, name: str, limits: Limits, kind: DocumentKind | None = None) -> Finding:
    """What the bytes of the file ``name`` hold; ``kind`` overrides what they look like.

    Raises InputError where they can't be used, or hold neither text nor title.
    """
    finding = _read(data, name, limits, kind)
    finding.kind = kind or finding.kind
    finding.settle_publisher()
    settle_addresses(finding)
    # A PDF without text is pictures of pages, which can be cited.
    if finding.media_type != "application/pdf" and not _says_anything(finding):
        raise empty()
    return finding


def _says_anything(finding: Finding) -> bool:
    if "title" in finding.reference:
        return True
    return any(draft.rows or canonical_line(draft.text) for draft in finding.drafts)


def _read(data: bytes, name: str, limits: Limits, kind: DocumentKind | None) -> Finding:
    named = format_of(name)
    if named is None:
        raise unknown_format(name)
    plain = unpacked(data, limits.page_size)
    found = format_in(plain, named)
    if found not in PACKED | {"html"} and len(plain) > limits.text_size:
        raise too_large(limits.text_size)
    if found not in PACKED and plain.startswith(STARTS):
        raise binary()
    if found == "text" and looks_like_page(plain):
        found = "html"
    finding = _reader(found, plain)(plain, limits, kind)
    if plain is not data:
        finding.warn("The file is compressed although its name doesn't say so; it was unpacked.")
    elif found != named and named != "text":
        suffix = PurePath(name).suffix.lower()
        finding.warn(f"The file is {NAMES[found]} although its name ends in {suffix}.")
    return finding


def _reader(found: str, data: bytes) -> _Reader:
    """The reader for a format; each is imported when it is first needed."""
    if found == "text" and _is_markdown(data):
        found = "markdown"
    if found not in _READERS:
        raise _nested()
    module, name = _READERS[found]
    read = getattr(import_module(f"app.intake.{module}"), name)
    if found == "html":
        return lambda data, limits, kind: read(data, kind, text_size=limits.text_size)
    if found in ("mhtml", "webarchive"):
        return cast("_Reader", read)
    if found in ("pdf", "epub"):
        return lambda data, limits, _: read(data, limits)
    return lambda data, *_: read(data)


def _nested() -> InputError:
    return InputError(
        "An archive inside an archive isn't opened.",
        hint="Unpack the outer one, and import the inner one by itself.",
        code="nested-archive",
    )


def _is_markdown(data: bytes) -> bool:
    """Whether plain text has Markdown's headings: one on top and one of a section."""
    return bool(_ATX.match(data.lstrip(b"\xef\xbb\xbf \t\r\n")) and _ATX_DEEP.search(data))
