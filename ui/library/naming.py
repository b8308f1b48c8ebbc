"""The sheet that asks for a collection's name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.sheet import Sheet


class NameSheet(Sheet):
    """Asks for one name; ``named`` carries it, without space around it, once it has a letter."""

    named = Signal(str)

    def __init__(
        self, theme: Theme, title: str, button: str, parent: QWidget, *, name: str = ""
    ) -> None:
        super().__init__(theme, title, parent)
        self.setObjectName("sheet-name")
        self._field = TextField(theme, "Name", name="collection-name")
        self._field.set_text(name)
        self._field.edit.selectAll()
        self._field.edit.setMaxLength(200)
        self.body.addWidget(self._field)
        self.add_button("Cancel", self.reject, kind="quiet", name="name-cancel")
        self.add_button(button, self._on_saved, kind="primary", name="name-save")
        self._field.edit.returnPressed.connect(self._on_saved)
        self._field.edit.setFocus()

    def _on_saved(self) -> None:
        name = self._field.text().strip()
        if not name:
            self._field.set_error("Type a name first.")
            return
        self.named.emit(name)
        self.accept()
