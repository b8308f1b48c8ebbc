"""Finding in the open text: asked beside the window's thread, shown on the page, gone through."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject

from app.model import Text
from app.text.within import MOST, Searchable
from ui.actions import Actions
from ui.jobs import Jobs
from ui.reader.findbar import FindBar
from ui.reader.page import PageView
from ui.reader.presenter import count_words, first_after

_LONGEST_WORDS, _UNDER_BAR = 200, 72


_MOMENT = 0.0005
"""Seconds: a thread that only gives way is back before the one that paints has woken up."""


def let_paint() -> None:
    """Give the thread that paints a turn."""
    time.sleep(_MOMENT)


class Finding(QObject):
    """Connects the find bar and its actions to the page."""

    def __init__(self, jobs: Jobs, page: PageView, bar: FindBar, actions: Actions) -> None:
        super().__init__(page)
        self._jobs, self._page, self._bar = jobs, page, bar
        self._text: Text | None = None
        self._searchable: tuple[str, Searchable] | None = None
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        bar.asked.connect(self._ask)
        bar.closed.connect(self._on_closed)
        actions.on("find-in-text", self.open)
        actions.on("find-next", lambda: self.step(1))
        actions.on("find-previous", lambda: self.step(-1))

    def set_text(self, text: Text | None) -> None:
        """Look into another text from now on; an open bar looks for the same words in it."""
        self._text, self._hits, self._at = text, [], -1
        self._page.set_hits([])
        if self._bar.isVisible():
            self._ask(self._bar.words)

    def open(self) -> None:
        """Open the bar; a selection of a few words is what is looked for."""
        if self._text is None:
            return
        selected = self._page.selection()
        words = self._text.canonical[slice(*selected)] if selected else ""
        if len(words) > _LONGEST_WORDS or "\n" in words:
            words = ""
        self._bar.open_bar(words)

    def step(self, by: int) -> None:
        """Go to the next place, or the one before; after the last comes the first."""
        if self._bar.isHidden():
            self.open()
            return
        if self._hits:
            wrapped = not 0 <= self._at + by < len(self._hits)
            self._at = (self._at + by) % len(self._hits)
            self._show(from_end=by < 0 and wrapped, from_top=by > 0 and wrapped)

    def _ask(self, words: str) -> None:
        text = self._text
        if text is None or not words.strip():
            self._found([])
            return
        self._jobs.in_background(
            lambda: self._searched(text).find(words),
            self._found,
            lambda _error: self._found([]),
            latest="find",
        )

    def _searched(self, text: Text) -> Searchable:
        """The folded text; made once, in the thread that searches."""
        if self._searchable is None or self._searchable[0] != text.sha256:
            self._searchable = (text.sha256, Searchable(text.canonical, let_paint))
        return self._searchable[1]

    def _found(self, hits: list[tuple[int, int]]) -> None:
        if self._bar.isHidden():
            return
        self._hits = hits if self._bar.words else []
        selected = self._page.selection()
        self._at = first_after(self._hits, selected[0] if selected else self._page.place())
        self._show()

    def _show(self, *, from_top: bool = False, from_end: bool = False) -> None:
        if not self._hits:
            self._page.set_hits([])
            none = bool(self._bar.words)
            self._bar.show_count("Nothing found" if none else "", none=none)
            return
        start, end = self._hits[self._at]
        self._page.set_hits(self._hits, self._at)
        self._page.select(start, end)
        # The bar lies over the first lines.
        if not self._page.is_visible(start) or self._page.y_of(start) < _UNDER_BAR:
            self._page.scroll_to(start, 120)
        told = count_words(self._at + 1, len(self._hits), more=len(self._hits) >= MOST)
        wrapped = ", from the top" if from_top else ", from the end" if from_end else ""
        self._bar.show_count(told + wrapped)

    def _on_closed(self) -> None:
        self._page.set_hits([])
        self._page.setFocus()
