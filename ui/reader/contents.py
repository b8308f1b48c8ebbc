"""The contents: the headings, indented, the one being read marked, to go to by mouse or keys."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.reader.headings import Heading, filtered
from ui.theme import Theme
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card

_NUMBER = Qt.ItemDataRole.UserRole + 1
_ROW, _STEP, _WIDE, _FILTER_FROM, _MOST_ROWS = 32, 16, 340, 13, 14
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class ContentsPanel(QDialog):
    """Stands under its button until a heading is chosen; ``chosen`` carries where it begins."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, all_: Sequence[Heading], current: int | None, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("contents-panel")
        self.setAccessibleName("Contents")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._all, self._current = theme, all_, current
        self._filter = SearchField(theme, "Filter headings", name="contents-filter")
        self._filter.setVisible(len(all_) >= _FILTER_FROM)
        self._filter.textChanged.connect(self._show)
        self._filter.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("contents-list")
        self._list.setAccessibleName("Contents")
        self._list.setProperty("bare", True)  # the panel has the frame
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_HeadingDelegate(theme, all_, current, self._list))
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self._none = Label(theme, "This text has no headings." if not all_ else "", colour="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._filter)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self.setFixedWidth(_WIDE)
        self._show("")

    def _show(self, typed: str) -> None:
        self._list.clear()
        for number in filtered(self._all, typed):
            heading = self._all[number]
            item = QListWidgetItem(heading.title)
            item.setData(_NUMBER, number)
            # A tooltip guesses whether a text is markup.
            item.setToolTip(f"<p>{html.escape(heading.title)}</p>")
            told = f"{heading.title}, level {heading.depth + 1}"
            here = ", where you are reading" if number == self._current else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told + here)
            self._list.addItem(item)
            if number == self._current:
                self._list.setCurrentItem(item)
        if self._list.count() and self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        if self._all:
            self._none.set_text("No heading fits." if not self._list.count() else "")
        self._none.setVisible(not self._list.count())
        self._list.setVisible(bool(self._list.count()))

    def open_under(self, button: QWidget) -> None:
        """Show it under a button, right edges together, with the keyboard in it."""
        rows = min(_MOST_ROWS, max(1, len(self._all)))
        self._list.setFixedHeight(rows * _ROW + 4)
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4)))
        self.show()
        self._list.scrollTo(self._list.currentIndex(), QListWidget.ScrollHint.PositionAtCenter)
        first = self._list if self._filter.isHidden() else self._filter
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        start = self._all[item.data(_NUMBER)].start
        self.accept()
        self.chosen.emit(start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised ground with an edge: a popup has no frame of its own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.border)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._theme.tokens.raised)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, arrows move in the list and Enter goes there."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = max(0, min(self._list.count() - 1, self._list.currentRow() + step))
                self._list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self._list.currentItem()
                if item is not None:
                    self._on_chosen(item)
                return True
        return super().eventFilter(watched, event)


class _HeadingDelegate(QStyledItemDelegate):
    """A heading, standing in by its level; the one being read has a bar of accent."""

    def __init__(
        self, theme: Theme, all_: Sequence[Heading], current: int | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._all, self._current = theme, all_, current

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All the same."""
        return QSize(100, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, bar, words."""
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        state = option.state
        number = index.data(_NUMBER)
        heading = self._all[number]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = rect.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            draw_card(painter, ground, tokens.tint, None, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_card(painter, ground, tokens.hover_pane, None, 6)
        here = number == self._current
        if here:
            painter.fillRect(QRectF(rect.left() + 4, rect.top() + 8, 3, rect.height() - 16),
                             tokens.accent)  # fmt: skip
        nested = any(each.depth for each in self._all)
        strong = here or (nested and heading.depth == 0)
        font = self._theme.ui_font(13, 600 if strong else 400)
        painter.setFont(font)
        painter.setPen(tokens.text if heading.depth < 2 or here else tokens.text2)
        left = 14 + _STEP * min(heading.depth, 5)
        words = QFontMetricsF(font).elidedText(
            heading.title, Qt.TextElideMode.ElideRight, rect.width() - left - 10
        )
        painter.drawText(rect.adjusted(left, 0, -10, 0), _FLAGS, words)
        painter.restore()
