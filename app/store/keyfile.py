"""The key of an encrypted library: 32 random bytes, kept in a file, wrapped by the passphrase.

The passphrase opens the wrap (Argon2id, then AES-256-GCM), never the database itself, so it can be
changed without writing the library anew. A second wrap may be opened by a printed recovery code.
The file carries a checksum over all it says: with a right checksum a wrap that doesn't open means a
wrong passphrase, with a wrong one the file is damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import (
    DamagedLibraryError,
    InputError,
    LibraryError,
    LockedLibraryError,
    NewerLibraryError,
)
from app.store.files import explain_failure, make_folders, write_durably
from app.store.recovery import new_code, read_code

# Imported where they are used: a library without a passphrase opens without them.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_FILE = "library.key.json"
KEY_BYTES = 32
_DATABASE_FILE = "library.db"
_PLAIN_DATABASE = b"SQLite format 3\x00"
_VERSION = 1
_FORMAT = "sourcebook-key"
_MAX_FILE_BYTES = 65_536
_MAX_WRAPS = 8
_MAX_PASSPHRASE_BYTES = 4_096
PASSPHRASE, RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True, slots=True, repr=False)
class LibraryKey:
    """A library's random data key, and the keys derived from it for each use; never printed."""

    data: bytes

    @property
    def database(self) -> bytes:
        """The raw 32-byte SQLCipher key of ``library.db``."""
        return self._derived(b"database")

    @property
    def index(self) -> bytes:
        """The raw 32-byte SQLCipher key of ``index.db``."""
        return self._derived(b"index")

    @property
    def files(self) -> bytes:
        """The 32-byte key of the original files, for their names and their content."""
        return self._derived(b"files")

    def _derived(self, use: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), KEY_BYTES, salt=None, info=use).derive(self.data)


@dataclass(frozen=True, slots=True)
class _Costs:
    """What one guess at a passphrase costs: Argon2id with memory in KiB, RFC 9106."""

    memory: int = 65_536
    iterations: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Raise :class:`ValueError` where a hostile key file would eat memory or time."""
        sound = 1 <= self.lanes <= 16 and 1 <= self.iterations <= 16
        if not (sound and 8 * self.lanes <= self.memory <= 262_144):
            raise ValueError("absurd KDF costs")


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The data key, sealed by one passphrase or one recovery code."""

    costs: _Costs
    salt: bytes
    nonce: bytes
    wrapped: bytes
    kind: str = PASSPHRASE

    @classmethod
    def seal(cls, data: bytes, secret: bytes, kind: str = PASSPHRASE) -> _Wrap:
        costs, salt, nonce = _Costs(), os.urandom(16), os.urandom(12)
        cipher = _cipher(secret, costs, salt)
        return cls(costs, salt, nonce, cipher.encrypt(nonce, data, _described(costs, salt)), kind)

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> _Wrap:
        kdf = record["kdf"]
        if kdf["name"] != "argon2id":
            raise ValueError("unknown KDF")
        costs = _Costs(*(_whole(kdf[part]) for part in ("memory_kib", "iterations", "lanes")))
        costs.check()
        sizes = {"salt": 16, "nonce": 12, "wrapped": KEY_BYTES + 16}
        fields = {"salt": kdf["salt"], "nonce": record["nonce"], "wrapped": record["wrapped"]}
        found = {name: bytes.fromhex(value) for name, value in fields.items()}
        if any(len(found[name]) != size for name, size in sizes.items()):
            raise ValueError("a field has the wrong length")
        return cls(costs, **found, kind=record["kind"])

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.costs.memory,
                "iterations": self.costs.iterations,
                "lanes": self.costs.lanes,
                "salt": self.salt.hex(),
            },
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    def open(self, secret: bytes) -> bytes | None:
        """The data key, or None when ``secret`` isn't the one that sealed it."""
        from cryptography.exceptions import InvalidTag

        cipher = _cipher(secret, self.costs, self.salt)
        try:
            return cipher.decrypt(self.nonce, self.wrapped, _described(self.costs, self.salt))
        except InvalidTag:
            return None


def create_keyfile(folder: Path, passphrase: str) -> LibraryKey:
    """A new random key for the library to be made in ``folder``, its key file written durably.

    Raises :class:`LibraryError` when the folder holds a key file or a database already (to lose a
    key is to lose the library) and :class:`InputError` for a passphrase that can't be used.
    """
    secret = _encoded(passphrase)
    if is_encrypted(folder) or (folder / _DATABASE_FILE).exists():
        raise LibraryError(
            "There is a library in this folder already.", hint="Choose a new or empty folder."
        )
    key = LibraryKey(os.urandom(KEY_BYTES))
    _write(folder, [_Wrap.seal(key.data, secret)])
    return key


def change_passphrase(folder: Path, key: LibraryKey, passphrase: str) -> None:
    """Let ``passphrase`` open the library from now on, in place of the one before.

    Only the wrap is made anew; the recovery code stays good. The former key file stays until the
    new one is durable. Raises as :func:`create_keyfile` does.
    """
    kept = [wrap for wrap in _read(folder / KEY_FILE) if wrap.kind != PASSPHRASE]
    _write(folder, [_Wrap.seal(key.data, _encoded(passphrase)), *kept])


def set_recovery_code(folder: Path, key: LibraryKey) -> str:
    """A new recovery code, which opens the library from now on; one made before no longer does.

    It is kept nowhere: who loses the paper makes another.
    """
    code = new_code()
    kept = [wrap for wrap in _read(folder / KEY_FILE) if wrap.kind != RECOVERY]
    _write(folder, [*kept, _Wrap.seal(key.data, code.encode(), RECOVERY)])
    return code


def has_recovery_code(folder: Path) -> bool:
    """Whether a recovery code opens the library in ``folder``."""
    return any(wrap.kind == RECOVERY for wrap in _read(folder / KEY_FILE))


def _write(folder: Path, wraps: list[_Wrap]) -> None:
    record: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "wraps": [wrap.as_json() for wrap in wraps],
    }
    record["checksum"] = _checksum(record)
    with explain_failure("The key file"):
        make_folders(folder)
        write_durably(folder / KEY_FILE, json.dumps(record, indent=1).encode() + b"\n")


def is_encrypted(folder: Path) -> bool:
    """Whether the library in ``folder`` has a key file."""
    return (folder / KEY_FILE).exists()


def unlock(folder: Path, passphrase: str | None) -> LibraryKey | None:
    """The key of the library in ``folder``; None when it is not encrypted (or not there yet).

    Raises :class:`LockedLibraryError` when the passphrase is missing or wrong,
    :class:`DamagedLibraryError` when the key file is damaged or lost.
    """
    if not is_encrypted(folder):
        _refuse_lost_key(folder)
        return None
    wraps = _read(folder / KEY_FILE)
    if not passphrase:
        raise LockedLibraryError(
            "This library is encrypted and needs its passphrase.",
            hint="Give it with --passphrase-file FILE, or - to type it.",
        )
    secrets = {PASSPHRASE: _encoded(passphrase)}
    if (code := read_code(passphrase)) is not None:
        secrets[RECOVERY] = code.encode()
    for wrap in wraps:
        secret = secrets.get(wrap.kind)
        if secret is not None and (data := wrap.open(secret)) is not None:
            return LibraryKey(data)
    raise LockedLibraryError(
        "This is not the library's passphrase.",
        hint="Check capital letters and the keyboard's language, then try again.",
    )


def read_passphrase(source: str) -> str:
    """The first line of the file ``source``, or of standard input for ``-``, without its line end.

    Raises :class:`InputError` when there is none to read.
    """
    try:
        line = _first_line(source)
        passphrase = line.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise InputError(
            "The passphrase file can't be read.",
            hint="Check its name and permissions.",
            detail=str(error),
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "The passphrase file isn't UTF-8 text.", hint="Save it as plain UTF-8 text."
        ) from error
    _encoded(passphrase)
    return passphrase


def _first_line(source: str) -> bytes:
    limit = _MAX_PASSPHRASE_BYTES + 8
    if source == "-":
        return sys.stdin.buffer.readline(limit)
    with Path(source).open("rb") as file:
        return file.readline(limit)


def _encoded(passphrase: str) -> bytes:
    """NFC, so that é typed as one key or as two opens the same library on every system."""
    try:
        secret = unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            "The passphrase isn't valid text.", hint="Choose another passphrase."
        ) from error
    if not secret:
        raise InputError("The passphrase is empty.", hint="Choose a long one, of several words.")
    if len(secret) > _MAX_PASSPHRASE_BYTES:
        raise InputError(
            "The passphrase is too long.", hint=f"Keep it under {_MAX_PASSPHRASE_BYTES} bytes."
        )
    return secret


def _cipher(secret: bytes, costs: _Costs, salt: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return AESGCM(
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=costs.iterations,
            lanes=costs.lanes,
            memory_cost=costs.memory,
        ).derive(secret)
    )


def _described(costs: _Costs, salt: bytes) -> bytes:
    """What the seal vouches for besides the key: how it was made."""
    parts = (_FORMAT, _VERSION, "argon2id", costs.memory, costs.iterations, costs.lanes, salt.hex())
    return json.dumps(parts).encode()


def _read(path: Path) -> list[_Wrap]:
    try:
        with path.open("rb") as file:
            record = json.loads(file.read(_MAX_FILE_BYTES).decode())
        return _wraps(record)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise DamagedLibraryError(
            "The library's key file is damaged, so the library can't be opened.",
            hint=f"Put {KEY_FILE} back from a backup.",
            detail=f"{type(error).__name__}: {error}",
        ) from error


def _wraps(record: dict[str, Any]) -> list[_Wrap]:
    if record["format"] != _FORMAT:
        raise ValueError("no key file")
    if _whole(record["version"]) > _VERSION:
        raise NewerLibraryError(
            "This library was encrypted by a newer Sourcebook.", hint="Update, then open it again."
        )
    checksum = record.pop("checksum")
    if checksum != _checksum(record):
        raise ValueError("wrong checksum")
    wraps = record["wraps"]
    if len(wraps) > _MAX_WRAPS:
        raise ValueError("too many wraps")
    found = [_Wrap.from_json(wrap) for wrap in wraps if wrap["kind"] in (PASSPHRASE, RECOVERY)]
    if not any(wrap.kind == PASSPHRASE for wrap in found):
        raise ValueError("no passphrase wrap")
    return found


def _checksum(record: dict[str, Any]) -> str:
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(value: object) -> int:
    if type(value) is not int:  # True is an int too
        raise TypeError("a whole number was expected")
    return value


_PAGE, _MANY = 4096, 224
"""Of 256 values 4,096 random bytes hold all but a fraction of one on average (256·e⁻¹⁶)."""


def _refuse_lost_key(folder: Path) -> None:
    """An encrypted database without its key file would be called damaged; say what is missing."""
    try:
        with (folder / _DATABASE_FILE).open("rb") as file:
            start = file.read(_PAGE)
    except OSError:
        return
    # A cipher's page has nearly every byte; what was overwritten by words or zeros has few.
    if len(start) == _PAGE and len(set(start)) > _MANY and not start.startswith(_PLAIN_DATABASE):
        raise DamagedLibraryError(
            f"The database is encrypted or damaged, and {KEY_FILE} is missing.",
            hint="Put the key file back from a backup, or restore the whole backup.",
        )
