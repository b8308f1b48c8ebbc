"""A little window to drag files out of: ``python -m tests.support.drag_source X Y FILE…``.

Prints "over" with each action that the place below offers while one drags, and at the end the
action that the place it was dropped on took.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Begins a drag of its files as soon as the mouse moves with its button down."""

    def __init__(self, files: list[str]) -> None:
        super().__init__("Drag me")
        self.setWindowTitle("Drag source")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(160, 80)
        self._files = files

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the files, then say how it ended."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.actionChanged.connect(lambda action: print("over", action.name, flush=True))
        taken = drag.exec(Qt.DropAction.CopyAction)
        print(taken.name, flush=True)


def main() -> int:
    """Show the window until it is ended."""
    qt = QApplication(["drag-source"])
    x, y, *files = sys.argv[1:]
    source = Source(files)
    source.move(int(x), int(y))
    source.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
