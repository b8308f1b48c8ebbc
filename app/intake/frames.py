"""Messages between the program and its reading child: one JSON head and one run of bytes each.

A frame is two big-endian lengths of eight bytes, the head in UTF-8 JSON, then the body. Nothing is
ever unpickled, so a parser that was taken over can only say things, not run them.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">QQ")


class BrokenFrameError(Exception):
    """The other side ended or sent nonsense; never shown to a user as such."""


def send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame and flush it."""
    packed = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(_LENGTHS.pack(len(packed), len(body)))
    stream.write(packed)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, limit: int) -> tuple[dict[str, Any], bytes]:
    """Read one frame of at most ``limit`` bytes; raise :class:`BrokenFrameError` otherwise."""
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head_length + body_length > limit:
        raise BrokenFrameError("a frame is too long")
    try:
        head = json.loads(_exactly(stream, head_length))
    except ValueError as error:
        raise BrokenFrameError("a frame's head is no JSON") from error
    if not isinstance(head, dict):
        raise BrokenFrameError("a frame's head is no object")
    return head, _exactly(stream, body_length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length) if length else b""
    if len(data) != length:
        raise BrokenFrameError("the other side ended")
    return data
