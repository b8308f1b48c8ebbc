"""What marking does: digits, notes, tags, deleting, going from mark to mark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.library import Library
from app.model import Highlight, HighlightId, Meaning
from app.text.locate import locate
from ui.actions import Actions
from ui.notes.writing import Writing
from ui.reader.presenter import next_edge, next_start
from ui.reader.tagging import TagSheet
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.reader.view import ReaderView


class Marking(QObject):
    """Connects the actions of the Mark menu to the open document."""

    def __init__(self, theme: Theme, session: Session, actions: Actions, view: ReaderView) -> None:
        super().__init__(view)
        self._theme, self._session, self._view = theme, session, view
        self._page = view.page
        for number, meaning in enumerate(Meaning, start=1):
            actions.on(f"mark-{number}", partial(self._mark, meaning))
        actions.on("write-note", self._write_note)
        actions.on("delete-mark", self._delete)
        actions.on("next-mark", lambda: self._step(1))
        actions.on("previous-mark", lambda: self._step(-1))
        actions.on("grow-mark", lambda: self._move_end(1))
        actions.on("shrink-mark", lambda: self._move_end(-1))
        actions.on("grow-mark-start", lambda: self._move_start(-1))
        actions.on("shrink-mark-start", lambda: self._move_start(1))
        actions.on("tag-mark", self._tag)
        actions.on("copy-text", self._page.copy)
        self._page.note_requested.connect(self._write_note)
        self._page.menu_opened.connect(partial(_fill, actions))

    def _selected(self) -> tuple[str, int, int] | None:
        """The open document's id and the passage selected in it."""
        document, selected = self._view.current_document, self._page.selection()
        if document is None or selected is None or not self._view.has_text:
            return None
        return document, *selected

    def _mark(self, meaning: Meaning) -> None:
        selected, current = self._selected(), self._view.current_mark
        if selected is not None:
            document, start, end = selected
            self._session.change(
                lambda library: library.highlight_passage(
                    document, start, end, meaning=meaning.value
                ),
                self._marked,
            )
        elif current is not None:
            self._session.change(lambda library: library.set_meaning(current.id, meaning.value))
        else:
            self._view.said.emit("Select a passage first, or go to a mark.", False)

    def _marked(self, mark: Highlight) -> None:
        self._page.clear_selection()
        self._page.set_current_mark(mark.id)

    # Notes ----------------------------------------------------------------------------------------

    def _write_note(self) -> None:
        """Open a card: the selection's, which is marked with it, or the current mark's."""
        selected, current = self._selected(), self._view.current_mark
        if selected is not None:
            self._draft(*selected)
        elif current is not None and current.start is None:
            self._view.quotations.write_note(current.id)
        elif current is not None:
            note = self._view.margin.note_on(current.id)
            self._view.make_room_for_card()
            if note is not None:
                self._view.margin.edit(note)
            else:
                self._view.margin.draft(current, Writing(on=current.id))
        else:
            self._view.said.emit("Select a passage first, then press N.", False)

    def _draft(self, document: str, start: int, end: int) -> None:
        opened = self._view.opened
        if opened is None or opened.text is None:
            return
        # The card stands at once, so that what is typed next goes into it; mark and note follow.
        provisional = Highlight(
            HighlightId(""), opened.document.id, None, start, end,
            opened.text.canonical[start:end], "", "", locate(opened.text, start, end),
            Meaning.YELLOW, "",
        )  # fmt: skip
        writing = Writing()
        self._view.make_room_for_card()
        self._session.change(partial(writing.mark, document, start, end), self._marked)
        self._view.margin.draft(provisional, writing)

    # Marks ----------------------------------------------------------------------------------------

    def _delete(self) -> None:
        current = self._view.current_mark
        if current is not None:
            self._session.change(
                lambda library: library.delete_highlight(current.id),
                lambda _id: self._view.said.emit("Mark deleted", True),
            )

    def _step(self, by: int) -> None:
        if not self._view.has_text:
            self._view.quotations.step(by)
            return
        marks, current = self._page.marks, self._page.current_mark
        if not marks:
            return
        if current is not None:
            at = (list(marks).index(current) + by) % len(marks)
        else:
            place = self._page.place()
            after = [n for n, mark in enumerate(marks) if mark.start >= place]
            at = (after[0] if after else 0) if by > 0 else (after[0] - 1 if after else -1)
        self._page.set_current_mark(marks[at].id)
        if not self._page.is_visible(marks[at].start):
            self._page.scroll_to(marks[at].start, 120)

    def _move_end(self, by: int) -> None:
        found = self._placed()
        if found is not None:
            mark, text, start, end = found
            self._move(mark, start, next_edge(text, end, by))

    def _move_start(self, by: int) -> None:
        found = self._placed()
        if found is not None:
            mark, text, start, end = found
            self._move(mark, next_start(text, start, by), end)

    def _placed(self) -> tuple[Highlight, str, int, int] | None:
        """The current mark with the text it is in and where it stands."""
        current, opened = self._view.current_mark, self._view.opened
        if current is None or opened is None or opened.text is None:
            return None
        if current.start is None or current.end is None:
            return None
        return current, opened.text.canonical, current.start, current.end

    def _move(self, mark: Highlight, start: int, end: int) -> None:
        if start < end and (start, end) != (mark.start, mark.end):
            self._session.change(lambda library: library.set_highlight_range(mark.id, start, end))

    def _tag(self) -> None:
        mark = self._view.current_mark
        if mark is None:
            self._view.said.emit("Go to a mark first, then press T.", False)
            return
        self._session.ask(_known_tags, partial(self._ask_tags, mark))

    def _ask_tags(self, mark: Highlight, known: list[str]) -> None:
        sheet = TagSheet(self._theme, mark.exact, mark.tags, known, self._view)
        sheet.tagged.connect(partial(self._set_tags, mark))
        sheet.open()

    def _set_tags(self, mark: Highlight, tags: list[str]) -> None:
        # A mark without a note has no card that would show them.
        said = f"Tagged {', '.join(tags)}" if tags else "Tags taken off the mark"
        self._session.change(
            lambda library: library.set_tags(mark.id, tags),
            lambda _value: self._view.said.emit(said, True),
        )


def _known_tags(library: Library) -> list[str]:
    return [tag.name for tag in library.overview().tags]


def _fill(actions: Actions, menu: QMenu) -> None:
    """What can be done with the words under the pointer, in the text's own menu."""
    marks = [f"mark-{number}" for number, _ in enumerate(Meaning, start=1)]
    for group in (
        marks,
        ["write-note", "tag-mark", "delete-mark"],
        ["copy-quotation", "build-quotation", "copy-text"],
    ):
        menu.addSeparator()
        menu.addActions([actions[id_] for id_ in group])
