"""The sidebar: the library's head, its places, collections and tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QInputDialog,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.changes import Change
from ui.actions import Actions
from ui.library.delegates import SidebarDelegate
from ui.library.presenter import ALL, Place, counted, side_rows
from ui.models.documents import MIME
from ui.models.sidebar import SidebarModel
from ui.session import Session
from ui.theme import Theme
from ui.widgets.painting import draw_focus_ring


class _Head(QAbstractButton):
    """The library's name and how many documents it has; opens the switcher."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._below = ""
        self.setObjectName("library-head")
        self.setAccessibleName(f"Library {name}")
        self.setToolTip("Switch library")
        self.setFixedHeight(56)
        theme.changed.connect(self.update)

    def set_count(self, count: int) -> None:
        """Show how many documents there are."""
        self._below = counted(count, "document")
        self.setAccessibleDescription(self._below)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, name, number, caret."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QRectF(16, 14, 28, 28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(mark, 6, 6)
        self._theme.draw_icon(painter, "books", mark.adjusted(6, 6, -6, -6), tokens.on_accent)
        font = self._theme.ui_font(13, 600)
        painter.setFont(font)
        painter.setPen(tokens.text)
        space = self.width() - 54 - 36
        name = QFontMetricsF(font).elidedText(self._name, Qt.TextElideMode.ElideRight, space)
        painter.drawText(54, 26, name)
        painter.setFont(self._theme.ui_font(11))
        painter.setPen(tokens.muted)
        painter.drawText(54, 42, self._below)
        self._theme.draw_icon(painter, "caret-down", QRectF(self.width() - 28, 21, 14, 14))
        if self.hasFocus() and self.window().isActiveWindow():
            ring = QRectF(self.rect()).adjusted(6, 6, -6, -6)
            draw_focus_ring(painter, ring, self._theme, 6)
        painter.end()


class _Places(QListView):
    """The places; documents dropped on a collection are put into it."""

    dropped = Signal(object, list)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Our own documents only."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only onto a collection."""
        index = self.indexAt(event.position().toPoint())
        if index.flags() & Qt.ItemFlag.ItemIsDropEnabled and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which documents fell on which collection."""
        ids = bytes(event.mimeData().data(MIME).data()).decode().split("\n")
        self.dropped.emit(self.indexAt(event.position().toPoint()), ids)
        event.acceptProposedAction()


class Sidebar(QWidget):
    """The left pane. ``place_chosen`` carries a Place; ``switch_requested`` where a menu fits."""

    place_chosen = Signal(object)
    switch_requested = Signal(QPoint)
    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme, self._session, self._actions = theme, session, actions
        self._head = _Head(theme, session.name)
        self._head.clicked.connect(
            lambda: self.switch_requested.emit(self._head.mapToGlobal(QPoint(12, 52)))
        )
        self._model = SidebarModel(self)
        self._view = self._make_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 36)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        session.changed.connect(self._on_changed)
        theme.changed.connect(self.update)
        self._place = ALL
        self.refresh()

    def _make_view(self) -> _Places:
        view = _Places()
        view.setObjectName("sidebar-places")
        view.setAccessibleName("Places in the library")
        view.setModel(self._model)
        view.setItemDelegate(SidebarDelegate(self._theme, view))
        view.setMouseTracking(True)
        view.setAcceptDrops(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.clicked.connect(self._on_current)
        view.dropped.connect(self._on_dropped)
        return view

    @property
    def model(self) -> SidebarModel:
        """The model of the places."""
        return self._model

    def refresh(self) -> None:
        """Show the places and counts as they are now."""
        overview = self._session.library.overview()
        self._head.set_count(overview.documents)
        self._view.selectionModel().blockSignals(True)
        self._model.show(side_rows(overview))
        self._view.setCurrentIndex(self._model.index(max(0, self._model.row_of(self._place))))
        self._view.selectionModel().blockSignals(False)

    def select(self, place: Place) -> None:
        """Make a place the current one, as a click on it would."""
        row = self._model.row_of(place)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))

    def show_current(self, place: Place) -> None:
        """Mark a place as the current one without going there."""
        self._place = place
        self._view.selectionModel().blockSignals(True)
        self._view.setCurrentIndex(self._model.index(max(0, self._model.row_of(place))))
        self._view.selectionModel().blockSignals(False)
        self._view.viewport().update()

    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.side_row(index)
        if row is not None and row.place is not None:
            self._place = row.place
            self.place_chosen.emit(row.place)

    def _on_changed(self, changes: frozenset[Change]) -> None:
        self.refresh()

    def _on_dropped(self, index: QModelIndex, ids: list[str]) -> None:
        row = self._model.side_row(index)
        if row is not None and row.place is not None and row.place.kind == "collection":
            name = row.text
            id_ = row.place.id
            self._session.change(
                lambda library: library.collect(id_, ids),
                lambda _done: self.said.emit(
                    f"{counted(len(ids), 'document')} put into “{name}”", True
                ),
            )

    def _on_menu(self, at: QPoint) -> None:
        row = self._model.side_row(self._view.indexAt(at))
        menu = QMenu(self)
        menu.addAction("New collection…", self._add_collection)
        if row is not None and row.place is not None and row.place.kind == "collection":
            place = row.place
            menu.addAction("New collection inside…", lambda: self._add_collection(place.id))
            menu.addAction("Rename…", lambda: self._rename(place))
            menu.addAction("Delete collection", lambda: self._remove(place))
        menu.popup(self._view.mapToGlobal(at))

    def _add_collection(self, parent: str | None = None) -> None:
        name, given = QInputDialog.getText(self, "New collection", "Name")
        if given and name.strip():
            self._session.change(lambda library: library.add_collection(name, parent=parent))

    def _rename(self, place: Place) -> None:
        name, given = QInputDialog.getText(self, "Rename collection", "Name", text=place.title)
        if given and name.strip():
            self._session.change(lambda library: library.rename_collection(place.id, name))

    def _remove(self, place: Place) -> None:
        self._session.change(
            lambda library: library.remove_collection(place.id),
            lambda _done: self.said.emit(f"Collection “{place.title}” deleted", True),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the hairline at the right, and whether the library is encrypted."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.sep)
        closed = self._session.encrypted
        icon = "lock-simple" if closed else "lock-open"
        y = self.height() - 28
        self._theme.draw_icon(painter, icon, QRectF(16, y, 16, 16))
        painter.setFont(self._theme.ui_font(12))
        painter.setPen(tokens.muted)
        painter.drawText(40, y + 13, "Encrypted" if closed else "Not encrypted")
        painter.end()
