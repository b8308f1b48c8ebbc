"""The copies of a document in the Source tab: those linked, and one it is probably a copy of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.library.copying import Copies
from app.model import Document
from app.store.listing import host_of
from ui.cite.flow import FlowLayout
from ui.library.presenter import shown
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

_LONGEST_KEY = 18


def about_copies(copies: Copies) -> list[tuple[str, Document]]:
    """The linked documents, each after the word for what it is."""
    told = [("Copy of", copies.copy_of)] if copies.copy_of else []
    word = "Also" if copies.copy_of else "Copy"
    return [*told, *((word, each) for each in copies.others)]


def key_words(document: Document) -> str:
    """A copy's citation key, which the narrow column has room for."""
    key = document.key
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 1]}…"


def place_words(document: Document) -> str:
    """What tells a copy from the others: the site and address where it was found, the trash."""
    host = host_of(str(document.reference.get("URL") or ""))
    site = str(document.reference.get("container-title") or "")
    gone = "in the trash" if document.deleted else ""
    return " · ".join(shown(part) for part in (site, host, gone) if part)


class CopiesCard(QWidget):
    """Copies to go to and to let go of; ``document_requested`` carries an id.

    ``unlinked`` when this document is to be no copy any more; ``decided`` carries what is to become
    of a suspicion (keep, link, merge) and the other document's id.
    """

    document_requested = Signal(str)
    unlinked = Signal()
    decided = Signal(str, str)

    def __init__(self, theme: Theme, copies: Copies, *, writable: bool) -> None:
        super().__init__()
        self.setObjectName("source-copies")
        self.setAccessibleName("Copies")
        self._theme, self._writable = theme, writable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(theme, "Copies", role="section"))
        linked = about_copies(copies)
        if linked:
            column.addLayout(self._linked(linked))
        for each in () if linked else copies.suspected[:1]:
            self._ask(column, each)

    def _linked(self, linked: Sequence[tuple[str, Document]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(1, 1)
        for row, (word, document) in enumerate(linked):
            grid.addWidget(Label(self._theme, word, role="meta"), 2 * row, 0)
            grid.addWidget(self._link(document), 2 * row, 1, Qt.AlignmentFlag.AlignLeft)
            if where := place_words(document):
                told = Label(self._theme, where, role="meta", elide=True)
                grid.addWidget(told, 2 * row + 1, 1)
        if self._writable:
            button = IconButton(self._theme, "x", "Unlink from its copies", size=20)
            button.setObjectName("source-unlink")
            button.clicked.connect(self.unlinked)
            grid.addWidget(button, 0, 2)
        return grid

    def _link(self, document: Document) -> Button:
        """The way to a copy; what is in the trash can't be read."""
        link = Button(self._theme, key_words(document), kind="link", name="source-copy", height=24)
        link.setAccessibleName(f"Open {shown(document.title)} ({document.key})")
        link.setEnabled(document.deleted is None)
        link.clicked.connect(lambda _on=False: self.document_requested.emit(document.id))
        return link

    def _ask(self, column: QVBoxLayout, other: Document) -> None:
        """What may be a copy, and the three ways on."""
        told = f"Probably a copy of “{shown(other.title)}” ({other.key})."
        column.addWidget(Label(self._theme, told, role="meta", wrap=True, colour="warn"))
        flow = FlowLayout()
        ways = [("Open it", "open"), ("Keep both", "keep"), ("Link as copy", "link"),
                ("Merge…", "merge")]  # fmt: skip
        for text, way in ways if self._writable else ways[:1]:
            button = Button(self._theme, text, name=f"source-{way}-copy", height=28)
            button.clicked.connect(
                lambda _on=False, way=way: (
                    self.document_requested.emit(other.id)
                    if way == "open"
                    else self.decided.emit(way, other.id)
                )
            )
            flow.addWidget(button)
        column.addLayout(flow)
