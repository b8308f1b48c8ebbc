"""The façade's part for a library's passphrase and for what was kept of it earlier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LibraryError, LockedLibraryError
from app.library.base import Part, irreversible, reading

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.store.keyfile import LibraryKey
    from app.store.versions import Contents, Version


class Secrets(Part):
    """Passphrase and recovery code of an open library; its copies and backups.

    To turn encryption on or off the library must be closed: see :mod:`app.library.securing`.
    """

    @irreversible("only the key file is written anew; nobody can get the old passphrase back")
    def change_passphrase(self, passphrase: str, new: str) -> None:
        """Let ``new`` open the library from now on; its passphrase or code proves who asks.

        The recovery code stays good. Raises LockedLibraryError for a wrong passphrase and
        InputError for a new one that can't be used.
        """
        from app.store import keyfile

        keyfile.change_passphrase(self._store.folder, self._proven(passphrase), new)

    @irreversible("only the key file is written anew; the code before opens nothing any more")
    def make_recovery_code(self, passphrase: str) -> str:
        """A new recovery code, which is shown once and kept nowhere."""
        from app.store import keyfile

        return keyfile.set_recovery_code(self._store.folder, self._proven(passphrase))

    @irreversible("it changes nothing, and takes its time by design")
    def check_passphrase(self, passphrase: str) -> None:
        """Raise LockedLibraryError unless a passphrase or recovery code opens the library."""
        self._proven(passphrase)

    @property
    def recoverable(self) -> bool:
        """Whether there is a recovery code."""
        from app.store import keyfile

        return self._store.key is not None and keyfile.has_recovery_code(self._store.folder)

    @reading
    def versions(self) -> list[Version]:
        """The copies and backups that lie in the library's folder, the newest first."""
        from app.store.versions import versions

        return versions(self._store.folder)

    @irreversible("it reads a file beside the library and changes nothing")
    def look_into(self, version: Path) -> Contents:
        """What a copy or backup of this library holds; InputError where it isn't sound."""
        from app.store.versions import look_into

        return look_into(version, self._store.folder, self._store.key)

    def _proven(self, passphrase: str) -> LibraryKey:
        from app.store import keyfile

        self._store.require_writable()
        key = keyfile.unlock(self._store.folder, passphrase)
        if key is None or self._store.key is None:
            raise LibraryError("The library is not encrypted.", hint="Encrypt it first.")
        if key != self._store.key:
            raise LockedLibraryError(
                "The key file in the library's folder belongs to another library.",
                hint="Put the library's own key file back from a backup.",
            )
        return key
