"""The screen's colour at a place: ``python -m tests.support.look X Y``; or all of it to a FILE.

``--still SECONDS`` waits until nothing moves on it, and ends with 1 where something goes on moving.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtGui import QGuiApplication, QScreen

_APART = 0.1
"""Seconds between two looks; a caret blinks more slowly."""


def main() -> None:
    """Print the colour, or write the whole screen to the file."""
    qt = QGuiApplication(["look"])
    screen = qt.primaryScreen()
    if sys.argv[1] == "--still":
        sys.exit(not still(screen, float(sys.argv[2])))
    if len(sys.argv) == 2:
        screen.grabWindow(0).save(sys.argv[1])
        return
    x, y = map(int, sys.argv[1:])
    print(screen.grabWindow(0, x, y, 1, 1).toImage().pixelColor(0, 0).name())


def still(screen: QScreen, limit: float) -> bool:
    """Whether two looks in a row are the same before the limit in seconds."""
    until = time.monotonic() + limit
    before = screen.grabWindow(0).toImage()
    while time.monotonic() < until:
        time.sleep(_APART)
        now = screen.grabWindow(0).toImage()
        if now == before:
            return True
        before = now
    return False


if __name__ == "__main__":
    main()
