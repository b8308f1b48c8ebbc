"""What is done to all selected documents at once; each is one undo."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.library import Library
from app.model import DocumentKind
from ui.actions import Actions
from ui.library.presenter import KIND_WORDS, counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice, TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.library.list import DocumentList

_NEEDS_SELECTION = ("edit-tags", "set-kind", "edit-collections", "toggle-read", "delete-documents")


class Bulk(QObject):
    """Connects the actions on selected documents; enables them while something is selected."""

    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, documents: DocumentList
    ) -> None:
        super().__init__(documents)
        self._theme, self._session, self._list = theme, session, documents
        self._actions = actions
        actions.on("edit-tags", self._edit_tags)
        actions.on("set-kind", self._set_kind)
        actions.on("edit-collections", self._edit_collections)
        actions.on("toggle-read", self._toggle_read)
        actions.on("delete-documents", self._delete)
        actions.on("restore-documents", self._restore)
        documents.selection_changed.connect(self._on_selection)
        self._on_selection([])

    def _on_selection(self, ids: list[str]) -> None:
        trash = self._list.place.kind == "trash"
        for id_ in _NEEDS_SELECTION:
            enabled = bool(ids) and not trash and self._session.writable
            self._actions[id_].setEnabled(enabled)
        self._actions["restore-documents"].setEnabled(bool(ids) and trash)

    def _edit_tags(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        library = self._session.library
        counts = Counter(tag for id_ in ids for tag in library.document(id_).tags)
        known = sorted({tag.name for tag in library.overview().tags} | set(counts))
        CheckSheet(
            self._theme, "Tags", known, counts, len(ids), "New tag", self._list
        ).asked.connect(lambda put, take: self._tag(ids, put, take))

    def _tag(self, ids: list[str], put: list[str], take: list[str]) -> None:
        if put:
            self._session.change(lambda library: library.tag_all(ids, put), self._tagged)
        if take:
            self._session.change(lambda library: library.untag_all(ids, take), self._tagged)

    def _tagged(self, _ids: object) -> None:
        self.said.emit("Tags changed", True)

    def _edit_collections(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        collections = self._session.library.collections()
        counts = Counter({each.name: len(set(ids) & set(each.documents)) for each in collections})
        known = [each.name for each in collections]
        sheet = CheckSheet(
            self._theme, "Collections", known, counts, len(ids), "New collection", self._list
        )
        sheet.asked.connect(lambda put, take: self._collect(ids, put, take))

    def _collect(self, ids: list[str], put: list[str], take: list[str]) -> None:
        done = "Collections changed"
        for name in put:
            self._session.change(
                partial(Library.collect, name=name, members=ids, make=True),
                lambda _done: self.said.emit(done, True),
            )
        for name in take:
            self._session.change(
                partial(Library.uncollect, name=name, members=ids),
                lambda _done: self.said.emit(done, True),
            )

    def _set_kind(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        sheet = Sheet(self._theme, "Kind", self._list)
        options = [(kind.value, KIND_WORDS[kind]) for kind in DocumentKind]
        choice = Choice(self._theme, f"What {counted(len(ids), 'document')} are", options)
        choice.set_value(self._session.library.document(ids[0]).kind.value)
        sheet.body.addWidget(choice)

        def save() -> None:
            kind = choice.value()
            self._session.change(
                lambda library: library.set_kind_all(ids, kind),
                lambda _done: self.said.emit(f"Kind of {counted(len(ids), 'document')} set", True),
            )
            sheet.accept()

        sheet.add_button("Cancel", sheet.reject, kind="quiet")
        sheet.add_button("Set kind", save, kind="primary")
        sheet.open()

    def _toggle_read(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        rows = self._session.library.rows(self._list.selected)
        if any(row.unread for row in rows):
            self._session.change(lambda library: library.mark_read(ids))
        else:
            self._session.change(lambda library: library.mark_unread(ids))

    def _delete(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        if ids:
            told = f"{counted(len(ids), 'document')} moved to the trash"
            self._session.change(
                lambda library: library.trash_all(ids), lambda _done: self.said.emit(told, True)
            )

    def _restore(self) -> None:
        ids = [str(id_) for id_ in self._list.selected]
        if ids:
            told = f"{counted(len(ids), 'document')} brought back"
            self._session.change(
                lambda library: library.restore_all(ids), lambda _done: self.said.emit(told, True)
            )


class CheckSheet(Sheet):
    """A list to tick: all, some or none of the selected documents have each name.

    ``asked`` carries the names to put on and the names to take off. It opens itself.
    """

    asked = Signal(list, list)

    def __init__(
        self,
        theme: Theme,
        title: str,
        known: list[str],
        counts: Counter[str],
        documents: int,
        new: str,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, title, parent)
        self.setObjectName(f"sheet-{title.casefold()}")
        self.body.addWidget(Label(theme, f"For {counted(documents, 'document')}", role="meta"))
        self._list = QListWidget()
        self._list.setObjectName(f"{title.casefold()}-list")
        self._list.setAccessibleName(title)
        self._list.setFont(theme.ui_font(13))
        self._before: dict[str, Qt.CheckState] = {}
        for name in known:
            self._add(name, counts[name], documents)
        self.body.addWidget(self._list)
        self._new = TextField(theme, new, name=f"new-{title.casefold()}")
        self.body.addWidget(self._new)
        self.add_button("Cancel", self.reject, kind="quiet")
        self.add_button("Save", self._save, kind="primary")
        self._new.edit.returnPressed.connect(self._save)
        self.resize(360, 420)
        self.open()

    def _add(self, name: str, count: int, documents: int) -> None:
        item = QListWidgetItem(name)
        state = Qt.CheckState.Checked if count == documents else Qt.CheckState.PartiallyChecked
        state = state if count else Qt.CheckState.Unchecked
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        self._before[name] = state
        self._list.addItem(item)

    def _save(self) -> None:
        put: list[str] = []
        take: list[str] = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.checkState() is not self._before[item.text()]:
                checked = item.checkState() is Qt.CheckState.Checked
                (put if checked else take).append(item.text())
        put += [name.strip() for name in self._new.text().split(",") if name.strip()]
        self.asked.emit(put, take)
        self.accept()
