"""Collections made, renamed, deleted and filled from the sidebar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.library.naming import NameSheet
from ui.library.presenter import Place, counted, places_for, shown
from ui.session import Session
from ui.theme import Theme


class Collections(QObject):
    """What can be done to collections; ``said`` tells what was done and that it can be undone."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._session, self._parent = theme, session, parent

    def fill_menu(self, menu: QMenu, place: Place | None) -> None:
        """Offer what can be done, with a collection where ``place`` is one."""
        menu.addAction("New collection…", self.ask)
        if place is not None and place.kind == "collection":
            menu.addAction("New collection inside…", lambda: self.add(place))
            menu.addSeparator()
            self._fill_moving(menu, place)
            menu.addAction("Rename…\tF2", lambda: self.rename(place))
            menu.addAction("Delete collection\tDel", lambda: self.remove(place))

    def _fill_moving(self, menu: QMenu, place: Place) -> None:
        """Offer the collections that this one could stand inside, and the top."""
        targets = places_for(self._session.library.overview().collections, place.id)
        if not targets:
            return
        inside = menu.addMenu("Move into")
        inside.setObjectName("move-collection")
        for target in targets:
            # What stands after “&” would be underlined as a key.
            told = ("At the top" if target is None else shown(target.title)[:60]).replace("&", "&&")
            inside.addAction(told, partial(self.move, place.id, target))

    def move(self, id_: str, inside: Place | None) -> None:
        """Put a collection into another, or at the top; undo takes it back."""
        above = inside.id if inside is not None else None
        told = f"Moved into “{inside.title}”" if inside is not None else "Moved to the top"
        self._session.change(
            lambda library: library.move_collection(id_, above),
            lambda _done: self.said.emit(told, True),
        )

    def ask(self) -> None:
        """Ask for the name of a new collection that is inside no other."""
        self.add()

    def add(self, inside: Place | None = None) -> None:
        """Ask for the name of a new collection."""
        title = f"New collection in “{inside.title}”" if inside else "New collection"
        above = inside.id if inside else None
        sheet = NameSheet(self._theme, title, "Add collection", self._parent)
        sheet.named.connect(
            lambda name: self._session.change(
                lambda library: library.add_collection(name, parent=above),
                lambda _made: self.said.emit(f"Collection “{name}” added", True),
            )
        )
        sheet.open()

    def rename(self, place: Place) -> None:
        """Ask for another name."""
        sheet = NameSheet(
            self._theme, "Rename collection", "Rename", self._parent, name=place.title
        )
        sheet.named.connect(
            lambda name: self._session.change(
                lambda library: library.rename_collection(place.id, name)
            )
        )
        sheet.open()

    def remove(self, place: Place) -> None:
        """Delete a collection; its documents stay, and undo brings it back."""
        self._session.change(
            lambda library: library.remove_collection(place.id),
            lambda _gone: self.said.emit(f"Collection “{place.title}” deleted", True),
        )

    def put_in(self, place: Place, ids: list[str]) -> None:
        """Put documents into a collection."""
        told = f"{counted(len(ids), 'document')} put into “{place.title}”"
        self._session.change(
            lambda library: library.collect(place.id, ids), lambda _done: self.said.emit(told, True)
        )
