"""Every note of the library, private and shared, to filter and to go to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QStackedLayout, QVBoxLayout, QWidget

from app.library import Library
from app.library.overview import NoteRow
from app.model import Visibility
from app.settings import Settings
from ui.actions import Actions
from ui.library.presenter import counted
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.passages import Passage, PassageList
from ui.widgets.states import EmptyState


def passage_of(row: NoteRow) -> Passage:
    """The row of one note."""
    private = row.note.visibility is Visibility.PRIVATE
    mark = row.highlight
    return Passage(
        document=row.note.document,
        start=mark.start if mark else None,
        title=row.document.title if row.document else "A note on its own",
        aside="Private" if private else "Shared",
        where=locator_words(mark.locator) if mark else row.note.modified[:10],
        words=row.note.text,
        icon="lock-simple" if private else "users",
        meaning=mark.meaning if mark else None,
        mark=mark.id if mark else None,
    )


class NotesPage(QWidget):
    """``note_requested`` carries document, start and the mark's id of a note that has a place."""

    note_requested = Signal(str, object, object)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("notes-page")
        self._theme, self._session = theme, session
        self._rows: list[NoteRow] = []
        self._count = Label(theme, "", colour="muted")
        self._field = SearchField(theme, "Filter notes", name="notes-filter")
        self._private = Chip(
            theme, "Private", icon="lock-simple", checkable=True, name="notes-private"
        )
        self._shared = Chip(theme, "Shared", icon="users", checkable=True, name="notes-shared")
        self._new = Button(theme, "New note…", icon="note-pencil", name="notes-new")
        self._list = PassageList(theme, "notes-list", "Notes")
        self._empty = EmptyState(
            theme, "note", "No notes here", "Select a passage and press N to write one."
        )
        self._lay_out()
        self._field.textChanged.connect(lambda _text: self._show())
        for chip in (self._private, self._shared):
            chip.toggled.connect(lambda _on: self._show())
        self._new.clicked.connect(lambda _checked=False: self._add())
        self._list.chosen.connect(self._on_chosen)
        session.changed.connect(lambda _changes: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self._theme, "Notes", role="page"))
        head.addWidget(self._count, 1)
        head.addWidget(self._new)
        chips = QHBoxLayout()
        chips.addWidget(self._field, 1)
        chips.addWidget(self._private)
        chips.addWidget(self._shared)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 0)
        column.setSpacing(12)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addLayout(head)
        top.addLayout(chips)
        column.addLayout(top)
        column.addWidget(below, 1)
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        """Read the notes again."""

        def ask(library: Library) -> list[NoteRow]:
            return library.all_notes()

        self._session.ask(ask, self._read, latest="notes")

    def _read(self, rows: list[NoteRow]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        rows = [row for row in self._rows if self._fits(row)]
        self._count.set_text(counted(len(rows), "note") if rows else "")
        self._list.show_passages([passage_of(row) for row in rows])
        self._stack.setCurrentIndex(0 if rows else 1)

    def _fits(self, row: NoteRow) -> bool:
        private = row.note.visibility is Visibility.PRIVATE
        if self._private.isChecked() != self._shared.isChecked() and (
            self._private.isChecked() is not private
        ):
            return False
        return self._field.text().strip().casefold() in row.note.text.casefold()

    def _add(self) -> None:
        text, given = QInputDialog.getMultiLineText(self, "New note", "Private until you share it")
        if given and text.strip():
            self._session.change(lambda library: library.add_note(text))

    def _on_chosen(self, passage: Passage) -> None:
        if passage.document is not None:
            self.note_requested.emit(passage.document, passage.start, passage.mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
