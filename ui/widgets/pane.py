"""A part of the window that one goes to as a whole."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Pane(QWidget):
    """Hands the keyboard on to one of its widgets when it is given it.

    Not by a focus proxy: from before a widget that has one, Tab goes right to the proxy (Qt 6.11),
    past the fields and buttons that stand in front of it.
    """

    _taking: QWidget | None = None

    def hand_focus_to(self, widget: QWidget) -> None:
        """Have ``widget`` take the keyboard."""
        self._taking = widget

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on."""
        super().focusInEvent(event)
        if self._taking is not None:
            self._taking.setFocus(event.reason())
