"""Long work on the GUI thread in short slices, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE = 0.02
"""Seconds of work before the window gets its turn."""


class Steps(QObject):
    """Runs an iterator's steps between the window's events; :meth:`stop` ends it early.

    ``stepped`` carries what the last step of a slice gave; ``finished`` that all are done.
    """

    stepped = Signal(object)
    finished = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = steps
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)
        self._timer.start()

    def stop(self) -> None:
        """Do no more; neither signal is emitted after this."""
        self._timer.stop()
        self._steps = None
        self.deleteLater()

    def _work(self) -> None:
        begun, last, done = perf_counter(), None, False
        while self._steps is not None and perf_counter() - begun < SLICE:
            try:
                last = next(self._steps)
            except StopIteration:
                done = True
                break
        if self._steps is not None:
            if last is not None:
                self.stepped.emit(last)
            if done:
                self._timer.stop()
                self.finished.emit()
