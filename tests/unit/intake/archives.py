"""Archives built to do harm, byte by byte where no honest tool writes them."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable

Entry = tuple[str, bytes]


def archive(entries: Iterable[Entry], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these entries under these names, doubles and all."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as file:
        warnings.simplefilter("ignore")  # names that stand twice are meant to
        for name, data in entries:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = method
            file.writestr(info, data)
    return out.getvalue()


def with_link(name: str, target: str, *more: Entry) -> bytes:
    """An archive with a symbolic link as Unix tools store one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        file.writestr(info, target)
        for other, data in more:
            file.writestr(other, data)
    return out.getvalue()


def encrypted(name: str, data: bytes) -> bytes:
    """An archive whose entry says that it is encrypted."""
    made = bytearray(archive([(name, data)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.index(mark) + place
        made[at] |= 1
    return bytes(made)


def lying(name: str, data: bytes, said: int) -> bytes:
    """An archive whose entry says it unpacks to ``said`` bytes."""
    made = bytearray(archive([(name, data)]))
    struct.pack_into("<I", made, made.index(b"PK\x03\x04") + 22, said)
    struct.pack_into("<I", made, made.index(b"PK\x01\x02") + 24, said)
    return bytes(made)


def overlapping(names: Iterable[str], size: int) -> bytes:
    """Entries that all share the bytes of one; what they hold is told once and unpacked often."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = machine.compress(b"a" * size) + machine.flush()
    checksum = zlib.crc32(b"a" * size)
    listed = list(names)
    fields = (8, 0, 33, checksum, len(packed), size)
    head = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, *fields, len(listed[0]), 0)
    body = head + listed[0].encode() + packed
    directory = b"".join(
        b"PK\x01\x02"
        + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, *fields, len(name), 0, 0, 0, 0, 0, 0)
        + name.encode()
        for name in listed
    )
    end = struct.pack("<HHHHIIH", 0, 0, len(listed), len(listed), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end
