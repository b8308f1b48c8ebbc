"""Every mark of the library, to filter by meaning and to go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.library import Library
from app.library.citing import SAMPLE_MARK
from app.library.overview import MarkRow
from app.model import MEANING_LABELS, Meaning, Visibility
from app.settings import Settings
from ui.actions import Actions
from ui.library.presenter import counted, shown
from ui.models.passages import PASSAGE
from ui.notes.mark_place import MarkPlace
from ui.reader.presenter import locator_words
from ui.session import Session
from ui.theme import KIND_ICONS, Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.passage_page import PassagePage, chip_row
from ui.widgets.passages import MOST, Passage, PassageList
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


class MarksPage(PassagePage):
    """``mark_requested`` carries document, start and the mark's id; ``said`` what was copied."""

    mark_requested = Signal(str, object, object)
    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(theme)
        self.setObjectName("marks-page")
        self._session = session
        self._rows: list[MarkRow] = []
        self._shown: list[MarkRow] = []
        self._copy = Button(theme, "Copy all", icon="quotes", name="marks-copy")
        self._chips = {
            meaning: Chip(
                theme, label.split(" or ")[0], checkable=True, meaning=meaning,
                name=f"marks-{meaning.value}",
            )
            for meaning, label in MEANING_LABELS.items()
        }  # fmt: skip
        self._tags: set[str] = set()
        self._tag = Chip(theme, "Tag", menu=True, checkable=True, name="marks-tag")
        self._noted = Chip(theme, "With a note", checkable=True, name="marks-noted")
        self._list = PassageList(theme, "marks-list", "Marks")
        self._empty = EmptyState(theme, "bookmark-simple", *_NO_MARKS)
        self._place = MarkPlace(theme, session, settings)
        self._lay_out()
        for chip in (*self._chips.values(), self._noted):
            chip.toggled.connect(lambda _on: self._show())
        self._copy.clicked.connect(lambda _checked=False: self._on_copy())
        self._tag.clicked.connect(lambda _checked=False: self._on_tag())
        self._list.chosen.connect(self._go)
        self._list.current_changed.connect(self._on_current)
        self._place.place_wanted.connect(lambda: self._go(self._list.currentIndex().data(PASSAGE)))
        self._place.said.connect(self.said)
        session.changed.connect(lambda _changes: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        # In two rows, so that they fit into the smallest window.
        chips = [*self._chips.values(), self._tag, self._noted]
        head = [self.head_row("Marks", self._copy), chip_row(chips[:4]), chip_row(chips[4:])]
        self.lay_out(head, aside=self._place)
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
            chip.setToolTip(MEANING_LABELS[meaning])
            chip.set_number(counts[meaning])
        known = {tag for row in rows for tag in row.highlight.tags}
        self._tags &= known
        self._tag.setVisible(bool(known))
        self._show()

    def _show(self) -> None:
        wanted = {meaning for meaning, chip in self._chips.items() if chip.isChecked()}
        rows = self._shown = [row for row in self._rows if self._fits(row, wanted)]
        self._count.set_text(self._sum())
        self._copy.setEnabled(bool(rows))
        self._list.show_passages(passages_of(rows))
        self.show_rows(bool(rows))
        self._tag.setText(tags_told(self._tags))
        self._tag.setAccessibleName(self._tag.text())
        self._tag.setChecked(bool(self._tags))
        self._tag.updateGeometry()
        self._list.stand()
        self._on_current(self._list.currentIndex().data(PASSAGE))
        if self._rows:
            self._empty.set_words("No mark fits", "Choose other meanings or tags above, or none.")
        else:
            self._empty.set_words(*_NO_MARKS)

    def _go(self, passage: Passage | None) -> None:
        if passage is not None and not passage.head:
            self.mark_requested.emit(passage.document, passage.start, passage.mark)

    def _on_current(self, passage: Passage | None) -> None:
        mark = passage.mark if passage is not None else None
        self._place.show_row(next((row for row in self._shown if row.highlight.id == mark), None))

    def fit_aside(self) -> None:
        """Where a mark is told of beside the list, a click only chooses of which."""
        super().fit_aside()
        self._list.clicks_choose = not self.roomy

    def _on_tag(self) -> None:
        self._tag.setChecked(bool(self._tags))
        counts = Counter(tag for row in self._rows for tag in row.highlight.tags)
        menu = QMenu(self)
        menu.setObjectName("marks-tag-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Any tag", self._any_tag).setEnabled(bool(self._tags))
        menu.addSeparator()
        for tag in sorted(counts, key=str.casefold):
            told = f"{shown(tag)[:60]}  {counts[tag]:,}".replace("&", "&&")
            action = menu.addAction(told, partial(self._turn_tag, tag))
            action.setCheckable(True)
            action.setChecked(tag in self._tags)
        menu.popup(self._tag.mapToGlobal(QPoint(0, self._tag.height() + 2)))

    def _any_tag(self) -> None:
        self._tags.clear()
        self._show()

    def _turn_tag(self, tag: str) -> None:
        self._tags ^= {tag}
        self._show()

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
        if self._tags and not self._tags.intersection(row.highlight.tags):
            return False
        return bool(row.notes) or not self._noted.isChecked()


def tags_told(tags: set[str]) -> str:
    """What the filter of tags says: "Tag", the one chosen, or how many."""
    if not tags:
        return "Tag"
    return shown(next(iter(tags)))[:24] if len(tags) == 1 else counted(len(tags), "tag")
