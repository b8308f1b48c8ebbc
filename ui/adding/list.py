"""The list of added files: painted rows, real buttons only where something failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from ui.adding.model import AddingModel
from ui.adding.row import AddingDelegate, RowButtons
from ui.theme import Theme


class AddingList(QListView):
    """Rows of the page of added files; ``opened`` carries the id of the document to read."""

    opened = Signal(str)

    def __init__(self, theme: Theme, model: AddingModel) -> None:
        super().__init__()
        self._rows = model
        self._painter = self.painter = AddingDelegate(theme, self)
        self.setObjectName("adding-list")
        self.setAccessibleName("Files added")
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setViewportMargins(16, 0, 16, 0)
        self.activated.connect(self._on_activated)
        self._turning = QTimer(self, interval=60)
        self._turning.timeout.connect(self._on_turned)
        self._settling = QTimer(self, singleShot=True, interval=30)
        self._settling.timeout.connect(self.doItemsLayout)

    def turn(self, on: bool) -> None:
        """Have the sign of the file that is being read turn, or stand still."""
        if on and self.isVisible() and not self._turning.isActive():
            self._turning.start()
        elif not on:
            self._turning.stop()

    def _on_turned(self) -> None:
        self._painter.turn = (self._painter.turn + 24) % 360
        self.viewport().update()

    def _settle(self) -> None:
        """Rows that say more are higher: lay them out anew, once for many."""
        if not self._settling.isActive():
            self._settling.start()

    def _on_activated(self, index: QModelIndex) -> None:
        line = self._rows.line(index)
        if line is not None and line.document:
            self.opened.emit(line.document)

    def _open_at(self, event: QMouseEvent) -> QModelIndex | None:
        """The row whose "Open" is under the pointer."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self._rows.line(index)
        if line is None or not line.document:
            return None
        return index if self._painter.open_rect(self.visualRect(index)).contains(at) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The right arrow goes to the buttons of the current row; Tab goes on among them."""
        buttons = self.indexWidget(self.currentIndex())
        if event.key() == Qt.Key.Key_Right and isinstance(buttons, RowButtons):
            buttons.take_keyboard()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over "Open"."""
        over = self._open_at(event) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on "Open" opens."""
        super().mouseReleaseEvent(event)
        index = self._open_at(event)
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self._on_activated(index)

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint a row that changed; lay all out anew only where one is higher or lower than it was.

        Qt's own lays out every row at each change, which with hundreds of rows holds up the window.
        """
        option = QStyleOptionViewItem()
        for row in range(first.row(), last.row() + 1):
            index = self._rows.index(row)
            place = self.visualRect(index)
            if place.height() != self._painter.sizeHint(option, index).height():
                self._settle()
            self.viewport().update(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reasons take more lines where there is less room."""
        super().resizeEvent(event)
        self._painter.forget()
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing turns that isn't seen."""
        self._turning.stop()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Another font or theme changes the heights."""
        if event.type() is QEvent.Type.FontChange:
            self._painter.forget()
            self._settle()
        return super().event(event)
