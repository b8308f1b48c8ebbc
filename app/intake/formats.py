"""Which reader takes a file: by its name's ending, checked against what it begins with."""

from __future__ import annotations

import re
from pathlib import PurePath

from app.errors import InputError
from app.intake.binary import STARTS, binary
from app.intake.finding import Finding
from app.intake.limits import Limits, too_large
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
}
"""The endings that are read here, in lower case, and the format each stands for."""

_ATX = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_ATX_DEEP = re.compile(rb"^#{2,6} +\S", re.MULTILINE)
_LOOKS_LIKE_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)


def format_of(name: str) -> str | None:
    """The format a file's name stands for, None where it is unknown."""
    return FORMATS.get(PurePath(name).suffix.lower())


def unknown_format(name: str) -> InputError:
    """The error for a file whose format isn't read."""
    suffix = PurePath(name).suffix.lower()
    what = f"Files of the kind “{suffix}”" if suffix else "Files without an ending"
    return InputError(
        f"{what} can't be read.",
        hint="Save it as HTML, PDF, Markdown or plain text.",
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
    # A PDF without text is pictures of pages, which can be cited.
    if finding.media_type != "application/pdf" and not _says_anything(finding):
        raise empty()
    return finding


def _says_anything(finding: Finding) -> bool:
    if "title" in finding.reference:
        return True
    return any(draft.rows or canonical_line(draft.text) for draft in finding.drafts)


def _read(data: bytes, name: str, limits: Limits, kind: DocumentKind | None) -> Finding:
    found = format_of(name)
    if found is None:
        raise unknown_format(name)
    if found == "pdf":
        from app.intake.pdf.reader import read_pdf

        return read_pdf(data, limits)
    if found != "html" and len(data) > limits.text_size:
        raise too_large(limits.text_size)
    if data.startswith(STARTS):
        raise binary()
    if found == "html" or (found == "text" and _LOOKS_LIKE_PAGE.match(data[:1000])):
        from app.intake.page.reader import read_page

        return read_page(data, kind, text_size=limits.text_size)
    if found == "markdown" or _is_markdown(data):
        from app.intake.markdown.reader import read_markdown

        return read_markdown(data)
    from app.intake.plain.reader import read_plain

    return read_plain(data)


def _is_markdown(data: bytes) -> bool:
    """Whether plain text has Markdown's headings: one on top and one of a section."""
    return bool(_ATX.match(data.lstrip(b"\xef\xbb\xbf \t\r\n")) and _ATX_DEEP.search(data))
