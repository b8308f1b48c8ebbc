"""A note beside its passage: read, written in place, private or shared."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.model import MEANING_LABELS, Note
from ui.notes.visibility import VisibilitySwitch
from ui.notes.writing import Writing
from ui.reader.presenter import CardData, locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.marked import NoteText
from ui.widgets.painting import draw_badge, draw_card, draw_shadow

AROUND = 6
"""Pixels around a card that its shadow has."""

KEPT_AFTER = 1500
"""Milliseconds after which what is being typed is kept, at the latest."""

_HEAD, _SIDES, _FOOT = 40, 26, 12
_LEAST_LINES, _MOST_LINES = 2, 14


class NoteCard(QWidget):
    """One card: a note, or a draft of one, of which nothing is kept until something is typed.

    ``pressed`` when it wants to be the current one, ``grown`` when it needs another height,
    ``left`` when writing in it is over by a key, ``emptied`` when a draft was left empty,
    ``deleted`` when its note was taken away, which can be undone. A ``flat`` one is part of its
    mark's own card and paints no ground.
    """

    pressed = Signal()
    grown = Signal()
    left = Signal()
    emptied = Signal()
    deleted = Signal()

    def __init__(
        self,
        theme: Theme,
        session: Session,
        data: CardData,
        parent: QWidget | None,
        *,
        flat: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._session, self._flat = theme, session, flat
        self.data = data
        self.writing: Writing | None = None
        self._kept = data.note.text if data.note else ""
        self._current, self._scale = False, 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._switch = VisibilitySwitch(theme, shared=data.shared)
        self._switch.setEnabled(session.writable)
        self._switch.clicked.connect(lambda _checked=False: self._on_switched())
        self._text = NoteText(theme, self._kept)
        self._error = Label(theme, "", role="meta", colour="danger", wrap=True)
        self._error.hide()
        self._edit: QPlainTextEdit | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(KEPT_AFTER)
        self._saving.timeout.connect(self._keep)
        self._lay_out()
        self._name()
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addStretch(1)
        head.addWidget(self._switch)
        self._column = QVBoxLayout(self)
        around, left = (0, 0) if self._flat else (AROUND, 14)
        self._column.setContentsMargins(left + around, 6 + around, 6 + around, _FOOT + around)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 2, 6, 0)
        inner.addWidget(self._text)
        inner.addWidget(self._error)
        self._inner = inner
        self._column.addLayout(inner)
        self._column.addStretch(1)

    def _name(self) -> None:
        data = self.data
        self.setObjectName(f"card-{data.note.id if data.note else 'draft'}")
        words = data.note.text[:400] if data.note else "new note"
        self.setAccessibleName(f"{', '.join(filter(None, self._told))}: {words}")

    @property
    def _told(self) -> tuple[str, str]:
        """What stands in its head: the meaning and the place of its mark."""
        mark = self.data.mark
        if self._flat:
            return "Note", ""
        if mark is None:
            return "On the document", ""
        return MEANING_LABELS[mark.meaning], locator_words(mark.locator)

    def height_at(self, width: int) -> int:
        """How high the card is at a width, its shadow aside."""
        inner = width - (12 if self._flat else _SIDES)
        body = self._editor_height() if self._edit else self._text.heightForWidth(inner)
        error = self._error.heightForWidth(inner) + 6 if not self._error.isHidden() else 0
        return _HEAD - 6 + body + error + _FOOT

    def set_scale(self, scale: float) -> None:
        """Write and show the note larger, as the text beside it is."""
        if scale != self._scale:
            self._scale = scale
            self._text.set_scale(scale)
            if self._edit is not None:
                self._edit.setFont(self._theme.ui_font(13 * scale))
                self._edit.setFixedHeight(self._editor_height())

    def set_current(self, current: bool) -> None:
        """Give the card of the current mark its shadow."""
        if current is not self._current:
            self._current = current
            self.update()

    def update_note(self, data: CardData) -> None:
        """Show the note as it is now, unless it is being written."""
        self.data = data
        if self._edit is None and data.note is not None:
            self._kept = data.note.text
            self._text.set_markdown(data.note.text)
        self._switch.set_shared(data.shared)
        self._name()
        self.update()

    # Writing --------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The note as it reads now, with what was typed last."""
        return self._kept

    @property
    def editing(self) -> bool:
        """Whether it is being written in."""
        return self._edit is not None

    def begin_editing(self, writing: Writing | None = None) -> None:
        """Write in it, the Markdown as it is."""
        if self._edit is not None:
            self._edit.setFocus()
            return
        if not self._session.writable:
            return
        note = self.data.note
        self.writing = writing or Writing(note=note, on=self.data.on, shared=self.data.shared)
        edit = self._edit = QPlainTextEdit(self._kept)
        edit.setObjectName("card-text")
        edit.setAccessibleName("Note")
        edit.setPlaceholderText("Private until you share it")
        edit.setFont(self._theme.ui_font(13 * self._scale))
        edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        edit.setTabChangesFocus(True)
        edit.installEventFilter(self)
        edit.textChanged.connect(self._on_typed)
        self._text.hide()
        self._inner.insertWidget(0, edit)
        edit.show()  # or it could not have the keyboard yet
        edit.setFixedHeight(self._editor_height())
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        edit.setTextCursor(cursor)
        self.grown.emit()
        # The card may only just be about to be shown.
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pressed.emit()

    def finish(self) -> None:
        """Keep what is typed and show the note again; a draft left empty is gone."""
        edit, writing = self._edit, self.writing
        if edit is None or writing is None:
            return
        self._keep()
        text = edit.toPlainText().strip()
        edit.removeEventFilter(self)
        edit.hide()
        edit.deleteLater()
        self._edit = None
        self._text.set_markdown(text or self._kept)
        self._text.show()
        if not text and writing.begun:
            if self._kept:
                self._session.change(writing.drop)
            self.emptied.emit()
        self.grown.emit()

    def _on_typed(self) -> None:
        if not self._saving.isActive():
            self._saving.start()
        if self._edit is not None and self._edit.height() != self._editor_height():
            self._edit.setFixedHeight(self._editor_height())
            self.grown.emit()

    def _editor_height(self) -> int:
        """As high as what is typed, within bounds; beyond them it scrolls."""
        if self._edit is None:
            return 0
        lines = round(self._edit.document().size().height())
        metrics = QFontMetricsF(self._edit.font())
        shown = max(_LEAST_LINES, min(_MOST_LINES, lines))
        return round(shown * metrics.lineSpacing()) + 22

    def _keep(self) -> None:
        self._saving.stop()
        writing, edit = self.writing, self._edit
        if edit is None or writing is None:
            return
        text = edit.toPlainText().strip()
        if text and text != self._kept:
            before, self._kept = self._kept, text
            self._session.change(
                partial(writing.keep, text), self._on_kept, partial(self._on_failed, before)
            )

    def _on_kept(self, _note: Note) -> None:
        # The card may have gone before the answer came.
        if isValid(self) and not self._error.isHidden():
            self._error.hide()
            self.grown.emit()

    def _on_failed(self, before: str, error: SourcebookError) -> None:
        """Say it in the card; what was typed stays to be kept later."""
        if not isValid(self):
            self._session.failed.emit(error)
            return
        self._kept = before
        self._error.set_text(" ".join(filter(None, (error.message, error.hint))))
        self._error.show()
        self.grown.emit()

    def _on_switched(self) -> None:
        shared, writing, note = not self._switch.shared, self.writing, self.data.note
        self._switch.set_shared(shared)
        if writing is not None and (self.editing or note is None):
            writing.shared = shared
            if writing.note is not None:
                self._session.change(partial(writing.share, shared))
        elif note is not None:
            self._session.change(lambda library: library.edit_note(note.id, shared=shared))
        if self._edit is not None:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete(self) -> None:
        """Take the note away; undo brings it back."""
        note = self.data.note
        if note is not None and self._session.writable and self._edit is None:
            self._session.change(
                lambda library: library.delete_note(note.id), lambda _id: self.deleted.emit()
            )

    # Qt -------------------------------------------------------------------------------------------

    def _on_focus_out(self) -> None:
        edit = self._edit
        if edit is not None and not edit.hasFocus() and not self._switch.hasFocus():
            self.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, Ctrl+Enter and leaving the field end the writing; another window doesn't."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            if event.reason() in _STAYS:
                self._keep()
            else:
                QTimer.singleShot(0, self._on_focus_out)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            ends = event.key() == Qt.Key.Key_Escape or (
                event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if ends:
                self.finish()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Del is the card's own: it takes the note away, not the mark."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and (
            event.key() in _DELETING
        ):  # fmt: skip
            event.accept()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As a card in a list of its own."""
        wide = max(self.width(), 280) - 2 * AROUND
        return QSize(wide, self.height_at(wide) + 2 * AROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes in the card, Del deletes its note, Esc goes back to the text."""
        if event.key() in _ENTER:
            self.begin_editing()
        elif event.key() in _DELETING:
            self.delete()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes its mark the current one."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click writes in the card."""
        self.begin_editing()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done to the note."""
        if self._edit is not None or not self._session.writable:
            return
        menu = QMenu(self)
        menu.setObjectName("card-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Edit note", self.begin_editing)
        menu.addAction("Keep private" if self._switch.shared else "Share note", self._on_switched)
        menu.addSeparator()
        menu.addAction("Delete note", self.delete)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard brings the mark with it."""
        super().focusInEvent(event)
        self.update()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, shadow of the current one, lane, badge, meaning and place."""
        tokens, mark = self._theme.tokens, self.data.mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = 0 if self._flat else AROUND
        rect = QRectF(self.rect()).adjusted(around, around, -around, -around)
        if self._flat:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), tokens.sep)
        else:
            if self._current or self._edit is not None:
                draw_shadow(painter, rect, tokens.shadow, 8, AROUND)
            draw_card(painter, rect, tokens.raised, tokens.sep, 8)
        if mark is not None and not self._flat:
            whole, lane = QPainterPath(), QPainterPath()
            whole.addRoundedRect(rect, 8, 8)
            lane.addRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
            painter.fillPath(whole.intersected(lane), self._theme.stroke(mark.meaning))
        self._paint_head(painter, rect)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        tokens, mark = self._theme.tokens, self.data.mark
        middle = self._switch.geometry().center().y() + 1
        x = rect.left() + (0 if self._flat else 14)
        badge = QRectF(x, middle - 8, 16, 16)
        if mark is not None and not self._flat:
            draw_badge(painter, badge, self._theme, mark.meaning)
        else:
            self._theme.draw_icon(painter, "note", badge, tokens.muted)
        x += 24
        meaning, where = self._told
        strong, plain = self._theme.ui_font(12, 600), self._theme.ui_font(12)
        base = round(middle + QFontMetricsF(plain).capHeight() / 2)
        room = self._switch.geometry().left() - 4 - x
        place = QFontMetricsF(plain).horizontalAdvance(where) + 8 if where else 0
        metrics = QFontMetricsF(strong)
        words = metrics.elidedText(meaning, Qt.TextElideMode.ElideRight, room - place)
        painter.setFont(strong)
        painter.setPen(tokens.text)
        painter.drawText(round(x), base, words)
        painter.setFont(plain)
        painter.setPen(tokens.muted)
        painter.drawText(round(x + metrics.horizontalAdvance(words) + 8), base, where)


_DELETING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)  # fmt: skip
