"""Where a window was when its library was closed under it, to come back to after unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from ui.library.presenter import Place
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


@dataclass(frozen=True, slots=True)
class Left:
    """The place of the list and what was typed to filter it, the document, page and search."""

    place: Place
    typed: str
    document: str | None
    page: str | None
    searched: str
    focused: bool


def where(window: MainWindow) -> Left:
    """Where the window is now; the place in a text is kept by the library itself."""
    page = window.page_name
    field = window.workspace.page.findChild(QLineEdit) if window.workspace.page else None
    head = window.list.findChild(QLineEdit, "search-field")
    return Left(
        place=window.list.place,
        typed=head.text() if head is not None else "",
        document=window.current_document,
        page=page,
        searched=field.text() if page == "search" and field is not None else "",
        focused=window.actions_["focus"].isChecked(),
    )


def go_back(window: MainWindow, left: Left) -> None:
    """Have the window go where it was, once it has been painted and has opened what was open."""
    window.workspace.painted.connect(lambda: _go(window, left), Qt.ConnectionType.QueuedConnection)


def _go(window: MainWindow, left: Left) -> None:
    if not window.isVisible() or window.session.closed:
        return
    if left.place != window.list.place:
        window.list.show_place(left.place)
        window.sidebar.show_current(left.place)
    head = window.list.findChild(QLineEdit, "search-field")
    if head is not None and left.typed:
        head.setText(left.typed)
    if left.document and left.document != window.current_document:
        window.open_document(left.document)
    if left.page == "search":
        window.search(left.searched)
    elif left.page is not None:
        page: Any = window.show_page(left.page)
        if hasattr(page, "refresh"):
            page.refresh()
    if left.focused and left.page is None:
        window.actions_["focus"].trigger()


def in_the_way(window: MainWindow) -> bool:
    """Close menus, sheets and dialogues over the window; whether one must come to its end first.

    A sheet closed like this keeps what it keeps when one leaves it by Esc. A dialogue of the system
    goes on in the code that opened it, so the window may not be let go of yet.
    """
    waiting = False
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        waiting = True
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            waiting = waiting or not isinstance(top, Sheet)
            top.reject()
            if top.isVisible():
                top.done(QDialog.DialogCode.Rejected)
        elif top is not window and top.isVisible() and top.parentWidget() is not None:
            top.hide()
    return waiting
