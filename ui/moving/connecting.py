"""How the window moves in from another program: the mover it has, and its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ui.moving.mover import Mover

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

SHEET = "move-in"


def open_sheet(window: MainWindow) -> None:
    """Ask what to move in, or show the move that is at work."""
    from ui.moving.sheet import MoveSheet

    sheet = MoveSheet(window.theme, window.session, window.settings, mover_of(window), window)
    sheet.said.connect(window.say)
    sheet.document_requested.connect(window.open_document)
    sheet.open()


def mover_of(window: MainWindow) -> Mover:
    """The mover of a window, made where there is none yet."""
    found = window.findChild(Mover)
    if found is not None:
        return found
    mover = Mover(window.session, window)

    def tell() -> None:
        """Say how a move went whose sheet was closed meanwhile."""
        if window.findChild(QDialog, SHEET) is None and mover.report is not None:
            window.toast.show_message(mover.report.title, "Report", lambda: open_sheet(window))

    mover.ended.connect(tell)
    return mover
