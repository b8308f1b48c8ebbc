"""What is done to all selected documents at once; each is one undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.changes import Outcome
from app.library import Library
from app.library.overview import Scope, Sort
from app.model import DocumentKind
from ui.actions import Actions
from ui.library.checking import CheckSheet, Tick
from ui.library.presenter import KIND_WORDS, counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.library.list import DocumentList

_NEEDS_SELECTION = ("edit-tags", "set-kind", "edit-collections", "toggle-read", "delete-documents")
Steps = list[Callable[[Library], Outcome[Any]]]


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
        actions.on("link-copies", self._link)
        actions.on("restore-documents", self._restore)
        actions.on("empty-trash", self._ask_to_empty)
        documents.selection_changed.connect(self._on_selection)
        self._on_selection([])

    @property
    def _ids(self) -> list[str]:
        return [str(id_) for id_ in self._list.selected]

    def _on_selection(self, ids: list[str]) -> None:
        trash = self._list.place.kind == "trash"
        able = bool(ids) and self._session.writable
        for id_ in _NEEDS_SELECTION:
            self._actions[id_].setEnabled(able and not trash)
        self._actions["link-copies"].setEnabled(able and not trash and len(ids) == 2)
        self._actions["restore-documents"].setEnabled(able and trash)
        self._actions["empty-trash"].setEnabled(self._session.writable)

    def _change(self, steps: Steps, told: str) -> None:
        """Do one thing after another; say what was done after the last."""
        for step in steps[:-1]:
            self._session.change(step)
        if steps:
            self._session.change(steps[-1], lambda _done: self.said.emit(told, True))

    # Tags and collections -------------------------------------------------------------------------

    def _edit_tags(self) -> None:
        ids = self._ids
        self._session.ask(partial(tag_ticks, ids=ids), partial(self._ask_tags, ids))

    def _ask_tags(self, ids: list[str], ticks: list[Tick]) -> None:
        sheet = CheckSheet(self._theme, "Tags", ticks, len(ids), "New tags", self._list)
        sheet.asked.connect(partial(self._tag, ids))
        sheet.open()

    def _tag(self, ids: list[str], put: list[str], take: list[str], new: list[str]) -> None:
        steps: Steps = []
        if take:
            steps.append(lambda library: library.untag_all(ids, take))
        if put or new:
            steps.append(lambda library: library.tag_all(ids, [*put, *new]))
        self._change(steps, f"Tags of {counted(len(ids), 'document')} changed")

    def _edit_collections(self) -> None:
        ids = self._ids
        self._session.ask(partial(collection_ticks, ids=ids), partial(self._ask_collections, ids))

    def _ask_collections(self, ids: list[str], ticks: list[Tick]) -> None:
        sheet = CheckSheet(
            self._theme, "Collections", ticks, len(ids), "New collection", self._list
        )
        sheet.asked.connect(partial(self._collect, ids))
        sheet.open()

    def _collect(self, ids: list[str], put: list[str], take: list[str], new: list[str]) -> None:
        steps: Steps = [partial(Library.uncollect, name=id_, members=ids) for id_ in take]
        steps += [partial(Library.collect, name=id_, members=ids) for id_ in put]
        steps += [partial(Library.collect, name=name, members=ids, make=True) for name in new]
        self._change(steps, f"Collections of {counted(len(ids), 'document')} changed")

    # Kind, read, trash ----------------------------------------------------------------------------

    def _set_kind(self) -> None:
        ids = self._ids
        kinds = {row.kind for row in self._session.library.rows(self._list.selected)}
        sheet = Sheet(self._theme, "Kind", self._list)
        sheet.setObjectName("sheet-kind")
        options = [(kind.value, KIND_WORDS[kind]) for kind in DocumentKind]
        if len(kinds) > 1:
            options.insert(0, ("", "Different kinds, left as they are"))
        label = f"What {counted(len(ids), 'document')} {'is' if len(ids) == 1 else 'are'}"
        choice = Choice(self._theme, label, options, name="kind")
        if len(kinds) == 1:
            choice.set_value(kinds.pop().value)
        sheet.body.addWidget(choice)

        def save() -> None:
            kind = choice.value()
            told = f"Kind of {counted(len(ids), 'document')} set"
            if kind:
                self._change([lambda library: library.set_kind_all(ids, kind)], told)
            sheet.accept()

        sheet.add_button("Cancel", sheet.reject, kind="quiet", name="kind-cancel")
        sheet.add_button("Set kind", save, kind="primary", name="kind-save")
        sheet.open()

    def _toggle_read(self) -> None:
        ids = self._ids
        rows = self._session.library.rows(self._list.selected)
        if any(row.unread for row in rows):
            self._session.change(lambda library: library.mark_read(ids))
        else:
            self._session.change(lambda library: library.mark_unread(ids))

    def _link(self) -> None:
        """The later one is a copy of the one that was added first."""
        order = self._session.library.order(Scope.of(self._list.selected), Sort.ADDED, False)
        if len(order) == 2:
            first, later = order
            self._change([lambda library: library.link_copy(later, first)], "Linked as copies")

    def _delete(self) -> None:
        ids = self._ids
        if ids:
            told = f"{counted(len(ids), 'document')} moved to the trash"
            self._list.open_after(ids)
            self._change([lambda library: library.trash_all(ids)], told)

    def _restore(self) -> None:
        ids = self._ids
        if ids:
            told = f"{counted(len(ids), 'document')} brought back from the trash"
            self._change([lambda library: library.restore_all(ids)], told)

    def _ask_to_empty(self) -> None:
        count = self._session.library.overview().trash
        if not count:
            self.said.emit("The trash is empty", False)
            return
        sheet = Sheet(self._theme, "Empty the trash?", self._list.window())
        sheet.setObjectName("sheet-empty-trash")
        them = "It goes" if count == 1 else "They go"
        told = (
            f"{counted(count, 'document')} in the trash. {them} for good, with marks, notes and "
            "files. This can’t be undone, and neither can what you did before it. Backups keep "
            "what they hold."
        )
        sheet.body.addWidget(Label(self._theme, told, wrap=True))

        def empty() -> None:
            sheet.accept()
            self._session.change(
                lambda library: library.empty_trash(),
                lambda gone: self.said.emit(f"{counted(gone, 'document')} gone for good", False),
            )

        cancel = sheet.add_button("Cancel", sheet.reject, kind="quiet", name="empty-cancel")
        sheet.add_button("Empty the trash", empty, kind="danger", name="empty-trash-now")
        sheet.open()
        cancel.setFocus()


def tag_ticks(library: Library, ids: list[str]) -> list[Tick]:
    """Every tag, with how many of these documents have it."""
    chosen = set(ids)
    return [
        Tick(tag.name, tag.name, len(chosen.intersection(library.order(Scope.tag(tag.name)))))
        for tag in library.overview().tags
    ]


def collection_ticks(library: Library, ids: list[str]) -> list[Tick]:
    """Every collection, inner ones below the outer, with how many of these documents are in it."""
    chosen = set(ids)
    known = library.collections()

    def inside(parent: str | None, depth: int) -> list[Tick]:
        found = []
        for each in known:
            if each.parent == parent:
                inner = len(chosen.intersection(each.documents))
                found.append(Tick(each.id, each.name, inner, depth))
                found += inside(each.id, depth + 1)
        return found

    return inside(None, 0)
