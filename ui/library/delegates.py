"""How rows of the sidebar and the list are painted."""

from __future__ import annotations

import html
import unicodedata

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.library.overview import Row
from ui.library.presenter import SideRow, meta_line, shown
from ui.models.documents import ROW
from ui.models.sidebar import SIDE_ROW
from ui.theme import KIND_ICONS, Theme
from ui.widgets.painting import draw_focus_ring

Index = QModelIndex | QPersistentModelIndex
_LINE, _META, _TOP, _GAP, _BOTTOM, _LEFT, _RIGHT = 20, 18, 14, 4, 16, 44, 16
_COUNT_RIGHT = 19
_REMEMBERED, _LONGEST = 20_000, 400
_ACTIVE = QStyle.StateFlag.State_Active
_LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

ONE_LINE = _TOP + _LINE + _GAP + _META + _BOTTOM
"""How high a document with a title of one line is."""
HEAD = 36
"""How high the head of a section of the sidebar is."""


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


class _Delegate(QStyledItemDelegate):
    """What both delegates share: the theme, and the whole of a text that was cut off."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def _whole(self, rect: QRect, index: Index) -> str:
        """The text of a row where it is cut off at this width, else nothing."""
        raise NotImplementedError

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show what was cut off, as plain text."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        whole = self._whole(_rect(option), index)
        # Escaped and in a tag of ours: a tooltip guesses whether a text is markup.
        QToolTip.showText(event.globalPos(), f"<p>{html.escape(whole)}</p>" if whole else "", view)
        return True


class DocumentDelegate(_Delegate):
    """Title in one or two lines, a line on who and when, counts, kind, unread dot."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._lines: dict[tuple[str, int], tuple[str, ...]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its title needs in a list as wide as the option's rectangle."""
        row: Row | None = index.data(ROW)
        lines = self.title_lines(row.title, _rect(option).width()) if row else ("",)
        return QSize(100, ONE_LINE + (len(lines) - 1) * _LINE)

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
        painter.setFont(self._font(shown(row.title), strong=row.unread or chosen))
        for line in self.title_lines(row.title, rect.width()):
            self._title_line(painter, rect, y, line, arabic=is_arabic(shown(row.title)))
            y += _LINE
        self._meta(painter, rect, y + _GAP, row, chosen)
        painter.restore()

    def title_lines(self, title: str, width: int) -> tuple[str, ...]:
        """A title in at most two lines, the second cut off; the same lines selected or not."""
        key = (title, width)
        if key not in self._lines:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            text = shown(title)
            font = self._font(text, strong=True)
            self._lines[key] = two_lines(text, font, width - _LEFT - _RIGHT)
        return self._lines[key]

    def _whole(self, rect: QRect, index: Index) -> str:
        row: Row | None = index.data(ROW)
        cut = row is not None and self.title_lines(row.title, rect.width())[-1].endswith("…")
        return shown(row.title) if row is not None and cut else ""

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, chosen: bool
    ) -> None:
        tokens = self._theme.tokens
        inset = QRectF(rect).adjusted(8, 2, -8, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(tokens.tint if _is(option, _ACTIVE) else tokens.tint2)
            painter.drawRoundedRect(inset, 8, 8)
        elif _is(option, QStyle.StateFlag.State_MouseOver):
            painter.setBrush(tokens.hover_pane)
            painter.drawRoundedRect(inset, 8, 8)
        else:
            painter.fillRect(
                rect.left() + _LEFT, rect.bottom(), rect.width() - _LEFT - _RIGHT, 1, tokens.sep
            )
        if _is(option, QStyle.StateFlag.State_HasFocus):
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

    def _font(self, text: str, *, strong: bool) -> QFont:
        weight = 600 if strong else 500
        if is_arabic(text):
            return self._theme.arabic_font(15, weight)
        return self._theme.ui_font(14, weight)

    def _title_line(
        self, painter: QPainter, rect: QRect, y: int, line: str, *, arabic: bool
    ) -> None:
        """One line of a title at the left of its column, whichever way it is read."""
        painter.setPen(self._theme.tokens.text)
        way = Qt.LayoutDirection.RightToLeft if arabic else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        flags |= Qt.AlignmentFlag.AlignVCenter
        drawn = int(flags) | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)
        where = QRect(rect.left() + _LEFT, y, rect.width() - _LEFT - _RIGHT, _LINE)
        painter.drawText(where, drawn, line)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _meta(self, painter: QPainter, rect: QRect, y: int, row: Row, chosen: bool) -> None:
        tokens = self._theme.tokens
        ink = tokens.text2 if chosen else tokens.muted
        right = rect.right() + 1 - _RIGHT
        font = self._theme.ui_font(12)
        painter.setFont(font)
        signs = (("bookmark-simple", row.marks), ("note", row.notes), ("copy", row.copies))
        for icon, count in signs:
            if count:
                right = self._count(painter, right, y, icon, count, ink)
        painter.setPen(ink)
        space = right - rect.left() - _LEFT
        text = QFontMetricsF(font).elidedText(meta_line(row), Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRect(rect.left() + _LEFT, y, space, _META), _LEFT_MIDDLE, text)

    def _count(
        self, painter: QPainter, right: int, y: int, icon: str, count: int, ink: QColor
    ) -> int:
        text = f"{count:,}"
        wide = round(QFontMetricsF(self._theme.ui_font(12)).horizontalAdvance(text)) + 1
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(right - wide, y, wide, _META), flags, text)
        self._theme.draw_icon(painter, icon, QRectF(right - wide - 20, y + 1, 16, 16), ink)
        return right - wide - 20 - 12


def two_lines(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """``text`` broken at words into at most two lines of ``width`` pixels, the last cut off."""
    metrics = QFontMetricsF(font)
    # What is far too long for two lines need not be measured whole.
    text = text[:_LONGEST]
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    cut = len(text.encode("utf-16-le")[: 2 * first.textLength()].decode("utf-16-le", "ignore"))
    rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    return (text[:cut].rstrip(), rest)


class SidebarDelegate(_Delegate):
    """Rows of 30 with icon and count, heads of sections of 36."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are higher than rows."""
        row: SideRow = index.data(SIDE_ROW)
        return QSize(100, 30 if row.place else HEAD)

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
                rect.adjusted(16, 8, -16, 0), int(Qt.AlignmentFlag.AlignVCenter), row.text.upper()
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
        if _is(option, QStyle.StateFlag.State_HasFocus):
            draw_focus_ring(painter, inset, self._theme, 6)
        left = _left(rect, row)
        icon = QRectF(left, rect.center().y() - 7, 16, 16)
        self._theme.draw_icon(painter, row.icon, icon, tokens.accent if chosen else tokens.muted)
        self._words(painter, rect, left + 24, row, chosen)

    def _words(self, painter: QPainter, rect: QRect, left: int, row: SideRow, chosen: bool) -> None:
        tokens, font = self._theme.tokens, self._theme.ui_font(13)
        painter.setFont(font)
        count, wide = self._count(row)
        right = rect.right() + 1 - _COUNT_RIGHT
        painter.setPen(tokens.text2 if chosen else tokens.muted)
        painter.drawText(QRect(right - wide, rect.top(), wide, rect.height()), _LEFT_MIDDLE, count)
        painter.setPen(tokens.text)
        space = right - wide - 8 - left
        text = QFontMetricsF(font).elidedText(shown(row.text), Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRect(left, rect.top(), space, rect.height()), _LEFT_MIDDLE, text)

    def _count(self, row: SideRow) -> tuple[str, int]:
        """The number as painted, and how wide that is."""
        text = "" if row.count is None else f"{row.count:,}"
        return text, round(QFontMetricsF(self._theme.ui_font(13)).horizontalAdvance(text)) + 1

    def _whole(self, rect: QRect, index: Index) -> str:
        row: SideRow = index.data(SIDE_ROW)
        space = rect.width() - _COUNT_RIGHT - self._count(row)[1] - 8 - _left(rect, row) - 24
        wide = QFontMetricsF(self._theme.ui_font(13)).horizontalAdvance(shown(row.text))
        return shown(row.text) if row.place is not None and wide > space else ""


def _left(rect: QRect, row: SideRow) -> int:
    """Where a place's icon begins; deep ones don't go on moving to the right."""
    return rect.left() + 16 + 16 * min(row.depth, 4)
