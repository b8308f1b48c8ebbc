"""How the window has an inbox: the watch, the place in the sidebar, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.inbox.watch import InboxWatch

if TYPE_CHECKING:
    from ui.inbox.page import InboxPage
    from ui.shell.window import MainWindow


def watch_of(window: MainWindow) -> InboxWatch:
    """The watch of a window, begun where there is none yet."""
    found = window.findChild(InboxWatch)
    if found is not None:
        return found
    watch = InboxWatch(window.session, window)

    def tell() -> None:
        inbox = watch.inbox
        window.sidebar.show_inbox(len(inbox.files) if inbox.folder is not None else None)

    watch.told.connect(tell)
    watch.refused.connect(window.show_error)
    return watch


def make_page(window: MainWindow) -> InboxPage:
    """The page, made when it is first asked for."""
    from ui.inbox.page import InboxPage

    page = InboxPage(window.theme, window.session, watch_of(window))
    page.said.connect(window.say)
    return page
