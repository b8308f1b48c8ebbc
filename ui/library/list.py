"""The list of documents: search field, heading, rows."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.changes import Change, Subject
from app.library.overview import Sort
from app.model import DocumentId
from app.settings import LIST_SORT, Settings
from ui.actions import Actions
from ui.library.bulk import Bulk
from ui.library.delegates import DocumentDelegate
from ui.library.presenter import ALL, SORT_WORDS, Place, empty_words
from ui.models.documents import DocumentsModel
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip, action_button
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.states import EmptyState

MENU = (
    "edit-reference", "", "edit-tags", "set-kind", "edit-collections", "toggle-read", "",
    "copy-citation", "copy-bibliography", "copy-key", "", "export", "", "delete-documents",
    "restore-documents",
)  # fmt: skip


class DocumentList(QWidget):
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
        self._place = ALL
        self._model = DocumentsModel(session.library.rows, self)
        self._delegate = DocumentDelegate(theme, self)
        self._view = self._make_view()
        self._field = SearchField(
            theme, "Search titles, text, names", keys="Ctrl+F", name="search-field"
        )
        self._field.textChanged.connect(lambda _text: self.reload())
        self._field.returnPressed.connect(self._on_entered)
        self._title = Label(theme, "", role="panel", elide=True)
        self._count = Label(theme, "", colour="muted")
        self._sort = Chip(theme, "Added", menu=True, name="sort")
        self._sort.clicked.connect(self._on_sort)
        self._add = Button(theme, "Add files…", kind="primary", name="empty-add")
        self._add.clicked.connect(actions["add-files"].trigger)
        self._wide = Button(theme, "Search the texts", name="empty-search")
        self._wide.clicked.connect(self._on_entered)
        self._empty = EmptyState(theme, "books", "", "")
        self._lay_out()
        self._chosen = QTimer(self)
        self._chosen.setSingleShot(True)
        self._chosen.setInterval(60)
        self._chosen.timeout.connect(self._on_settled)
        self._bulk = Bulk(theme, session, actions, self)
        self._bulk.said.connect(self.said)
        session.changed.connect(self._on_changed)
        theme.changed.connect(self.update)
        actions.on("next-document", lambda: self.step(1))
        actions.on("previous-document", lambda: self.step(-1))
        self.show_place(ALL)

    # Making ---------------------------------------------------------------------------------------

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("documents-list")
        view.setAccessibleName("Documents")
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(60)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        view.activated.connect(self._on_activated)
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 11, 12, 10)
        top.setSpacing(4)
        top.addWidget(self._field, 1)
        top.addWidget(action_button(self._theme, self._actions["add-files"], "plus"))
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 16, 6)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._sort)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._view)
        nothing = QWidget()
        inside = QVBoxLayout(nothing)
        inside.addStretch(2)
        inside.addWidget(self._empty)
        for button in (self._add, self._wide):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(below, 1)
        self.setFocusProxy(self._view)

    # What is shown --------------------------------------------------------------------------------

    @property
    def model(self) -> DocumentsModel:
        """The model of the rows."""
        return self._model

    @property
    def place(self) -> Place:
        """The place whose documents are shown."""
        return self._place

    def show_place(self, place: Place) -> None:
        """Show the documents of a place; what was typed to filter goes."""
        self._place = place
        self._field.blockSignals(True)
        self._field.clear()
        self._field.blockSignals(False)
        self.reload()
        self._view.scrollToTop()

    def reload(self) -> None:
        """Show what the place, the words typed and the order give now."""
        library, sort = self._session.library, self._sorted
        descending = sort in (Sort.ADDED, Sort.YEAR)
        typed = self._field.text().strip()
        if typed:
            ids = library.filtered(typed, self._place.scope, sort, descending)
        else:
            ids = library.order(self._place.scope, sort, descending)
        self._model.show(ids)
        self._title.set_text(self._place.title)
        self._count.set_text(f"{len(ids):,}")
        self._sort.setText(SORT_WORDS[sort])
        self._stack.setCurrentIndex(0 if ids else 1)
        if not ids:
            self._empty.set_words(*empty_words(self._place, typed))
            self._add.setVisible(not typed and self._place.kind == "all")
            self._wide.setVisible(bool(typed))

    def focus_search(self) -> None:
        """Move the keyboard to the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def selected(self) -> list[DocumentId]:
        """The ids of the selected documents, in the order of the list."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        return [self._model.ids[row] for row in rows]

    def select(self, id_: str) -> None:
        """Select a document without opening it."""
        row = self._model.row_of(id_)
        if row >= 0 and self.selected != [id_]:
            self._view.selectionModel().blockSignals(True)
            self._view.setCurrentIndex(self._model.index(row))
            self._view.selectionModel().blockSignals(False)
            self._view.viewport().update()
            # Rows are laid out in batches; a row far down has no place before that.
            QTimer.singleShot(200, self, self._show_current)
            self.selection_changed.emit([id_])

    def _show_current(self) -> None:
        self._view.scrollTo(self._view.currentIndex())

    def step(self, by: int) -> None:
        """Open the next document, or the one before."""
        row = self._view.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._view.setCurrentIndex(self._model.index(row))

    @property
    def _sorted(self) -> Sort:
        name = self._settings.get(LIST_SORT)
        return next((sort for sort in Sort if sort.value == name), Sort.ADDED)

    # Signals --------------------------------------------------------------------------------------

    def _on_selection(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.selection_changed.emit(self.selected)
        self._chosen.start()

    def _on_settled(self) -> None:
        selected = self.selected
        if self.isVisible() and len(selected) == 1:
            self.document_chosen.emit(selected[0])

    def _on_activated(self, index: QModelIndex) -> None:
        self.document_chosen.emit(self._model.ids[index.row()])

    def _on_entered(self) -> None:
        if self._field.text().strip():
            self.search_requested.emit(self._field.text().strip())

    def _on_changed(self, changes: frozenset[Change]) -> None:
        named = [change.id for change in changes if change.subject is Subject.DOCUMENT]
        self._model.refresh(named)
        self.reload()

    def _on_sort(self) -> None:
        menu = QMenu(self)
        for sort, word in SORT_WORDS.items():
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(sort is self._sorted)
            action.triggered.connect(lambda _on=False, sort=sort: self._sort_by(sort))
        menu.popup(self._sort.mapToGlobal(QPoint(0, self._sort.height())))

    def _sort_by(self, sort: Sort) -> None:
        self._settings.set(LIST_SORT, sort.value)
        self.reload()

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for id_ in MENU:
            if id_:
                menu.addAction(self._actions[id_])
            else:
                menu.addSeparator()
        menu.popup(self._view.mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break for the new width."""
        super().resizeEvent(event)
        if self._delegate.width != self.width():
            self._delegate.width = self.width()
            self._view.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.pane)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.tokens.sep)
        painter.end()
