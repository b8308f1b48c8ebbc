"""A dialogue in the window's own style: a title, what is asked, and the buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class Sheet(QDialog):
    """A modal sheet; ``body`` takes what it asks. Esc closes it and changes nothing."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("sheet")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme_ = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Label(theme, title, role="panel"))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        self.setMinimumWidth(360)

    def add_button(
        self, text: str, act: Callable[[], object], *, kind: str = "secondary", name: str = ""
    ) -> Button:
        """Add a button at the right of those before."""
        button = Button(self.theme_, text, kind=kind, name=name)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)
        return button
