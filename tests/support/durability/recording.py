"""Recording what a library does to its disk: SQLite through a VFS of apsw, files through ``os``.

The library's own connection can't have a VFS, so another SQLite is opened with the very PRAGMAs of
:mod:`app.store.engine`. Two are added: no shared memory, which this VFS lacks (it holds nothing
that outlives a crash), and more frequent checkpoints.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from app.clock import system_clock
from app.library import Library
from app.store import engine
from app.store.engine import Database
from app.store.lock import WriterLock
from app.store.store import DATABASE, Store
from tests.support.durability.medium import Medium

_VFS = "recorded"
CHECKPOINT_PAGES = 20


class Row(tuple[Any, ...]):  # noqa: SLOT001 - a tuple can have no slots that are filled
    """A row that is asked by name or place, as the library's own."""

    names: tuple[str, ...] = ()

    def keys(self) -> tuple[str, ...]:
        return self.names

    def __getitem__(self, at: Any) -> Any:
        return super().__getitem__(self.names.index(at) if isinstance(at, str) else at)


class _Recorded(Database):
    """A database of another SQLite, which has cursors of its own."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return self.conn.execute(sql, values)

    def execute_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.conn.executemany(sql, rows)


def _row(cursor: apsw.Cursor, values: tuple[Any, ...]) -> Row:
    row = Row(values)
    row.names = tuple(str(column[0]) for column in cursor.get_description())
    return row


class _File(apsw.VFSFile):  # type: ignore[misc]
    def __init__(self, medium: Medium, name: Any, flags: list[int]) -> None:
        self._medium = medium
        self._path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self._new = not self._path.exists()
        super().__init__("", name, flags)
        medium.file(self._path)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self._medium.wrote(self._path, offset, data)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self._medium.cut(self._path, size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._medium.synced(self._path)
        if self._new:  # SQLite's unix VFS syncs the folder with the first sync of a file it made
            self._medium.synced_folder(self._path.parent)
            self._new = False


class _Recorder(apsw.VFS):  # type: ignore[misc]
    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        super().__init__(_VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File(self._medium, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802
        super().xDelete(name, sync)
        self._medium.removed(Path(name))
        if sync:
            self._medium.synced_folder(Path(name).parent)


@contextmanager
def recorded_library(medium: Medium, *, synchronous: str | None = None) -> Iterator[Library]:
    """The library in ``medium.root``, open for writing, all that it does to its disk recorded.

    ``synchronous`` takes the place of the library's own, to see what that is good for.
    """
    recorder = _Recorder(medium)
    lock = WriterLock(medium.root)
    assert lock.acquire()
    connection = apsw.Connection(str(medium.root / DATABASE), vfs=_VFS)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        engine._prepare(connection, None, writable=True)
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").fetchone()
        if synchronous is not None:
            connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.row_trace = _row
        with recorded_files(medium):
            store = Store(medium.root, _Recorded(connection), None, lock, system_clock)
            with Library(store) as library:
                yield library
    finally:
        connection.close()
        lock.release()
        recorder.unregister()


@contextmanager
def recorded_files(medium: Medium) -> Iterator[None]:
    """Record what the library's own code does to files: names, syncs, and what is in them then."""
    seen = _Seen(medium)
    originals: dict[str, Callable[..., Any]] = {
        name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink", "mkdir")
    }
    for name, original in originals.items():
        setattr(os, name, getattr(seen, name)(original))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


class _Seen:
    """Each function of ``os`` as it is, and what it did remembered."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium

    def fsync(self, original: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(descriptor: int) -> None:
            original(descriptor)
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            if self._holds(path):
                if path.is_dir():
                    self._medium.synced_folder(path)
                else:
                    self._medium.synced(path, path.read_bytes())

        return fsync

    def replace(self, original: Callable[..., None]) -> Callable[..., None]:
        def replace(source: Any, target: Any, **more: Any) -> None:
            original(source, target, **more)
            if self._holds(Path(source)) and self._holds(Path(target)):
                known = self._medium._name(Path(source)) in self._medium.names
                content = None if known else Path(target).read_bytes()
                self._medium.moved(Path(source), Path(target), content)

        return replace

    rename = replace

    def unlink(self, original: Callable[..., None]) -> Callable[..., None]:
        def unlink(path: Any, **more: Any) -> None:
            original(path, **more)
            if not more and self._holds(Path(path)):
                self._medium.removed(Path(path))

        return unlink

    def mkdir(self, original: Callable[..., None]) -> Callable[..., None]:
        def mkdir(path: Any, *how: Any, **more: Any) -> None:
            original(path, *how, **more)
            if self._holds(Path(path)):
                self._medium.made_folder(Path(path))

        return mkdir

    def _holds(self, path: Path) -> bool:
        return path.is_absolute() and self._medium.holds(path)
