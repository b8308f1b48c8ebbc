"""What marking does: digits, notes, tags, deleting, going from mark to mark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from app.model import Highlight, Meaning, Note
from ui.actions import Actions
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.reader.view import ReaderView

_STARTED = "…"
"""What a note says until something is typed: the library keeps no empty note."""


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
        actions.on("grow-mark", lambda: self._resize(1))
        actions.on("shrink-mark", lambda: self._resize(-1))
        actions.on("tag-mark", self._tag)
        actions.on("copy-text", self._page.copy)
        actions.on("add-document-note", self._note_on_document)
        self._page.note_requested.connect(self._write_note)

    def _mark(self, meaning: Meaning) -> None:
        document, selected = self._view.current_document, self._page.selection()
        current = self._page.current_mark
        if document is not None and selected is not None:
            start, end = selected
            self._session.change(
                lambda library: library.highlight_passage(
                    document, start, end, meaning=meaning.value
                ),
                self._marked,
            )
        elif current is not None:
            self._session.change(lambda library: library.set_meaning(current.id, meaning.value))

    def _marked(self, mark: Highlight) -> None:
        self._page.clear_selection()
        self._page.set_current_mark(mark.id)

    def _marked_for_note(self, mark: Highlight) -> None:
        self._marked(mark)
        self._add_note(mark.id)

    def _write_note(self) -> None:
        document, selected = self._view.current_document, self._page.selection()
        current = self._page.current_mark
        if document is not None and selected is not None:
            start, end = selected
            self._session.change(
                lambda library: library.highlight_passage(document, start, end),
                self._marked_for_note,
            )
        elif current is not None:
            note = self._view.margin.note_on(current.id)
            if note is not None:
                self._view.margin.edit(note)
            else:
                self._add_note(current.id)
        else:
            self._view.said.emit("Select a passage first, then press N.", False)

    def _add_note(self, on: str) -> None:
        self._session.change(lambda library: library.add_note(_STARTED, on=on), self._noted)

    def _noted(self, note: Note) -> None:
        self._view.margin.edit(note.id)

    def _note_on_document(self) -> None:
        document = self._view.current_document
        if document is None:
            return
        text, given = QInputDialog.getMultiLineText(
            self._view, "Note on the document", "Private until you share it"
        )
        if given and text.strip():
            self._session.change(
                lambda library: library.add_note(text, on=document),
                lambda _note: self._view.said.emit("Note added", True),
            )

    def _delete(self) -> None:
        current = self._page.current_mark
        if current is not None:
            self._session.change(
                lambda library: library.delete_highlight(current.id),
                lambda _id: self._view.said.emit("Mark deleted", True),
            )

    def _step(self, by: int) -> None:
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

    def _resize(self, by: int) -> None:
        current, opened = self._page.current_mark, self._view.opened
        if current is None or opened is None or opened.text is None:
            return
        end = next_edge(opened.text.canonical, current.end, by)
        if current.start < end != current.end:
            self._session.change(
                lambda library: library.set_highlight_range(current.id, current.start, end)
            )

    def _tag(self) -> None:
        current, opened = self._page.current_mark, self._view.opened
        if current is None or opened is None:
            return
        mark = next(each for each in opened.highlights if each.id == current.id)
        text, given = QInputDialog.getText(
            self._view, "Tags of the mark", "Separated by commas", text=", ".join(mark.tags)
        )
        if not given:
            return
        wanted = {tag.strip() for tag in text.split(",") if tag.strip()}
        put, take = sorted(wanted - set(mark.tags)), sorted(set(mark.tags) - wanted)
        if put:
            self._session.change(lambda library: library.tag(mark.id, put))
        if take:
            self._session.change(lambda library: library.untag(mark.id, take))


def next_edge(text: str, end: int, by: int) -> int:
    """The end of the next word after ``end``, or of the word before, in code points."""
    if by > 0:
        at = end
        while at < len(text) and not text[at].isalnum():
            at += 1
        while at < len(text) and text[at].isalnum():
            at += 1
        return at
    at = end
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    return at
