"""The list of styles: thousands of rows, of which only those in sight are painted."""

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

from app.cite.styles import StyleChoice
from ui.cite.style_rows import StyleRow
from ui.theme import Theme
from ui.widgets.painting import draw_card, draw_focus_ring

_Index = QModelIndex | QPersistentModelIndex
_STYLE = Qt.ItemDataRole.UserRole + 1
_HIGH = 32


class StyleModel(QAbstractListModel):
    """Styles and headings as they were listed last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[StyleRow] = ()
        self._count = 0

    def show(self, rows: Sequence[StyleRow]) -> None:
        """List other rows."""
        self.beginResetModel()
        self.rows, self._count = rows, len(rows)
        self.endResetModel()

    def row_of(self, alias: str) -> int:
        """The first row of a style; -1 where it isn't listed."""
        if not alias:
            return -1
        places = (
            place
            for place, row in enumerate(self.rows)
            if isinstance(row, StyleChoice) and row.alias == alias
        )
        return next(places, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's words, or the style itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.title if isinstance(row, StyleChoice) else row
        return row if role == _STYLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], StyleChoice):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class StyleList(QListView):
    """The styles; ``pointed`` the one under the cursor, ``taken`` the one double-clicked."""

    pointed = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("style-list")
        self.setAccessibleName("Styles")
        self.setUniformItemSizes(True)
        # Only what is in sight is laid out at once, the other thousands when the window is idle.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(theme, self))
        self.styles = StyleModel(self)
        self.setModel(self.styles)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.taken.emit(index.data(_STYLE)))
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> StyleChoice | None:
        """The style under the cursor."""
        found = self.currentIndex().data(_STYLE)
        return found if isinstance(found, StyleChoice) else None

    def show_rows(self, rows: Sequence[StyleRow], alias: str) -> None:
        """List these rows, the cursor on ``alias`` or on the first style."""
        self.styles.show(rows)
        place = self.styles.row_of(alias)
        if place < 0:
            place = next((n for n, row in enumerate(rows) if isinstance(row, StyleChoice)), -1)
        if place >= 0:
            self.setCurrentIndex(self.styles.index(place))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Move the cursor by so many styles, past headings."""
        place = self.currentIndex().row()
        way = 1 if by > 0 else -1
        last = place
        while by:
            place += way
            if not 0 <= place < len(self.styles.rows):
                break
            if isinstance(self.styles.rows[place], StyleChoice):
                last, by = place, by - way
        if last >= 0:
            self.setCurrentIndex(self.styles.index(last))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.pointed.emit(index.data(_STYLE))


class _Delegate(QStyledItemDelegate):
    """A heading in small capitals, or a title with the cursor's ground."""

    def __init__(self, theme: Theme, view: StyleList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line each."""
        return QSize(120, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row."""
        row, tokens = index.data(_STYLE), self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(row, StyleChoice):
            state = option.state
            inset = rect.adjusted(0, 1, -4, -1)
            if state & QStyle.StateFlag.State_Selected:
                draw_card(painter, inset, tokens.tint, None, 6)
                if self._view.hasFocus():
                    draw_focus_ring(painter, inset, self._theme, 5)
            elif state & QStyle.StateFlag.State_MouseOver:
                draw_card(painter, inset, tokens.hover_pane, None, 6)
            selected = bool(state & QStyle.StateFlag.State_Selected)
            font = self._theme.ui_font(13, 500 if selected else 400)
            words, ink, left = row.title, tokens.text, 10.0
        else:
            font = self._theme.ui_font(11, 600)
            words, ink, left = str(row).upper(), tokens.muted, 10.0
            rect.adjust(0, 6, 0, 0)
        painter.setFont(font)
        painter.setPen(ink)
        room = rect.width() - left - 14
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        inside = rect.adjusted(left, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(flags) | int(Qt.TextFlag.TextDontClip), shown)
        painter.restore()
