"""A window on a library with a PDF of five pages, whose characters stand where they are put."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import PDF_VIEW, Settings
from tests.ui.windows import open_window
from tests.unit.intake.pdf_files import Word, build
from ui.reader.pages.painting import on
from ui.reader.pages.view import PagesView
from ui.shell.window import MainWindow
from ui.theme import Theme

HEAD = "Annual review of nothing at all"
LABELS = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"


_TREES = ("Amber", "Birch", "Cedar", "Dogwood", "Elm")
_WORDS = ("north", "river", "stone", "glass", "paper", "salt", "wool", "iron", "clay", "light",
          "bread", "rope")  # fmt: skip


def sentence(number: int, row: int) -> str:
    """A sentence that stands nowhere else, and is like none at the same place of another page."""
    tree, word = _TREES[number], _WORDS[(row + 3 * number) % 12]
    return f"{tree} number {row} was sold with {word} for the {word} fair of {tree}."


def five_pages() -> bytes:
    """Pages i, ii, 1, 2 and 3 with a running head and twelve sentences each."""
    pages = []
    for number in range(5):
        words = [Word(72, 800, HEAD, 9)]
        words += [Word(72, 700 - 40 * row, sentence(number, row), 11) for row in range(12)]
        pages.append(words)
    return build(pages, labels=LABELS)


Start = Callable[..., MainWindow]


@pytest.fixture
def start(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Opens a window on the PDF, or on another file, in one of the three views."""
    windows = []

    def started(view: str = "pages", content: bytes | None = None) -> MainWindow:
        file = tmp_path / "review.pdf"
        file.write_bytes(content or five_pages())
        with create_library(tmp_path / "library") as library:
            (line,) = library.import_paths([str(file)])
            assert line.document is not None
        settings = Settings(None)
        settings.set(PDF_VIEW, view)
        window = open_window(theme, tmp_path / "library", qtbot, settings)
        windows.append(window)
        window.open_document(line.document.id)
        return window

    yield started
    for window in windows:
        window.close()
        window.session.close()


def pages_of(window: MainWindow) -> PagesView:
    """The pages of a window."""
    return window.reader.pages.pane.view


def ready(qtbot: QtBot, view: PagesView, page: int = 0) -> None:
    """Wait until a page is drawn and laid against the text."""
    qtbot.waitUntil(
        lambda: view.ready and view.picture(page) is not None and view.map_of(page) is not None,
        timeout=20_000,
    )


def at(window: MainWindow, words: str, page: int, *, end: bool = False) -> QPoint:
    """The point in the pages' viewport where words of the text begin, or end."""
    view, opened = pages_of(window), window.reader.opened
    assert opened is not None
    assert opened.text is not None
    found = view.map_of(page)
    assert found is not None
    start = opened.text.canonical.index(words)
    boxes = found.boxes(start, start + len(words))
    line = on(view.rect_of(page), boxes[-1] if end else boxes[0])
    x = line.right() - 1 if end else line.left() + 1
    return QPointF(x, line.center().y()).toPoint()
