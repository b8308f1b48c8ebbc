"""Work off the GUI thread: one thread for the library, one for questions, answers by one signal.

Library work is serial, as a library handle asks; questions (search, citations, exports) run beside
it on a handle of their own. What comes back is delivered on the GUI thread by one queued signal.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import CancelledError

Answer = TypeVar("Answer")
Done = Callable[[Answer], object]
Failed = Callable[[BaseException], object]


class Jobs(QObject):
    """Runs work in threads and hands each answer back on the thread that made this object."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._questions = ThreadPoolExecutor(1, thread_name_prefix="questions")
        self._latest: dict[str, int] = {}
        self._closed = False
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def in_library(self, work: Callable[[], Answer], done: Done[Answer], failed: Failed) -> None:
        """Run ``work`` in the library thread, after all that was asked of it before."""
        self._submit(self._library, work, done, failed)

    def in_background(
        self,
        work: Callable[[], Answer],
        done: Done[Answer],
        failed: Failed,
        *,
        latest: str | None = None,
    ) -> None:
        """Run ``work`` beside the library thread.

        Of several with the same ``latest`` only the newest is answered; older ones that haven't
        begun aren't run.
        """
        if latest is None:
            self._submit(self._questions, work, done, failed)
            return
        number = self._latest[latest] = self._latest.get(latest, 0) + 1

        def current() -> bool:
            return self._latest[latest] == number

        def asked() -> tuple[Answer] | None:
            return (work(),) if current() else None

        def told(answer: tuple[Answer] | None) -> None:
            if answer is not None and current():
                done(answer[0])

        self._submit(self._questions, asked, told, lambda e: failed(e) if current() else None)

    def post(self, call: Callable[[], object]) -> None:
        """Have ``call`` called on the GUI thread soon; may be used from any thread."""
        if not self._closed:
            self._posted.emit(call)

    def close(self) -> None:
        """Wait for what is running, drop what hasn't begun, and answer nothing any more."""
        self._closed = True
        self._library.shutdown(wait=True, cancel_futures=False)
        self._questions.shutdown(wait=True, cancel_futures=True)

    def _on_posted(self, call: Callable[[], object]) -> None:
        # An answer may still have been on its way when the library was closed.
        if not self._closed:
            call()

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], Answer],
        done: Done[Answer],
        failed: Failed,
    ) -> None:
        # A timer may still ask after the window let go of its library.
        if not self._closed:
            executor.submit(self.run_now, work, done, failed)

    def run_now(self, work: Callable[[], Answer], done: Done[Answer], failed: Failed) -> None:
        """Run ``work`` in the thread that calls this; its answer comes on the GUI thread."""
        try:
            answer = work()
        except BaseException as error:
            # The name is gone after the block, the function is called later.
            broken = error
            self.post(lambda: failed(broken))
        else:
            self.post(lambda: done(answer))


class JobProgress:
    """The core's Progress for a job of the window: tells the GUI thread, and can be cancelled.

    While the job waits for a child process, what else was asked of the library is done meanwhile.
    """

    def __init__(self, jobs: Jobs, told: Callable[[int, int, str], object]) -> None:
        self._jobs = jobs
        self._told = told
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at the next occasion."""
        self._stop.set()

    def step(self, done: int, total: int, what: str) -> None:
        """Pass on how far the job is."""
        self._jobs.post(lambda: self._told(done, total, what))

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    def wait(self) -> None:
        """Nothing: a subclass lets other work in."""


def is_cancelled(error: BaseException) -> bool:
    """Whether an error only says that the user stopped the job."""
    return isinstance(error, CancelledError)
