"""A window on a library as a test opens it, beside no application."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.settings import Settings
from ui.session import open_session
from ui.shell.window import MainWindow
from ui.theme import Theme


class Opener:
    """Stands for the application: these tests stay in one library."""

    def open(self, folder: Path, passphrase: str | None = None) -> None: ...
    def open_sample(self) -> None: ...
    def choose_library(self) -> None: ...
    def start_own(self) -> None: ...
    def reload(self) -> None: ...
    def reset_sample(self) -> None: ...
    def restart(self) -> None: ...
    def lock(self) -> None: ...
    def rewrite(self, now: str, new: str) -> None: ...
    def recent(self) -> list[Path]:
        return []


def open_window(
    theme: Theme, folder: Path, qtbot: QtBot, settings: Settings | None = None
) -> MainWindow:
    """A window on a library, on the screen; without ``settings`` none are kept."""
    window = MainWindow(theme, open_session(folder), settings or Settings(None), Opener())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    return window
