"""Encryption of a library turned on and off, its passphrase, its recovery code.

These work on a folder, not on an open library: turning encryption on or off writes everything anew.
"""

from __future__ import annotations

from pathlib import Path

from app.errors import InputError, LibraryError, LockedLibraryError
from app.progress import Progress
from app.store import keyfile
from app.store.keyfile import LibraryKey
from app.store.recovery import read_code
from app.store.rewriting import change_encryption
from app.store.store import Access, open_store


def encrypt_library(folder: Path, passphrase: str, *, progress: Progress | None = None) -> str:
    """Encrypt the library in ``folder``; the recovery code, which is shown once and kept nowhere.

    All of it is written anew, checked, and put in place of the old files; backups made before are
    replaced by one new, encrypted one. What a disk keeps of deleted files is beyond reach. Raises
    LibraryError when it is encrypted already, LibraryBusyError while another program writes, and
    DamagedLibraryError where something in it can't be read, and CancelledError where ``progress``
    says so; it is then as it was.
    """
    if keyfile.is_encrypted(folder):
        raise LibraryError(
            "The library is encrypted already.", hint="Change its passphrase instead."
        )
    change_encryption(folder, None, passphrase, progress=progress)
    return make_recovery_code(folder, passphrase)


def decrypt_library(
    folder: Path, passphrase: str | None, *, progress: Progress | None = None
) -> None:
    """Write the library in ``folder`` anew without encryption; raises as :func:`encrypt_library`.

    Raises LockedLibraryError for a wrong passphrase.
    """
    if not keyfile.is_encrypted(folder):
        raise LibraryError("The library is not encrypted.", hint="There is nothing to turn off.")
    change_encryption(folder, passphrase, None, progress=progress)


def change_passphrase(folder: Path, passphrase: str | None, new: str) -> None:
    """Let ``new`` open the library from now on; a passphrase or recovery code opens it now.

    The library itself stays as it is, and so does the recovery code.
    """
    keyfile.change_passphrase(folder, _key(folder, passphrase), new)


def make_recovery_code(folder: Path, passphrase: str | None) -> str:
    """A new recovery code in place of the one before."""
    return keyfile.set_recovery_code(folder, _key(folder, passphrase))


def check_code(folder: Path, typed: str) -> None:
    """Raise unless ``typed`` is the recovery code that opens the library in ``folder``.

    InputError for what is no code or has a slip in it, LockedLibraryError for another code.
    """
    if not keyfile.has_recovery_code(folder):
        raise LibraryError(
            "No recovery code was made for this library.", hint="Only its passphrase opens it."
        )
    if read_code(typed) is None:
        raise InputError(
            "This is no recovery code, or there is a slip in it.",
            hint="It has 25 letters and digits, in five groups.",
        )
    try:
        keyfile.unlock(folder, typed)
    except LockedLibraryError as error:
        raise LockedLibraryError(
            "This recovery code doesn't open this library.",
            hint="It may be another library's, or an older one that was replaced.",
        ) from error


def set_by_code(folder: Path, code: str, new: str) -> None:
    """Let ``new`` open the library from now on, where its passphrase was forgotten.

    The code stays good. Raises as :func:`check_code` and :func:`change_passphrase` do.
    """
    check_code(folder, code)
    change_passphrase(folder, code, new)


def _key(folder: Path, passphrase: str | None) -> LibraryKey:
    """The library's key, once the passphrase has opened its database too."""
    with open_store(folder, Access.WRITE, passphrase=passphrase) as store:
        key = store.key
    if key is None:
        raise LibraryError("The library is not encrypted.", hint="Encrypt it first.")
    return key
