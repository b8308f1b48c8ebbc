"""The file format of a backup: a ZIP of known names with a manifest of sizes and hashes.

A backup may come from anyone, so reading trusts nothing: names come from a short list of patterns
and are never used as paths unseen; duplicates, links, overlapping entries, lying sizes and
decompression bombs are refused before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.errors import InputError

DATABASE = "library.db"
MANIFEST = "manifest.json"
PLAIN_DATABASE = b"SQLite format 3\x00"  # how a database without encryption begins
CHUNK_BYTES = 1 << 20
_FORMAT = "sourcebook-backup"
_VERSION = 1
_NAMES = re.compile(
    r"manifest\.json|library\.db|library\.key\.json|originals/([0-9a-f]{2})/\1[0-9a-f]{62}"
)
_MAX_RATIO = 100
_ALWAYS_DEFLATED = 16 << 20
_MAX_MANIFEST_BYTES = 128 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_UNREADABLE = (
    AttributeError, BadZipFile, EOFError, KeyError, OSError, OverflowError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def pack(files: Iterable[tuple[str, Path]], out: BinaryIO) -> None:
    """Write the backup holding ``files`` (name in it, place on disk) to ``out``.

    The same files give the same bytes: the order is the caller's and no time is recorded.
    """
    members: dict[str, dict[str, Any]] = {}
    with ZipFile(out, "w") as archive:
        for name, path in files:
            members[name] = _add(archive, name, path)
        manifest = {"format": _FORMAT, "version": _VERSION, "members": members}
        archive.writestr(_info(MANIFEST, ZIP_STORED), json.dumps(manifest, indent=1))


def _add(archive: ZipFile, name: str, path: Path) -> dict[str, Any]:
    info = _info(name, _method(path) if name == DATABASE else ZIP_STORED)
    info.file_size = path.stat().st_size  # tells zipfile when the 64-bit form is needed
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(info, "w") as member:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


def _info(name: str, method: int) -> ZipInfo:
    info = ZipInfo(name)  # dated 1980-01-01, the earliest a ZIP can say
    info.create_system = 3  # Unix, on every system, so that the bytes are the same
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    info.compress_type = method
    info._compresslevel = 1  # type: ignore[attr-defined]  # the public name came with 3.13
    return info


def _method(path: Path) -> int:
    """Deflate, unless it won't help (an encrypted database) or would look like a bomb.

    The latter is a database of mostly emptied pages.
    """
    size, squeezed, squeezer = path.stat().st_size, 0, zlib.compressobj(1)
    with path.open("rb") as source:
        if source.read(len(PLAIN_DATABASE)) != PLAIN_DATABASE:
            return ZIP_STORED
        if size <= _ALWAYS_DEFLATED:
            return ZIP_DEFLATED
        source.seek(0)
        while chunk := source.read(CHUNK_BYTES):
            squeezed += len(squeezer.compress(chunk))
            if squeezed * _MAX_RATIO > 2 * size:
                return ZIP_DEFLATED
    return ZIP_STORED


class Archive:
    """A backup open for reading, its structure checked; see :func:`open_archive`."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file)
        self._infos = _checked(self._zip, file)
        self._members = self._manifest()

    @property
    def names(self) -> list[str]:
        """The members in the order they were packed, without the manifest."""
        return list(self._members)

    @property
    def size(self) -> int:
        """Bytes that the members take when unpacked."""
        return sum(size for size, _ in self._members.values())

    def content(self, name: str) -> Iterator[bytes]:
        """The member in chunks; raises :class:`InputError` at the end if it isn't what was packed.

        So nothing that came out may be used before the last chunk was taken.
        """
        size, sha256 = self._members[name]
        digest, left = hashlib.sha256(), size
        with _explained(), self._zip.open(self._infos[name]) as member:
            while chunk := member.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise ValueError(f"{name} is longer than it says")
                digest.update(chunk)
                yield chunk
            if left or digest.hexdigest() != sha256:
                raise ValueError(f"{name} differs from the manifest")

    def _manifest(self) -> dict[str, tuple[int, str]]:
        info = self._infos[MANIFEST]
        if info.file_size > _MAX_MANIFEST_BYTES:
            raise ValueError("the manifest is too large")
        manifest = json.loads(self._zip.read(info))
        if (manifest["format"], manifest["version"]) != (_FORMAT, _VERSION):
            raise ValueError("no manifest of this version")
        found = {
            str(name): (int(member["size"]), str(member["sha256"]))
            for name, member in manifest["members"].items()
        }
        sizes = {name: info.file_size for name, info in self._infos.items() if name != MANIFEST}
        if sizes != {name: size for name, (size, _) in found.items()} or DATABASE not in found:
            raise ValueError("the manifest names other members")
        return found


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The backup at ``path``; :class:`InputError` when it can't be read or is no sound backup."""
    with _explained():
        file = path.open("rb")
    with file:
        yield read_archive(file)


def read_archive(file: BinaryIO) -> Archive:
    """The backup in an open file, see :func:`open_archive`."""
    with _explained():
        return Archive(file)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise InputError(
            "The backup file can't be read.", hint="Check its name.", detail=str(error)
        ) from error
    except _UNREADABLE as error:
        raise InputError(
            "This file isn't a whole, undamaged backup; nothing was restored.",
            hint="Choose another backup.",
            detail=f"{type(error).__name__}: {error}",
        ) from error


def _checked(archive: ZipFile, file: BinaryIO) -> dict[str, ZipInfo]:
    infos = archive.infolist()
    for info in infos:
        _check_entry(info)
    _check_places(infos, archive.start_dir, file)
    found = {info.filename: info for info in infos}
    if len(found) != len(infos):
        raise ValueError("a name stands twice")
    return found


def _check_entry(info: ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    deflated = info.compress_type == ZIP_DEFLATED and info.filename == DATABASE
    limit = max(_ALWAYS_DEFLATED, info.compress_size * _MAX_RATIO)
    if info.orig_filename != info.filename or not _NAMES.fullmatch(info.filename):
        raise ValueError("an unexpected name")
    if kind not in {0, stat.S_IFREG} or info.flag_bits & 0x1:
        raise ValueError("a link, folder or encrypted entry")
    if not deflated and (info.compress_type, info.compress_size) != (ZIP_STORED, info.file_size):
        raise ValueError("an unexpected compression")
    if deflated and info.file_size > limit:
        raise ValueError("an entry that grows too much")


def _check_places(infos: list[ZipInfo], end_of_entries: int, file: BinaryIO) -> None:
    """Entries may not overlap: zipfile itself looks only since 3.11.8 (CVE-2024-0450)."""
    end = 0
    for info in sorted(infos, key=lambda entry: entry.header_offset):
        if info.header_offset < end:
            raise ValueError("entries overlap")
        file.seek(info.header_offset)
        magic, name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
        if magic != b"PK\x03\x04":
            raise ValueError("no entry where one should be")
        end = info.header_offset + _LOCAL_HEADER.size + name + extra + info.compress_size
    if end > end_of_entries:
        raise ValueError("an entry reaches into the directory")
