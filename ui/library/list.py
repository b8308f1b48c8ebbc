"""The list of documents: what is found, in order, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.changes import Change, Subject
from app.library.overview import Sort
from app.model import DocumentId
from app.settings import LIST_SORT, Setting, Settings
from ui.actions import Actions
from ui.library.bulk import Bulk
from ui.library.delegates import ONE_LINE, DocumentDelegate
from ui.library.listing import Listing
from ui.library.pane import PaneHead
from ui.library.presenter import ALL, Empty, Place, empty_words, shown
from ui.library.rows import RowList
from ui.models.documents import DocumentsModel
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.pane import Pane
from ui.widgets.states import EmptyState

MENU = (
    "edit-reference", "", "edit-tags", "set-kind", "edit-collections", "toggle-read",
    "link-copies", "",
    "copy-citation", "copy-bibliography", "copy-key", "copy-address", "", "export", "",
    "delete-documents",
)  # fmt: skip
TRASH_MENU = ("restore-documents", "", "empty-trash")
_SETTLED = 60
"""Milliseconds after which a row that the keyboard passes counts as chosen."""


class DocumentList(Pane):
    """The middle pane.

    ``document_chosen`` carries an id, ``selection_changed`` a list of ids, ``search_requested``
    the words to look for in the texts, ``said`` what was done and whether it can be undone.
    """

    document_chosen = Signal(str)
    selection_changed = Signal(list)
    files_dropped = Signal(list)
    search_requested = Signal(str)
    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("documents")
        self._theme, self._session, self._actions = theme, session, actions
        self._settings = settings
        self._listing = Listing(session.library, self._sort_kept())
        self._model = DocumentsModel(session.library.rows, self)
        self._view = self._make_view()
        self._quiet = False
        self._letters, self._pause = "", QElapsedTimer()
        self._head = PaneHead(theme, actions)
        self._head.typed.connect(self._on_typed)
        self._head.entered.connect(self.search_requested)
        self._head.left.connect(self._on_head_left)
        self._head.sort_chosen.connect(self._on_sort_chosen)
        self._empty = _Nothing(theme)
        self._empty.clicked.connect(self._on_empty_clicked)
        self._lay_out()
        self._chosen = QTimer(self, singleShot=True, interval=_SETTLED)
        self._chosen.timeout.connect(self._on_settled)
        self.selection_changed.connect(lambda ids: self._head.show_selected(len(ids)))
        self._bulk = Bulk(theme, session, actions, self)
        self._bulk.said.connect(self.said)
        self.destroyed.connect(settings.listen(self._on_setting))
        session.changed.connect(self._on_changed)
        theme.changed.connect(self.update)
        actions.on("next-document", lambda: self.step(1))
        actions.on("previous-document", lambda: self.step(-1))
        self.show_place(ALL)

    def _make_view(self) -> RowList:
        view = RowList(ONE_LINE, self._on_letters)
        view.setObjectName("documents-list")
        view.setAccessibleName("Documents")
        view.setItemDelegate(DocumentDelegate(self._theme, view))
        view.setModel(self._model)
        view.setDragEnabled(True)
        view.setDragDropMode(view.DragDropMode.DragOnly)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        view.activated.connect(self._on_activated)
        return view

    def _lay_out(self) -> None:
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        # The hairline at the right is this pane's own, so nothing may cover it.
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(below, 1)
        self.hand_focus_to(self._view)

    # What is shown --------------------------------------------------------------------------------

    @property
    def model(self) -> DocumentsModel:
        """The model of the rows."""
        return self._model

    @property
    def place(self) -> Place:
        """The place whose documents are shown."""
        return self._listing.place

    def show_place(self, place: Place) -> None:
        """Show the documents of a place; what was typed to filter goes."""
        self._head.clear()
        self._listing.go(place)
        self.reload()
        self._view.scrollToTop()
        self.selection_changed.emit(self.selected)

    def reload(self) -> None:
        """Show what the place, the words typed and the order give now; the selection stays."""
        before, current = self.selected, self._current
        ids = self._listing.ids()
        with self._quietly():
            if not self._model.show(ids):
                self._hold(before, current)
        self._head.show_list(shown(self.place.title)[:200], len(ids), self._listing.sort)
        self._head.show_selected(len(self.selected))
        self._stack.setCurrentIndex(0 if ids else 1)
        self.hand_focus_to(self._view if ids else self._empty)
        if not ids:
            self._empty.show_words(empty_words(self.place, self._listing.typed))
        if self.selected != before:
            self.selection_changed.emit(self.selected)

    @property
    def untouched(self) -> bool:
        """Whether the keyboard is on the rows, and on none of them yet."""
        held = self._view.hasFocus() or self.hasFocus() or self._empty.hasFocus()
        return held and not self.selected

    def focus_search(self) -> None:
        """Move the keyboard to the search field."""
        self._head.focus_field()

    @property
    def selected(self) -> list[DocumentId]:
        """The ids of the selected documents, in the order of the list."""
        chosen = self._view.selectionModel().selection()
        ranges = [chosen.at(at) for at in range(chosen.count())]
        rows = sorted(row for each in ranges for row in range(each.top(), each.bottom() + 1))
        return [self._model.ids[row] for row in rows]

    def select(self, id_: str) -> None:
        """Select a document without opening it; nothing is where it isn't listed."""
        row = self._model.row_of(id_)
        if self.selected != ([id_] if row >= 0 else []):
            with self._quietly():
                self._choose(row)
        if row >= 0:
            self._view.scrollTo(self._model.index(row))

    def row_in_view(self, id_: str) -> bool:
        """Whether a document's row can be seen now."""
        row = self._model.row_of(id_)
        rect = self._view.visualRect(self._model.index(row))
        return row >= 0 and self._view.viewport().rect().contains(rect)

    def step(self, by: int) -> None:
        """Open the next document, or the one before."""
        self._open_row(self._view.currentIndex().row() + by)

    def open_after(self, leaving: list[str]) -> None:
        """Open the document that follows some that are about to leave the list."""
        gone = set(leaving)
        rows = [row for row, id_ in enumerate(self._model.ids) if id_ in gone]
        staying = (
            [*range(rows[-1] + 1, len(self._model.ids)), *range(rows[0])[::-1]] if rows else []
        )
        if staying:
            self._open_row(staying[0])

    def _open_row(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            with self._quietly():
                self._choose(row)
            self.document_chosen.emit(self._model.ids[row])

    def _choose(self, row: int) -> None:
        """Select one row alone, or none for -1, whatever keys are held: Ctrl+Enter saves."""
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().setCurrentIndex(self._model.index(row), choose)

    @property
    def _current(self) -> DocumentId | None:
        row = self._view.currentIndex().row()
        return self._model.ids[row] if row >= 0 else None

    def _hold(self, selected: list[DocumentId], current: DocumentId | None) -> None:
        """Select what was selected before the model was filled anew."""
        wanted, chosen = set(selected), QItemSelection()
        for row, id_ in enumerate(self._model.ids):
            if id_ in wanted:
                chosen.select(self._model.index(row), self._model.index(row))
        keep = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().select(chosen, keep.ClearAndSelect)
        row = self._model.row_of(current) if current else -1
        if row >= 0:
            index = self._model.index(row)
            self._view.selectionModel().setCurrentIndex(index, keep.NoUpdate)
            self._view.scrollTo(index)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change the selection without a document being opened for it."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _sort_kept(self) -> Sort:
        name = self._settings.get(LIST_SORT)
        return next((sort for sort in Sort if sort.value == name), Sort.ADDED)

    # Signals --------------------------------------------------------------------------------------

    def _on_selection(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self._chosen.stop()
        self.selection_changed.emit(self.selected)
        if not self._quiet:
            self._chosen.start()

    def _on_settled(self) -> None:
        selected = self.selected
        if self.isVisible() and len(selected) == 1:
            self.document_chosen.emit(selected[0])

    def _on_activated(self, index: QModelIndex) -> None:
        self._chosen.stop()
        self.document_chosen.emit(self._model.ids[index.row()])

    def _on_typed(self, text: str) -> None:
        self._listing.typed = text
        self.reload()

    def _on_letters(self, letters: str, row: int) -> int:
        """Where the letters typed into the list lead; a pause begins a new word."""
        interval = QApplication.keyboardInputInterval()
        fresh = not self._pause.isValid() or self._pause.elapsed() > interval
        self._letters = letters if fresh else self._letters + letters
        self._pause.start()
        after = row + 1 if len(self._letters) == 1 else max(0, row)
        return self._listing.begins(self._letters, self._model.ids, after)

    def _on_head_left(self) -> None:
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.currentIndex().isValid() and self._model.rowCount():
            self._view.setCurrentIndex(self._model.index(0))

    def _on_changed(self, changes: frozenset[Change]) -> None:
        subjects = {change.subject for change in changes}
        if Subject.COLLECTION in subjects and self.place.kind == "collection":
            known = self._session.library.overview().collections
            name = next((each.name for each in known if each.id == self.place.id), None)
            self._listing.place = replace(self.place, title=name or self.place.title)
        self._model.refresh([c.id for c in changes if c.subject is Subject.DOCUMENT])
        self.reload()

    def _on_sort_chosen(self, sort: Sort) -> None:
        self._settings.set(LIST_SORT, sort.value)

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting is LIST_SORT:
            self._sort_anew()

    def _sort_anew(self) -> None:
        self._listing.sort = self._sort_kept()
        self.reload()
        self._view.scrollTo(self._view.currentIndex())
        if not self.selected:
            self._view.scrollToTop()

    def _on_empty_clicked(self, act: str) -> None:
        if act == "search":
            self.search_requested.emit(self._listing.typed)
        else:
            self._actions["add-files" if act == "add" else "show-documents"].trigger()

    def _on_menu(self, at: QPoint) -> None:
        if not self.selected:
            return
        menu = QMenu(self)
        menu.setObjectName("list-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in TRASH_MENU if self.place.kind == "trash" else MENU:
            if id_:
                menu.addAction(self._actions[id_])
            else:
                menu.addSeparator()
        menu.popup(self._view.viewport().mapToGlobal(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.pane)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.tokens.sep)
        painter.end()


class _Nothing(Pane):
    """What stands in place of rows: one sentence and one action. ``clicked`` carries what to do."""

    clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._act = ""
        self._state = EmptyState(theme, "books", "", "")
        self._first = Button(theme, "Add files…", kind="primary", name="empty-add")
        self._other = Button(theme, "All documents", name="empty-action")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._state)
        for button in (self._first, self._other):
            button.clicked.connect(lambda _on=False: self.clicked.emit(self._act))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, words: Empty) -> None:
        """Say why there is nothing and what leads on."""
        self._act = words.act
        self._state.set_words(words.title, words.sentence, words.icon)
        for button in (self._first, self._other):
            button.setText(words.button)
            button.setAccessibleName(words.button.rstrip("…"))
            button.updateGeometry()
        self._first.setVisible(words.act == "add")
        self._other.setVisible(words.act != "add")
        self.hand_focus_to(self._first if words.act == "add" else self._other)
