"""Small questions of the reader: a paragraph to go to, and how the text is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.model import Text
from app.settings import (
    LEADING,
    LETTER_SPACING,
    MEASURE,
    TEXT_SIZE,
    THEME,
    WORD_SPACING,
    Setting,
    Settings,
)
from ui.reader.headings import goal, range_words
from ui.theme import Theme
from ui.widgets.fields import Choice, Stepper, TextField
from ui.widgets.sheet import Sheet


def ask_place(theme: Theme, text: Text, parent: QWidget, go: Callable[[int], object]) -> None:
    """Ask for a paragraph's number or a page's label and go there; errors stay at the field."""
    sheet = Sheet(theme, "Go to", parent)
    sheet.setObjectName("go-to-sheet")
    field = TextField(
        theme, "Paragraph or page", hint=range_words(text), placeholder="7 or p. 12", name="go-to"
    )
    field.changed.connect(lambda _text: field.set_error(""))
    sheet.body.addWidget(field)

    def accept() -> None:
        found = goal(text, field.text())
        if found.start is None:
            field.set_error(found.error)
            field.edit.selectAll()
        else:
            go(found.start)
            sheet.accept()

    field.edit.returnPressed.connect(accept)
    sheet.add_button("Cancel", sheet.reject, kind="quiet", name="go-to-cancel")
    sheet.add_button("Go", accept, kind="primary", name="go-to-go")
    sheet.open()
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class TypePanel(QDialog):
    """Text size, measure, leading, spacing and theme, with effect at once."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("type-panel")
        self.setAccessibleName("Type and spacing")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._settings = theme, settings
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for setting in (TEXT_SIZE, MEASURE, LEADING, LETTER_SPACING, WORD_SPACING):
            column.addWidget(self._stepper(setting))
        choice = Choice(theme, "Theme", THEME.allowed, name="type-theme")
        choice.set_value(settings.get(THEME))
        choice.chosen.connect(lambda value: settings.set(THEME, value))
        column.addWidget(choice)
        self.setFixedWidth(280)

    def _stepper(self, setting: Setting[Any]) -> Stepper:
        stepper = Stepper(
            self._theme, setting.label, setting.low or 0, setting.high or 0, setting.step,
            name=f"type-{setting.name}",
        )  # fmt: skip
        stepper.set_value(float(self._settings.get(setting)))
        kind = type(setting.default)
        stepper.changed.connect(lambda value: self._settings.set(setting, kind(value)))
        return stepper

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised ground with an edge: a popup has no frame of its own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.border)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._theme.tokens.raised)
        painter.end()

    def open_under(self, button: QWidget) -> None:
        """Show it under a button, right edges together."""
        self.adjustSize()
        at = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        self.move(at)
        self.show()
