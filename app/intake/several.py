"""Several readers for one import, each with a child process of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue

from app.closable import Closable
from app.intake.reader import IntakeReader

MOST = 2
"""A third child was measured to bring little: the library is written by one."""


class Readers(Closable):
    """As many readers as are of use on this computer; for use from several threads at once.

    A child process starts with the first file that a reader is given, and the reader that was used
    last is lent first: whoever imports one file starts one process.
    """

    def __init__(self, many: int | None = None) -> None:
        self.many = many or max(1, min(MOST, os.cpu_count() or 1))
        self._all = [IntakeReader() for _ in range(self.many)]
        self._free: LifoQueue[IntakeReader] = LifoQueue()
        for reader in self._all:
            self._free.put(reader)

    @contextmanager
    def one(self) -> Iterator[IntakeReader]:
        """A reader that nobody else uses meanwhile; waits until one is free."""
        reader = self._free.get()
        try:
            yield reader
        finally:
            self._free.put(reader)

    def close(self) -> None:
        """End all child processes."""
        for reader in self._all:
            reader.close()

    def abandon(self) -> None:
        """End all child processes for good, from any thread; files being read fail."""
        for reader in self._all:
            reader.abandon()
