"""The page that asks for the passphrase of a locked library."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.pane import Pane

_CAPS = "Caps Lock is on."


def caps_lock_seen(text: str, shift: bool) -> bool | None:
    """Whether a typed letter tells that Caps Lock is on; None where it tells nothing."""
    if len(text) != 1 or text.upper() == text.lower():
        return None
    return text.isupper() != shift


class UnlockPage(Pane):
    """Asks for a passphrase; ``unlocked_with`` carries what was typed.

    ``recovery_wanted`` when the passphrase is forgotten, ``other_wanted`` when another library
    shall be opened instead.
    """

    unlocked_with = Signal(str)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self.setAccessibleName(f"{name} is locked")
        self._theme, self._error, self._caps = theme, "", False
        card = Card(theme, radius=12)
        card.setMaximumWidth(440)
        self._fill(card, name)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self.hand_focus_to(self.edit)

    def show_error(self, text: str) -> None:
        """Say why the library stays locked; the field is ready for another try."""
        self._error = text
        self._tell()
        self.edit.selectAll()
        self.edit.setFocus()

    def _fill(self, card: Card, name: str) -> None:
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_Lock(self._theme))
        head.addWidget(Label(self._theme, f"{name} is locked", role="panel", elide=True), 1)
        column.addLayout(head)
        text = "Enter the passphrase to open it. Nobody can reset it for you."
        column.addWidget(Label(self._theme, text, colour="text2", wrap=True))
        self.edit = _Passphrase(self._theme)
        self.edit.returnPressed.connect(self._on_unlock)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.caps_noticed.connect(self._on_caps)
        unlock = Button(self._theme, "Unlock", kind="primary")
        unlock.clicked.connect(lambda _checked=False: self._on_unlock())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(unlock)
        column.addLayout(row)
        self._said = Label(self._theme, "", role="meta", wrap=True)
        self._said.setObjectName("unlock-error")
        self._said.hide()
        column.addWidget(self._said)
        for text, name, wanted in (
            ("Use the recovery code…", "unlock-recovery", self.recovery_wanted),
            ("Open another library…", "unlock-other", self.other_wanted),
        ):
            link = Button(self._theme, text, kind="link", name=name, height=28)
            link.clicked.connect(wanted)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _tell(self) -> None:
        said = " ".join(filter(None, (self._error, _CAPS if self._caps else "")))
        self._said.set_text(said)
        self._said.set_colour("danger" if self._error else "warn")
        self._said.setVisible(bool(said))
        self.edit.setAccessibleDescription(said)
        self.edit.setProperty("invalid", bool(self._error))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def _on_unlock(self) -> None:
        if self.edit.text():
            self.unlocked_with.emit(self.edit.text())
        else:
            self.show_error("Type the passphrase first.")

    def _on_edited(self) -> None:
        self._error = ""
        self._tell()

    def _on_caps(self, on: bool) -> None:
        self._caps = on
        self._tell()


class _Passphrase(QLineEdit):
    """The field; notices Caps Lock by the letters that arrive, which every system tells alike."""

    caps_noticed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("passphrase")
        self.setAccessibleName("Passphrase")
        self.setPlaceholderText("Passphrase")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setFont(theme.ui_font(13))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key, and what it tells of Caps Lock."""
        super().keyPressEvent(event)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        seen = caps_lock_seen(event.text(), shift)
        if event.key() == Qt.Key.Key_CapsLock:
            seen = False
        if seen is not None:
            self.caps_noticed.emit(seen)


class _Lock(QWidget):
    """A lock."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(20, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.draw_icon(painter, "lock-simple", QRectF(0, 0, 20, 20))
        painter.end()
