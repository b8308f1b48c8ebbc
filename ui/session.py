"""One open library as the window uses it: what is read, what is changed, and who is told.

Three handles of one library: one that the GUI thread reads with, one that the library thread writes
with, one for questions that take their time. Every change, wherever it was asked for, comes out as
one signal, so that each view updates the rows that it names and no others.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Change, Outcome
from app.errors import SourcebookError
from app.library import Access, Imported, Library, open_library
from ui.jobs import JobProgress, Jobs

if TYPE_CHECKING:
    from app.exchange.moving import Choices

KEEPING_MINUTES = 30
"""How often a copy of a library that changes is kept while its window is open."""

Value = TypeVar("Value")
Act = Callable[[Library], Outcome[Value]]
Done = Callable[[Value], object]
Failed = Callable[[SourcebookError], object]


_SOON = 200
"""Milliseconds for which the changes of an import are gathered before views read them."""


class Session(QObject):
    """An open library in the window. Close it when the window lets go of it.

    ``changed`` carries a frozenset of :class:`app.changes.Change`; ``history_changed`` the labels
    of the next undo and redo (empty when there is none); ``failed`` a known error that nobody who
    asked took; ``broke`` an exception that is a bug; ``closing`` while work may still be asked for.
    All come on the GUI thread.
    """

    changed = Signal(object)
    history_changed = Signal(str, str)
    failed = Signal(object)
    broke = Signal(object)
    closing = Signal()

    def __init__(self, writing: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self._writing = writing
        self.library = writing.another(Access.READ)
        self._asking: Library | None = None
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._closed = False
        self._keeping = QTimer(self)
        self._keeping.timeout.connect(self.keep_copy)
        if writing.writable:
            self._keeping.start(KEEPING_MINUTES * 60_000)
        self._gathered: frozenset[Change] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._announce_now)

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self._writing.folder

    @property
    def name(self) -> str:
        """What the window calls the library: its folder's name, or "Sample"."""
        return "Sample library" if self.sample else self.folder.name.replace("-", " ").capitalize()

    @property
    def writable(self) -> bool:
        """Whether changes can be made; False in a second window on the same library."""
        return self._writing.writable

    @property
    def obstacle(self) -> str:
        """Why changes can't be made, as an error's code; empty where they can."""
        error = self._writing.obstacle
        return error.code if error is not None else ""

    def again(self) -> Session | None:
        """A session on the same library that can change it, where that has become possible.

        No passphrase is asked. This one stays as it is and is to be closed.
        """
        try:
            return Session(self._writing.another(Access.WRITE))
        except SourcebookError:
            return None

    @property
    def closed(self) -> bool:
        """Whether the window has let go of the library."""
        return self._closed

    @property
    def sample(self) -> bool:
        """Whether this is the sample library."""
        return self._writing.sample

    @property
    def encrypted(self) -> bool:
        """Whether the library has a passphrase."""
        return self._writing.encrypted

    def change(
        self, act: Act[Value], done: Done[Value] | None = None, failed: Failed | None = None
    ) -> None:
        """Have ``act`` change the library; then ``changed`` is emitted and ``done`` told its value.

        A known error goes to ``failed`` or, where none is given, to the signal of that name.
        """

        def told(outcome: Outcome[Value]) -> None:
            self._announce(outcome.changes)
            if done is not None:
                done(outcome.value)

        def run() -> None:
            self.jobs.run_now(lambda: act(self._writing), told, self._failing(failed))

        # A running import drains the queue while it waits; otherwise the library thread does.
        self._waiting.put(run)
        self.jobs.in_library(self._drain, _nothing, self._failing(failed))

    def work(
        self,
        work: Callable[[Library], Value],
        done: Done[Value],
        failed: Failed | None = None,
    ) -> None:
        """Have something done with the library where it is changed that is no change of it.

        Such as writing the files that are kept up to date: one at a time, and after all changes
        that were asked for before.
        """

        def run() -> None:
            self.jobs.run_now(lambda: work(self._writing), done, self._failing(failed))

        self._waiting.put(run)
        self.jobs.in_library(self._drain, _nothing, self._failing(failed))

    def ask(
        self,
        question: Callable[[Library], Value],
        done: Done[Value],
        failed: Failed | None = None,
        *,
        latest: str | None = None,
    ) -> None:
        """Have a question answered beside the library thread: search, citations, exports.

        Of several with the same ``latest`` only the newest is answered.
        """
        self.jobs.in_background(
            lambda: question(self._questions()), done, self._failing(failed), latest=latest
        )

    def add_files(
        self,
        paths: list[str],
        *,
        step: Callable[[int, int, str], object],
        imported: Callable[[Imported], object],
        done: Callable[[], object],
        failed: Failed | None = None,
        choices: Choices | None = None,
    ) -> JobProgress:
        """Import files; each line is told, and announced, as soon as it is durable.

        ``choices`` say what comes of another program's library.
        Returns what cancels it; cancelling ends with CancelledError in ``failed``, and so does a
        mistake of the program, with the error that says so.
        """
        progress = _Importing(self, step)

        def told(line: Imported) -> None:
            self._announce_soon(line.changes)
            imported(line)

        def ended(_none: object) -> None:
            self._announce_now()
            done()

        def not_done(error: BaseException) -> None:
            self._announce_now()
            if not isinstance(error, SourcebookError):
                self.broke.emit(error)
                error = _mistake()
            (failed or self.failed.emit)(error)

        def work() -> None:
            for line in _lines(self._writing, paths, progress, choices):
                self.jobs.post(lambda line=line: told(line))  # type: ignore[misc]
                self._drain()

        self.jobs.in_library(work, ended, not_done)
        return progress

    def undo(self) -> None:
        """Take the latest change back."""
        self.change(lambda library: library.undo())

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.change(lambda library: library.redo())

    def announce_history(self) -> None:
        """Emit ``history_changed`` with what undo and redo would do now."""
        if self.writable:
            undo, redo = self.library.next_undo(), self.library.next_redo()
            self.history_changed.emit(undo or "", redo or "")
        else:
            self.history_changed.emit("", "")

    def close(self) -> None:
        """Finish what was begun and let go of the library."""
        if self._closed:
            return
        self.closing.emit()
        self._closed = True
        # A running timer may only be let go of in this thread, wherever garbage is collected.
        for timer in (self._keeping, self._soon):
            timer.stop()
        self.jobs.close()
        self._keep_copy()
        for handle in (self._asking, self.library, self._writing):
            if handle is not None:
                handle.close()

    def keep_copy(self) -> None:
        """Have a copy kept beside the library thread, where something changed since the last."""
        if self.writable and not self.sample:
            self.ask(lambda library: library.keep_copy(), lambda _file: None, lambda _error: None)

    def _keep_copy(self) -> None:
        """The last copy, on leaving; a full disk must not keep anybody from leaving."""
        if self.writable and not self.sample:
            with suppress(SourcebookError):
                self._writing.keep_copy()

    def _questions(self) -> Library:
        if self._asking is None:
            self._asking = self._writing.another(Access.READ)
        return self._asking

    def _drain(self) -> None:
        while True:
            try:
                run = self._waiting.get_nowait()
            except queue.Empty:
                return
            run()

    def _announce(self, changes: frozenset[Change]) -> None:
        if changes:
            self.changed.emit(changes)
        self.announce_history()

    def _announce_soon(self, changes: frozenset[Change]) -> None:
        """Announce changes that come one after the other together, a few times a second."""
        self._gathered |= changes
        if self._gathered and not self._soon.isActive() and not self._closed:
            self._soon.start()

    def _announce_now(self) -> None:
        self._soon.stop()
        gathered, self._gathered = self._gathered, frozenset()
        if gathered:
            self._announce(gathered)

    def _failing(self, failed: Failed | None) -> Callable[[BaseException], None]:
        def told(error: BaseException) -> None:
            if not isinstance(error, SourcebookError):
                self.broke.emit(error)
            elif failed is not None:
                failed(error)
            else:
                self.failed.emit(error)

        return told


class _Importing(JobProgress):
    """Lets other changes in while an import waits for the child that reads a file."""

    def __init__(self, session: Session, told: Callable[[int, int, str], object]) -> None:
        super().__init__(session.jobs, told)
        self._session = session

    def wait(self) -> None:
        """Do what else was asked of the library meanwhile."""
        self._session._drain()


def _lines(
    library: Library, paths: list[str], progress: JobProgress, choices: Choices | None
) -> Iterator[Imported]:
    return library.import_paths(paths, progress=progress, choices=choices)


def _mistake() -> SourcebookError:
    return SourcebookError(
        "A mistake of Sourcebook stopped it.", hint="What was finished before is kept.", code="bug"
    )


def _nothing(_answer: object) -> None:
    """What is done with no answer."""


def open_session(folder: Path, *, passphrase: str | None = None) -> Session:
    """The library in ``folder``, for writing if nobody else writes; raises LibraryError."""
    return Session(open_library(folder, Access.EITHER, passphrase=passphrase))
