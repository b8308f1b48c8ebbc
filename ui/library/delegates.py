"""How rows of the sidebar and the list are painted."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.library.overview import Row
from ui.library.presenter import SideRow, meta_line
from ui.models.documents import ROW
from ui.models.sidebar import SIDE_ROW
from ui.theme import KIND_ICONS, Theme
from ui.widgets.painting import draw_focus_ring

Index = QModelIndex | QPersistentModelIndex
_LINE, _META, _TOP, _GAP, _BOTTOM, _LEFT, _RIGHT = 20, 18, 14, 4, 16, 44, 16


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _is(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def is_arabic(text: str) -> bool:
    """Whether a text's first strong letter runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


class DocumentDelegate(QStyledItemDelegate):
    """Title in one or two lines, a line on who and when, counts, kind, unread dot."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.width = 340
        self._lines: dict[tuple[str, bool, int], tuple[str, ...]] = {}
        theme.changed.connect(self._lines.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its title needs."""
        row: Row | None = index.data(ROW)
        lines = len(self._title_lines(row, strong=True)) if row else 1
        return QSize(100, _TOP + lines * _LINE + _GAP + _META + _BOTTOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one document."""
        row: Row | None = index.data(ROW)
        if row is None:
            return
        rect, chosen = _rect(option), _is(option, QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, rect, chosen)
        self._signs(painter, rect, row, chosen)
        y = rect.top() + _TOP
        for line in self._title_lines(row, strong=row.unread or chosen):
            self._title_line(painter, rect, y, line, strong=row.unread or chosen)
            y += _LINE
        self._meta(painter, rect, y + _GAP, row, chosen)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, chosen: bool
    ) -> None:
        tokens = self._theme.tokens
        inset = QRectF(rect).adjusted(8, 2, -8, -2)
        active = _is(option, QStyle.StateFlag.State_HasFocus)
        focused = bool(option.widget and option.widget.hasFocus())
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(tokens.tint)
            painter.drawRoundedRect(inset, 8, 8)
        elif _is(option, QStyle.StateFlag.State_MouseOver):
            painter.setBrush(tokens.hover_pane)
            painter.drawRoundedRect(inset, 8, 8)
        else:
            painter.fillRect(
                rect.left() + _LEFT, rect.bottom(), rect.width() - _LEFT - _RIGHT, 1, tokens.sep
            )
        if active and focused:
            draw_focus_ring(painter, inset, self._theme, 6)

    def _signs(self, painter: QPainter, rect: QRect, row: Row, chosen: bool) -> None:
        tokens = self._theme.tokens
        middle = rect.top() + _TOP + _LINE / 2
        if row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(QRectF(rect.left() + 10, middle - 3.5, 7, 7))
        icon = QRectF(rect.left() + 20, middle - 9, 18, 18)
        ink = tokens.accent if chosen else tokens.muted
        self._theme.draw_icon(painter, KIND_ICONS[row.kind], icon, ink)

    def _font(self, text: str, strong: bool) -> QFont:
        weight = 600 if strong else 500
        if is_arabic(text):
            return self._theme.arabic_font(15, weight)
        return self._theme.ui_font(14, weight)

    def _title_lines(self, row: Row, *, strong: bool) -> tuple[str, ...]:
        """The title in at most two lines, the second elided."""
        key = (row.title, strong, self.width)
        if key not in self._lines:
            if len(self._lines) > 20_000:
                self._lines.clear()
            font = self._font(row.title, strong)
            space = self.width - _LEFT - _RIGHT
            self._lines[key] = two_lines(row.title or "Untitled", font, space)
        return self._lines[key]

    def _title_line(
        self, painter: QPainter, rect: QRect, y: int, line: str, *, strong: bool
    ) -> None:
        font = self._font(line, strong)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        flags |= int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)
        where = QRect(rect.left() + _LEFT, y, rect.width() - _LEFT - _RIGHT, _LINE)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(where, flags, line)

    def _meta(self, painter: QPainter, rect: QRect, y: int, row: Row, chosen: bool) -> None:
        tokens = self._theme.tokens
        ink = tokens.text2 if chosen else tokens.muted
        right = rect.right() - _RIGHT
        font = self._theme.ui_font(12)
        painter.setFont(font)
        for icon, count in (("bookmark-simple", row.marks), ("note", row.notes)):
            if count:
                right = self._count(painter, right, y, icon, count, ink)
        painter.setPen(ink)
        space = right - rect.left() - _LEFT - 8
        text = QFontMetricsF(font).elidedText(meta_line(row), Qt.TextElideMode.ElideRight, space)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(rect.left() + _LEFT, y, space, _META), flags, text)

    def _count(
        self, painter: QPainter, right: int, y: int, icon: str, count: int, ink: QColor
    ) -> int:
        text = str(count)
        wide = round(QFontMetricsF(self._theme.ui_font(12)).horizontalAdvance(text)) + 1
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(right - wide, y, wide, _META), flags, text)
        self._theme.draw_icon(painter, icon, QRectF(right - wide - 19, y + 1, 16, 16), ink)
        return right - wide - 19 - 12


def two_lines(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """``text`` broken at words into at most two lines of ``width`` pixels, the last elided."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    cut = len(text.encode("utf-16-le")[: 2 * first.textLength()].decode("utf-16-le", "ignore"))
    rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    return (text[:cut].rstrip(), rest)


class SidebarDelegate(QStyledItemDelegate):
    """Rows of 30 with icon and count, heads of sections of 36."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are higher than rows."""
        row: SideRow = index.data(SIDE_ROW)
        return QSize(100, 30 if row.place else 42)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a place or a head."""
        row: SideRow = index.data(SIDE_ROW)
        rect = _rect(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.place is None:
            font = self._theme.ui_font(11, 600)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
            painter.setFont(font)
            painter.setPen(self._theme.tokens.muted)
            painter.drawText(
                rect.adjusted(16, 12, -16, 0), int(Qt.AlignmentFlag.AlignVCenter), row.text.upper()
            )
        else:
            self._place(painter, option, rect, row)
        painter.restore()

    def _place(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: SideRow
    ) -> None:
        tokens = self._theme.tokens
        chosen = _is(option, QStyle.StateFlag.State_Selected)
        inset = QRectF(rect).adjusted(8, 1, -8, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or _is(option, QStyle.StateFlag.State_MouseOver):
            painter.setBrush(tokens.tint if chosen else tokens.hover_side)
            painter.drawRoundedRect(inset, 8, 8)
        focused = bool(option.widget and option.widget.hasFocus())
        if focused and _is(option, QStyle.StateFlag.State_HasFocus):
            draw_focus_ring(painter, inset, self._theme, 6)
        left = rect.left() + 16 + 16 * row.depth
        icon = QRectF(left, rect.center().y() - 7, 16, 16)
        self._theme.draw_icon(painter, row.icon, icon, tokens.accent if chosen else tokens.muted)
        self._words(painter, rect, left + 24, row, chosen)

    def _words(self, painter: QPainter, rect: QRect, left: int, row: SideRow, chosen: bool) -> None:
        tokens, font = self._theme.tokens, self._theme.ui_font(13)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        count = "" if row.count is None else f"{row.count:,}"
        wide = round(metrics.horizontalAdvance(count))
        right = rect.right() - 18
        painter.setPen(tokens.text2 if chosen else tokens.muted)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(right - wide, rect.top(), wide + 1, rect.height()), middle, count)
        painter.setPen(tokens.text)
        space = right - wide - 8 - left
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRect(left, rect.top(), space, rect.height()), middle, text)
