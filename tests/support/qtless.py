"""A stretch of code in which PySide6 can't be imported, though pytest-qt has loaded it already."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

QT = ("PySide6", "shiboken6")


class _Blocker(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"{fullname} is blocked here", name=fullname)
        return None


@contextmanager
def without_qt() -> Iterator[None]:
    """Importing PySide6 fails inside the block; afterwards everything is as before."""
    loaded = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in QT}
    blocker = _Blocker()
    # An import looks here before it asks any finder: None is how a module is marked as absent.
    sys.modules.update(dict.fromkeys(loaded))  # type: ignore[arg-type]
    sys.meta_path.insert(0, blocker)
    try:
        yield
    finally:
        sys.meta_path.remove(blocker)
        sys.modules.update(loaded)
