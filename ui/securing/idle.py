"""Whether nobody has touched the window for so long that it shall be locked; no Qt."""

from __future__ import annotations

import time
from collections.abc import Callable


class Idle:
    """How long ago the last key or movement was, by two clocks.

    One stands still while the machine sleeps, the other may be set: the longer time counts, so that
    a machine that wakes up is locked at once.
    """

    def __init__(
        self,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._steady, self._wall = steady, wall
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._steady(), self._wall()

    def passed(self, minutes: int) -> bool:
        """Whether nobody was there for so many minutes; never for 0."""
        return minutes > 0 and self.seconds >= minutes * 60

    @property
    def seconds(self) -> float:
        """How long nobody was there."""
        steady, wall = self._last
        return max(self._steady() - steady, self._wall() - wall)
