"""A reader on a real library with one article and one book without text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.model import Note
from app.settings import Settings
from ui.actions import Actions, Where
from ui.reader.cards import NoteCard
from ui.reader.view import ReaderView
from ui.session import Session, open_session
from ui.theme import Theme

ARTICLE = """# Archive notes

## What is kept

What the archive keeps and what it drops is told here in a paragraph of some length.

Another paragraph says who decided that, and on which day it was decided, and why.

## What is dropped

A third paragraph names three things that were dropped: letters, drafts and receipts.
"""


@dataclass
class Desk:
    """A shown reader, its library and what a test asks of both."""

    window: QMainWindow
    reader: ReaderView
    session: Session
    actions: Actions
    article: str
    book: str
    qtbot: QtBot

    def select(self, words: str) -> None:
        """Select the first place of some words, with the keyboard on the page."""
        opened = self.reader.opened
        assert opened is not None
        assert opened.text is not None
        start = opened.text.canonical.index(words)
        self.reader.page.setFocus()
        self.reader.page.select(start, start + len(words))

    def mark(self, words: str, digit: int = 1) -> str:
        """Mark some words; the mark's id."""
        before = {mark.id for mark in self.reader.page.marks}
        self.select(words)
        self.actions[f"mark-{digit}"].trigger()
        self.qtbot.waitUntil(lambda: len(self.reader.page.marks) == len(before) + 1)
        return next(mark.id for mark in self.reader.page.marks if mark.id not in before)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        self.qtbot.keyClick(widget, key)

    @property
    def editor(self) -> QPlainTextEdit:
        """The editor of the card that is being written in."""
        found = [
            edit
            for edit in self.reader.findChildren(QPlainTextEdit, "card-text")
            if edit.isVisible()
        ]
        assert len(found) == 1
        return found[0]

    @property
    def cards(self) -> list[NoteCard]:
        """The cards that can be seen."""
        return [card for card in self.reader.margin.cards if card.isVisible()]

    def notes(self) -> list[Note]:
        return list(self.session.library.notes())

    def settled(self) -> None:
        """Wait until every change asked for so far was made and told."""
        done: list[object] = []
        document = self.article
        self.session.change(
            lambda library: library.keep_reading_place(document, 0), lambda _x: done.append(1)
        )
        self.qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, encoding="utf-8")
    with create_library(tmp_path / "library") as library:
        (added,) = library.import_paths([str(file)])
        assert added.document is not None
        book = library.add_reference({"type": "book", "title": "A printed book"}).value
    session = open_session(tmp_path / "library")
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(theme, window)
    actions.on("inspector", lambda: None)
    reader = ReaderView(theme, session, actions, Settings(tmp_path / "settings.toml"))
    actions.hear(Where.READER, reader)
    window.setCentralWidget(reader)
    window.resize(960, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    reader.open_document(added.document.id)
    reader.panel.show_tab("notes")
    qtbot.waitUntil(lambda: not reader.page._building())
    yield Desk(window, reader, session, actions, added.document.id, book.id, qtbot)
    reader.finish()
    session.close()
