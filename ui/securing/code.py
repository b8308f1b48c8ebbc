"""The sheet that shows a recovery code, once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QCloseEvent, QFontDatabase, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.securing.words import CODE_ONCE
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Check
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card
from ui.widgets.sheet import Sheet


class CodeSheet(Sheet):
    """Shows a code; it can be left once it is said to be written down."""

    def __init__(self, theme: Theme, code: str, parent: QWidget) -> None:
        super().__init__(theme, "Your recovery code", parent)
        self.setObjectName("recovery-code")
        self.setFixedWidth(480)
        self.body.addWidget(Label(theme, CODE_ONCE, colour="text2", wrap=True))
        self.body.addWidget(_Code(theme, code))
        copy = Button(theme, "Copy", name="recovery-code-copy")
        copy.setAccessibleDescription(
            "The clipboard can be read by other programs; paper is safer."
        )
        copy.clicked.connect(lambda _checked=False: self._on_copy(code))
        self._copied = Label(theme, "", role="meta", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(copy)
        row.addWidget(self._copied, 1)
        self.body.addLayout(row)
        self.written = Check(theme, "I have written it down", name="recovery-code-written")
        self.body.addWidget(self.written)
        self.done_ = self.add_button("Done", self.accept, kind="primary", name="recovery-code-done")
        self.done_.setEnabled(False)
        self.written.toggled.connect(self.done_.setEnabled)
        self.written.setFocus()

    def _on_copy(self, code: str) -> None:
        QGuiApplication.clipboard().setText(code)
        self._copied.set_text("Copied. Other programs can read the clipboard; clear it afterwards.")

    def reject(self) -> None:
        """Esc does nothing until the code is said to be written down."""
        if self.written.isChecked():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same goes for the window's own button."""
        if self.written.isChecked() or self.result():
            super().closeEvent(event)
        else:
            event.ignore()


class _Code(QWidget):
    """The code in large letters of one width, on a ground of its own."""

    def __init__(self, theme: Theme, code: str) -> None:
        super().__init__()
        self._theme = theme
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(19)
        label = QLabel(code)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)
        label.setObjectName("recovery-code-text")
        label.setAccessibleName("Recovery code")
        label.setAccessibleDescription(" ".join(code))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 18)
        column.addWidget(label)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()), self._theme.tokens.sunk, None, 8)
        painter.end()
