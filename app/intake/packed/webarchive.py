"""Safari's web archive: a property list of the page and what it needed."""

from __future__ import annotations

import codecs
import plistlib
import re
import struct
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from app.intake.contents import cut_off
from app.intake.finding import Finding
from app.intake.limits import MEGABYTE, Limits, too_nested
from app.intake.page.reader import read_page
from app.intake.page.saved import SavedWith
from app.model import DocumentKind

MEDIA_TYPE = "application/x-webarchive"

_MOST = 2_000
_LARGEST = 200 * MEGABYTE
_BROKEN = (
    plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError,
    AttributeError, OverflowError, struct.error,
)  # fmt: skip


def read_webarchive(data: bytes, limits: Limits, kind: DocumentKind | None = None) -> Finding:
    """What the page in the file holds, with the file's own address.

    Raises InputError where there is no page in it.
    """
    try:
        archive = plistlib.loads(data)
    except RecursionError as error:
        raise too_nested() from error
    except _BROKEN as error:
        raise cut_off() from error
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        raise cut_off()
    address = _said(main, "WebResourceURL")
    images = dict(_images(archive.get("WebSubresources")))
    came = SavedWith(address, address, "", images)
    finding = read_page(_text(main), kind, text_size=limits.text_size, came=came)
    finding.media_type = MEDIA_TYPE
    return finding


def _text(main: dict[str, Any]) -> bytes:
    data = bytes(main["WebResourceData"])
    encoding = _said(main, "WebResourceTextEncodingName")
    declares = re.search(rb"<meta\b[^>]{0,300}?\bcharset", data[:4_096], re.IGNORECASE)
    if not encoding or declares or data.startswith(codecs.BOM_UTF8):
        return data
    try:
        return codecs.BOM_UTF8 + data.decode(encoding, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return data


def _images(resources: Any) -> Iterator[tuple[str, bytes]]:
    size = 0
    for resource in resources[:_MOST] if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        data = resource.get("WebResourceData")
        is_image = _said(resource, "WebResourceMIMEType").startswith("image/")
        if is_image and isinstance(data, bytes) and size + len(data) <= _LARGEST:
            size += len(data)
            yield _said(resource, "WebResourceURL"), data


def _said(resource: dict[str, Any], name: str) -> str:
    value = resource.get(name)
    return value.strip() if isinstance(value, str) else ""
