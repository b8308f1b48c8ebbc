"""Beside the list of marks: the current one in its paragraph, and what the meanings are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.library.overview import MarkRow
from app.model import MEANING_LABELS, Meaning
from app.settings import Settings
from ui.notes.marked_place import MarkedPlace
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.painting import digit_of, draw_badge, draw_keycap

_TOLD = "Select a passage and press the digit of what it is to you."


class MarkPlace(MarkedPlace):
    """The current mark where it stands, above the meanings with their digits."""

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        legend = [
            Label(theme, "Meanings", role="panel"),
            Label(theme, _TOLD, role="meta", wrap=True),
            *(_MeaningRow(theme, meaning) for meaning in Meaning),
        ]
        super().__init__(theme, session, settings, "mark", legend)
        self._row: MarkRow | None = None

    def show_row(self, row: MarkRow | None) -> None:
        """Show a mark where it stands; None for no mark."""
        if row is not None and row == self._row:
            return
        self._row = row
        if row is None:
            self.show_nothing()
            return
        mark, document = row.highlight, row.document
        place = (locator_words(mark.locator), *mark.locator.section[-1:])
        self.show_head(document.title, [document.people, document.year, *place])
        self.show_mark(mark)


class _MeaningRow(QWidget):
    """A meaning: its letter and colour, its name, a word so marked, and its digit."""

    def __init__(self, theme: Theme, meaning: Meaning) -> None:
        super().__init__()
        self._theme, self._meaning = theme, meaning
        self.setFixedHeight(36)
        self.setAccessibleName(f"{MEANING_LABELS[meaning]}, key {digit_of(meaning)}")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Badge, name, keycap, and the hairline below."""
        theme, painter, middle = self._theme, QPainter(self), self.height() / 2
        draw_badge(painter, QRectF(0, middle - 8, 16, 16), theme, self._meaning)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.tokens.text)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            QRectF(28, 0, self.width() - 60, self.height()), flags, MEANING_LABELS[self._meaning]
        )
        cap = QRectF(self.width() - 20, middle - 10, 20, 20)
        draw_keycap(painter, cap, theme, str(digit_of(self._meaning)))
        painter.fillRect(QRectF(28, self.height() - 1, self.width() - 28, 1), theme.tokens.sep)
        painter.end()
