"""A list of rows in words: painted, chosen by keyboard or pointer, as long as it needs to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme
from ui.widgets.lines import Line
from ui.widgets.painting import draw_card, draw_focus_ring

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole + 1
_ONE, _TWO = 34, 52
_POLICIES = (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.StrongFocus)
"""A list without rows has nothing that the keyboard could do, and no ring to show it."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LineModel(QAbstractListModel):
    """The rows as they were shown last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other rows; where only their words differ, the cursor stays."""
        if lines and [line.id for line in lines] == [line.id for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's words, or the row itself."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.words
        return line if role == _LINE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and not self.lines[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class LineList(QListView):
    """Rows of one or two lines; ``pointed`` carries the Line under the cursor, ``taken`` a choice.

    Its model has every row; only those in sight are painted.
    """

    pointed = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, label: str, *, name: str, two: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(theme, self, _TWO if two else _ONE))
        self.rows = LineModel(self)
        self.setModel(self.rows)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.taken.emit(index.data(_LINE)))
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> Line | None:
        """The row under the cursor."""
        found = self.currentIndex().data(_LINE)
        return found if isinstance(found, Line) else None

    @property
    def lines(self) -> Sequence[Line]:
        """The rows that are shown."""
        return self.rows.lines

    def show_lines(self, lines: Sequence[Line], id_: str = "") -> None:
        """Show these rows, the cursor on the one called ``id_``, else where it was."""
        before = self.currentIndex().row()
        self.rows.show(lines)
        self.setFocusPolicy(_POLICIES[bool(lines)])
        places = [n for n, line in enumerate(lines) if not line.heading]
        wanted = next((n for n in places if id_ and lines[n].id == id_), None)
        if wanted is None and places:
            wanted = min(places, key=lambda n: abs(n - max(before, 0)))
        if wanted is not None:
            self.setCurrentIndex(self.rows.index(wanted))
            self.scrollTo(self.currentIndex())

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.pointed.emit(index.data(_LINE))


class _Delegate(QStyledItemDelegate):
    """A heading in small capitals, or icon, title, the line below and the word at the right."""

    def __init__(self, theme: Theme, view: LineList, high: int) -> None:
        super().__init__(view)
        self._theme, self._view, self._high = theme, view, high

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row."""
        return QSize(120, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row."""
        line = index.data(_LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 1, -4, -1)
        if line.heading:
            self._heading(painter, rect, line)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, rect, option, selected=selected)
            self._line(painter, rect, line, selected=selected)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, *, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        if selected:
            draw_card(painter, rect, tokens.tint, None, 8)
            if self._view.hasFocus():
                draw_focus_ring(painter, rect, self._theme, 7)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_card(painter, rect, tokens.hover_pane, None, 8)

    def _heading(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        font = self._theme.ui_font(11, 600)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.muted)
        inside = rect.adjusted(10, 6, -10, 0)
        painter.drawText(inside, int(_LEFT), line.title.upper())

    def _line(self, painter: QPainter, rect: QRectF, line: Line, *, selected: bool) -> None:
        tokens = self._theme.tokens
        quiet = tokens.text2 if selected else tokens.muted
        left = 10.0
        two = self._high == _TWO
        middle = rect.top() + (17 if two and line.below else rect.height() / 2)
        if line.icon:
            ink = quiet if line.colour == "muted" else getattr(tokens, line.colour)
            icon = QRectF(rect.left() + 10, middle - 8, 16, 16)
            self._theme.draw_icon(painter, line.icon, icon, ink)
            left = 36.0
        right = self._right(painter, rect, line, middle)
        top = QRectF(rect.left() + left, middle - 10, rect.width() - left - right - 10, 20)
        self._write(painter, top, line.title, 13, 500 if two else 400, tokens.text)
        if two and line.below:
            below = QRectF(rect.left() + left, middle + 9, rect.width() - left - 10, 18)
            self._write(painter, below, line.below, 12, 400, quiet)

    def _right(self, painter: QPainter, rect: QRectF, line: Line, middle: float) -> float:
        """Write the word at the right; how much room it takes."""
        if not line.right:
            return 0.0
        font = self._theme.ui_font(12)
        most = rect.width() * 0.45
        wide = min(QFontMetricsF(font).horizontalAdvance(line.right) + 2, most)
        ink = self._theme.tokens.text2 if line.colour == "muted" else None
        colour = ink or getattr(self._theme.tokens, line.colour)
        box = QRectF(rect.right() - 10 - wide, middle - 10, wide, 20)
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetricsF(font).elidedText(line.right, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(box, int(_RIGHT) | int(Qt.TextFlag.TextDontClip), shown)
        return wide + 12

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, px: int, weight: int, ink: Any
    ) -> None:
        font = self._theme.ui_font(px, weight)
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(_LEFT) | int(Qt.TextFlag.TextDontClip), shown)
