"""The window before there is a library: first start, or a passphrase to give."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import SourcebookError
from ui.library.first_run import FirstRun
from ui.library.unlock import UnlockPage
from ui.theme import Theme
from ui.widgets.notices import Toast


class StartWindow(QWidget):
    """Shows the first screen or the passphrase page; the application acts on their signals."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Sourcebook")
        self.setMinimumSize(640, 400)
        self._theme = theme
        self.first_run = FirstRun(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.first_run)
        self._toast = Toast(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        theme.changed.connect(self.update)

    def ask_passphrase(self, folder: Path) -> UnlockPage:
        """Show the page that asks for the passphrase of the library in ``folder``."""
        page = UnlockPage(self._theme, folder.name)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        return page

    def show_error(self, error: SourcebookError) -> None:
        """Tell what went wrong and what to do next."""
        self._toast.show_message(" ".join(filter(None, (error.message, error.hint))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper the pages lie on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
