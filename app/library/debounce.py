"""When to act on changes that come in quick succession: once they pause, or when one has waited."""

from __future__ import annotations

import time
from collections.abc import Callable


class Debounce:
    """Says when changes have paused for ``pause`` seconds, or the first waited for ``longest``."""

    def __init__(
        self,
        pause: float = 2.0,
        longest: float = 15.0,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause, self._longest, self._clock = pause, longest, clock
        self._first: float | None = None
        self._last = 0.0

    def touch(self) -> None:
        """Note a change."""
        self._last = self._clock()
        if self._first is None:
            self._first = self._last

    def remaining(self) -> float | None:
        """Seconds until it is due, 0 where it is; None where nothing changed."""
        if self._first is None:
            return None
        due = min(self._last + self._pause, self._first + self._longest)
        return max(0.0, due - self._clock())

    def take(self) -> bool:
        """Whether it is due; asking then begins anew."""
        if self.remaining() != 0.0:
            return False
        self._first = None
        return True
