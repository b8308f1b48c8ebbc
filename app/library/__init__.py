"""Library: the one façade that the window and the command line speak to."""

from __future__ import annotations

from pathlib import Path

from app.clock import Clock, system_clock
from app.closable import Closable
from app.errors import ReadOnlyError
from app.library.annotating import Annotating
from app.library.base import irreversible, reading
from app.library.bulk import Bulk
from app.library.citing import Citing
from app.library.copying import Copying
from app.library.documents import Opened
from app.library.importing import Imported
from app.library.inboxing import Inboxing
from app.library.merging import Merging
from app.library.overview import Overviews
from app.library.secrets import Secrets
from app.library.takingin import TakingIn
from app.store.documents import document_count
from app.store.store import Access, create_store, is_library, open_store

__all__ = [
    "Access",
    "Imported",
    "Library",
    "Opened",
    "create_library",
    "is_library",
    "open_library",
    "restore_library",
]


class Library(
    Overviews, Inboxing, Bulk, Merging, Copying, Annotating, Citing, TakingIn, Secrets, Closable
):
    """An open library: everything a user can do, with no window. Close it after use.

    A mutation is one transaction, can be undone, and returns an Outcome with what it changed.
    Calls come from one thread at a time; each thread has a handle of its own (:meth:`another`).
    """

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self._store.folder

    @property
    def state(self) -> str:
        """A token that differs after every change."""
        return self._store.state

    @property
    def writable(self) -> bool:
        """Whether changes can be made; False when another program writes or wrote it newer."""
        return self._store.writable

    @property
    def obstacle(self) -> ReadOnlyError | None:
        """The error that a change would meet now, or None where changes can be made."""
        try:
            self._store.require_writable()
        except ReadOnlyError as error:
            return error
        return None

    @property
    def encrypted(self) -> bool:
        """Whether the library has a passphrase."""
        return self._store.key is not None

    @property
    def sample(self) -> bool:
        """Whether this is the sample library, whose texts are no sources."""
        return self._sample

    @reading
    def count(self) -> int:
        """How many documents there are outside the trash."""
        return document_count(self._store.database)

    @irreversible("it opens files and changes nothing")
    def another(self, access: Access = Access.READ) -> Library:
        """A second handle on the same library, for another thread; close it by itself.

        No passphrase is asked again. It sees what this one commits from its next call on. Raises
        LibraryBusyError where WRITE is asked while a handle is open for writing.
        """
        return Library(self._store.another(access))

    @irreversible("it only lets go of files and child processes")
    def close(self) -> None:
        """Let go of the library, its index and its child processes."""
        for part in (self._engine, self._index):
            if part is not None:
                part.close()
        self._store.close()


def create_library(
    folder: Path,
    *,
    passphrase: str | None = None,
    sample: bool = False,
    clock: Clock = system_clock,
) -> Library:
    """A new, empty library, opened for writing; encrypted when there is a passphrase.

    Raises LibraryError when the folder holds a library or other files.
    """
    return Library(create_store(folder, passphrase=passphrase, sample=sample, clock=clock))


def open_library(
    folder: Path,
    access: Access = Access.EITHER,
    *,
    passphrase: str | None = None,
    wait: float = 0.0,
    clock: Clock = system_clock,
) -> Library:
    """The library in ``folder``; see :func:`app.store.store.open_store` for the errors."""
    return Library(open_store(folder, access, passphrase=passphrase, wait=wait, clock=clock))


def restore_library(file: Path, target: Path) -> Path:
    """Unpack a backup, or a copy from a library's backups, into a new or empty folder."""
    from app.store.backup import restore  # seldom needed
    from app.store.copies import is_copy, restore_copy

    if is_copy(file):
        return restore_copy(file, target)
    return restore(file, target)
