"""What takes the pictures: the window in its sizes, once nothing moves any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import THEME, Settings
from ui.application import Application

STILL = 700
"""Milliseconds after which nothing moves."""


class Camera:
    """Shows the window in each size and writes a picture of it."""

    def __init__(self, folder: Path, sizes: list[str], own: Path, suffix: str) -> None:
        qt = QApplication(["screenshots"])
        qt.setStyle("Fusion")
        self.settings = Settings(None)
        self.settings.set(THEME, "light")
        self.application: Application = Application(qt, self.settings)
        self.folder, self.sizes, self.own, self.suffix = folder, sizes, own, suffix
        self.theme = "light"

    @property
    def window(self) -> Any:
        """The window that is shown now."""
        return self.application.window

    def choose(self, theme: str) -> None:
        """Change the colours."""
        self.theme = theme
        self.settings.set(THEME, theme)

    def act(self, id_: str) -> None:
        """Do what an action does, and wait for what it asks of the library."""
        self.window.actions_[id_].trigger()
        self.settle()

    def change(self, act: Callable[[Any], object]) -> None:
        """Change the library, and wait for it."""
        self.window.session.change(act)
        self.settle()

    def open(self, title: str) -> None:
        """Open the document whose title has this in it."""
        session = self.window.session
        rows = session.library.rows(session.library.filtered(""))
        self.window.open_document(next(row.id for row in rows if title in row.title))
        self.settle()

    def take(self, name: str, window: QWidget | None = None, *, still: int = STILL) -> None:
        """A picture of the window in every size."""
        for size in self.sizes:
            self.show(size, window)
            self.wait(still)
            self.save(window or self.window, f"{name}-{self.theme}-{size}")

    def take_all(self, names: Iterator[str]) -> None:
        """A picture of each state that is told by its name."""
        for name in names:
            self.take(name)

    def show(self, size: str, window: QWidget | None = None) -> None:
        """Give the window a size."""
        (window or self.window).resize(*(int(part) for part in size.split("x")))

    def save(self, widget: QWidget, name: str) -> None:
        """Write what a widget shows."""
        widget.grab().save(str(self.folder / f"{name}{self.suffix}.png"))

    def wait(self, milliseconds: int) -> None:
        """Let the window and its threads work."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Wait until the library has answered all that was asked of it, twice over."""
        for _ in range(2):
            answered: list[None] = []
            self.window.session.work(lambda _library: None, answered.append)
            self.window.session.ask(lambda _library: None, answered.append)
            self.until(lambda seen=answered: len(seen) == 2)  # type: ignore[misc]

    def until(self, seen: Callable[[], object]) -> None:
        """Wait until something is there."""
        for _ in range(1500):
            if seen():
                return
            self.wait(20)
        raise TimeoutError
