"""Texts made for the page's tests, and the page itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.library import Opened
from app.model import Block, BlockKind, Document, DocumentId, DocumentKind, Text
from ui.reader.page import PageView
from ui.theme import Theme

Content = tuple[BlockKind, str]


def text_of(*contents: Content) -> Text:
    """A Text of these blocks; paragraphs and quotations are numbered as the library does."""
    blocks, at, number = [], 0, 0
    for kind, words in contents:
        counted = kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
        number += counted
        blocks.append(Block(kind, at, at + len(words), paragraph=number if counted else None))
        at += len(words) + 2
    return Text("\n\n".join(words for _kind, words in contents), tuple(blocks), "0" * 64, "test 1")


def opened_of(*contents: Content, title: str = "A title") -> Opened:
    """A document of these blocks as the library opens it."""
    document = Document(
        DocumentId("a" * 12), DocumentKind.ANALYST_ARTICLE, "key", {"title": title}, "2026-01-01"
    )
    return Opened(document, text_of(*contents), (), ())


def paragraphs(*words: str) -> list[Content]:
    """Paragraphs of these words."""
    return [(BlockKind.PARAGRAPH, each) for each in words]


Show = Callable[[Opened], PageView]


@pytest.fixture
def show(theme: Theme, qtbot: QtBot) -> Show:
    """Shows a document on a page of 860 × 800 and waits until all of it is there."""

    def shown(opened: Opened) -> PageView:
        page = PageView(theme)
        qtbot.addWidget(page)
        page.resize(860, 800)
        with qtbot.waitExposed(page):
            page.show()
        with qtbot.waitSignal(page.text_completed):
            page.show_text(opened, "Mara Ellingsen")
        return page

    return shown
