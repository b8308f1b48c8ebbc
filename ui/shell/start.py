"""The window before there is a library: first start, a passphrase to give, work, or an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import SourcebookError
from ui.library.first_run import FirstRun
from ui.library.unlock import UnlockPage
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.notices import Toast
from ui.widgets.states import BusyState, ErrorState

Way = tuple[str, Callable[[], object]]
"""A way out of an error: what its button says, and what that does."""


class StartWindow(QWidget):
    """Shows the first screen, the passphrase page, work at hand or an error.

    The application acts on the signals of the pages.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Sourcebook")
        self.setMinimumSize(320, 240)
        self._theme = theme
        self.first_run = FirstRun(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.first_run)
        self._extra: QWidget | None = None
        self._toast = Toast(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        theme.changed.connect(self.update)

    def show_first(self) -> None:
        """Show the first screen."""
        self._pages.setEnabled(True)
        self._pages.setCurrentWidget(self.first_run)
        self.first_run.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """Show an empty page, for work that follows at once."""
        self._put(QWidget())

    def ask_passphrase(self, folder: Path) -> UnlockPage:
        """Show the page that asks for the passphrase of the library in ``folder``."""
        page = UnlockPage(self._theme, folder.name)
        self._put(page)
        page.setFocus()
        return page

    def show_busy(self, title: str) -> BusyState:
        """What shows the work at hand, on a page of its own once it takes longer than a moment."""
        busy = BusyState(self._theme, title)
        page = _Centred(busy, 480)
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setEnabled(False)

        def appeared() -> None:
            self._pages.setEnabled(True)
            self._pages.setCurrentWidget(page)

        def gone() -> None:
            self._pages.setEnabled(True)
            if self._pages.currentWidget() is page and before is not None:
                self._pages.setCurrentWidget(before)
            self._pages.removeWidget(page)
            page.deleteLater()

        busy.appeared.connect(appeared)
        busy.gone.connect(gone)
        busy.begin()
        return busy

    def show_error(self, error: SourcebookError, ways: Sequence[Way]) -> None:
        """Tell what went wrong and what can be done, the likeliest first."""
        buttons = []
        for place, (text, act) in enumerate(ways):
            kind = "quiet" if place else "primary"
            button = Button(self._theme, text, kind=kind, name=f"error-way-{place + 1}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            buttons.append(button)
        self._put(_Centred(ErrorState(self._theme, error, buttons), 560))
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Say something in passing."""
        self._toast.show_message(text)

    def _put(self, page: QWidget) -> None:
        self._pages.setEnabled(True)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        old, self._extra = self._extra, page
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper the pages lie on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


class _Centred(QScrollArea):
    """One thing in the middle of the page, no wider than ``width``; scrolled where it is high."""

    def __init__(self, inside: QWidget, width: int) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setMaximumWidth(width)
        page = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self.setWidget(page)
