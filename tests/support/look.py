"""The screen's colour at a place: ``python -m tests.support.look X Y``; or all of it to a FILE."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def main() -> None:
    """Print the colour, or write the whole screen to the file."""
    qt = QGuiApplication(["look"])
    screen = qt.primaryScreen()
    if len(sys.argv) == 2:
        screen.grabWindow(0).save(sys.argv[1])
        return
    x, y = map(int, sys.argv[1:])
    print(screen.grabWindow(0, x, y, 1, 1).toImage().pixelColor(0, 0).name())


if __name__ == "__main__":
    main()
