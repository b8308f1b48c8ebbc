"""Every mark of the library, to filter by meaning and to go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.library import Library
from app.library.citing import SAMPLE_MARK
from app.library.overview import MarkRow
from app.model import MEANING_LABELS, Meaning, Visibility
from app.settings import Settings
from ui.actions import Actions
from ui.library.presenter import counted
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import KIND_ICONS, Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.labels import Label
from ui.widgets.painting import letter_of
from ui.widgets.pane import Pane
from ui.widgets.passages import MOST, Passage, PassageList, at_left
from ui.widgets.states import EmptyState

_NO_MARKS = (
    "Select a passage and press a digit",
    "N adds a note, C copies it with its citation.",
)


def quoted(row: MarkRow) -> str:
    """A mark's words in quotation marks, with whose they are and where they stand."""
    mark, document = row.highlight, row.document
    by = f"{document.people or document.title} {document.year or 'no date'}"
    place = locator_words(mark.locator)
    return f"“{mark.exact}” ({', '.join(filter(None, (by, place)))})"


def passage_of(row: MarkRow) -> Passage:
    """The row of one mark."""
    mark = row.highlight
    section = mark.locator.section[-1] if mark.locator.section else ""
    private = any(note.visibility is Visibility.PRIVATE for note in row.notes)
    return Passage(
        document=mark.document,
        start=mark.start,
        title=MEANING_LABELS[mark.meaning],
        aside="",
        where="  ·  ".join(filter(None, (locator_words(mark.locator), section))),
        words=mark.exact,
        below="\n\n".join(note.text for note in row.notes),
        markdown="below",
        meaning=mark.meaning,
        mark=mark.id,
        tags=mark.tags,
        private=private if row.notes else None,
        key=mark.id,
    )


def passages_of(rows: Sequence[MarkRow]) -> list[Passage]:
    """The rows of marks, those of each document under its title."""
    found: list[Passage] = []
    for document, marks in groupby(rows, key=lambda row: row.document):
        by = "  ·  ".join(filter(None, (document.people, document.year)))
        found.append(
            Passage(
                document.id, None, document.title or "Untitled", by, "", "", head=True,
                icon=KIND_ICONS[document.kind], key=document.id,
            )
        )  # fmt: skip
        found += map(passage_of, marks)
    return found


class MarksPage(Pane):
    """``mark_requested`` carries document, start and the mark's id."""

    mark_requested = Signal(str, object, object)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("marks-page")
        self._theme, self._session = theme, session
        self._rows: list[MarkRow] = []
        self._shown: list[MarkRow] = []
        self._copy = Button(theme, "Copy all", icon="quotes", name="marks-copy")
        self._count = Label(theme, "", colour="muted")
        self._chips = {
            meaning: Chip(
                theme, f"{letter_of(meaning)}  {label}", checkable=True,
                name=f"marks-{meaning.value}",
            )
            for meaning, label in MEANING_LABELS.items()
        }  # fmt: skip
        self._noted = Chip(theme, "With a note", checkable=True, name="marks-noted")
        self._list = PassageList(theme, "marks-list", "Marks")
        self._empty = EmptyState(theme, "bookmark-simple", *_NO_MARKS)
        self._lay_out()
        for chip in (*self._chips.values(), self._noted):
            chip.toggled.connect(lambda _on: self._show())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())
        self._list.chosen.connect(
            lambda passage: self.mark_requested.emit(passage.document, passage.start, passage.mark)
        )
        session.changed.connect(lambda _changes: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self._theme, "Marks", role="page"))
        head.addWidget(self._count, 1)
        head.addWidget(self._copy)
        # In two rows, so that they fit into the smallest window.
        chips = [*self._chips.values(), self._noted]
        lines = [_row_of(chips[:4]), _row_of(chips[4:])]
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 0)
        column.setSpacing(12)
        top = QVBoxLayout()
        top.setSpacing(8)
        top.setContentsMargins(0, 0, 0, 0)
        top.addLayout(head)
        for line in lines:
            top.addLayout(line)
        column.addLayout(at_left(top, self._list.head_width()))
        column.addWidget(below, 1)
        self.hand_focus_to(self._list)

    def refresh(self) -> None:
        """Read the marks again."""

        def ask(library: Library) -> list[MarkRow]:
            return library.all_marks()

        self._session.ask(ask, self._read, latest="marks")

    def _read(self, rows: list[MarkRow]) -> None:
        self._rows = rows
        counts = Counter(row.highlight.meaning for row in rows)
        for meaning, chip in self._chips.items():
            label = MEANING_LABELS[meaning]
            chip.setText(f"{letter_of(meaning)}  {label.split(' ')[0]}  {counts[meaning]}")
            chip.setToolTip(label)
            chip.updateGeometry()
        self._show()

    def _show(self) -> None:
        wanted = {meaning for meaning, chip in self._chips.items() if chip.isChecked()}
        rows = self._shown = [row for row in self._rows if self._fits(row, wanted)]
        self._count.set_text(self._sum())
        self._copy.setEnabled(bool(rows))
        self._list.show_passages(passages_of(rows))
        self._stack.setCurrentIndex(0 if rows else 1)
        if self._rows:
            self._empty.set_words("No mark fits", "Choose other meanings above, or none.")
        else:
            self._empty.set_words(*_NO_MARKS)

    def _sum(self) -> str:
        if not self._shown:
            return ""
        documents = counted(len({row.highlight.document for row in self._shown}), "document")
        told = f"{len(self._shown):,} in {documents}"
        return told if len(self._shown) <= MOST else f"{told}; the first {MOST} are shown"

    def _on_copy(self) -> None:
        mark = f" {SAMPLE_MARK}" if self._session.sample else ""
        copied = "\n\n".join(f"{quoted(row)}{mark}" for row in self._shown)
        QGuiApplication.clipboard().setText(copied)
        self._copy.setText(f"{len(self._shown):,} copied")
        QTimer.singleShot(2000, self._copy, lambda: self._copy.setText("Copy all"))

    def _fits(self, row: MarkRow, wanted: set[Meaning]) -> bool:
        if wanted and row.highlight.meaning not in wanted:
            return False
        return bool(row.notes) or not self._noted.isChecked()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


def _row_of(chips: Sequence[Chip]) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(4)
    for chip in chips:
        across.addWidget(chip)
    across.addStretch(1)
    return across
