"""Search in the texts: passages with what was found, and why where it isn't as typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.errors import SourcebookError
from app.settings import Settings
from ui.actions import Actions
from ui.models.passages import PASSAGE
from ui.search.hit_place import HitPlace
from ui.search.presenter import Answer, answer_of, by_of, count_of, place_of, start_of
from ui.session import Session
from ui.theme import KIND_ICONS, Theme
from ui.widgets.buttons import Chip
from ui.widgets.fields import SearchField
from ui.widgets.passage_page import PassagePage, chip_row
from ui.widgets.passages import Passage, PassageList
from ui.widgets.states import EmptyState


def passages_of(answer: Answer) -> list[Passage]:
    """The rows of a search's hits, best first."""
    return [
        Passage(
            document=document.id,
            start=None,
            title=document.title or "Untitled",
            aside=by_of(answer.rows.get(document.id)),
            where="  ·  ".join(filter(None, (place_of(hit), *hit.section[-1:]))),
            words=hit.snippet,
            below=hit.why,
            icon=KIND_ICONS[document.kind],
            hits=hit.matches,
            paragraph=hit.paragraph,
        )
        for document, hit in answer.found.hits
    ]


class SearchPage(PassagePage):
    """``hit_requested`` carries document, start (code points or None) and the words searched."""

    hit_requested = Signal(str, object, object)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(theme)
        self.setObjectName("search-page")
        self._session = session
        self._field = SearchField(theme, "Search the texts of the library", name="search-words")
        self._field.setFixedHeight(44)
        self._passages = Chip(theme, "All passages", checkable=True, name="search-passages")
        self._exact = Chip(
            theme, "Exact spelling only", icon="text-aa", checkable=True, name="search-exact"
        )
        self._list = PassageList(theme, "search-hits", "Found passages")
        self._empty = EmptyState(theme, "magnifying-glass", "", "")
        self._place = HitPlace(theme, session)
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._ask)
        self._field.textChanged.connect(lambda _text: self._typing.start())
        for chip in (self._passages, self._exact):
            chip.toggled.connect(lambda _on: self._typing.start())
        self._list.chosen.connect(self._on_chosen)
        self._list.current_changed.connect(self._place.show_hit)
        self._place.place_wanted.connect(lambda: self._list.choose(self._list.currentIndex().row()))
        self._answer: Answer | None = None
        # The colours of what was found are written into the rows.
        theme.changed.connect(self._show_again)
        session.changed.connect(lambda _changes: self._typing.start() if self._words else None)
        self.hand_focus_to(self._field)
        self._ask()

    def _lay_out(self) -> None:
        field = QHBoxLayout()
        field.addWidget(self._field)
        chips = chip_row([self._passages, self._exact])
        chips.addWidget(self._count)
        self.lay_out([field, chips], aside=self._place)

    def search(self, text: str) -> None:
        """Search for ``text``, with the keyboard in the field."""
        self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def fit_aside(self) -> None:
        """Where a passage is shown beside the list, a click only chooses which."""
        super().fit_aside()
        self._list.clicks_choose = not self.roomy

    @property
    def _words(self) -> str:
        return self._field.text().strip()

    def _ask(self) -> None:
        self._typing.stop()
        words = self._words
        if not words:
            self._show_nothing("Type a few words", "Spellings and scripts are matched for you.")
            return
        exact, passages = self._exact.isChecked(), self._passages.isChecked()
        self._session.ask(
            lambda library: answer_of(library, words, exact=exact, passages=passages),
            self._show,
            self._failed,
            latest="search",
        )

    def _show(self, answer: Answer) -> None:
        if not self._words:
            return  # the field was emptied while this was being looked for
        if not answer.found.hits:
            spelling = "another spelling" if not self._exact.isChecked() else "any spelling"
            self._show_nothing(f"Nothing holds “{self._words}”", f"Try fewer words, or {spelling}.")
            return
        self._answer = answer
        self._count.set_text(count_of(answer, passages=self._passages.isChecked()))
        self._list.show_passages(passages_of(answer))
        self._list.stand()
        self._place.show_hit(self._list.currentIndex().data(PASSAGE))
        self.show_rows(True)

    def _show_again(self) -> None:
        if self._answer is not None:
            self._list.show_passages(passages_of(self._answer))

    def _failed(self, error: SourcebookError) -> None:
        self._show_nothing(error.message, error.hint)

    def _show_nothing(self, title: str, text: str) -> None:
        self._answer = None
        self._count.set_text("")
        self._empty.set_words(title, text)
        self._place.show_hit(None)
        self.show_rows(False)

    def _on_chosen(self, passage: Passage) -> None:
        document, paragraph, words = passage.document, passage.paragraph, self._words
        if document is not None:
            self._session.ask(
                lambda library: start_of(library, document, paragraph),
                lambda start: self.hit_requested.emit(document, start, words),
                latest="hit",
            )
