"""Where a note is written on the page of all notes; kept as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Outcome
from app.errors import SourcebookError
from app.library import Library
from app.model import Note, NoteId, Visibility
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.fields import TextArea

KEPT_AFTER = 1500
"""Milliseconds from the last key to the note's being kept."""


@dataclass(slots=True)
class _Draft:
    """What is being written; a new note gets its id in the library thread."""

    id: NoteId | None = None


class NotePanel(QWidget):
    """Writes a new note or an old one; ``place_wanted`` asks for the passage that it is on.

    ``deleted`` is emitted once the note is gone, which can be undone; ``closed`` when the user is
    done with it.
    """

    place_wanted = Signal()
    deleted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setObjectName("note-panel")
        self._theme, self._session = theme, session
        self._note: Note | None = None
        self._draft, self._kept = _Draft(), ""
        self._area = TextArea(
            theme, "Note", hint="Markdown. Kept while you write.", name="note-text"
        )
        self._area.edit.setReadOnly(not session.writable)
        self._shared = Chip(theme, "Shared", icon="users", checkable=True, name="note-shared")
        self._place = Button(theme, "Go to its place", name="note-place")
        self._delete = Button(theme, "Delete", kind="quiet", name="note-delete")
        self._done = Button(theme, "Done", kind="primary", name="note-done")
        for each in (self._shared, self._delete):
            each.setEnabled(session.writable)
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEPT_AFTER)
        self._later.timeout.connect(self.keep)
        self._area.changed.connect(self._later.start)
        self._shared.clicked.connect(lambda _checked=False: self._on_shared())
        self._place.clicked.connect(lambda _checked=False: self.place_wanted.emit())
        self._delete.clicked.connect(lambda _checked=False: self._on_delete())
        self._done.clicked.connect(lambda _checked=False: self.closed.emit())
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        for each in (self._shared, self._place, self._delete):
            across.addWidget(each)
        across.addStretch(1)
        across.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 12, 32, 16)
        column.setSpacing(8)
        column.addWidget(self._area)
        column.addLayout(across)

    @property
    def note(self) -> Note | None:
        """The note that is being written; None for one that isn't kept yet."""
        return self._note

    def write(self, note: Note | None) -> None:
        """Write in a note, or begin one that stands on its own with None."""
        self.keep()
        self._note = note
        self._draft = _Draft(note.id if note else None)
        self._show(note.text if note else "")
        self._shared.setChecked(note is not None and note.visibility is Visibility.SHARED)
        self._place.setVisible(note is not None and note.document is not None)
        self._delete.setVisible(note is not None)
        self._area.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, note: Note) -> None:
        """Show what became of the note elsewhere, unless something unkept is written here."""
        self._note = note
        if self._area.text() == self._kept and note.text != self._kept:
            self._show(note.text)
        self._shared.setChecked(note.visibility is Visibility.SHARED)

    def keep(self) -> None:
        """Keep what was written, if it is anything new; an emptied note stays as it was."""
        self._later.stop()
        text, draft, shared = self._area.text(), self._draft, self._shared.isChecked()
        if text == self._kept or not text.strip():
            return
        self._kept = text
        self._area.set_error("")

        def act(library: Library) -> Outcome[Note]:
            # In the library thread, one after the other: the first makes the note.
            if draft.id is not None:
                return library.edit_note(draft.id, text=text)
            made = library.add_note(text, shared=shared)
            draft.id = made.value.id
            return made

        self._session.change(
            act, lambda note: self._on_kept(draft, note), lambda error: self._failed(draft, error)
        )

    def _show(self, text: str) -> None:
        self._kept = text
        self._area.set_text(text)
        self._area.set_error("")
        self._later.stop()

    def _on_kept(self, draft: _Draft, note: Note) -> None:
        if draft is self._draft:
            self._note = note
            self._delete.setVisible(True)

    def _failed(self, draft: _Draft, error: SourcebookError) -> None:
        if draft is not self._draft:
            self._session.failed.emit(error)
            return
        self._kept = ""
        self._area.set_error(" ".join(filter(None, (error.message, error.hint))))

    def _on_shared(self) -> None:
        if self._note is not None:
            id_, shared = self._note.id, self._shared.isChecked()
            self._session.change(lambda library: library.edit_note(id_, shared=shared))

    def _on_delete(self) -> None:
        if self._note is not None:
            id_ = self._note.id
            self.write(None)
            self._session.change(
                lambda library: library.delete_note(id_), lambda _id: self.deleted.emit()
            )

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere finds the note kept."""
        self.keep()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tone of a pane, with a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.pane)
        painter.fillRect(0, 0, self.width(), 1, self._theme.tokens.sep)
        painter.end()
