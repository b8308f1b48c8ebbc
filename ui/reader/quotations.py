"""A reference without a text: its typed quotations, each with its page, meaning and notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.library import Opened
from app.model import MEANING_LABELS, Highlight
from ui.actions import Actions
from ui.library.presenter import counted
from ui.notes.writing import Writing
from ui.reader.cards import NoteCard
from ui.reader.presenter import CardData, by_page, locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.painting import draw_badge, draw_card

_LEFT, _TOP, _MEASURE, _LEAST = 56, 32, 600, 280
_DRAFT = "draft"


class QuotationCard(QWidget):
    """One typed quotation. ``pressed`` carries its id, ``copied`` when it is to be copied."""

    pressed = Signal(str)
    copied = Signal(str)
    left = Signal()
    deleted = Signal()

    def __init__(self, theme: Theme, session: Session, mark: Highlight, actions: Actions) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.mark = mark
        self._current, self._scale = False, 1.0
        self._notes: dict[str, NoteCard] = {}
        self.setObjectName(f"quotation-{mark.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = Label(theme, "", role="quote", wrap=True)
        self._tags = Label(theme, "", role="meta", elide=True)
        note = IconButton(theme, "note-pencil", "Write a note", name="quotation-note", size=28)
        note.setToolTip(actions["write-note"].toolTip())
        note.setEnabled(session.writable)
        note.clicked.connect(lambda _checked=False: self.write_note())
        copy = IconButton(theme, "quotes", "Copy with citation", name="quotation-copy", size=28)
        copy.setToolTip(actions["copy-quotation"].toolTip())
        copy.clicked.connect(lambda _checked=False: self.copied.emit(self.mark.id))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addStretch(1)
        head.addWidget(note)
        head.addWidget(copy)
        self._head = head
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 6, 8, 10)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(self._words)
        self._column.addWidget(self._tags)
        theme.changed.connect(self._restyle)
        self.show_mark(mark)

    def show_mark(self, mark: Highlight) -> None:
        """Show the quotation as it is now."""
        self.mark = mark
        self._words.set_text(f"“{mark.exact}”")
        self._tags.set_text("  ".join(f"#{tag}" for tag in mark.tags))
        self._tags.setVisible(bool(mark.tags))
        told = ", ".join(filter(None, (MEANING_LABELS[mark.meaning], locator_words(mark.locator))))
        self.setAccessibleName(f"{told}: {mark.exact[:400]}")
        self.update()

    def show_notes(self, data: list[CardData]) -> None:
        """Show the notes on it; one being written stays."""
        draft = self._notes.get(_DRAFT)
        if draft is not None and draft.writing is not None and draft.writing.note is not None:
            self._notes[draft.writing.note] = self._notes.pop(_DRAFT)
        known = {each.note.id: each for each in data if each.note is not None}
        for id_ in [id_ for id_ in self._notes if id_ != _DRAFT and id_ not in known]:
            self._remove(id_)
        for id_, each in known.items():
            if id_ in self._notes:
                self._notes[id_].update_note(each)
            else:
                self._put(id_, each)
        self.fit(self.width())

    def write_note(self) -> None:
        """Write in its first note, or a new one of which nothing is kept until it has words."""
        self.pressed.emit(self.mark.id)
        card = next(iter(self._notes.values()), None)
        if card is not None:
            card.begin_editing()
            return
        card = self._put(_DRAFT, CardData(None, self.mark))
        card.begin_editing(Writing(on=self.mark.id))

    def finish(self) -> None:
        """Keep whatever is being written."""
        for card in list(self._notes.values()):
            card.finish()

    def set_current(self, current: bool) -> None:
        """Give the current one its edge."""
        if current is not self._current:
            self._current = current
            self.update()

    def fit(self, width: int) -> None:
        """Give words and notes their width; what wraps needs one to be as high as its lines."""
        inner = width - 24
        if self._words.width() != inner:
            self._words.setFixedWidth(inner)
        for card in self._notes.values():
            high = card.height_at(inner)
            if card.height() != high:
                card.setFixedHeight(high)

    def set_scale(self, scale: float) -> None:
        """Show words and notes larger, as reading text is."""
        if scale != self._scale:
            self._scale = scale
            for card in self._notes.values():
                card.set_scale(scale)
            self._restyle()

    def _restyle(self) -> None:
        self._words.setFont(self._theme.serif_font(15 * self._scale))
        self.update()

    def _put(self, id_: str, data: CardData) -> NoteCard:
        card = self._notes[id_] = NoteCard(self._theme, self._session, data, self, flat=True)
        card.set_scale(self._scale)
        card.grown.connect(lambda: self.fit(self.width()))
        card.pressed.connect(lambda: self.pressed.emit(self.mark.id))
        card.left.connect(self._on_left)
        card.deleted.connect(self.deleted)
        card.emptied.connect(partial(self._on_emptied, card))
        self._column.addWidget(card)
        card.show()
        return card

    def _remove(self, id_: str) -> None:
        card = self._notes.pop(id_)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_left(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_emptied(self, card: NoteCard) -> None:
        if self._notes.get(_DRAFT) is card:
            self._remove(_DRAFT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it the current one."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit(self.mark.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click writes a note."""
        if self._session.writable:
            self.write_note()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard makes it the current one."""
        super().focusInEvent(event)
        self.pressed.emit(self.mark.id)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes a note; digits, C, T, Del are actions of the reader."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._session.writable:
            self.write_note()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a lane, badge, meaning and page."""
        tokens, mark = self._theme.tokens, self.mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        draw_card(painter, rect, tokens.raised, tokens.border if self._current else tokens.sep, 8)
        whole, lane = QPainterPath(), QPainterPath()
        whole.addRoundedRect(rect, 8, 8)
        lane.addRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
        painter.fillPath(whole.intersected(lane), self._theme.stroke(mark.meaning))
        middle = self._head.geometry().center().y()
        draw_badge(painter, QRectF(16, middle - 7, 16, 16), self._theme, mark.meaning)
        strong, plain = self._theme.ui_font(12, 600), self._theme.ui_font(12)
        painter.setFont(strong)
        painter.setPen(tokens.text)
        label = MEANING_LABELS[mark.meaning]
        painter.drawText(40, middle + 5, label)
        x = 40 + painter.fontMetrics().horizontalAdvance(label) + 8
        painter.setFont(plain)
        painter.setPen(tokens.muted)
        painter.drawText(x, middle + 5, locator_words(mark.locator) or "no page")
        if self.hasFocus():
            painter.setPen(tokens.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        painter.end()


class QuotationsView(QScrollArea):
    """What stands in place of the page for a reference without text.

    ``copied`` carries the id of a quotation to be copied with its citation.
    """

    copied = Signal(str)
    current_changed = Signal(object)
    deleted = Signal()

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("quotations")
        self.setAccessibleName("Typed quotations")
        self._theme, self._session, self._actions = theme, session, actions
        self._cards: dict[str, QuotationCard] = {}
        self._current: str | None = None
        self._document = ""
        self._room, self._scale = 0, 1.0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kind = Label(theme, "", role="section")
        self._title = Label(theme, "", role="title", wrap=True)
        self._meta = Label(theme, "", colour="muted", wrap=True)
        self._count = Label(theme, "", role="panel")
        self._none = Label(
            theme, "Type a passage from paper, with its page: it can be cited at once.",
            colour="muted", wrap=True,
        )  # fmt: skip
        self._add = Button(theme, "Add typed quotation…", icon="quotes", name="quotations-add")
        self._add.setToolTip(actions["add-quotation"].toolTip())
        self._add.clicked.connect(lambda _checked=False: actions["add-quotation"].trigger())
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_LEFT, _TOP, 16, 48)
        self._column.setSpacing(8)
        for widget in (self._kind, self._title, self._meta):
            self._column.addWidget(widget)
        self._column.addSpacing(24)
        across = QHBoxLayout()
        across.addWidget(self._count)
        across.addStretch(1)
        across.addWidget(self._add)
        self._across = QWidget()
        across.setContentsMargins(0, 0, 0, 0)
        self._across.setLayout(across)
        self._add.setVisible(session.writable)
        self._column.addWidget(self._across)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def current(self) -> str | None:
        """The current quotation's id."""
        return self._current

    def show_document(self, opened: Opened, kind: str, meta: str) -> None:
        """Show a reference with its quotations as they are now."""
        if opened.document.id != self._document:
            self._document = str(opened.document.id)
            self._current = None
            self.verticalScrollBar().setValue(0)
        self._kind.set_text(kind)
        self._title.set_text(opened.document.title or "Untitled")
        self._meta.set_text(meta)
        self._meta.setVisible(bool(meta))
        marks = by_page([mark for mark in opened.highlights if mark.start is None])
        self._count.set_text(counted(len(marks), "quotation") if marks else "No quotations yet")
        self._none.setVisible(not marks)
        self._show_cards(opened, marks)
        self._fit()

    def _show_cards(self, opened: Opened, marks: list[Highlight]) -> None:
        wanted = {mark.id: mark for mark in marks}
        for id_ in [id_ for id_ in self._cards if id_ not in wanted]:
            card = self._cards.pop(id_)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        first = self._column.indexOf(self._none) + 1
        for number, mark in enumerate(marks):
            card = self._cards.get(mark.id) or self._make(mark)
            card.show_mark(mark)
            if self._column.indexOf(card) != first + number:
                self._column.insertWidget(first + number, card)
            notes = [CardData(each, mark) for each in opened.notes if each.highlight == mark.id]
            card.show_notes(notes)
        if self._current not in wanted:
            self._set_current(None)

    def _make(self, mark: Highlight) -> QuotationCard:
        card = self._cards[mark.id] = QuotationCard(self._theme, self._session, mark, self._actions)
        card.set_scale(self._scale)
        card.pressed.connect(self._set_current)
        card.copied.connect(self.copied)
        card.deleted.connect(self.deleted)
        return card

    def _set_current(self, id_: str | None) -> None:
        if id_ != self._current:
            self._current = id_
            for each, card in self._cards.items():
                card.set_current(each == id_)
            self.current_changed.emit(id_)

    def write_note(self, id_: str) -> None:
        """Write a note on a quotation."""
        if id_ in self._cards:
            self._cards[id_].write_note()

    def step(self, by: int) -> None:
        """Go to the next quotation, or the one before."""
        ids = sorted(self._cards, key=lambda id_: self._column.indexOf(self._cards[id_]))
        if ids:
            at = (ids.index(self._current) + by) % len(ids) if self._current in ids else 0
            self.show_quotation(ids[at])

    def show_quotation(self, id_: str) -> None:
        """Bring a quotation into view, with the keyboard on it."""
        card = self._cards.get(id_)
        if card is not None:
            self.ensureWidgetVisible(card, 0, 24)
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep whatever is being written."""
        for card in list(self._cards.values()):
            card.finish()

    def set_room(self, room: int) -> None:
        """Leave so many pixels at the right for the panel."""
        if room != self._room:
            self._room = room
            self._fit()

    def set_scale(self, scale: float) -> None:
        """Show the quotations larger, as reading text is."""
        if scale != self._scale:
            self._scale = scale
            for card in self._cards.values():
                card.set_scale(scale)
            self._fit()

    def _fit(self) -> None:
        spare = self.viewport().width() - _LEFT - 16 - self._room
        wide = max(_LEAST, min(round(_MEASURE * self._scale), spare))
        for widget in (self._title, self._meta, self._none, self._across):
            widget.setFixedWidth(wide)
        for card in self._cards.values():
            if card.width() != wide:
                card.setFixedWidth(wide)
            card.fit(wide)

    def viewportEvent(self, event: QEvent) -> bool:
        """Another width, other lines."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the current quotation, or the first."""
        super().focusInEvent(event)
        if self._current in self._cards:
            self._cards[self._current].setFocus(event.reason())
        elif self._cards:
            self.step(1)
