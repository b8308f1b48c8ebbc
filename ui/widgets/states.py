"""What a pane shows when there is nothing to show, when it works, and when something failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import SourcebookError
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.progress import ProgressLine

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class _Round(QWidget):
    """An icon on a round ground."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(48, 48)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.sunk)
        painter.drawEllipse(self.rect())
        self._theme.draw_icon(painter, self._icon, QRectF(12, 12, 24, 24))
        painter.end()


class EmptyState(QWidget):
    """One sentence and one action, in the middle of an empty pane."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, action: Button | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("empty")
        self._icon = _Round(theme, icon)
        self._title = Label(theme, title, role="panel", wrap=True)
        self._text = Label(theme, text, colour="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, _CENTRE)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if action is not None:
            column.addSpacing(8)
            column.addWidget(action, 0, _CENTRE)
        column.addStretch(3)
        self.setAccessibleName(title)

    def set_words(self, title: str, text: str, icon: str = "") -> None:
        """Say something else."""
        self._title.set_text(title)
        self._text.set_text(text)
        self.setAccessibleName(title)
        if icon:
            self._icon.set_icon(icon)


class BusyState(QWidget):
    """Work that takes long: shown after 400 ms, then for at least 300; ``cancelled`` by its button.

    ``appeared`` when it is shown; ``gone`` once it is not needed any more.

    Call :meth:`begin` and :meth:`end`; nothing flickers for work that is quick.
    """

    cancelled = Signal()
    appeared = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("busy")
        self.setAccessibleName(title)
        self._line = ProgressLine(theme)
        self._said = Label(theme, "", role="meta")
        button = Button(theme, "Cancel", name="busy-cancel")
        button.clicked.connect(lambda _checked=False: self.cancelled.emit())
        head = QHBoxLayout()
        head.addWidget(Label(theme, title, role="strong"), 1)
        head.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._line)
        self._wait, self._least = QTimer(self), QTimer(self)
        for timer in (self._wait, self._least):
            timer.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)
        self._least.timeout.connect(self._on_least)
        self._ended = True
        self._then: Callable[[], object] | None = None
        self.hide()

    def begin(self) -> None:
        """The work began."""
        self._ended = False
        self._wait.start(400)

    def end(self, then: Callable[[], object] | None = None) -> None:
        """The work is done; ``then`` is called once nothing is shown any more."""
        self._ended, self._then = True, then
        self._wait.stop()
        if not self._least.isActive():
            self._leave()

    def tell(self, done: int, total: int, text: str) -> None:
        """How far it is."""
        self._line.set_share(done / total if total else 0.0)
        self._said.set_text(text)

    def _on_waited(self) -> None:
        self.show()
        self.appeared.emit()
        self._least.start(300)

    def _on_least(self) -> None:
        if self._ended:
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.gone.emit()
        then, self._then = self._then, None
        if then is not None:
            then()


class ErrorState(QWidget):
    """A known error where it happened: what, why, what to do next, and what a report would need.

    The technical detail opens in place and can be copied; it holds no text of a document.
    """

    def __init__(self, theme: Theme, error: SourcebookError, buttons: list[Button]) -> None:
        super().__init__()
        self.setObjectName("error")
        self.setAccessibleName(" ".join(filter(None, (error.message, error.hint))))
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Label(theme, error.message, role="strong", wrap=True))
        if error.hint:
            column.addWidget(Label(theme, error.hint, wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        if buttons:
            column.addLayout(row)
        column.addWidget(Details(theme, error), 0)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon on the ground of errors."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.danger_ground)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        self._theme.draw_icon(painter, "warning-circle", QRectF(16, 16, 20, 20), tokens.danger)
        painter.end()


class Details(QWidget):
    """A link that opens the technical detail of an error, with a button to copy it."""

    def __init__(self, theme: Theme, error: SourcebookError) -> None:
        super().__init__()
        self._said = details_of(error)
        self._link = Button(theme, "Details", kind="link", name="error-details", height=24)
        self._copy = Button(theme, "Copy", kind="link", name="error-copy", height=24)
        self._text = Label(theme, self._said, role="meta", colour="text2", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setObjectName("error-detail")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._link)
        row.addWidget(self._copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._text)
        for each in (self._copy, self._text):
            each.hide()
        self._link.clicked.connect(lambda _checked=False: self._turn())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())

    def _turn(self) -> None:
        shown = self._text.isHidden()
        self._copy.setVisible(shown)
        self._text.setVisible(shown)
        self._link.setText("Hide details" if shown else "Details")
        self._link.setAccessibleName(self._link.text())
        self._link.updateGeometry()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._said)


def details_of(error: SourcebookError) -> str:
    """What a report of a known error says: its code, its kind, and the technical detail."""
    return "\n".join(filter(None, (f"{error.code} ({type(error).__name__})", error.detail)))
