"""The sidebar: the library's head, its places, collections and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QVBoxLayout,
)

from app.changes import Change
from ui.actions import Actions
from ui.library.delegates import SidebarDelegate
from ui.library.grouping import Collections
from ui.library.places import Places
from ui.library.presenter import ALL, COLLECTIONS, Place, counted, shown, side_rows
from ui.models.sidebar import SidebarModel
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.painting import draw_focus_ring
from ui.widgets.pane import Pane


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
        name = QFontMetricsF(font).elidedText(shown(self._name), Qt.TextElideMode.ElideRight, space)
        painter.drawText(54, 26, name)
        painter.setFont(self._theme.ui_font(11))
        painter.setPen(tokens.muted)
        painter.drawText(54, 42, self._below)
        self._theme.draw_icon(painter, "caret-down", QRectF(self.width() - 28, 21, 14, 14))
        if self.hasFocus() and self.window().isActiveWindow():
            ring = QRectF(self.rect()).adjusted(6, 6, -6, -6)
            draw_focus_ring(painter, ring, self._theme, 6)
        painter.end()


class Sidebar(Pane):
    """The left pane. ``place_chosen`` carries a Place; ``switch_requested`` where a menu fits.

    ``said`` carries what was done and whether it can be undone.
    """

    place_chosen = Signal(object)
    switch_requested = Signal(QPoint)
    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme, self._session, self._actions = theme, session, actions
        self._place: Place | None = ALL
        self._quiet = False
        self._inbox: int | None = None
        self._head = _Head(theme, session.name)
        self._head.clicked.connect(
            lambda: self.switch_requested.emit(self._head.mapToGlobal(QPoint(12, 52)))
        )
        self._model = SidebarModel(self)
        self._model.movable = session.writable
        self._view = self._make_view()
        self._collections = Collections(theme, session, self)
        self._collections.said.connect(self.said)
        self._plus = self._make_plus()
        column = QVBoxLayout(self)
        # The hairline at the right and the line on encryption are painted by this pane.
        column.setContentsMargins(0, 0, 1, 36)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._view, 1)
        self.hand_focus_to(self._view)
        session.changed.connect(self._on_changed)
        theme.changed.connect(self.update)
        self.refresh()

    def _make_view(self) -> Places:
        view = Places(self._theme)
        view.setObjectName("sidebar-places")
        view.setAccessibleName("Places in the library")
        view.setModel(self._model)
        view.setItemDelegate(SidebarDelegate(self._theme, view))
        view.customContextMenuRequested.connect(self._on_menu)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.again.connect(self._on_current)
        view.dropped.connect(self._on_dropped)
        view.moved.connect(self._on_moved)
        view.rename_pressed.connect(lambda: self._with_collection(self._collections.rename))
        view.delete_pressed.connect(lambda: self._with_collection(self._collections.remove))
        return view

    def _make_plus(self) -> IconButton:
        plus = IconButton(
            self._theme, "plus", "New collection…", name="new-collection", size=24,
            parent=self._view.viewport(),
        )  # fmt: skip
        plus.clicked.connect(self._collections.ask)
        plus.setVisible(self._session.writable)
        self._view.verticalScrollBar().valueChanged.connect(self._put_plus)
        return plus

    @property
    def model(self) -> SidebarModel:
        """The model of the places."""
        return self._model

    def refresh(self) -> None:
        """Show the places and counts as they are now; a place that is gone gives way to all."""
        overview = self._session.library.overview()
        self._head.set_count(overview.documents)
        with self._quietly():
            self._model.show(side_rows(overview, self._inbox))
        if self._place is not None and self._model.row_of(self._place) < 0:
            self.select(ALL)
        self._mark_current()
        self._put_plus()

    def show_inbox(self, waiting: int | None) -> None:
        """Show how many files of a watched folder wait to be kept; None where none is watched."""
        if waiting != self._inbox:
            self._inbox = waiting
            self.refresh()

    def select(self, place: Place) -> None:
        """Make a place the current one, as a click on it would."""
        row = self._model.row_of(place)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))

    @property
    def current(self) -> Place | None:
        """The place that is marked as the current one."""
        row = self._model.side_row(self._view.currentIndex())
        return row.place if row is not None else None

    def show_current(self, place: Place | None) -> None:
        """Mark a place as the current one without going there; None where none of them is."""
        self._place = place
        self._mark_current()

    def _mark_current(self) -> None:
        if self._place is None:
            with self._quietly():
                self._view.setCurrentIndex(QModelIndex())
                self._view.clearSelection()
            return
        row = max(0, self._model.row_of(self._place))
        if self._view.currentIndex().row() != row:
            with self._quietly():
                self._view.setCurrentIndex(self._model.index(row))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change the current row without going anywhere."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _put_plus(self) -> None:
        """The button stands in the head of the collections, wherever that is scrolled to."""
        head = self._view.visualRect(self._model.index(self._model.head_of(COLLECTIONS)))
        self._plus.move(head.right() + 1 - 12 - self._plus.width(), head.bottom() - 25)

    def _with_collection(self, act: Callable[[Place], object]) -> None:
        row = self._model.side_row(self._view.currentIndex())
        place = row.place if row is not None else None
        if place is not None and place.kind == "collection" and self._session.writable:
            act(place)

    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.side_row(index)
        if row is not None and row.place is not None and not self._quiet:
            self._place = row.place
            self.place_chosen.emit(row.place)

    def _on_changed(self, _changes: frozenset[Change]) -> None:
        self.refresh()

    def _on_dropped(self, index: QModelIndex, ids: list[str]) -> None:
        row = self._model.side_row(index)
        if row is not None and row.place is not None and row.place.kind == "collection":
            self._collections.put_in(row.place, ids)

    def _on_moved(self, index: QModelIndex, id_: str) -> None:
        row = self._model.side_row(index)
        if row is not None:
            self._collections.move(id_, row.place)

    def _on_menu(self, at: QPoint) -> None:
        if not self._session.writable:
            return
        row = self._model.side_row(self._view.indexAt(at))
        menu = QMenu(self)
        menu.setObjectName("sidebar-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None and row.place is not None and row.place.kind == "trash":
            menu.addAction(self._actions["empty-trash"])
        else:
            self._collections.fill_menu(menu, row.place if row is not None else None)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the right."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._put_plus)

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
