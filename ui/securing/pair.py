"""Two fields for a new passphrase, with what its length tells."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.securing.words import fault, strength
from ui.theme import Theme
from ui.widgets.fields import TextField


def secret_field(theme: Theme, label: str, name: str) -> TextField:
    """A field whose letters aren't shown."""
    field = TextField(theme, label, name=name)
    field.edit.setEchoMode(QLineEdit.EchoMode.Password)
    field.edit.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return field


class NewPassphrase(QWidget):
    """A new passphrase, typed twice; ``entered`` when Enter is pressed in the second field."""

    entered = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.first = secret_field(theme, "New passphrase", f"{name}-new")
        self.second = secret_field(theme, "The same again", f"{name}-again")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in (self.first, self.second):
            column.addWidget(field)
        self.first.set_hint(strength(""))
        self.first.changed.connect(self._on_changed)
        self.second.changed.connect(lambda _text: self.second.set_error(""))
        self.first.edit.returnPressed.connect(self.second.edit.setFocus)
        self.second.edit.returnPressed.connect(self.entered)

    def take(self) -> str | None:
        """The passphrase; None where something is wrong, which then stands below the field."""
        for field, wrong in zip(
            (self.first, self.second), fault(self.first.text(), self.second.text()), strict=True
        ):
            field.set_error(wrong)
            if wrong:
                field.edit.setFocus()
                return None
        return self.first.text()

    def _on_changed(self, text: str) -> None:
        self.first.set_error("")
        self.first.set_hint(strength(text))
