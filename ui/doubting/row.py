"""One field to check: what it says, where that came from, and that it is right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.doubting.presenter import Asked
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label

_INDENT, _RING = 10, 3


class CheckRow(QWidget):
    """A field with its value to edit in place; ``settled`` carries its name when it is right."""

    settled = Signal(str)

    def __init__(self, theme: Theme, asked: Asked, *, writable: bool) -> None:
        super().__init__()
        self.setObjectName(f"check-row-{asked.field}")
        self.setAccessibleName(asked.label)
        self.asked = asked
        self.field = TextField(theme, asked.label, name=f"check-{asked.field}")
        self.field.set_text(asked.typed)
        self.field.edit.setReadOnly(not writable)
        self.field.edit.setAccessibleDescription(f"{asked.reason} {asked.words}".strip())
        self.field.edit.returnPressed.connect(lambda: self.settled.emit(asked.field))
        self.field.changed.connect(lambda _text: self._on_typed())
        self.right = Button(theme, "Right", icon="check", name=f"check-right-{asked.field}")
        self.right.setAccessibleName(f"{asked.label} is right")
        self.right.setEnabled(writable)
        self.right.clicked.connect(lambda _on=False: self.settled.emit(asked.field))
        self._how = asked.how
        # The button stands beside the editor, below the label's line; around it is its ring's room.
        beside = QVBoxLayout()
        beside.addSpacing(self.field.label_height - _RING)
        beside.addWidget(self.right)
        beside.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        across.addLayout(beside)
        across.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(across)
        column.addWidget(Label(theme, asked.reason, role="meta", wrap=True))
        if asked.words:
            column.addWidget(_Words(theme, asked.words))

    @property
    def typed(self) -> str:
        """What stands in the field now."""
        return self.field.text()

    def _on_typed(self) -> None:
        changed = self.typed.strip() != self.asked.typed.strip()
        words = "Change" if changed else "Right"
        if self.right.text() != words:
            self.right.setText(words)
            label = self.asked.label
            self.right.setAccessibleName(f"Change {label}" if changed else f"{label} is right")
            self.right.updateGeometry()
        self.field.set_error("")

    def show_error(self, message: str) -> None:
        """Say why a value can't be taken."""
        self.field.set_error(message)
        self.field.edit.setFocus()


class _Words(QWidget):
    """The words of the source, as a quotation: a rule at the left, and the words as they are."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        label = Label(theme, words, role="citation", wrap=True, colour="text2")
        label.setAccessibleName(f"Read from: {words}")
        column.addWidget(label)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rule."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 2, 2, self.height() - 4), self._theme.tokens.border)
        painter.end()
