"""The notes beside the text, each at its passage; only those near what is read have a card."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.library import Opened
from app.model import Highlight
from ui.notes.writing import Writing
from ui.reader.cards import AROUND, NoteCard
from ui.reader.page import PageView
from ui.reader.presenter import CardData, cards_of, near, place_cards
from ui.session import Session
from ui.theme import Theme

_DRAFT = "draft"
_MOST_IDLE = 60


class Places(Protocol):
    """Where passages stand in a widget of the reader."""

    def y(self) -> int:
        """The widget's upper edge."""

    def y_of(self, offset: int) -> int:
        """The height of a code point below it."""


class Margin(QObject):
    """Owns the cards, each beside its passage.

    ``changed`` when one grew, shrank or was opened, ``left`` when writing in one was over by a
    key, ``deleted`` when a note was taken away. A card that has no room folds into its mark's
    letter; :meth:`unfold` brings it out over everything, and so does writing in it.
    """

    changed = Signal()
    left = Signal()
    deleted = Signal()

    def __init__(self, theme: Theme, session: Session, page: PageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._session, self._page, self._parent = theme, session, page, parent
        self.places: Places = page
        """What the cards stand beside: the text, or the pages in its place."""
        self._data: list[CardData] = []
        self._cards: dict[str, NoteCard] = {}
        self._wanted: str | None = None
        self._unfolded: str | None = None
        self._written: NoteCard | None = None
        self._folded: set[str] = set()

    @property
    def cards(self) -> list[NoteCard]:
        """The cards that were made, in reading order."""
        return sorted(self._cards.values(), key=lambda card: card.data.start)

    def show_notes(self, opened: Opened | None) -> None:
        """Show the notes of a document as they are now; a card being written stays."""
        self._data = cards_of(opened.highlights, opened.notes) if opened else []
        self._adopt(opened)
        known = {str(each.note.id): each for each in self._data if each.note is not None}
        for id_ in [id_ for id_ in self._cards if id_ != _DRAFT and id_ not in known]:
            self._remove(id_)
        for id_, card in self._cards.items():
            if id_ in known:
                card.update_note(known[id_])
        if self._wanted in known:
            self.edit(self._wanted or "")

    def _adopt(self, opened: Opened | None) -> None:
        """Let a draft become the card of its note, once that is kept."""
        draft = self._cards.get(_DRAFT)
        if draft is None:
            return
        writing = draft.writing
        marks = {str(mark.id): mark for mark in opened.highlights} if opened else {}
        if writing is None or (writing.on is not None and writing.on not in marks):
            self._remove(_DRAFT)
        elif writing.note is not None:
            self._cards[writing.note] = self._cards.pop(_DRAFT)
        elif writing.on is not None:
            draft.update_note(CardData(None, marks[writing.on]))

    def _card(self, data: CardData) -> NoteCard:
        card = NoteCard(self._theme, self._session, data, self._parent)
        card.pressed.connect(partial(self._on_pressed, card))
        card.grown.connect(self.changed)
        card.left.connect(partial(self._on_left, card))
        card.emptied.connect(partial(self._on_emptied, card))
        card.deleted.connect(self.deleted)
        return card

    def _remove(self, id_: str) -> None:
        card = self._cards.pop(id_)
        if card is self._written:
            self._written = None
        card.hide()
        card.deleteLater()

    # Writing --------------------------------------------------------------------------------------

    def edit(self, note: str) -> None:
        """Write in a note's card, also one that is about to come."""
        data = next((each for each in self._data if each.note and each.note.id == note), None)
        if data is None:
            self._wanted = note
            return
        self._wanted = None
        self._made(data).begin_editing()

    def draft(self, mark: Highlight, writing: Writing) -> None:
        """Open an empty card beside a mark; nothing is kept until something is typed."""
        self.finish()
        if _DRAFT in self._cards:
            self._remove(_DRAFT)
        card = self._cards[_DRAFT] = self._card(CardData(None, mark))
        card.resize(280 + 2 * AROUND, 80)
        card.show()
        card.begin_editing(writing)

    def note_on(self, mark: str) -> str | None:
        """The first note on a mark."""
        found = (each for each in self._data if each.mark and each.mark.id == mark and each.note)
        return next((each.note.id for each in found if each.note), None)

    def finish(self) -> None:
        """Keep whatever is being written."""
        for card in list(self._cards.values()):
            card.finish()

    # Places ---------------------------------------------------------------------------------------

    def unfold(self, mark: str | None) -> None:
        """Bring a mark's folded cards out over everything; fold them again with None."""
        if mark != self._unfolded or self._written is not None:
            self._unfolded, self._written = mark, None
            self.changed.emit()

    @property
    def unfolded(self) -> str | None:
        """The mark whose cards were brought out; its id is empty until it is kept."""
        if self._written is not None:
            writing = self._written.writing
            return (writing.on if writing is not None else self._written.data.on) or ""
        return self._unfolded

    def has_folded(self, mark: str) -> bool:
        """Whether a mark has notes whose cards are folded into its letter now."""
        return any(
            each.note.id in self._folded
            for each in self._data
            if each.note is not None and each.mark is not None and each.mark.id == mark
        )

    def go_to(self, mark: str) -> bool:
        """Bring the keyboard to the first note on a mark; False where it has none."""
        note = self.note_on(mark)
        if note is None:
            return False
        if self.has_folded(mark):
            self.unfold(mark)
        card = self._cards.get(note)
        if card is not None and card.isVisible():
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        return card is not None

    def _made(self, data: CardData) -> NoteCard:
        assert data.note is not None  # noqa: S101 - told to the type checker
        card = self._cards.get(data.note.id)
        if card is None:
            card = self._cards[data.note.id] = self._card(data)
        return card

    def _shown(self) -> list[NoteCard]:
        """The cards that may be seen now, in reading order; those far away are let go."""
        around = near(self._data, self._page.place())
        wanted = {each.note.id for each in around if each.note is not None}
        if len(self._cards) > len(wanted) + _MOST_IDLE:
            far = [id_ for id_ in self._cards if id_ not in wanted and id_ != _DRAFT]
            for id_ in far:
                if not self._cards[id_].editing:
                    self._remove(id_)
        for each in around:
            self._made(each)
        shown = []
        for id_, card in self._cards.items():
            if id_ in wanted or card.editing or id_ == _DRAFT:
                shown.append(card)
            else:
                card.hide()
        return sorted(shown, key=lambda card: card.data.start)

    def arrange(self, left: int, width: int, floor: int, *, room: bool, shown: bool) -> None:
        """Place the cards beside their passages, below ``floor``; without ``room`` all fold."""
        if not shown:
            for card in self._cards.values():
                card.hide()
            return
        cards, origin = self._shown(), self.places.y()
        for card in cards:
            card.set_scale(self._page.scale)
        tops = [origin + self.places.y_of(card.data.start) - 9 for card in cards]
        heights = [card.height_at(width) for card in cards]
        places = place_cards(tops, heights, floor) if room else [None] * len(cards)
        current, bottom = self._page.current_mark, self._parent.height()
        self._folded = set()
        lowest = origin + 8
        for card, top, place, height in zip(cards, tops, places, heights, strict=True):
            mark = card.data.mark.id if card.data.mark is not None else None
            card.set_current(current is not None and current.id == mark)
            if place is None and card.data.note is not None:
                self._folded.add(card.data.note.id)
            over = place is None and (
                card.editing or card is self._written or (mark and mark == self._unfolded)
            )
            at = place
            if over:
                at = max(lowest, min(top if room else top + 28, bottom - height - 8))
                lowest = at + height + 8
            visible = at is not None and -height < at < bottom
            if at is not None and visible:
                card.setGeometry(
                    left - AROUND, at - AROUND, width + 2 * AROUND, height + 2 * AROUND
                )
            card.setVisible(bool(visible))
            if over:
                card.raise_()

    def _on_pressed(self, card: NoteCard) -> None:
        mark = card.data.mark
        if mark is not None and mark.id:
            self._page.set_current_mark(mark.id)
        self.changed.emit()

    def _on_left(self, card: NoteCard) -> None:
        """What was just written stays in sight, until one goes on reading elsewhere."""
        self._written = card if card.text else None
        self.changed.emit()
        self.left.emit()

    def _on_emptied(self, card: NoteCard) -> None:
        """A draft that was left empty goes."""
        for id_, each in list(self._cards.items()):
            if each is card and id_ == _DRAFT:
                self._remove(id_)
        self.changed.emit()
