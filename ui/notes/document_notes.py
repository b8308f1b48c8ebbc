"""The notes on the document as a whole, under the inspector's Notes tab; written in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.library import Opened
from ui.actions import Actions
from ui.notes.writing import Writing
from ui.reader.cards import AROUND, NoteCard
from ui.reader.presenter import CardData, notes_on_document
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button

_DRAFT = "draft"


class DocumentNotes(QWidget):
    """Cards one below the other, and what adds one. ``grown`` when it needs another height."""

    grown = Signal()
    left = Signal()
    deleted = Signal()

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("document-notes")
        self._theme, self._session = theme, session
        self._document, self._scale = "", 1.0
        self._cards: dict[str, NoteCard] = {}
        self._add = Button(
            theme, "Add note to document", kind="quiet", icon="note-pencil", name="add-note",
            height=28,
        )  # fmt: skip
        self._add.setToolTip(actions["add-document-note"].toolTip())
        self._add.clicked.connect(lambda _checked=False: self.write())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 8, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self._add)
        self._add.setVisible(session.writable)

    @property
    def cards(self) -> list[NoteCard]:
        """The cards as they stand."""
        return list(self._cards.values())

    def show_notes(self, opened: Opened | None) -> None:
        """Show a document's notes as they are now; a card being written stays."""
        document = str(opened.document.id) if opened else ""
        if document != self._document:
            for id_ in list(self._cards):
                self._remove(id_)
            self._document = document
        data = notes_on_document(document, opened.notes) if opened else []
        draft = self._cards.get(_DRAFT)
        if draft is not None and draft.writing is not None and draft.writing.note is not None:
            self._cards[draft.writing.note] = self._cards.pop(_DRAFT)
        known = {each.note.id: each for each in data if each.note is not None}
        for id_ in [id_ for id_ in self._cards if id_ != _DRAFT and id_ not in known]:
            self._remove(id_)
        for id_, each in known.items():
            if id_ in self._cards:
                self._cards[id_].update_note(each)
            else:
                self._put(id_, each)
        self._add.setEnabled(bool(document))
        self._fit()

    def write(self) -> None:
        """Open an empty card; nothing is kept until something is typed."""
        if not self._document:
            return
        draft = self._cards.get(_DRAFT) or self._put(_DRAFT, CardData(None, None, self._document))
        draft.begin_editing(Writing(on=self._document))
        self._fit()

    def has(self, note: str) -> bool:
        """Whether a note of this id is on the document."""
        return note in self._cards

    def go_to(self, note: str) -> NoteCard:
        """The card of a note, which gets the keyboard; raises KeyError for another's."""
        card = self._cards[note]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return card

    def finish(self) -> None:
        """Keep whatever is being written."""
        for card in list(self._cards.values()):
            card.finish()

    def set_scale(self, scale: float) -> None:
        """Show the notes larger, as the text is."""
        if scale != self._scale:
            self._scale = scale
            for card in self._cards.values():
                card.set_scale(scale)
            self._fit()

    def _put(self, id_: str, data: CardData) -> NoteCard:
        card = self._cards[id_] = NoteCard(self._theme, self._session, data, self)
        card.set_scale(self._scale)
        card.grown.connect(self._fit)
        card.left.connect(self.left)
        card.deleted.connect(self.deleted)
        card.emptied.connect(partial(self._on_emptied, card))
        self._column.insertWidget(self._column.count() - 1, card)
        card.show()
        return card

    def _remove(self, id_: str) -> None:
        card = self._cards.pop(id_)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_emptied(self, card: NoteCard) -> None:
        if self._cards.get(_DRAFT) is card:
            self._remove(_DRAFT)
        self._fit()

    def _fit(self) -> None:
        wide = max(200, self.width() - 16 - 2 * AROUND)
        for card in self._cards.values():
            high = card.height_at(wide) + 2 * AROUND
            if card.height() != high:
                card.setFixedHeight(high)
        self.updateGeometry()
        self.grown.emit()

    def sizeHint(self) -> QSize:
        """All cards and the button."""
        wide = max(200, self.width() - 16 - 2 * AROUND)
        high = sum(card.height_at(wide) + 2 * AROUND for card in self._cards.values())
        button = self._add.sizeHint().height() if self._session.writable else 0
        return QSize(264, high + button + 8 if high or button else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
