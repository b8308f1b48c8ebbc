"""A citation as it will be printed: real italics, a hanging indent, to be dragged into an essay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QSizePolicy

from ui.theme import Theme
from ui.theme.fonts import LENT, READING_FAMILIES
from ui.widgets.labels import Label, safe_fragment

PATIENCE = 400
"""Milliseconds that an old answer looks as good as new."""
_HANGING = "margin-left:16px; text-indent:-16px;"


class Preview(Label):
    """What a style prints, one paragraph an entry; drags out as rich text.

    While a newer answer is awaited for long, the old one is greyed.
    """

    def __init__(self, theme: Theme, name: str, *, hanging: bool = False) -> None:
        super().__init__(theme, "", role="citation", wrap=True)
        self._name, self._hanging = name, hanging
        self._text, self._html = "", ""
        self._pressed: QPoint | None = None
        self.setObjectName(f"preview-{name.casefold().replace(' ', '-')}")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(lambda: self.set_colour("muted"))

    def show_entries(self, plain: Sequence[str], rich: Sequence[str]) -> None:
        """Show the newest answer; nothing is dragged out of an empty one."""
        self._patience.stop()
        self.set_colour("text")
        self._text = "\n".join(plain)
        self._html = "".join(f"<p>{safe_fragment(entry)}</p>" for entry in rich)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(self._paragraph(entry) for entry in rich))
        self.setAccessibleName(f"{self._name}: {self._text}")
        self.setToolTip("Drag into your essay" if self._text else "")
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._text else Qt.CursorShape.ArrowCursor)

    def show_remark(self, remark: str) -> None:
        """Say in grey why there is nothing to show."""
        self.show_entries((), ())
        self.set_colour("muted")
        self.set_text(remark)
        self.setAccessibleName(f"{self._name}: {remark}")

    def wait(self) -> None:
        """Grey what stands there if its successor takes long."""
        if not self._patience.isActive():
            self._patience.start()

    def mime(self) -> QMimeData:
        """What is dragged out: plain and rich text."""
        data = QMimeData()
        data.setText(self._text)
        data.setHtml(self._html)
        return data

    def _paragraph(self, entry: str) -> str:
        indent = _HANGING if self._hanging else ""
        return f'<p style="margin-top:0px; margin-bottom:4px; {indent}">{_breakable(entry)}</p>'

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has left its place."""
        if self._pressed is None or not self._text:
            return
        away = (event.position().toPoint() - self._pressed).manhattanLength()
        if away >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.mime())
            drag.exec(Qt.DropAction.CopyAction)


_LENDER = ",".join(f"'{family}'" for family in READING_FAMILIES[1:])

# Never after "&": an entity such as "&gt;" would fall apart and show as it is written.
_ADDRESS = re.compile(r"(?<=[/.?=_-])(?=[^\s<>&;/])")


def _breakable(entry: str) -> str:
    """The entry's safe markup, its long addresses allowed to break after their signs."""
    parts = re.split(r"(\S*://[^\s<]+|www\.[^\s<]+)", safe_fragment(entry))
    parts[1::2] = [_ADDRESS.sub("\u200b", part) for part in parts[1::2]]
    return LENT.sub(rf'<span style="font-family:{_LENDER}">\g<0></span>', "".join(parts))
