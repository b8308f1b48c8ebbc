"""How the window keeps .bib files up to date: the keeper, its quiet line, its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ui.keeping.files import Kept, news, status_of
from ui.keeping.keeper import Keeper
from ui.keeping.line import StatusLine

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

SHEET = "keeping"


def open_sheet(window: MainWindow) -> None:
    """Show which files are kept up to date."""
    from ui.keeping.sheet import KeepingSheet

    keeper = keeper_of(window)
    sheet = KeepingSheet(window.theme, window.session, window.settings, keeper, window)
    sheet.said.connect(window.say)
    sheet.open()


def keeper_of(window: MainWindow) -> Keeper:
    """The keeper of a window, begun where there is none yet."""
    found = window.findChild(Keeper)
    if found is not None:
        return found
    keeper = Keeper(window.session, window)
    line = StatusLine(window.theme)
    layout = window.sidebar.layout()
    if layout is not None:
        layout.addWidget(line)
    line.clicked.connect(lambda _checked=False: open_sheet(window))
    before: list[tuple[Kept, ...]] = [()]

    def tell() -> None:
        """Say quietly how they stand, and once, louder, what is wrong."""
        line.show_status(status_of(keeper.kept))
        said = news(before[0], keeper.kept)
        before[0] = keeper.kept
        if said and window.findChild(QDialog, SHEET) is None:
            window.toast.show_message(said, "Look", lambda: open_sheet(window))

    keeper.told.connect(tell)
    return keeper
