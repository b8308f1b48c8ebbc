"""Original files, kept as they came, each under the SHA-256 of its content.

In an encrypted library content is sealed in chunks of 1 MiB with AES-256-GCM, under a key of the
file's own; each chunk vouches for the whole file's hash, its place, and whether it is the last, so
that cutting short, reordering and swapping files are all noticed. The plain hash of a well-known
file would give it away, so the name on disk is then an HMAC of it. Sizes remain visible.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import DamagedLibraryError, NotFoundError
from app.store.files import durable_file, explain_failure, make_folders, sync_folder

# Imported where they are used: a library without a passphrase does without them.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ORIGINALS = "originals"
CHUNK_BYTES = 1 << 20
_TAG_BYTES = 16
_MAGIC = b"SBFILE\x00\x01"
_SALT_BYTES = 16
_HEADER_BYTES = len(_MAGIC) + _SALT_BYTES
_DIGEST = re.compile(r"[0-9a-f]{64}")


class BlobStore:
    """The original files of the library in ``folder``; ``key`` is :attr:`LibraryKey.files`."""

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self._root = folder / ORIGINALS
        self._key = key
        self._durable: set[Path] = set()

    def put(self, content: bytes) -> str:
        """The SHA-256 of ``content``, which is in the library, durable, when this returns.

        A sound copy that is there already is kept, a damaged one replaced. Raises
        :class:`LibraryError` when it can't be written; nothing half-written is left then.
        """
        digest = hashlib.sha256(content)
        path = self._path(digest.hexdigest())
        with explain_failure("The original file"):
            self._prepare(path.parent)
            if self.verify(digest.hexdigest()):
                sync_folder(path.parent)  # its writer may have died before doing so
            else:
                self._write(path, content, digest.digest())
        return digest.hexdigest()

    def get(self, sha256: str) -> bytes:
        """The content whose SHA-256 (64 lowercase hex digits) is ``sha256``.

        Raises :class:`NotFoundError` when it isn't here and :class:`DamagedLibraryError`
        when what is here is not what was put.
        """
        if not _DIGEST.fullmatch(sha256):
            raise _missing(sha256)
        try:
            stored = self._path(sha256).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _missing(sha256) from error
        except OSError as error:
            raise _damaged(sha256, str(error)) from error
        content = stored if self._key is None else _opened(stored, sha256, self._key)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(sha256, "wrong hash")
        return content

    def has(self, sha256: str) -> bool:
        """Whether there is a file for ``sha256``, sound or not."""
        return _DIGEST.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether the file is here and holds exactly what was put."""
        try:
            self.get(sha256)
        except (NotFoundError, DamagedLibraryError):
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Delete a file; one that isn't there is no matter, nor one that the system holds on to."""
        with suppress(OSError):
            self._path(sha256).unlink(missing_ok=True)

    def unknown(self, known: Iterable[str]) -> list[str]:
        """Files in the folder that belong to none of the hashes ``known``, temporary ones too.

        Paths are relative to ``originals``, with ``/``, in order.
        """
        expected = {self._path(sha256) for sha256 in known if _DIGEST.fullmatch(sha256)}
        found = (path for path in self._root.rglob("*") if path.is_symlink() or path.is_file())
        return sorted(
            path.relative_to(self._root).as_posix() for path in found if path not in expected
        )

    def _path(self, sha256: str) -> Path:
        name = sha256
        if self._key is not None:
            name = hmac.digest(self._key, bytes.fromhex(sha256), "sha256").hex()
        return self._root / name[:2] / name

    def _prepare(self, folder: Path) -> None:
        """Make the folder, and once in a run sync its name even if another run made it."""
        if folder not in self._durable:
            make_folders(folder)
            sync_folder(folder.parent)
            sync_folder(folder.parent.parent)
            self._durable.add(folder)

    def _write(self, path: Path, content: bytes, digest: bytes) -> None:
        with durable_file(path) as out:
            if self._key is None:
                out.write(content)
            else:
                out.writelines(_sealed(content, digest, self._key))


def stored_files(folder: Path) -> list[Path]:
    """The originals of the library in ``folder`` by name on disk, in order, without leftovers."""
    found = (folder / ORIGINALS).glob("[0-9a-f][0-9a-f]/*")
    return sorted(
        path
        for path in found
        if _DIGEST.fullmatch(path.name)
        and path.name.startswith(path.parent.name)
        and path.is_file()
        and not path.is_symlink()
    )


def _sealed(content: bytes, digest: bytes, key: bytes) -> Iterator[bytes]:
    salt = os.urandom(_SALT_BYTES)
    yield _MAGIC + salt
    cipher = _cipher(key, salt)
    view = memoryview(content)
    last = max(0, len(content) - 1) // CHUNK_BYTES
    for index in range(last + 1):
        part = view[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
        yield cipher.encrypt(_nonce(index), part, _place(digest, index, index == last))


def _opened(stored: bytes, sha256: str, key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    if not stored.startswith(_MAGIC) or len(stored) < _HEADER_BYTES + _TAG_BYTES:
        raise _damaged(sha256, "no sealed file")
    cipher = _cipher(key, stored[len(_MAGIC) : _HEADER_BYTES])
    view, size = memoryview(stored)[_HEADER_BYTES:], CHUNK_BYTES + _TAG_BYTES
    last = (len(view) - 1) // size
    digest = bytes.fromhex(sha256)
    try:
        return b"".join(
            cipher.decrypt(
                _nonce(index),
                view[index * size : (index + 1) * size],
                _place(digest, index, index == last),
            )
            for index in range(last + 1)
        )
    except InvalidTag as error:
        raise _damaged(sha256, "wrong tag") from error


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    """A key for one file, so that chunk numbers can be nonces and never meet under one key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"original file").derive(key))


def _nonce(index: int) -> bytes:
    return index.to_bytes(12, "big")


def _place(digest: bytes, index: int, final: bool) -> bytes:
    return digest + index.to_bytes(8, "big") + (b"\x01" if final else b"\x00")


def _missing(sha256: str) -> NotFoundError:
    return NotFoundError(
        "The original file isn't in the library.",
        hint="Import it again, or restore a backup.",
        detail=sha256[:64],
    )


def _damaged(sha256: str, reason: str) -> DamagedLibraryError:
    return DamagedLibraryError(
        "An original file in the library is damaged.",
        hint="Import it again, or restore a backup.",
        detail=f"{sha256}: {reason}",
    )
