"""Reference files read in a process of their own, which is stopped when it takes too much.

What comes back is JSON, never code: a parser that was taken over could only say things.
"""

from __future__ import annotations

import json
import threading
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from app.cite.records import BrokenEntry, ReferenceEntry, ReferenceFile
from app.closable import Closable
from app.errors import InputError, LimitError
from app.exchange.references import content_of
from app.intake.child import Child
from app.intake.limits import MEGABYTE, Limits
from app.intake.reader import BROKEN, asked, stopped

WORKER = "app.exchange.worker"
LIMITS = Limits(seconds=180.0, processor_seconds=150, memory=3_000 * MEGABYTE)
"""A file of 100 MB, the largest that is read, takes about half a minute."""


_FIELDS = [field.name for field in fields(ReferenceEntry)]


class ReferenceReader(Closable):
    """Reads files of references, each within limits; for use from several threads, one at a time.

    A context manager: it keeps one child process for many files and ends it when closed.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._child: Child | None = None
        self._abandoned = False
        self._using = threading.Lock()
        self._starting = threading.Lock()

    def read(self, path: Path) -> ReferenceFile:
        """All references of a file, as :func:`app.exchange.references.read_references` has them.

        Raises as that does, and LimitError where reading costs too much.
        """
        return self.read_content(path.name, content_of(path))

    def read_content(self, name: str, content: bytes) -> ReferenceFile:
        """All references in the bytes of a file that is named so. Raises as :meth:`read` does."""
        head = {
            "name": name,
            "memory": self._limits.memory,
            "processor_seconds": self._limits.processor_seconds,
        }
        with self._using:
            child = self._living()
            try:
                answer, body = asked(child, head, content)
            except InputError as error:
                if isinstance(error, LimitError) or error.code == BROKEN:
                    child.kill()  # it ends by itself, but may look alive for a moment
                raise
        return unpacked(
            json.loads(body.decode("utf-8", "surrogatepass")),
            content if answer["is_source"] else b"",
        )

    def close(self) -> None:
        """End the child process for good, from any thread; a file being read fails."""
        with self._starting:
            self._abandoned = True
            child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _living(self) -> Child:
        with self._starting:
            if self._abandoned:
                raise stopped()
            if self._child is None or not self._child.alive:
                self._child = Child(self._limits, WORKER)
            return self._child


def packed(found: ReferenceFile) -> list[Any]:
    """A reference file as JSON can have it, without its source."""
    entries = [[getattr(one, name) for name in _FIELDS] for one in found.entries]
    return [entries, [astuple(one) for one in found.broken]]


def unpacked(told: list[Any], source: bytes) -> ReferenceFile:
    """The reference file that :func:`packed` made JSON of."""
    entries, broken = told
    return ReferenceFile(
        tuple(_entry(row) for row in entries), tuple(BrokenEntry(*row) for row in broken), source
    )


def _entry(row: list[Any]) -> ReferenceEntry:
    values: list[Any] = [tuple(each) if isinstance(each, list) else each for each in row]
    return ReferenceEntry(*values)
