"""The difference of two versions as a text: what was added underlined, what is gone struck out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from app.text.difference import Kind
from ui.theme import Theme
from ui.versions.presenter import DifferenceRow


class DifferenceView(QTextEdit):
    """Read-only; built from plain runs, so that no source's text is taken for anything else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[DifferenceRow] = ()
        self.setObjectName("versions-difference")
        self.setAccessibleName("What changed; added words are underlined, removed ones struck out")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(12)
        self.setMinimumHeight(180)
        theme.changed.connect(self._write)

    def show_rows(self, rows: Sequence[DifferenceRow]) -> None:
        """Show a difference from its beginning."""
        self._rows = rows
        self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, row in enumerate(self._rows):
            block = QTextBlockFormat()
            block.setBottomMargin(10)
            block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if number:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            head = "  ".join(filter(None, (row.label, row.told)))
            cursor.insertText(f"{head}\u2028" if row.runs else head, self._meta())
            for before, run in zip((None, *row.runs), row.runs, strict=False):
                if before is not None and Kind.SAME not in (before.kind, run.kind):
                    cursor.insertText("\u2009", self._meta())
                # A line feed would begin a block of its own.
                cursor.insertText(run.words.replace("\n", "\u2028"), self._format(run.kind))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _meta(self) -> QTextCharFormat:
        told = QTextCharFormat()
        told.setFont(self._theme.ui_font(12))
        told.setForeground(self._theme.tokens.muted)
        return told

    def _format(self, kind: Kind) -> QTextCharFormat:
        tokens, made = self._theme.tokens, QTextCharFormat()
        made.setFont(self._theme.serif_font(15))
        made.setForeground(tokens.text)
        if kind is Kind.ADDED:
            made.setFontUnderline(True)
            made.setForeground(tokens.ok)
        elif kind is Kind.REMOVED:
            made.setFontStrikeOut(True)
            made.setForeground(tokens.danger)
        return made
