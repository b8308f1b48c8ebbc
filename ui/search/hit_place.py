"""Beside what was found: the current passage in its paragraph, and ways to narrow a search."""

from __future__ import annotations

from ui.search.surroundings import Surroundings, forms_of, surroundings_of
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.passage_place import LegendRow, PassagePlace
from ui.widgets.passages import Passage

_WAYS = (
    ('"two words"', "Words in quotation marks stand side by side."),
    ("author:haddad", "Only what somebody of this name wrote."),
    ("year:2016", "Only sources of this year."),
    ("tag:check", "Only documents with this tag."),
    ("kind:report", "Only reports; or articles, books, entries and so on."),
)


class HitPlace(PassagePlace):
    """``place_wanted`` when the passage shall be gone to."""

    def __init__(self, theme: Theme, session: Session) -> None:
        self._go = Button(theme, "Go to its place", name="hit-go")
        legend = [
            Label(theme, "Ways to search", role="panel"),
            *(LegendRow(theme, term, meaning) for term, meaning in _WAYS),
        ]
        super().__init__(theme, "hit-place", [self._go], legend)
        self._session = session
        self._passage: Passage | None = None
        self._go.clicked.connect(lambda _checked=False: self.place_wanted.emit())

    def show_hit(self, passage: Passage | None) -> None:
        """Show a passage that was found; None for none."""
        if passage is not None and passage == self._passage:
            return
        self._passage = passage
        if passage is None:
            self.show_nothing()
            return
        self.show_head(passage.title, [passage.aside, passage.where])
        self._text.show_words(passage.words, passage.hits)
        document, paragraph = passage.document, passage.paragraph
        if document is not None and paragraph is not None:
            forms = forms_of(passage.words, passage.hits)
            self._session.ask(
                lambda library: surroundings_of(library, document, paragraph, forms),
                lambda found: self._show(passage, found),
                latest="hit-place",
            )

    def _show(self, passage: Passage, found: Surroundings | None) -> None:
        if found is not None and self._passage is passage:
            self._text.show_words(found.words, found.hits)
