"""Beside the list of marks: the current one in its paragraph, and what the meanings are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.library.overview import MarkRow
from app.model import MEANING_LABELS, Meaning
from app.settings import Settings
from ui.cite.copying import Copying
from ui.notes.context import Context, context_of
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.painting import digit_of, draw_badge, draw_keycap
from ui.widgets.passage_place import PassagePlace

_TOLD = "Select a passage and press the digit of what it is to you."


class MarkPlace(PassagePlace):
    """``place_wanted`` when its passage shall be gone to; ``said`` tells what was copied."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        self._copy = Button(theme, "Copy quotation", icon="quotes", name="mark-copy")
        self._go = Button(theme, "Go to its place", name="mark-go")
        legend = [
            Label(theme, "Meanings", role="panel"),
            Label(theme, _TOLD, role="meta", wrap=True),
            *(_MeaningRow(theme, meaning) for meaning in Meaning),
        ]
        super().__init__(theme, "mark-place", [self._copy, self._go], legend)
        self._session = session
        self._row: MarkRow | None = None
        self._copying = Copying(session, settings, self)
        self._copying.said.connect(self.said)
        self._go.clicked.connect(lambda _checked=False: self.place_wanted.emit())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())

    def show_mark(self, row: MarkRow | None) -> None:
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
        self._show(Context("", mark.exact, ""), mark.meaning)
        self._session.ask(
            lambda library: context_of(library, mark),
            lambda context: self._show(context, mark.meaning),
            latest="mark-place",
        )

    def _show(self, context: Context, meaning: Meaning) -> None:
        self._text.show_words(context.whole, [context.place], meaning)

    def _on_copy(self) -> None:
        if self._row is not None:
            self._copying.highlight(self._row.highlight.id)


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
