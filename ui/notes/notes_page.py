"""Every note of the library, private and shared, to filter and to go to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.library import Library
from app.library.overview import NoteRow
from app.model import Note, Visibility
from app.settings import Settings
from ui.actions import Actions
from ui.library.presenter import counted
from ui.models.passages import PASSAGE
from ui.notes.note_panel import NotePanel
from ui.notes.note_place import NotePlace
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.fields import SearchField
from ui.widgets.passage_page import PassagePage
from ui.widgets.passages import Passage, PassageList
from ui.widgets.states import EmptyState


def passage_of(row: NoteRow) -> Passage:
    """The row of one note: its words, and below them those it is on."""
    mark = row.highlight
    place = locator_words(mark.locator) if mark else ""
    return Passage(
        document=row.note.document,
        start=mark.start if mark else None,
        title=row.document.title if row.document else "A note on its own",
        aside="",
        where="  ·  ".join(filter(None, (place, row.note.modified[:10]))),
        words=row.note.text,
        below=f"“{' '.join(mark.exact.split())[:240]}”" if mark else "",
        markdown="words",
        icon="note",
        meaning=mark.meaning if mark else None,
        mark=mark.id if mark else None,
        private=row.note.visibility is Visibility.PRIVATE,
        key=row.note.id,
    )


class NotesPage(PassagePage):
    """``note_requested`` carries document, start and the mark's id of a note that has a place.

    Of a note on a document as a whole it carries no start, and the note's own id.

    ``said`` carries what was done, and whether it can be undone.
    """

    note_requested = Signal(str, object, object)
    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(theme)
        self.setObjectName("notes-page")
        self._session = session
        self._rows: list[NoteRow] = []
        self._shown: list[NoteRow] = []
        self._field = SearchField(theme, "Filter notes", name="notes-filter")
        self._private = Chip(
            theme, "Private", icon="lock-simple", checkable=True, name="notes-private"
        )
        self._shared = Chip(theme, "Shared", icon="users", checkable=True, name="notes-shared")
        self._new = Button(theme, "New note…", icon="note-pencil", name="notes-new")
        self._new.setEnabled(session.writable)
        self._panel = NotePanel(theme, session)
        self._panel.hide()
        self._list = PassageList(theme, "notes-list", "Notes")
        self._empty = EmptyState(
            theme, "note", "No notes here", "Select a passage and press N to write one."
        )
        self._place = NotePlace(theme, session, settings)
        self._lay_out()
        self._field.textChanged.connect(lambda _text: self._show())
        for chip in (self._private, self._shared):
            chip.toggled.connect(lambda _on: self._show())
        self._new.clicked.connect(lambda _checked=False: self._write(None))
        self._panel.closed.connect(self._close_panel)
        self._panel.deleted.connect(self._on_deleted)
        self._panel.place_wanted.connect(self._on_place_wanted)
        self._list.chosen.connect(self._on_chosen)
        self._list.current_changed.connect(self._on_current)
        self._place.place_wanted.connect(lambda: self._go(self._place.note))
        self._place.said.connect(self.said)
        session.changed.connect(lambda _changes: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self._field, 1)
        chips.addWidget(self._private)
        chips.addWidget(self._shared)
        self.lay_out(
            [self.head_row("Notes", self._new), chips], aside=self._place, foot=self._panel
        )
        self.hand_focus_to(self._list)

    def refresh(self) -> None:
        """Read the notes again."""

        def ask(library: Library) -> list[NoteRow]:
            return library.all_notes()

        self._session.ask(ask, self._read, latest="notes")

    def _read(self, rows: list[NoteRow]) -> None:
        self._rows = rows
        self._show()
        written = self._panel.note
        if written is not None and not self._panel.isHidden():
            now = next((row.note for row in rows if row.note.id == written.id), None)
            if now is None:
                self._close_panel()
            else:
                self._panel.follow(now)

    def _show(self) -> None:
        self._shown = [row for row in self._rows if self._fits(row)]
        self._count.set_text(counted(len(self._shown), "note") if self._shown else "")
        self._list.show_passages([passage_of(row) for row in self._shown])
        self.show_rows(bool(self._shown))
        self._list.stand()
        self._on_current(self._list.currentIndex().data(PASSAGE))
        if self._rows:
            self._empty.set_words("No note fits", "Try fewer words, or both kinds of notes.")
        else:
            self._empty.set_words("No notes yet", "Select a passage and press N to write one.")

    def _fits(self, row: NoteRow) -> bool:
        private = row.note.visibility is Visibility.PRIVATE
        if self._private.isChecked() != self._shared.isChecked() and (
            self._private.isChecked() is not private
        ):
            return False
        title = row.document.title if row.document else ""
        return self._field.text().strip().casefold() in f"{row.note.text}\n{title}".casefold()

    def _on_chosen(self, passage: Passage) -> None:
        chosen = next((row for row in self._shown if row.note.id == passage.key), None)
        if chosen is not None:
            self._write(chosen)

    def _on_current(self, passage: Passage | None) -> None:
        key = passage.key if passage is not None else None
        self._place.show_row(next((row for row in self._shown if row.note.id == key), None))

    def _write(self, row: NoteRow | None) -> None:
        self._panel.show()
        self._panel.write(row.note if row else None)

    def finish(self) -> None:
        """Keep what is typed before the library is let go of."""
        self._panel.keep()

    def _on_deleted(self) -> None:
        self._close_panel()
        self.said.emit("Note deleted", True)

    def _close_panel(self) -> None:
        self._panel.hide()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_place_wanted(self) -> None:
        self._go(self._panel.note)

    def _go(self, note: Note | None) -> None:
        row = next((each for each in self._rows if note and each.note.id == note.id), None)
        if row is not None and row.note.document is not None:
            mark = row.highlight
            self.note_requested.emit(
                row.note.document, mark.start if mark else None, mark.id if mark else row.note.id
            )
