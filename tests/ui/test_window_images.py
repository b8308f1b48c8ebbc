"""Images in the whole window: from the library to the page, by the action and by the button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.paths import resource
from tests.ui.test_window import ARTICLE, opened
from ui.shell.window import MainWindow
from ui.theme import Theme

PICTURED = "circular-reporting.html"


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with create_library(tmp_path / "library") as made:
        sources = [str(resource("sample_library") / name) for name in (ARTICLE, PICTURED)]
        list(made.import_paths(sources))
    window = opened(theme, tmp_path / "library", tmp_path / "settings.json", qtbot)
    yield window
    window.close()


def open_one(window: MainWindow, qtbot: QtBot, start: str) -> None:
    rows = window.session.library.rows(window.list.model.ids)
    window.open_document(next(row.id for row in rows if row.title.startswith(start)))
    qtbot.waitUntil(lambda: window.reader.page._builder is None)


def test_the_action_shows_the_image_of_the_library_and_reopening_hides_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_one(window, qtbot, "Four Outlets")
    page, action = window.reader.page, window.actions_["toggle-images"]
    assert action.isEnabled()
    assert window.reader.opened is not None
    assert window.reader.opened.text is not None
    before = window.reader.opened.text.blocks[window.reader.opened.images[0].before - 1]
    page.scroll_to(before.start)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_I)
    assert page.images.shown == {0}
    # The circle of the drawing is filled with this, at the place where it has no words.
    qtbot.waitUntil(lambda: 0 in page.images._pixels)
    shot = page.images._pixels[0]
    ratio = shot.width() / 1_280
    assert shot.pixelColor(round(244 * ratio), round(420 * ratio)) == QColor("#BFD9D6")

    open_one(window, qtbot, "Reading a Claim")
    assert not action.isEnabled()
    open_one(window, qtbot, "Four Outlets")
    assert page.images.shown == set()


def test_an_image_whose_file_is_gone_is_named_and_nothing_breaks(
    window: MainWindow, qtbot: QtBot
) -> None:
    broken: list[object] = []
    window.session.broke.connect(broken.append)
    for file in (window.session.folder / "originals").rglob("*"):
        if file.is_file() and file.read_bytes().startswith(b"\x89PNG"):
            file.unlink()
    open_one(window, qtbot, "Four Outlets")
    page = window.reader.page
    assert window.reader.opened is not None
    assert window.reader.opened.text is not None
    page.scroll_to(window.reader.opened.text.blocks[window.reader.opened.images[0].before].start)
    page.images.toggle(0)
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() - 100)
    qtbot.waitUntil(lambda: page.images._failed == {0})
    assert page.images.height(0) == 72
    assert broken == []
