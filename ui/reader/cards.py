"""A note beside its passage: read, edited in place, private or shared."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.model import MEANING_LABELS, Note, Visibility
from ui.reader.presenter import CardData, locator_words
from ui.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.widgets.painting import draw_badge, draw_card, draw_shadow

WIDTH, AROUND, AUTOSAVE = 280, 6, 1500


class NoteCard(QWidget):
    """One card. ``edited`` carries the note's id and text, ``shared`` the id and whether it is."""

    edited = Signal(str, str)
    shared = Signal(str, bool)
    pressed = Signal(str)

    def __init__(self, theme: Theme, data: CardData, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.data = data
        self._current = False
        label = MEANING_LABELS[data.mark.meaning]
        self.setObjectName(f"card-{data.note.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{label}, {locator_words(data.mark.locator)}: {data.note.text}")
        self._meaning = Label(theme, label, role="meta", colour="text", elide=True)
        self._meaning.setMinimumWidth(60)
        self._where = Label(theme, locator_words(data.mark.locator), role="meta")
        self._switch = IconButton(theme, "lock-simple", "Private", name="card-visibility", size=24)
        self._switch.clicked.connect(self._on_switched)
        self._state = Label(theme, "", role="meta")
        self._text = Label(theme, data.note.text, wrap=True)
        self._edit: QPlainTextEdit | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(AUTOSAVE)
        self._saving.timeout.connect(self._save)
        self._lay_out()
        self._show_state(data.note)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addSpacing(24)
        head.addWidget(self._meaning, 1)
        head.addWidget(self._where)
        head.addWidget(self._switch)
        head.addWidget(self._state)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14 + AROUND, 6 + AROUND, 12 + AROUND, 12 + AROUND)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._text)

    def height_at(self, width: int) -> int:
        """How high the card is at a width."""
        if self._edit is not None:
            return 44 + 2 * AROUND + self._edit.height()
        inner = width - 26 - 2 * AROUND
        return 44 + 2 * AROUND + self._text.heightForWidth(inner)

    def set_current(self, current: bool) -> None:
        """Give the card of the current mark its shadow."""
        if current is not self._current:
            self._current = current
            self.update()

    def update_note(self, data: CardData) -> None:
        """Show the note as it is now, unless it is being written."""
        self.data = data
        if self._edit is None:
            self._text.set_text(data.note.text)
        self._meaning.set_text(MEANING_LABELS[data.mark.meaning])
        self._where.set_text(locator_words(data.mark.locator))
        self._show_state(data.note)
        self.update()

    @property
    def editing(self) -> bool:
        """Whether it is being written in."""
        return self._edit is not None

    def begin_editing(self) -> None:
        """Write in it."""
        if self._edit is not None:
            self._edit.setFocus()
            return
        edit = self._edit = QPlainTextEdit(self.data.note.text)
        edit.setObjectName("card-text")
        edit.setAccessibleName("Note")
        edit.setFont(self._theme.ui_font(13))
        edit.setFixedHeight(96)
        edit.setTabChangesFocus(True)
        edit.installEventFilter(self)
        edit.textChanged.connect(self._saving.start)
        self._text.hide()
        self._column.addWidget(edit)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        self.pressed.emit(self.data.mark.id)

    def finish(self) -> None:
        """Keep what is typed and show the note again."""
        if self._edit is None:
            return
        self._save()
        text = self._edit.toPlainText().strip()
        self._edit.removeEventFilter(self)
        self._edit.deleteLater()
        self._edit = None
        self._text.set_text(text or self.data.note.text)
        self._text.show()
        self.pressed.emit(self.data.mark.id)

    def _save(self) -> None:
        self._saving.stop()
        text = self._edit.toPlainText().strip() if self._edit is not None else ""
        if text and text != self.data.note.text:
            self.edited.emit(self.data.note.id, text)

    def _show_state(self, note: Note) -> None:
        private = note.visibility is Visibility.PRIVATE
        self._switch.set_icon("lock-simple" if private else "users")
        told = "Private: in no export. Press to share."
        told = told if private else "Shared. Press to keep private."
        self._switch.setToolTip(told)
        self._switch.setAccessibleName("Private" if private else "Shared")
        self._state.set_text("Private" if private else "Shared")

    def _on_switched(self) -> None:
        self.shared.emit(self.data.note.id, self.data.note.visibility is Visibility.PRIVATE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and leaving the field end the writing."""
        if event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self.finish)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            ends = event.key() == Qt.Key.Key_Escape or (
                event.key() == Qt.Key.Key_Return
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if ends:
                self.setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes in the card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_editing()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes its mark the current one."""
        self.pressed.emit(self.data.mark.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click writes in the card."""
        self.begin_editing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, shadow of the current one, lane and badge."""
        tokens, mark = self._theme.tokens, self.data.mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(AROUND, AROUND, -AROUND, -AROUND)
        if self._current or self.hasFocus():
            draw_shadow(painter, rect, tokens.shadow, 8, AROUND)
        edge = tokens.accent if self.hasFocus() else tokens.sep
        draw_card(painter, rect, tokens.raised, edge, 8)
        whole, lane = QPainterPath(), QPainterPath()
        whole.addRoundedRect(rect, 8, 8)
        lane.addRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
        painter.fillPath(whole.intersected(lane), self._theme.stroke(mark.meaning))
        badge = QRectF(rect.left() + 14, self._where.geometry().center().y() - 8, 16, 16)
        draw_badge(painter, badge, self._theme, mark.meaning)
        painter.end()
