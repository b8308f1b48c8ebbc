"""The notes beside the text, each at its passage."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.library import Opened
from ui.reader.cards import AROUND, NoteCard
from ui.reader.page import PageView
from ui.reader.presenter import CardData, cards_of, place_cards
from ui.session import Session
from ui.theme import Theme


class Margin(QObject):
    """Owns the cards; ``changed`` when one grew or shrank."""

    changed = Signal()

    def __init__(self, theme: Theme, session: Session, page: PageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._session, self._page, self._parent = theme, session, page, parent
        self._cards: dict[str, NoteCard] = {}
        self._wanted: str | None = None

    @property
    def cards(self) -> list[NoteCard]:
        """The cards in reading order."""
        return list(self._cards.values())

    def show_notes(self, opened: Opened | None) -> None:
        """Show the notes of a document as they are now; a card being written stays."""
        data = cards_of(opened.highlights, opened.notes) if opened else []
        old, self._cards = self._cards, {}
        for each in data:
            card = old.pop(each.note.id, None)
            if card is None:
                card = self._card(each)
            else:
                card.update_note(each)
            self._cards[each.note.id] = card
        for card in old.values():
            card.hide()
            card.deleteLater()
        if self._wanted in self._cards:
            card, self._wanted = self._cards[self._wanted], None
            card.show()
            card.begin_editing()

    def _card(self, data: CardData) -> NoteCard:
        card = NoteCard(self._theme, data, self._parent)
        card.edited.connect(self._on_edited)
        card.shared.connect(self._on_shared)
        card.pressed.connect(self._on_pressed)
        return card

    def edit(self, note: str) -> None:
        """Write in a note's card, also one that is about to come."""
        card = self._cards.get(note)
        if card is not None:
            card.begin_editing()
        else:
            self._wanted = note

    def note_on(self, mark: str) -> str | None:
        """The first note on a mark."""
        found = (id_ for id_, card in self._cards.items() if card.data.mark.id == mark)
        return next(found, None)

    def finish(self) -> None:
        """Keep whatever is being written."""
        for card in self._cards.values():
            card.finish()

    def arrange(self, left: int, width: int, floor: int, *, shown: bool) -> None:
        """Place the cards beside their passages, below ``floor``."""
        cards, origin = self.cards, self._page.y()
        tops = [origin + self._page.y_of(card.data.mark.start or 0) - 9 for card in cards]
        heights = [card.height_at(width) - 2 * AROUND for card in cards]
        current = self._page.current_mark
        bottom = self._parent.height()
        places = place_cards(tops, heights, floor)
        for card, place, height in zip(cards, places, heights, strict=True):
            stays = card.editing
            top = floor if place is None and stays else place
            visible = shown and top is not None and -height < top < bottom
            card.setVisible(bool(visible or (stays and shown)))
            if top is not None:
                card.setGeometry(
                    left - AROUND, top - AROUND, width + 2 * AROUND, height + 2 * AROUND
                )
            card.set_current(current is not None and current.id == card.data.mark.id)

    def _on_edited(self, note: str, text: str) -> None:
        self._session.change(lambda library: library.edit_note(note, text=text))

    def _on_shared(self, note: str, shared: bool) -> None:
        self._session.change(lambda library: library.edit_note(note, shared=shared))

    def _on_pressed(self, mark: str) -> None:
        self._page.set_current_mark(mark)
        self.changed.emit()
