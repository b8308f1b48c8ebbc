"""What the window's actions for locking, passphrase, copies and backups do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_WATCHED_AFTER = 1_000
"""Milliseconds after which the window is watched for nobody being there."""


def connect_securing(window: MainWindow) -> None:
    """Connect the actions; what does it is imported when it is asked for."""
    on = window.actions_.on
    on("passphrase", lambda: open_security(window))
    on("versions", lambda: open_versions(window))
    on("lock-now", lambda: window.application.lock())  # noqa: PLW0108  (asked for late)
    window.actions_["lock-now"].setEnabled(window.session.encrypted)
    if window.session.encrypted:
        QTimer.singleShot(_WATCHED_AFTER, window, lambda: watch(window))


def open_security(window: MainWindow, error: str = "") -> None:
    """Show the sheet of passphrase and recovery code, with what went wrong if something did."""
    from ui.securing.sheet import SecuritySheet

    sheet = SecuritySheet(window.theme, window.session, window, error)
    sheet.rewriting_wanted.connect(window.application.rewrite)
    sheet.code_made.connect(lambda code: show_code(window, code))
    sheet.said.connect(window.say)
    sheet.open()


def show_code(window: MainWindow, code: str) -> None:
    """Show a recovery code, once."""
    from ui.securing.code import CodeSheet

    CodeSheet(window.theme, code, window).open()


def open_versions(window: MainWindow) -> None:
    """Show the copies and backups of the library."""
    from ui.securing.kept_sheet import VersionsSheet

    sheet = VersionsSheet(window.theme, window.session, window)
    sheet.open_wanted.connect(lambda folder: window.application.open(folder))  # noqa: PLW0108
    sheet.open()


def watch(window: MainWindow) -> None:
    """Lock the library by itself after as long as was chosen."""
    from ui.securing.watching import Watch

    if not window.session.closed:
        Watch(window.session, window.settings, window.application.lock, lambda: window.adding_now,
              window)  # fmt: skip
