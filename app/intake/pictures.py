"""Images on their way out of a page: where they stand, and what their bytes say they are.

Nothing is decoded here: a header's few bytes tell kind and size, and what lies about them is met
again by whoever shows it, under a limit of memory. SVG is never kept: it can hold scripts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.intake.limits import MEGABYTE
from app.model import Block, BlockKind
from app.text import Draft, content_of

LARGEST = 20 * MEGABYTE
"""Bytes of one image."""

MOST = 200
"""Images of one page."""

ALTOGETHER = 200 * MEGABYTE
"""Bytes of all images of one page."""

_MOST_PIXELS = 64_000_000
_SMALLEST_SIDE = 48
"""Pixels: what is smaller is an icon, a spacer or counts visits."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG markers that stand without a length."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An image where a page has it: before the draft whose ``origin`` is ``place``.

    ``sources`` are the addresses it may be found under, the likeliest first; ``lifted:N`` is the
    Nth of what was written in the page itself.
    """

    place: int
    alt: str
    sources: tuple[str, ...]


class Header(NamedTuple):
    """What an image's first bytes say: media type, width and height in pixels."""

    media_type: str
    width: int
    height: int


class UnusableImageError(Exception):
    """Bytes that are no image, or none that is kept; ``told`` is whether a user hears of it."""

    def __init__(self, *, told: bool) -> None:
        super().__init__()
        self.told = told


def header_of(content: bytes) -> Header:
    """The header of an image that may be kept.

    Raises UnusableImageError: told for one that is broken or too large, untold for what is no
    image of a kept kind and for tiny ones.
    """
    read = next((read for start, read in _READERS if content.startswith(start)), None)
    if read is None:
        raise UnusableImageError(told=False)
    if len(content) > LARGEST:
        raise UnusableImageError(told=True)
    try:
        header = read(content)
    except (struct.error, IndexError, ValueError) as error:
        raise UnusableImageError(told=True) from error
    if header.width * header.height > _MOST_PIXELS or not header.width * header.height:
        raise UnusableImageError(told=True)
    if min(header.width, header.height) < _SMALLEST_SIDE:
        raise UnusableImageError(told=False)
    return header


def _png(content: bytes) -> Header:
    length, kind, width, height = struct.unpack_from(">I4sII", content, 8)
    (checksum,) = struct.unpack_from(">I", content, 29)
    if (length, kind) != (13, b"IHDR") or zlib.crc32(content[12:29]) != checksum:
        raise ValueError("no header")
    at = 8
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        at += 12 + length
    if at > len(content):
        raise ValueError("cut short")
    return Header("image/png", width, height)


def _gif(content: bytes) -> Header:
    if content[:6] not in (b"GIF87a", b"GIF89a") or len(content) < 14:
        raise ValueError("no header")
    return Header("image/gif", *struct.unpack_from("<HH", content, 6))


def _jpeg(content: bytes) -> Header:
    """The frame's size: the segments before it are passed over by their lengths."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker in _BARE:
            continue
        (length,) = struct.unpack_from(">H", content, at)
        if marker in _SOF:
            height, width = struct.unpack_from(">HH", content, at + 3)
            return Header("image/jpeg", width, height)
        if marker == 0xDA or length < 2:
            raise ValueError("no frame")
        at += length


def _webp(content: bytes) -> Header:
    """The canvas of WebP's three forms (RFC 9649, section 2)."""
    (size,) = struct.unpack_from("<I", content, 4)
    kind = content[8:16]
    if size + 8 > len(content):
        raise ValueError("cut short")
    if kind == b"WEBPVP8X":
        wide, high = content[24:27], content[27:30]
        sides = int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    elif kind == b"WEBPVP8L" and content[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", content, 21)
        sides = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"WEBPVP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        sides = width & 0x3FFF, height & 0x3FFF
    else:
        raise ValueError("no header")
    return Header("image/webp", *sides)


_READERS = ((_PNG, _png), (b"GIF8", _gif), (b"\xff\xd8\xff", _jpeg), (b"RIFF", _webp))
"""How the kinds that are kept begin, and what reads their size."""


def stand_before(place: int, drafts: Sequence[Draft]) -> int:
    """The index of the Block that an image stands before, behind the last that came before it.

    ``drafts`` are the ones that became Blocks, in order (see :func:`that_stay`).
    """
    earlier = (
        index
        for index in range(len(drafts) - 1, -1, -1)
        if (origin := drafts[index].origin) is not None and origin < place
    )
    return next(earlier, -1) + 1


def that_stay(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that become Blocks."""
    return [draft for draft in drafts if content_of(draft)]


def caption_of(before: int, blocks: Sequence[Block]) -> int | None:
    """The index of an image's caption: the Block right below it, unless that is a table's."""
    kinds = [block.kind for block in blocks[before : before + 2]]
    is_caption = kinds[:1] == [BlockKind.CAPTION] and kinds[1:] != [BlockKind.TABLE]
    return before if is_caption else None
