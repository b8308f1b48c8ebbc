"""Search in the texts: passages with what was found, and why where it isn't as typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.errors import SourcebookError
from app.library.finding import Found
from app.settings import Settings
from ui.actions import Actions
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import KIND_ICONS, Theme
from ui.widgets.buttons import Chip
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.passages import Passage, PassageList
from ui.widgets.states import EmptyState


def passages_of(found: Found) -> list[Passage]:
    """The rows of a search's hits."""
    rows = []
    for document, hit in found.hits:
        place = f"p. {hit.page}" if hit.page else ""
        if hit.paragraph is not None:
            place = f"para. {hit.paragraph}"
            if hit.paragraph_end and hit.paragraph_end != hit.paragraph:
                place = f"paras {hit.paragraph}–{hit.paragraph_end}"
        section = hit.section[-1] if hit.section else ""
        rows.append(
            Passage(
                document=document.id,
                start=None,
                title=document.title,
                aside=document.key,
                where="  ·  ".join(filter(None, (place, section))),
                words=hit.snippet,
                below=hit.why,
                icon=KIND_ICONS[document.kind],
                hits=tuple((start, end) for start, end in hit.matches),
                paragraph=hit.paragraph,
            )
        )
    return rows


class SearchPage(QWidget):
    """``hit_requested`` carries document, start (code points or None) and the words searched."""

    hit_requested = Signal(str, object, object)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("search-page")
        self._theme, self._session = theme, session
        self._field = SearchField(theme, "Search the texts of the library", name="search-words")
        self._field.setFixedHeight(44)
        self._passages = Chip(theme, "All passages", checkable=True, name="search-passages")
        self._exact = Chip(
            theme, "Exact spelling only", icon="text-aa", checkable=True, name="search-exact"
        )
        self._count = Label(theme, "", role="meta")
        self._list = PassageList(theme, "search-hits", "Found passages")
        self._empty = EmptyState(theme, "magnifying-glass", "", "")
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._ask)
        self._field.textChanged.connect(lambda _text: self._typing.start())
        for chip in (self._passages, self._exact):
            chip.toggled.connect(lambda _on: self._typing.start())
        self._list.chosen.connect(self._on_chosen)
        self.setFocusProxy(self._field)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        for chip in (self._passages, self._exact):
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self._count)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 0)
        column.setSpacing(12)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self._field)
        top.addLayout(chips)
        column.addLayout(top)
        column.addWidget(below, 1)

    def search(self, text: str) -> None:
        """Search for ``text``, with the keyboard in the field."""
        self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _ask(self) -> None:
        words = self._field.text().strip()
        if not words:
            self._show_nothing("Type a few words", "Spellings and scripts are matched for you.")
            return
        exact, passages = self._exact.isChecked(), self._passages.isChecked()
        self._session.ask(
            lambda library: library.search(words, limit=100, exact=exact, passages=passages),
            self._show,
            self._failed,
            latest="search",
        )

    def _show(self, found: Found) -> None:
        if not found.hits:
            words = self._field.text().strip()
            self._show_nothing(f"Nothing holds “{words}”", "Try fewer words, or another spelling.")
            return
        shown = counted(len(found.hits), "passage")
        self._count.set_text(f"{shown} in {counted(found.total, 'document')}")
        self._list.show_passages(passages_of(found))
        self._stack.setCurrentIndex(0)

    def _failed(self, error: SourcebookError) -> None:
        self._show_nothing(error.message, error.hint)

    def _show_nothing(self, title: str, text: str) -> None:
        self._count.set_text("")
        self._empty.set_words(title, text)
        self._stack.setCurrentIndex(1)

    def _on_chosen(self, passage: Passage) -> None:
        if passage.document is not None:
            start = self._start_of(passage.document, passage.paragraph)
            self.hit_requested.emit(passage.document, start, self._field.text())

    def _start_of(self, document: str, paragraph: int | None) -> int | None:
        """Where a paragraph begins, in code points of the document's text."""
        text = self._session.library.open_document(document).text
        if text is None or paragraph is None:
            return None
        return next((each.start for each in text.blocks if each.paragraph == paragraph), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
