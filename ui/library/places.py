"""The rows of the sidebar as Qt's list shows them: keys, clicks, what is dropped on them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.library.presenter import COLLECTIONS
from ui.models.documents import MIME
from ui.models.sidebar import COLLECTION_MIME
from ui.theme import Theme
from ui.widgets.painting import draw_focus_ring


class Places(QListView):
    """The places; documents and collections dropped on a collection are put into it.

    ``moved`` carries where a dragged collection fell, and its id: on another collection, or on the
    head of them all.
    ``again`` when the current place is clicked once more or Enter is pressed on it.
    """

    dropped = Signal(QModelIndex, list)
    moved = Signal(QModelIndex, str)
    again = Signal(QModelIndex)
    rename_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._target = QPersistentModelIndex()
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _aim(self, index: QModelIndex) -> None:
        self._target = QPersistentModelIndex(index)
        self.viewport().update()

    def _is_ours(self, event: QDropEvent) -> bool:
        """Whether documents are dragged that this window lists."""
        source = event.source()
        here = isinstance(source, QWidget) and source.window() is self.window()
        data = event.mimeData()
        return here and (data.hasFormat(MIME) or data.hasFormat(COLLECTION_MIME))

    def _takes(self, index: QModelIndex, event: QDropEvent) -> bool:
        """Whether what is dragged may fall on a row."""
        if event.mimeData().hasFormat(COLLECTION_MIME):
            on_head = index.isValid() and index.data() == COLLECTIONS
            on_itself = index == self.currentIndex()
            if on_head:
                return True
            return bool(index.flags() & Qt.ItemFlag.ItemIsDropEnabled) and not on_itself
        return bool(index.flags() & Qt.ItemFlag.ItemIsDropEnabled)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the current place goes there again; on another one the current changes."""
        index, before = self.indexAt(event.position().toPoint()), self.currentIndex()
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == before:
            self.again.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Del deletes, Enter goes there again."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.again.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Documents of this window only: those of another library, as the sample, stay there."""
        if self._is_ours(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only onto a collection; a collection also onto the head of them all."""
        index = self.indexAt(event.position().toPoint())
        if self._is_ours(event) and self._takes(index, event):
            self._aim(index)
            event.acceptProposedAction()
        else:
            self._aim(QModelIndex())
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is aimed at any more."""
        self._aim(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what fell on which row."""
        self._aim(QModelIndex())
        if not self._is_ours(event):
            event.ignore()
            return
        index, data = self.indexAt(event.position().toPoint()), event.mimeData()
        if data.hasFormat(COLLECTION_MIME):
            if self._takes(index, event):
                self.moved.emit(index, bytes(data.data(COLLECTION_MIME).data()).decode())
        else:
            ids = bytes(data.data(MIME).data()).decode().split("\n")
            self.dropped.emit(index, ids)
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and an edge around the collection that documents are held over.

        Around all of them where the keyboard is here and none of them is the current place.
        """
        super().paintEvent(event)
        target = self.model().index(self._target.row(), 0) if self._target.isValid() else None
        if target is not None or (self.hasFocus() and not self.currentIndex().isValid()):
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.visualRect(target) if target else self.viewport().rect())
            draw_focus_ring(painter, rect.adjusted(8, 1, -8, -1), self._theme, 6)
            painter.end()
