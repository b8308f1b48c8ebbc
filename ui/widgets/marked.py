"""A note's Markdown on screen: built from runs by cursor, never from markup."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontDatabase,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.annotate.markdown_notes import Paragraph, Run, Shown, shown
from app.text.defang import defanged
from ui.theme import Theme

LINE = 19
"""Pixels from line to line of a note."""

_PX, _STEP, _GAP = 13, 16, 5


def note_document(
    theme: Theme, note: Shown, colour: str = "text", scale: float = 1.0
) -> QTextDocument:
    """The note as a document to be painted at any width; a link is inert."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.ui_font(_PX * scale))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    for number, paragraph in enumerate(note.paragraphs):
        form = _block_format(note.paragraphs, number, scale)
        if number:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
        _write(cursor, theme, paragraph, getattr(theme.tokens, colour), scale)
    if note.cut:
        cursor.insertText(" …", _char_format(theme, Run(""), theme.tokens.muted, scale))
    return document


def _block_format(paragraphs: tuple[Paragraph, ...], number: int, scale: float) -> QTextBlockFormat:
    paragraph, form = paragraphs[number], QTextBlockFormat()
    form.setLineHeight(round(LINE * scale), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    hanging = round(18 * scale) if paragraph.sign else 0
    standing = round(paragraph.level * _STEP * scale)
    form.setLeftMargin(max(standing, hanging))
    if hanging:
        form.setTextIndent(-hanging)
        form.setTabPositions([QTextOption.Tab(hanging, QTextOption.TabType.LeftTab)])
    together = paragraph.kind == "item" and number and paragraphs[number - 1].kind == "item"
    form.setTopMargin(0 if number == 0 else 1 if together else _GAP)
    return form


def _write(
    cursor: QTextCursor, theme: Theme, paragraph: Paragraph, ink: QColor, scale: float
) -> None:
    tokens = theme.tokens
    if paragraph.kind == "rule":
        cursor.insertText("—", _char_format(theme, Run(""), tokens.muted, scale))
    if paragraph.sign:
        cursor.insertText(f"{paragraph.sign}\t", _char_format(theme, Run(""), tokens.muted, scale))
    if paragraph.kind == "quote":
        ink = tokens.text2
    for run in paragraph.runs:
        form = _char_format(theme, run, tokens.accent if run.link else ink, scale)
        if paragraph.kind == "heading":
            form.setFont(theme.ui_font(_PX * scale, 600))
        if run.code or paragraph.kind == "code":
            _as_code(form, theme, scale)
        # U+2028 is a line break inside a paragraph.
        cursor.insertText(run.text.replace("\n", "\u2028"), form)


def _char_format(theme: Theme, run: Run, ink: QColor, scale: float) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(theme.ui_font(_PX * scale, 600 if run.bold else 400, italic=run.italic))
    form.setForeground(ink)
    if run.link:
        form.setFontUnderline(True)
        form.setToolTip(defanged(run.link))
    return form


def _as_code(form: QTextCharFormat, theme: Theme, scale: float) -> None:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(round(12 * scale))
    form.setFont(font)
    form.setBackground(theme.tokens.sunk)


def draw_document(painter: QPainter, document: QTextDocument, at: QPointF) -> None:
    """Paint a document with its upper left corner at a point."""
    painter.save()
    painter.translate(at)
    document.documentLayout().draw(painter, QAbstractTextDocumentLayout.PaintContext())
    painter.restore()


class NoteText(QWidget):
    """A note to be read; what is cut off or behind a link is told in a tooltip, as plain text."""

    def __init__(self, theme: Theme, text: str = "", *, colour: str = "text") -> None:
        super().__init__()
        self.setObjectName("note-text")
        self._theme, self._colour, self._text, self._scale = theme, colour, "", 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._document = QTextDocument()
        self.set_markdown(text)
        theme.changed.connect(self._build)

    def set_markdown(self, text: str) -> None:
        """Show this note."""
        if text != self._text or self._document.isEmpty():
            self._text = text
            self._build()

    def set_scale(self, scale: float) -> None:
        """Show it larger, as the reading text is."""
        if scale != self._scale:
            self._scale = scale
            self._build()

    def _build(self) -> None:
        note = shown(self._text)
        self._document = note_document(self._theme, note, self._colour, self._scale)
        self._document.setTextWidth(max(40, self.width()))
        self.setAccessibleName(note.text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        if self._document.textWidth() != width:
            self._document.setTextWidth(width)
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        """At the present width."""
        wide = max(120, self.width())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(40, LINE)

    def event(self, event: QEvent) -> bool:
        """Over a link the address is told so that it can't be opened."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._document.setTextWidth(self.width())
            layout = self._document.documentLayout()
            at = layout.hitTest(QPointF(event.pos()), Qt.HitTestAccuracy.ExactHit)
            told = ""
            if at >= 0:
                cursor = QTextCursor(self._document)
                cursor.setPosition(min(at + 1, self._document.characterCount() - 1))
                told = cursor.charFormat().toolTip()
            QToolTip.showText(event.globalPos(), f"<p>{html.escape(told)}</p>" if told else "")
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words."""
        self._document.setTextWidth(self.width())
        painter = QPainter(self)
        painter.setClipRect(QRectF(self.rect()))
        draw_document(painter, self._document, QPointF(0, 0))
        painter.end()
