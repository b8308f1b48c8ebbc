"""Pictures made by hand, byte by byte, as their formats' standards say."""

from __future__ import annotations

import base64
import struct
import zlib


def png(width: int, height: int, *, shade: int = 128, says: tuple[int, int] | None = None) -> bytes:
    """A grey PNG; its header may say another size than it has."""
    header = struct.pack(">IIBBBBB", *(says or (width, height)), 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )  # fmt: skip


def gif(width: int, height: int) -> bytes:
    """A GIF's header and screen descriptor, without an image in it."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b"\x3b"


def jpeg(width: int, height: int) -> bytes:
    """A JPEG as far as its frame header, with a comment and fill bytes before that."""
    comment = b"\xff\xfe" + struct.pack(">H", 2 + 5) + b"hello"
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + comment + frame + b"\xff\xda"


def webp(kind: str, width: int, height: int) -> bytes:
    """The header of one of WebP's three forms (RFC 9649)."""
    if kind == "lossy":
        body = b"VP8 " + struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a"
        body += struct.pack("<HH", width, height)
    elif kind == "lossless":
        bits = (width - 1) | (height - 1) << 14
        body = b"VP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", bits) + b"\0"
    else:
        body = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0"
        body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def as_data(content: bytes, media_type: str = "image/png") -> str:
    """A ``data:`` URI."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
