"""The inspector's Notes tab: the notes on the document, and its marks."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.library import Opened
from ui.actions import Actions
from ui.notes.document_marks import DocumentMarks
from ui.notes.document_notes import DocumentNotes
from ui.session import Session
from ui.theme import Theme
from ui.versions.tray import LookTray


class NotesTab(QWidget):
    """Notes on the document above, its marks below; notes on marks stand beside the text.

    Over both, where there are any, the marks whose place in this version wants a look.
    """

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("notes-tab")
        self.notes = DocumentNotes(theme, session, actions)
        self.marks = DocumentMarks(theme)
        self.tray = LookTray(theme, writable=session.writable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tray)
        column.addWidget(self.notes)
        column.addWidget(self.marks)
        column.addStretch(1)

    def show_document(self, opened: Opened | None) -> None:
        """Show what belongs to a document now."""
        self.tray.show_document(opened)
        self.notes.show_notes(opened)
        self.marks.show_marks(opened)

    def set_scale(self, scale: float) -> None:
        """Show notes and marks larger, as the text is."""
        self.notes.set_scale(scale)
        self.marks.set_scale(scale)
