"""How a row of passages is painted: cards for marks and notes, plain rows for what was found."""

from __future__ import annotations

import html
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.annotate.markdown_notes import shown
from ui.models.passages import PASSAGE, Passage
from ui.theme import Theme
from ui.theme.fonts import lending_font, line_width, runs
from ui.widgets.marked import draw_document, note_document
from ui.widgets.painting import draw_badge, draw_card

Index = QModelIndex | QPersistentModelIndex
_HEAD_ROW, _LINE, _QUOTE_LINE, _GAP, _BETWEEN = 44, 22, 24, 4, 8
_TOP, _BOTTOM, _LEFT, _RIGHT, _PLAIN_LEFT = 9, 12, 16, 16, 44
_CHARACTERS, _LONGEST, _KEPT = 78, 4_000, 400


@dataclass(slots=True)
class _Laid:
    """A row's text laid out for a width."""

    words: QTextDocument | None
    below: QTextDocument | None
    height: int


class PassageDelegate(QStyledItemDelegate):
    """Paints rows; text keeps to a readable measure however wide the list is."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._laid: OrderedDict[tuple[Passage, int], _Laid] = OrderedDict()
        self._heights: dict[tuple[Passage, int], int] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay everything out anew: fonts or colours are others."""
        self._laid.clear()
        self._heights.clear()

    def measure(self) -> int:
        """The widest that a row's text becomes."""
        return round(line_width(self._theme.serif_font(15), _CHARACTERS))

    def card_width(self, width: int) -> int:
        """How wide a row is in a list of this width."""
        return min(width, self.measure() + _PLAIN_LEFT + _RIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words need at the list's width."""
        passage: Passage | None = index.data(PASSAGE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 600
        if passage is None:
            return QSize(width, 0)
        key = (passage, self.card_width(width))
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            self._heights[key] = _HEAD_ROW if passage.head else self._lay_out(*key).height
        return QSize(max(40, width - 1), self._heights[key])

    def _lay_out(self, passage: Passage, width: int) -> _Laid:
        key = (passage, width)
        found = self._laid.get(key)
        if found is None:
            left = _LEFT if passage.meaning is not None or passage.markdown else _PLAIN_LEFT
            inner = max(80, width - left - _RIGHT)
            words, below = self._words(passage), self._below(passage)
            height = _TOP + _LINE + _BOTTOM + _BETWEEN
            for document in (words, below):
                if document is not None:
                    document.setTextWidth(inner)
                    height += round(document.size().height()) + _GAP
            found = self._laid[key] = _Laid(words, below, height)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return found

    def _words(self, passage: Passage) -> QTextDocument | None:
        if not passage.words:
            return None
        if passage.markdown == "words":
            return note_document(self._theme, shown(passage.words))
        return self._quoted(passage)

    def _below(self, passage: Passage) -> QTextDocument | None:
        if not passage.below:
            return None
        if passage.markdown == "below":
            return note_document(self._theme, shown(passage.below), "text2")
        document = QTextDocument()
        document.setDocumentMargin(0)
        form = QTextCharFormat()
        form.setFont(self._theme.ui_font(13))
        form.setForeground(self._theme.tokens.text2)
        QTextCursor(document).insertText(passage.below[:_LONGEST], form)
        return document

    def _quoted(self, passage: Passage) -> QTextDocument:
        """The words in the reading face, with what was found underlined."""
        tokens, document = self._theme.tokens, QTextDocument()
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        block = QTextBlockFormat()
        block.setLineHeight(_QUOTE_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(block)
        plain = QTextCharFormat()
        plain.setFont(self._theme.serif_font(15))
        plain.setForeground(tokens.text)
        lit = QTextCharFormat(plain)
        lit.setBackground(tokens.selection)
        lit.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        lit.setUnderlineColor(tokens.accent)
        text, done = passage.words[:_LONGEST].replace("\n", "\u2028"), 0
        for start, end in passage.hits:
            _insert(cursor, text[done:start], plain)
            _insert(cursor, text[start:end], lit)
            done = end
        _insert(cursor, text[done:] + ("…" if len(passage.words) > _LONGEST else ""), plain)
        return document

    # Painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        passage: Passage | None = index.data(PASSAGE)
        if passage is None:
            return
        whole: QRect = option.rect
        width = self.card_width(whole.width() + 1)
        rect = QRectF(whole.left(), whole.top(), width - 1, whole.height() - _BETWEEN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if passage.head:
            self._paint_head(painter, rect, passage)
        else:
            carded = passage.meaning is not None or bool(passage.markdown)
            self._paint_ground(painter, option, rect, passage, carded=carded)
            left = _LEFT if carded else _PLAIN_LEFT
            self._paint_line(painter, rect, passage, left=left, carded=carded)
            laid, y = self._lay_out(passage, width), rect.top() + _TOP + _LINE + _GAP
            for document in (laid.words, laid.below):
                if document is not None:
                    draw_document(painter, document, QPointF(rect.left() + left, y))
                    y += document.size().height() + _GAP
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, passage: Passage) -> None:
        tokens, base = self._theme.tokens, rect.bottom() - 6
        self._theme.draw_icon(
            painter, passage.icon, QRectF(rect.left() + 2, base - 14, 18, 18), tokens.muted
        )
        strong, plain = self._theme.ui_font(14, 600), self._theme.ui_font(12)
        metrics = QFontMetricsF(strong)
        room = rect.width() - 30 - min(160, QFontMetricsF(plain).horizontalAdvance(passage.aside))
        title = metrics.elidedText(passage.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(strong)
        painter.setPen(tokens.text)
        painter.drawText(QPointF(rect.left() + 28, base), title)
        painter.setFont(plain)
        painter.setPen(tokens.muted)
        x = rect.left() + 28 + metrics.horizontalAdvance(title) + 8
        aside = QFontMetricsF(plain).elidedText(
            passage.aside, Qt.TextElideMode.ElideRight, rect.right() - x
        )
        painter.drawText(QPointF(x, base), aside)

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRectF,
        passage: Passage,
        *,
        carded: bool,
    ) -> None:
        tokens, state = self._theme.tokens, option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if carded:
            draw_card(painter, rect, tokens.raised, tokens.border if over else tokens.sep, 8)
        elif over:
            draw_card(painter, rect, tokens.hover_pane, None, 8)
        else:
            line = QRectF(rect.left() + _PLAIN_LEFT, rect.bottom() + 3, rect.width() - 60, 1)
            painter.fillRect(line, tokens.sep)
        if passage.meaning is not None:
            card, lane = QPainterPath(), QPainterPath()
            card.addRoundedRect(rect, 8, 8)
            lane.addRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
            painter.fillPath(card.intersected(lane), self._theme.stroke(passage.meaning))
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if focused and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        elif state & QStyle.StateFlag.State_Selected:
            # Whose passage stands beside the list, while the keyboard is elsewhere.
            painter.setPen(QPen(tokens.ctrl, 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _paint_line(
        self, painter: QPainter, rect: QRectF, passage: Passage, *, left: int, carded: bool
    ) -> None:
        """Badge or icon, who and where, and at the right the tags and who may see it."""
        middle = rect.top() + _TOP + _LINE / 2
        strong = self._theme.ui_font(12 if carded else 13, 600)
        plain, tokens = self._theme.ui_font(12), self._theme.tokens
        base = middle + QFontMetricsF(plain).capHeight() / 2
        right = self._paint_right(painter, rect, passage, middle, base)
        x = rect.left() + left
        if passage.meaning is not None:
            draw_badge(painter, QRectF(x, middle - 8, 16, 16), self._theme, passage.meaning)
            x += 24
        elif carded:
            icon = QRectF(x, middle - 8, 16, 16)
            self._theme.draw_icon(painter, passage.icon, icon, tokens.muted)
            x += 24
        else:
            icon = QRectF(rect.left() + 14, middle - 9, 18, 18)
            self._theme.draw_icon(painter, passage.icon, icon, tokens.muted)
        for words, font, ink, share in (
            (passage.title, strong, tokens.text, 0.62),
            (passage.aside, plain, tokens.muted, 0.6),
            (passage.where, plain, tokens.muted, 1.0),
        ):
            room = right - x
            if not words or room < 24:
                continue
            metrics = QFontMetricsF(font)
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(24.0, room * share))
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QPointF(x, base), cut)
            x += metrics.horizontalAdvance(cut) + 8

    def _paint_right(
        self, painter: QPainter, rect: QRectF, passage: Passage, middle: float, base: float
    ) -> float:
        """What stands at the right of the first line; the edge that is left of it."""
        tokens, font = self._theme.tokens, self._theme.ui_font(12)
        metrics, x = QFontMetricsF(font), rect.right() - _RIGHT
        painter.setFont(font)
        if passage.private is not None:
            word = "Private" if passage.private else "Shared"
            x -= metrics.horizontalAdvance(word)
            painter.setPen(tokens.muted)
            painter.drawText(QPointF(x, base), word)
            x -= 18
            icon = "lock-simple" if passage.private else "users"
            self._theme.draw_icon(painter, icon, QRectF(x, middle - 7, 14, 14), tokens.muted)
            x -= 10
        for tag in reversed(passage.tags[:3]):
            cut = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, 120)
            wide = metrics.horizontalAdvance(cut) + 16
            if x - wide < rect.left() + rect.width() * 0.45:
                break
            chip = QRectF(x - wide, middle - 9, wide, 18)
            draw_card(painter, chip, tokens.sunk, None, 9)
            painter.setPen(tokens.text2)
            painter.drawText(QPointF(chip.left() + 8, base), cut)
            x -= wide + 6
        return x - 6

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell who and where in full, as plain text: a line may be cut off."""
        passage: Passage | None = index.data(PASSAGE) if index.isValid() else None
        if event.type() is not QEvent.Type.ToolTip or passage is None:
            return super().helpEvent(event, view, option, index)
        told = "  ·  ".join(filter(None, (passage.title, passage.aside, passage.where)))
        told += "".join(f"  #{tag}" for tag in passage.tags)
        # Escaped and in a tag of ours: a tooltip guesses whether a text is markup.
        QToolTip.showText(event.globalPos(), f"<p>{html.escape(told)}</p>", view)
        return True


def _insert(cursor: QTextCursor, words: str, form: QTextCharFormat) -> None:
    lent = QTextCharFormat(form)
    lent.setFont(lending_font(form.font()))
    for part, is_lent in runs(words):
        cursor.insertText(part, lent if is_lent else form)
