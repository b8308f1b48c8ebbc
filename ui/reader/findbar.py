"""Find in the text: a field, how many places, next and before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Actions
from ui.theme import Theme
from ui.widgets.buttons import IconButton, action_button
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card, draw_shadow

WIDTH = 452


class FindBar(QWidget):
    """Floats at the top of the page. ``asked`` carries the words, ``closed`` when it goes."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._actions = theme, actions
        self.setObjectName("find-bar")
        self.setFixedSize(WIDTH, 64)
        self._field = SearchField(theme, "Find in text", name="find-field")
        self._field.textChanged.connect(self.asked)
        self._field.installEventFilter(self)
        self._count = Label(theme, "", role="meta")
        self._count.setObjectName("find-count")
        close = IconButton(theme, "x", "Close", name="find-close", size=28)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addSpacing(4)
        row.addWidget(self._count)
        for id_, icon in (("find-previous", "caret-up"), ("find-next", "caret-down")):
            row.addWidget(action_button(theme, actions[id_], icon, size=28))
        row.addWidget(close)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._field.text().strip()

    def open_bar(self, words: str = "") -> None:
        """Show it with the keyboard in its field, looking for ``words`` where there are some."""
        self.show()
        self.raise_()
        if words and words != self._field.text():
            self._field.setText(words)
        else:
            self.asked.emit(self._field.text())
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Hide it; nothing stays underlined."""
        self.hide()
        self.closed.emit()

    def show_count(self, told: str, *, none: bool = False) -> None:
        """How many places there are; ``none`` gives the field the edge of an error."""
        if told == self._count.text():
            return
        self._count.set_text(told)
        self._count.set_colour("danger" if none else "muted")
        if bool(self._field.property("invalid")) is not none:
            self._field.setProperty("invalid", none)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)
        self._field.setAccessibleDescription(told)
        if told:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._actions["find-previous" if back else "find-next"].trigger()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        draw_shadow(painter, rect, self._theme.tokens.shadow, 8, 6)
        draw_card(painter, rect, self._theme.tokens.raised, self._theme.tokens.sep, 8)
        painter.end()
