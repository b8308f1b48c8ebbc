"""Things that hold a file, a lock or a child process, and are closed after use."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closable:
    """A context manager whose block ends with :meth:`close`."""

    def close(self) -> None:
        """Let go of everything that is held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
