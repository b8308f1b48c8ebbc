"""The application's part of locking: the window is closed, its library asked for anew.

So that nothing readable stays: what lies on the screen, and in the window's memory, goes with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.errors import SourcebookError
from app.library import Access, Library, is_library, open_library
from ui.securing.connecting import open_security, show_code
from ui.securing.leaving import go_back, in_the_way, where
from ui.securing.words import rewriting_step, told
from ui.session import Session
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from ui.application import Application
    from ui.jobs import JobProgress

_AGAIN = 30
"""Milliseconds after which it is looked again whether a dialogue of the system has ended."""


def lock(application: Application) -> None:
    """Close the library of the window and ask for its passphrase; then come back to the place."""
    window = application.window
    if not isinstance(window, MainWindow) or not window.session.encrypted:
        return
    if in_the_way(window):
        QTimer.singleShot(_AGAIN, lambda: lock(application))
        return
    folder = _leave(application, window)
    application._ask_passphrase(folder)


def rewrite(application: Application, now: str, new: str) -> None:
    """Turn encryption on (``new`` alone) or off (``now`` alone) for the library of the window."""
    window = application.window
    if not isinstance(window, MainWindow):
        return
    folder = _leave(application, window)
    title = "Encrypting the library" if new else "Turning encryption off"

    def work(progress: JobProgress) -> tuple[Library, str]:
        from app.library import securing

        code = ""
        if new:
            code = securing.encrypt_library(folder, new, progress=progress)
        else:
            securing.decrypt_library(folder, now, progress=progress)
        return open_library(folder, Access.EITHER, passphrase=new or None), code

    def done(answer: tuple[Library, str]) -> None:
        library, code = answer
        made = application._opened(Session(library))
        if code:
            show_code(made, code)
        else:
            made.say("The library is not encrypted any more")

    start = application._starting()
    start.show_nothing()
    application._work.run(
        start.show_busy(title),
        work,
        done,
        lambda error: _reopen(application, folder, now or new, told(error)),
        lambda: _reopen(application, folder, now or new, "Stopped. The library is as it was."),
        words=rewriting_step,
    )


def _leave(application: Application, window: MainWindow) -> Path:
    """Keep what is typed, remember where the window was, and put it out of sight."""
    folder, left = window.session.folder, where(window)
    application.then = (folder, lambda again: go_back(again, left))
    window.stop_adding()
    window.finish()
    window.hide()
    return folder


def _reopen(application: Application, folder: Path, passphrase: str, error: str) -> None:
    """Open the library again after it stayed as it was, and say why in the sheet."""

    def work(_progress: JobProgress) -> Library:
        try:
            return open_library(folder, Access.EITHER)
        except SourcebookError:
            if not is_library(folder):
                raise
            return open_library(folder, Access.EITHER, passphrase=passphrase)

    application._work.run(
        application._starting().show_busy("Opening the library"),
        work,
        lambda library: open_security(application._opened(Session(library)), error),
        lambda failed: application._show_error(folder, failed),
        application._show_first,
    )
