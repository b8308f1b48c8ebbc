"""The sheet that asks for a new passphrase, twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_WARNING = (
    "The library is encrypted with it. Nobody can reset it for you: "
    "keep it where you keep your other passwords."
)


class PassphraseSheet(Sheet):
    """Asks for a passphrase in two fields; ``passphrase_set`` carries it once both agree."""

    passphrase_set = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Set a passphrase", parent)
        self.setFixedWidth(440)
        self.body.addWidget(Label(theme, _WARNING, colour="text2", wrap=True))
        self.first = TextField(theme, "Passphrase", name="passphrase")
        self.second = TextField(theme, "The same again", name="passphrase-again")
        for field in (self.first, self.second):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
            field.changed.connect(self._on_changed)
            self.body.addWidget(field)
        self.add_button("Cancel", self.reject, name="passphrase-cancel")
        self.add_button("Set passphrase", self._on_set, kind="primary", name="passphrase-set")
        self.second.edit.returnPressed.connect(self._on_set)
        self.first.edit.returnPressed.connect(self.second.edit.setFocus)

    def _on_changed(self) -> None:
        self.first.set_error("")
        self.second.set_error("")

    def _on_set(self) -> None:
        if not self.first.text():
            self.first.set_error("Type a passphrase first.")
            self.first.edit.setFocus()
        elif self.first.text() != self.second.text():
            self.second.set_error("The two differ. Type the same passphrase in both fields.")
            self.second.edit.setFocus()
        else:
            self.passphrase_set.emit(self.first.text())
            self.accept()
