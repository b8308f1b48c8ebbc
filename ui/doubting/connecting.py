"""How the window has fields checked: of one document, of an import, or of all that want it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.library.overview import Scope, Sort

if TYPE_CHECKING:
    from ui.adding.page import AddingPage
    from ui.shell.window import MainWindow


def open_sheet(window: MainWindow, ids: Sequence[str] = ()) -> None:
    """Ask about the fields of documents; without ids, of all that have fields to check."""
    from ui.doubting.sheet import DoubtsSheet

    wanted = list(ids) or [
        str(id_) for id_ in window.session.library.order(Scope.doubted(), Sort.ADDED, False)
    ]
    if not wanted:
        window.say("No field wants a look")
        return
    sheet = DoubtsSheet(window.theme, window.session, wanted, window)
    sheet.opened.connect(window.open_document)
    sheet.open()


def connect_page(window: MainWindow, page: AddingPage) -> None:
    """Let the page of added files ask about fields and compare copies."""
    page.closed.connect(window.leave_page)
    page.review_requested.connect(lambda ids: open_sheet(window, ids))
    page.merge_requested.connect(lambda one, other: open_merging(window, one, other))


def open_merging(window: MainWindow, first: str = "", second: str = "") -> None:
    """Show the sheet of duplicates, with two documents side by side where they are named."""
    from ui.merging.sheet import DuplicatesSheet

    def kept(id_: str) -> None:
        """Show the document that was kept where the one that is open went into it."""
        shown = window.reader.current_document
        if shown and window.session.library.document(shown).deleted is not None:
            window.open_document(id_)

    sheet = DuplicatesSheet(window.theme, window.session, window.settings, window)
    if first and second:
        sheet.show_pair(first, second)
    sheet.opened.connect(kept)
    sheet.open()
