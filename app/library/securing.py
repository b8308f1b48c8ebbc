"""Encryption of a library turned on and off, its passphrase, its recovery code.

These work on a folder, not on an open library: turning encryption on or off writes everything anew.
"""

from __future__ import annotations

from pathlib import Path

from app.errors import LibraryError
from app.store import keyfile
from app.store.keyfile import LibraryKey
from app.store.rewriting import change_encryption
from app.store.store import Access, open_store


def encrypt_library(folder: Path, passphrase: str) -> str:
    """Encrypt the library in ``folder``; the recovery code, which is shown once and kept nowhere.

    All of it is written anew, checked, and put in place of the old files; backups made before are
    replaced by one new, encrypted one. What a disk keeps of deleted files is beyond reach. Raises
    LibraryError when it is encrypted already, LibraryBusyError while another program writes, and
    DamagedLibraryError where something in it can't be read; it is then as it was.
    """
    if keyfile.is_encrypted(folder):
        raise LibraryError(
            "The library is encrypted already.", hint="Change its passphrase instead."
        )
    change_encryption(folder, None, passphrase)
    return make_recovery_code(folder, passphrase)


def decrypt_library(folder: Path, passphrase: str | None) -> None:
    """Write the library in ``folder`` anew without encryption; raises as :func:`encrypt_library`.

    Raises LockedLibraryError for a wrong passphrase.
    """
    if not keyfile.is_encrypted(folder):
        raise LibraryError("The library is not encrypted.", hint="There is nothing to turn off.")
    change_encryption(folder, passphrase, None)


def change_passphrase(folder: Path, passphrase: str | None, new: str) -> None:
    """Let ``new`` open the library from now on; a passphrase or recovery code opens it now.

    The library itself stays as it is, and so does the recovery code.
    """
    keyfile.change_passphrase(folder, _key(folder, passphrase), new)


def make_recovery_code(folder: Path, passphrase: str | None) -> str:
    """A new recovery code in place of the one before."""
    return keyfile.set_recovery_code(folder, _key(folder, passphrase))


def _key(folder: Path, passphrase: str | None) -> LibraryKey:
    """The library's key, once the passphrase has opened its database too."""
    with open_store(folder, Access.WRITE, passphrase=passphrase) as store:
        key = store.key
    if key is None:
        raise LibraryError("The library is not encrypted.", hint="Encrypt it first.")
    return key
