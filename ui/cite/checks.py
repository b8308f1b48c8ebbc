"""Fields of an import that want a look, each with the reason and a button that says it is right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.library.doubts import Doubt
from ui.doubting.presenter import FIELD_WORDS
from ui.library.presenter import counted
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card


class Checks(QWidget):
    """The fields to check; ``confirmed`` carries those that are right, as CSL names them.

    ``review_requested`` when they are to be looked at with the words they were read from.
    """

    confirmed = Signal(list)
    review_requested = Signal()

    def __init__(self, theme: Theme, doubts: Sequence[Doubt], *, writable: bool) -> None:
        super().__init__()
        self.setObjectName("source-checks")
        self._theme = theme
        told = counted(len(doubts), "field") + " to check"
        self.setAccessibleName(told)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 6, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(theme, told, role="strong", colour="warn"), 0, 0)
        if writable and len(doubts) > 1:
            fields = [each.field for each in doubts]
            grid.addWidget(self._tick("All are right", fields, icon="check-square"), 0, 1)
        for line, each in enumerate(doubts, start=1):
            words = f"{FIELD_WORDS[each.field]}: {each.reason}"
            grid.addWidget(Label(theme, words, role="meta", wrap=True), line, 0)
            if writable:
                name = f"{FIELD_WORDS[each.field]} is right"
                tick = self._tick(name, [each.field])
                grid.addWidget(tick, line, 1, Qt.AlignmentFlag.AlignTop)
        look = Button(theme, "Look at them…", kind="link", name="check-look", height=24)
        look.clicked.connect(lambda _on=False: self.review_requested.emit())
        grid.addWidget(look, len(doubts) + 1, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self.update)

    def _tick(self, name: str, fields: list[str], icon: str = "check") -> IconButton:
        object_name = "check-" + name.casefold().replace(" ", "-")
        button = IconButton(self._theme, icon, name, name=object_name, size=24)
        button.clicked.connect(lambda: self.confirmed.emit(fields))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a notice."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()), self._theme.tokens.warn_ground, None, 6)
        painter.end()
