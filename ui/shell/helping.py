"""Help on the place where the keyboard is, also while a sheet is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from ui.help.window import HelpWindow


class Helping(QObject):
    """Opens the help window of one main window."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._help: HelpWindow | None = None

    def show_here(self) -> None:
        """Open the page for where the keyboard is."""
        self.show_page(page_here())

    def show_page(self, page: str) -> None:
        """Open a page; over a sheet in a window of the sheet's, for it blocks all others."""
        from ui.help.window import HelpWindow

        sheet = QApplication.activeModalWidget()
        if sheet is not None:
            HelpWindow(self._theme, sheet).show_page(page)
            return
        if self._help is None:
            self._help = HelpWindow(self._theme, self._window)
        self._help.show_page(page)


def page_here() -> str:
    """The help page for the widget that has the keyboard."""
    from ui.help.pages import page_for

    names, widget = [], QApplication.focusWidget()
    while widget is not None:
        names.append(widget.objectName())
        widget = widget.parentWidget()
    return page_for([name for name in names if name])
