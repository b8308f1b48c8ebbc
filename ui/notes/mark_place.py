"""Beside the list of marks: the current one in its paragraph, and what the meanings are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.library.overview import MarkRow
from app.model import MEANING_LABELS, Meaning
from app.settings import Settings
from ui.cite.copying import Copying
from ui.library.presenter import shown
from ui.notes.context import Context, context_of
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.theme.fonts import lending_font, runs
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marked import draw_document
from ui.widgets.painting import digit_of, draw_badge, draw_card, draw_keycap
from ui.widgets.passage_page import AsidePane

_WIDEST, _LINE, _INSIDE = 560, 26, 20


class MarkPlace(AsidePane):
    """``place_wanted`` when its passage shall be gone to; ``said`` tells what was copied."""

    place_wanted = Signal()
    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        super().__init__(theme, "mark-place")
        self._session = session
        self._row: MarkRow | None = None
        self._copying = Copying(session, settings, self)
        self._copying.said.connect(self.said)
        self._title = Label(theme, "", role="panel", wrap=True)
        self._where = Label(theme, "", role="meta", wrap=True)
        self._text = _MarkedText(theme)
        self._go = Button(theme, "Go to its place", name="mark-go")
        self._go.clicked.connect(lambda _checked=False: self.place_wanted.emit())
        self._copy = Button(theme, "Copy quotation", icon="quotes", name="mark-copy")
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())
        self._about = QWidget()
        self._lay_out()
        self.show_mark(None)

    def _lay_out(self) -> None:
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 24)
        about.setSpacing(4)
        about.addWidget(self._title)
        about.addWidget(self._where)
        about.addSpacing(8)
        about.addWidget(self._text)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._copy)
        row.addWidget(self._go)
        row.addStretch(1)
        about.addLayout(row)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._about)
        column.addWidget(Label(self._theme, "Meanings", role="panel"))
        told = "Select a passage and press the digit of what it is to you."
        column.addWidget(Label(self._theme, told, role="meta", wrap=True))
        column.addSpacing(4)
        for meaning in Meaning:
            column.addWidget(_MeaningRow(self._theme, meaning))
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 24, 24, 16)
        across.addWidget(inside, 1)
        across.addStretch(0)

    def show_mark(self, row: MarkRow | None) -> None:
        """Show a mark where it stands; None for no mark."""
        if row is not None and self._row is not None and row == self._row:
            return
        self._row = row
        self._about.setVisible(row is not None)
        if row is None:
            return
        mark, document = row.highlight, row.document
        self._title.set_text(shown(document.title)[:300] or "Untitled")
        parts = (document.people, document.year, locator_words(mark.locator),
                 *mark.locator.section[-1:])  # fmt: skip
        self._where.set_text("  ·  ".join(shown(part) for part in parts if part))
        self._text.show_context(Context("", mark.exact, ""), mark.meaning)
        self._session.ask(
            lambda library: context_of(library, mark),
            lambda context: self._text.show_context(context, mark.meaning),
            latest="mark-place",
        )

    def _on_copy(self) -> None:
        if self._row is not None:
            self._copying.highlight(self._row.highlight.id)


class _MarkedText(QWidget):
    """A paragraph on paper with the mark in it, in the colours it has in the reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._context, self._meaning = Context("", "", ""), Meaning.YELLOW
        self._document = QTextDocument()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._build)

    def show_context(self, context: Context, meaning: Meaning) -> None:
        """Show this one."""
        self._context, self._meaning = context, meaning
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
        plain = QTextCharFormat()
        plain.setFont(self._theme.serif_font(15))
        plain.setForeground(self._theme.tokens.text)
        marked = QTextCharFormat(plain)
        marked.setBackground(self._theme.fill(self._meaning))
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.setUnderlineColor(self._theme.stroke(self._meaning))
        context = self._context
        for words, form in (
            (context.before, plain), (context.words, marked), (context.after, plain),
        ):  # fmt: skip
            lent = QTextCharFormat(form)
            lent.setFont(lending_font(form.font()))
            for part, is_lent in runs(words.replace("\n\n", "\u2028").replace("\n", "\u2028")):
                cursor.insertText(part, lent if is_lent else form)
        self.setAccessibleName(context.before + context.words + context.after)
        self.setFixedHeight(self.heightForWidth(max(200, self.width())))
        self.update()

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


class _MeaningRow(QWidget):
    """A meaning: its letter and colour, its name, a word so marked, and its digit."""

    def __init__(self, theme: Theme, meaning: Meaning) -> None:
        super().__init__()
        self._theme, self._meaning = theme, meaning
        self.setFixedHeight(36)
        self.setAccessibleName(f"{MEANING_LABELS[meaning]}, key {digit_of(meaning)}")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Badge, name, keycap, and the hairline below."""
        theme, painter, middle = self._theme, QPainter(self), self.height() / 2
        draw_badge(painter, QRectF(0, middle - 8, 16, 16), theme, self._meaning)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.tokens.text)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            QRectF(28, 0, self.width() - 60, self.height()), flags, MEANING_LABELS[self._meaning]
        )
        cap = QRectF(self.width() - 20, middle - 10, 20, 20)
        draw_keycap(painter, cap, theme, str(digit_of(self._meaning)))
        painter.fillRect(QRectF(28, self.height() - 1, self.width() - 28, 1), theme.tokens.sep)
        painter.end()
