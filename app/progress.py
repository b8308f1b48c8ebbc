"""How long work reports on itself and is stopped: a protocol the window and the terminal share."""

from __future__ import annotations

from typing import Protocol

from app.errors import CancelledError


class Progress(Protocol):
    """Told how far a job is; asked whether it should stop, and given time while it waits."""

    def step(self, done: int, total: int, what: str) -> None:
        """``done`` of ``total`` parts are finished; ``what`` is the part that begins or ended.

        An import tells each file twice, by its path: when reading it begins, and when all of it is
        stored.
        """

    def wait(self) -> None:
        """Called about every 50 ms while a job waits, and between two parts of it.

        Nothing is half-done then: other work on the same library may be done meanwhile.
        """

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""


class Silent:
    """Progress for nobody: shows nothing and never stops a job."""

    def step(self, done: int, total: int, what: str) -> None:
        """Nothing."""

    def wait(self) -> None:
        """Nothing."""

    def cancelled(self) -> bool:
        """Never."""
        return False


def stop_if_cancelled(progress: Progress) -> None:
    """Raise :class:`CancelledError` when the user asked to stop."""
    if progress.cancelled():
        raise CancelledError("Stopped.", hint="What was finished before is kept.")
