"""Work of the application itself, before there is a library: off the GUI thread, with Cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from app.errors import CancelledError, SourcebookError
from ui.jobs import JobProgress, Jobs
from ui.widgets.states import BusyState

Value = TypeVar("Value")


class Work(QObject):
    """Runs one thing after another; each is shown by a BusyState and can be stopped."""

    def __init__(self, broke: Callable[[BaseException], object]) -> None:
        super().__init__()
        self._jobs = Jobs(self)
        self._broke = broke
        self._running: list[JobProgress] = []

    def run(
        self,
        busy: BusyState,
        work: Callable[[JobProgress], Value],
        done: Callable[[Value], object],
        failed: Callable[[SourcebookError], object],
        stopped: Callable[[], object],
        *,
        words: Callable[[int, int, str], str] | None = None,
    ) -> None:
        """Have ``work`` done; its value goes to ``done``, a known error to ``failed``.

        ``words`` are what is said of each step.
        """
        progress = JobProgress(self._jobs, _telling(busy, words or _read))
        busy.cancelled.connect(progress.cancel)
        self._running.append(progress)

        def told(value: Value) -> None:
            self._running.remove(progress)
            busy.end(lambda: done(value))

        def not_done(error: BaseException) -> None:
            self._running.remove(progress)
            busy.end(lambda: self._tell(error, failed, stopped))

        self._jobs.in_library(lambda: work(progress), told, not_done)

    def _tell(
        self,
        error: BaseException,
        failed: Callable[[SourcebookError], object],
        stopped: Callable[[], object],
    ) -> None:
        if isinstance(error, CancelledError):
            stopped()
        elif isinstance(error, SourcebookError):
            failed(error)
        else:
            stopped()
            self._broke(error)

    def close(self) -> None:
        """Stop what is running and wait for it."""
        for progress in self._running:
            progress.cancel()
        self._jobs.close()


def _telling(
    busy: BusyState, words: Callable[[int, int, str], str]
) -> Callable[[int, int, str], None]:
    return lambda done, total, what: busy.tell(done, total, words(done, total, what))


def _read(done: int, total: int, what: str) -> str:
    return f"{done} of {total} files read: {Path(what).name}"
