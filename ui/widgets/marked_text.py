"""A passage on paper with marks or found words in it, as it stands in the reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.model import Meaning
from ui.theme import Theme
from ui.theme.fonts import lending_font, runs
from ui.widgets.marked import draw_document
from ui.widgets.painting import draw_card

_LINE, _INSIDE = 26, 20


class MarkedText(QWidget):
    """Words in the reading font; parts of them in a meaning's colours, or as found words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = ""
        self._ranges: tuple[tuple[int, int], ...] = ()
        self._meaning: Meaning | None = None
        self._document = QTextDocument()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._build)

    def show_words(
        self, words: str, ranges: Sequence[tuple[int, int]], meaning: Meaning | None = None
    ) -> None:
        """Show ``words``; ``ranges`` are half-open and in order, found words without a meaning."""
        self._words, self._meaning = words, meaning
        self._ranges = tuple(ranges)
        self._build()

    def _build(self) -> None:
        self._document = document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor, block = QTextCursor(document), QTextBlockFormat()
        block.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(block)
        plain, marked, at = self._plain(), self._marked(), 0
        for start, end in self._ranges:
            self._insert(cursor, self._words[at:start], plain)
            self._insert(cursor, self._words[start:end], marked)
            at = end
        self._insert(cursor, self._words[at:], plain)
        self.setAccessibleName(self._words)
        self.setFixedHeight(self.heightForWidth(max(200, self.width())))
        self.update()

    def _plain(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._theme.serif_font(15))
        form.setForeground(self._theme.tokens.text)
        return form

    def _marked(self) -> QTextCharFormat:
        theme, form = self._theme, self._plain()
        meaning = self._meaning
        form.setBackground(theme.fill(meaning) if meaning else theme.tokens.selection)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(theme.stroke(meaning) if meaning else theme.tokens.accent)
        return form

    def _insert(self, cursor: QTextCursor, words: str, form: QTextCharFormat) -> None:
        lent = QTextCharFormat(form)
        lent.setFont(lending_font(form.font()))
        for part, is_lent in runs(words.replace("\n\n", "\u2028").replace("\n", "\u2028")):
            cursor.insertText(part, lent if is_lent else form)

    def heightForWidth(self, width: int) -> int:
        """As high as the paragraph at a width."""
        self._document.setTextWidth(width - 2 * _INSIDE)
        return round(self._document.size().height()) + 2 * _INSIDE - 4

    def resizeEvent(self, event: object) -> None:
        """Another width, another height."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, and the words."""
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()), tokens.paper, tokens.sep, 8)
        self._document.setTextWidth(self.width() - 2 * _INSIDE)
        draw_document(painter, self._document, QPointF(_INSIDE, _INSIDE - 4))
        painter.end()
