"""A list of many rows of different heights, of which only those near the eye are measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from ui.library.heights import Heights

Index = QModelIndex | QPersistentModelIndex
_AHEAD = 8
_BY_TAB = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RowList(QListView):
    """A list view that lays its rows out by itself.

    Qt's own layout asks every row how high it is, again after each change; for 10,000 documents
    that is a second. Here a row counts as ``estimate`` high until it comes near the viewport, and
    rows that turn out otherwise never move what is being looked at. ``find`` is asked for the row
    that letters typed into the list mean: (letters, the current row) to a row or -1.
    """

    def __init__(self, estimate: int, find: Callable[[str, int], int]) -> None:
        super().__init__()
        self._find = find
        self._heights = Heights(estimate)
        self._settling = False
        self._hovered = -1
        self._by_keyboard = False
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    # Measuring ------------------------------------------------------------------------------------

    @property
    def _value(self) -> int:
        return self.verticalScrollBar().value()

    def _forget(self) -> None:
        model = self.model()
        self._heights.reset(model.rowCount() if model is not None else 0)
        self._fit_bar()

    def _fit_bar(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(max(1, room))
        bar.setSingleStep(36)
        bar.setRange(0, max(0, self._heights.total - room))

    def _measure(self, first: int, last: int) -> bool:
        """Ask rows for their heights where that wasn't done; whether one is another than thought.

        What is at the top of the viewport stays where it is, or what is at the end of the list.
        """
        option, model, delegate = QStyleOptionViewItem(), self.model(), self.itemDelegate()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        heights, top, shift, changed = self._heights, self._value, 0, False
        for row in range(max(0, first), min(len(heights), last + 1)):
            if not heights.known(row):
                above = heights.top(row) < top
                hint = delegate.sizeHint(option, model.index(row, 0))
                grown = heights.learn(row, hint.height())
                changed = changed or grown != 0
                shift += grown if above else 0
        if changed:
            self._keep_in_sight(top, shift)
        return changed

    def _keep_in_sight(self, top: int, shift: int) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.maximum() > 0 and top == bar.maximum()
        self._settling = True
        self._fit_bar()
        bar.setValue(bar.maximum() if at_end else top + shift)
        self._settling = False

    def _settle(self) -> None:
        """Measure what is in sight, and a little around it."""
        if self._settling or not len(self._heights):
            return
        room = self.viewport().height()
        for _ in range(6):
            first, last = (
                self._heights.row_at(self._value),
                self._heights.row_at(self._value + room),
            )
            if not self._measure(first - _AHEAD, last + _AHEAD):
                break
        self.viewport().update()

    # What changed in the model --------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model's rows."""
        super().setModel(model)
        if model is not None:
            model.layoutChanged.connect(self.doItemsLayout)
        self.doItemsLayout()

    def reset(self) -> None:
        """Begin again at the top."""
        super().reset()
        self._forget()
        self.verticalScrollBar().setValue(0)
        self._settle()

    def doItemsLayout(self) -> None:
        """Forget all heights; the same rows stay in sight."""
        model, heights = self.model(), self._heights
        same = model is not None and len(heights) == model.rowCount() > 0
        row = heights.row_at(self._value) if same else 0
        inside = self._value - heights.top(row) if same else 0
        self._forget()
        QAbstractItemView.doItemsLayout(self)
        self.verticalScrollBar().setValue(heights.top(row) + inside)
        self._settle()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room; what is being looked at stays."""
        top = self._value
        above = self._heights.top(start) < top
        room = self._heights.insert(start, end - start + 1)
        self._keep_in_sight(top, room if above else 0)
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self._settle()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Close the gap; what is being looked at stays."""
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        top = self._value
        above = self._heights.top(end + 1) <= top
        gone = self._heights.remove(start, end)
        self._keep_in_sight(top, -gone if above else 0)
        self.viewport().update()

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Measure the rows that were named again."""
        for row in range(top_left.row(), min(bottom_right.row() + 1, len(self._heights))):
            self._heights.doubt(row)
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))
        self._settle()

    # Geometry -------------------------------------------------------------------------------------

    def verticalOffset(self) -> int:
        """How far the list is scrolled."""
        return self._value

    def horizontalOffset(self) -> int:
        """Nothing: the list never scrolls sideways."""
        return 0

    def visualRect(self, index: Index) -> QRect:
        """Where a row lies in the viewport, also when that is out of sight."""
        row, heights = index.row(), self._heights
        if not index.isValid() or row >= len(heights):
            return QRect()
        top = heights.top(row) - self._value
        return QRect(0, top, self.viewport().width(), heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport; none below the last."""
        y = point.y() + self._value
        if not 0 <= y < self._heights.total:
            return QModelIndex()
        return self.model().index(self._heights.row_at(y), 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, room, bar = index.row(), self.viewport().height(), self.verticalScrollBar()
        self._measure(row - _AHEAD, row + _AHEAD)
        top, bottom = self._heights.top(row), self._heights.top(row + 1)
        if hint == QAbstractItemView.ScrollHint.PositionAtTop or (
            hint == QAbstractItemView.ScrollHint.EnsureVisible and top < bar.value()
        ):
            bar.setValue(top)
        elif hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - room) // 2)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)
        self._settle()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The row that a key leads to."""
        heights = self._heights
        if not len(heights):
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        now, room = self.currentIndex().row(), self.viewport().height()
        top = heights.top(max(0, now))
        rows = {
            actions.MoveUp: now - 1,
            actions.MovePrevious: now - 1,
            actions.MoveDown: now + 1,
            actions.MoveNext: now + 1,
            actions.MoveHome: 0,
            actions.MoveEnd: len(heights) - 1,
            actions.MovePageUp: min(now - 1, heights.row_at(top - room)),
            actions.MovePageDown: max(now + 1, heights.row_at(top + room)),
        }
        row = max(0, min(rows.get(action, now), len(heights) - 1))
        return self.model().index(row, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        box, chosen = rect.normalized(), QItemSelection()
        top, bottom = box.top() + self._value, box.bottom() + self._value
        if bottom >= 0 and top < self._heights.total:
            model = self.model()
            first, last = self._heights.row_at(top), self._heights.row_at(bottom)
            chosen.select(model.index(first, 0), model.index(last, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What to paint again: few rows are in sight, so all of them."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """Let the scroll bar know how much there is."""
        self._fit_bar()
        QAbstractItemView.updateGeometries(self)

    # Painting and events --------------------------------------------------------------------------

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Measure what came into sight."""
        self._settle()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Go to the row that the letters typed mean."""
        row = self._find(search, self.currentIndex().row())
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight."""
        painter = QPainter(self.viewport())
        model, delegate = self.model(), self.itemDelegate()
        first = self._heights.row_at(self._value + event.rect().top())
        last = self._heights.row_at(self._value + event.rect().bottom())
        lively = self.hasFocus() or _at_most_one(self.selectionModel().selection())
        for row in range(max(0, first), last + 1):
            index = model.index(row, 0)
            delegate.paint(painter, self._option(index, lively), index)
        painter.end()

    def _option(self, index: QModelIndex, lively: bool) -> QStyleOptionViewItem:
        option, flags = QStyleOptionViewItem(), QStyle.StateFlag
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        state = flags.State_Enabled | (flags.State_Active if lively else flags.State_None)
        if self.selectionModel().isSelected(index):
            state |= flags.State_Selected
        if index.row() == self._hovered:
            state |= flags.State_MouseOver
        if self.hasFocus() and self._by_keyboard and index == self.currentIndex():
            state |= flags.State_HasFocus
        option.state = state
        return option

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the pointer."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverEnter):
            assert isinstance(event, QHoverEvent)  # noqa: S101 - told to the type checker
            self._hover(self.indexAt(event.position().toPoint()).row())
        elif event.type() is QEvent.Type.HoverLeave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From now on the current row has a ring."""
        self._by_keyboard = True
        super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """No ring for the mouse."""
        self._by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring where the keyboard came by keys."""
        self._by_keyboard = event.reason() in _BY_TAB
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break for another width."""
        QAbstractItemView.resizeEvent(self, event)
        if event.oldSize().width() != event.size().width():
            self.doItemsLayout()
        else:
            self._fit_bar()
            self._settle()


def _at_most_one(selection: QItemSelection) -> bool:
    """Whether one row is selected: that is the open document, marked also without the keyboard."""
    return selection.isEmpty() or (selection.count() == 1 and selection.at(0).height() == 1)
