"""MHTML: a page and its parts as one message (RFC 2557), as browsers save it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from app.clock import stamp
from app.intake.contents import cut_off
from app.intake.finding import Finding
from app.intake.limits import MEGABYTE, Limits
from app.intake.page.reader import read_page
from app.intake.page.saved import SavedWith
from app.model import DocumentKind

MEDIA_TYPE = "multipart/related"

_MOST = 2_000
"""Parts of one page that are looked at."""

_LARGEST = 200 * MEGABYTE
"""Bytes of all images together."""

_PAGES = ("text/html", "application/xhtml+xml")
_DECLARES = re.compile(rb"<meta\b[^>]{0,300}?\bcharset", re.IGNORECASE)


def read_mhtml(data: bytes, limits: Limits, kind: DocumentKind | None = None) -> Finding:
    """What the page in the file holds, with the file's own address and time of saving.

    Raises InputError where there is no page in it.
    """
    message = message_from_bytes(data, policy=policy.compat32)
    parts = list(_parts(message))
    main = _main(message, parts)
    if main is None:
        raise cut_off()
    address = _header(message, "Snapshot-Content-Location") or _location(main)
    images = dict(_images(parts))
    came = SavedWith(address, _location(main), _saved(message), images)
    finding = read_page(_text(main), kind, text_size=limits.text_size, came=came)
    finding.media_type = MEDIA_TYPE
    return finding


def _parts(message: Message) -> Iterator[Message]:
    """The message's parts that hold something themselves, the first of them."""
    for number, part in enumerate(message.walk()):
        if number >= _MOST:
            return
        if not part.is_multipart():
            yield part


def _main(message: Message, parts: list[Message]) -> Message | None:
    """The part that is the page: the one named as start, the one saved, or the first page."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    wanted = _header(message, "Snapshot-Content-Location")
    for page in pages:
        if (start and _header(page, "Content-ID") == start) or (
            wanted and _location(page) == wanted
        ):
            return page
    return pages[0] if pages else None


def _text(part: Message) -> bytes:
    """A page's bytes; in UTF-8 with its mark where only the message says how they are encoded."""
    data = _payload(part)
    charset = str(part.get_content_charset() or "")
    if not charset or _DECLARES.search(data[:4_096]) or data.startswith(codecs.BOM_UTF8):
        return data
    try:
        return codecs.BOM_UTF8 + data.decode(charset, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return data


def _images(parts: list[Message]) -> Iterator[tuple[str, bytes]]:
    size = 0
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        data = _payload(part)
        size += len(data)
        if size > _LARGEST:
            return
        if _location(part):
            yield _location(part), data
        if id_ := _header(part, "Content-ID").strip("<>"):
            yield f"cid:{id_}", data


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _location(part: Message) -> str:
    return _header(part, "Content-Location")


def _header(part: Message, name: str) -> str:
    """A header on one line; addresses are folded without a space."""
    return re.sub(r"\s+", "", str(part.get(name) or "")[:4_000])


def _saved(message: Message) -> str:
    try:
        return stamp(parsedate_to_datetime(str(message.get("Date") or "")))
    except (ValueError, TypeError, OverflowError):
        return ""
