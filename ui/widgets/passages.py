"""Lists of passages, as search, marks and notes show them: who, where, the words, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.models.passages import PASSAGE, Passage, PassagesModel
from ui.theme import Theme
from ui.widgets.passage_rows import PassageDelegate

__all__ = ["MOST", "Passage", "PassageList", "at_left"]

MOST = 1_000
"""Rows that a list shows at most; laid out some at a time, so that the window never waits."""

_FEW, _AT_ONCE = 40, 10


class PassageList(QListView):
    """Passages one below the other; ``chosen`` carries the Passage that was pressed.

    Its :class:`PassagesModel` passes Qt's model tester; rows are painted, not widgets.
    """

    chosen = Signal(object)
    current_changed = Signal(object)
    """The Passage that the keyboard stands on, or None."""

    clicks_choose = True
    """Whether a click chooses a row at once; else one on the current row does, as Enter does."""

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.passages_model = PassagesModel(self)
        self.setModel(self.passages_model)
        self._delegate = PassageDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setViewportMargins(16, 4, 16, 0)
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(self._on_mouse)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.current_changed.emit(now.data(PASSAGE))
        )
        theme.changed.connect(self._on_theme_changed)

    @property
    def passages(self) -> Sequence[Passage]:
        """The rows shown, in order."""
        return self.passages_model.passages

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these, at most :data:`MOST`."""
        kept = self.verticalScrollBar().value()
        current = self.currentIndex().data(PASSAGE)
        # A few rows are there at once; many come some at a time.
        few = len(passages) <= _FEW
        self.setLayoutMode(QListView.LayoutMode.SinglePass if few else QListView.LayoutMode.Batched)
        self.passages_model.show(passages[:MOST])
        if current is not None and current not in self.passages:
            key = [each.key for each in self.passages]
            if current.key and current.key in key:
                self.setCurrentIndex(self.passages_model.index(key.index(current.key)))
        if self.hasFocus():
            self.stand()
        self.verticalScrollBar().setValue(kept)

    def head_width(self) -> int:
        """How wide what stands above the list may be, to end where its rows do."""
        return self._delegate.card_width(100_000)

    def choose(self, row: int) -> None:
        """Press a row, as a click on it would."""
        self._on_clicked(self.passages_model.index(row))

    def _on_clicked(self, index: QModelIndex) -> None:
        passage = index.data(PASSAGE)
        if passage is not None and not passage.head:
            self.chosen.emit(passage)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the row under the mouse was the current one before."""
        self._again = self.indexAt(event.position().toPoint()) == self.currentIndex()
        super().mousePressEvent(event)

    _again = False

    def _on_mouse(self, index: QModelIndex) -> None:
        if self.clicks_choose or self._again:
            self._on_clicked(index)

    def _on_theme_changed(self) -> None:
        self._delegate.forget()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def stand(self) -> None:
        """Give the keyboard a row to stand on."""
        if not self.currentIndex().isValid():
            rows = enumerate(self.passages)
            first = next((row for row, each in rows if not each.head), None)
            if first is not None:
                self.setCurrentIndex(self.passages_model.index(first))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard finds a row to stand on."""
        self.stand()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows become higher in a narrower list; Qt lays them out anew for another height only."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        """Short where the window is."""
        return QSize(120, 40)


def at_left(layout: QVBoxLayout, width: int) -> QHBoxLayout:
    """A layout above a list, as wide as its rows and where they begin."""
    inside = QWidget()
    inside.setMaximumWidth(width)
    inside.setLayout(layout)
    across = QHBoxLayout()
    across.setContentsMargins(16, 0, 16, 0)
    across.addWidget(inside, 1)
    across.addStretch(0)
    return across
