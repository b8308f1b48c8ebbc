"""Python's rubbish is collected on the GUI thread only.

Python collects circles of objects in whatever thread happens to make the next object. Where such a
circle holds a widget or a timer, Qt's part of it is then destroyed in a worker's thread, which Qt
forbids ("Timers cannot be stopped from another thread") and answers with a crash at worst. So the
automatic collection is off, and a timer does it where widgets live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000
"""Milliseconds between two looks at how much there is to collect."""


class Collector(QObject):
    """Collects while it lives; made on the GUI thread, and only there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        # What the program itself is made of is never rubbish and need not be looked through.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect the oldest generation that has grown beyond its threshold, as Python would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave the collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
