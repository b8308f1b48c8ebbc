"""The base of painted buttons: who came by the keyboard sees where it is, by a ring."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton

_AS_BEFORE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class RingedButton(QAbstractButton):
    """A button that knows whether it is to show the keyboard's ring: not after a click."""

    _clicked_into = False

    @property
    def ringed(self) -> bool:
        """Whether the ring is to be painted now."""
        return self.hasFocus() and not self._clicked_into and bool(self.window().isActiveWindow())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the mouse or otherwise; a window that comes back to the front changes nothing."""
        if event.reason() not in _AS_BEFORE:
            self._clicked_into = event.reason() is Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()
