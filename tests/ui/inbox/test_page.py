"""The inbox in the window: a real folder, looked at beside the window, kept from and dismissed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.library import create_library
from tests.ui.windows import open_window
from ui.inbox.connecting import watch_of
from ui.inbox.page import InboxPage, InboxRow
from ui.inbox.words import size_words, when_words
from ui.library.presenter import Place
from ui.shell.window import MainWindow
from ui.theme import Theme
from ui.widgets.buttons import Button

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>What the archive keeps and what it drops is told here in a paragraph about {0}.</p>
</article></body></html>"""
INBOX = Place("inbox", "", "Inbox")


def download(folder: Path, name: str, content: str = "") -> Path:
    file = folder / name
    file.write_text(content or PAGE.format(file.stem), encoding="utf-8")
    changed = file.stat().st_mtime - 100
    os.utime(file, (changed, changed))
    return file


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    download(folder, "old.html")
    return folder


@pytest.fixture
def window(
    tmp_path: Path, downloads: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_any: str(downloads))
    create_library(tmp_path / "library").close()
    made = open_window(theme, tmp_path / "library", qtbot)
    yield made
    made.close()


def page_of(window: MainWindow) -> InboxPage:
    page = window.show_page("inbox")
    assert isinstance(page, InboxPage)
    return page


def press(page: InboxPage, name: str) -> None:
    button = page.findChild(Button, name)
    assert isinstance(button, Button)
    assert button.isEnabled()
    button.click()


def rows(page: InboxPage) -> list[InboxRow]:
    return [row for row in page.findChildren(InboxRow) if not row.isHidden()]


def names(page: InboxPage) -> list[str]:
    return sorted(row.accessibleName().partition(". ")[0] for row in rows(page))


def watched(window: MainWindow, qtbot: QtBot) -> InboxPage:
    page = page_of(window)
    press(page, "inbox-choose")
    qtbot.waitUntil(lambda: watch_of(window).inbox.folder is not None)
    return page


def test_nothing_is_watched_at_first(window: MainWindow) -> None:
    assert window.sidebar.model.row_of(INBOX) < 0
    assert rows(page_of(window)) == []


def test_new_files_show_up_by_themselves_and_are_counted(
    window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    page = watched(window, qtbot)
    assert names(page) == []
    download(downloads, "one.html")
    download(downloads, "two.html")
    qtbot.waitUntil(lambda: names(page) == ["one.html", "two.html"], timeout=20_000)
    row = window.sidebar.model.side_row(
        window.sidebar.model.index(window.sidebar.model.row_of(INBOX))
    )
    assert row is not None
    assert row.count == 2
    window.sidebar.select(INBOX)
    assert window.page_name == "inbox"


def test_a_file_is_kept_and_another_dismissed(
    window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    page = watched(window, qtbot)
    files = [download(downloads, name) for name in ("one.html", "two.html")]
    qtbot.waitUntil(lambda: len(rows(page)) == 2, timeout=20_000)
    one = next(row for row in rows(page) if "one" in row.accessibleName())
    keep = one.findChild(Button, "inbox-keep")
    assert isinstance(keep, Button)
    assert keep.accessibleName() == "Keep one.html"
    keep.click()
    qtbot.waitUntil(lambda: names(page) == ["two.html"], timeout=20_000)
    titles = [each.title for each in window.session.library.documents("")]
    assert titles == ["one"]
    two = rows(page)[0].findChild(Button, "inbox-dismiss")
    assert isinstance(two, Button)
    two.click()
    qtbot.waitUntil(lambda: names(page) == [], timeout=20_000)
    assert window.session.library.count() == 1
    assert all(file.exists() for file in files)


def test_keep_all_tells_what_could_not_be_read(
    window: MainWindow, downloads: Path, qtbot: QtBot
) -> None:
    page = watched(window, qtbot)
    download(downloads, "one.html")
    download(downloads, "broken.pdf", "%PDF-1.7 and nothing more")
    qtbot.waitUntil(lambda: len(rows(page)) == 2, timeout=20_000)
    press(page, "inbox-keep-all")
    qtbot.waitUntil(lambda: names(page) == ["broken.pdf"], timeout=20_000)
    texts = [label.text() for label in rows(page)[0].findChildren(type(page._said))]
    assert any(text.startswith("Not added: ") for text in texts)
    assert window.session.library.count() == 1


def test_stopping_takes_the_place_away(window: MainWindow, qtbot: QtBot) -> None:
    page = watched(window, qtbot)
    qtbot.waitUntil(lambda: window.sidebar.model.row_of(INBOX) >= 0)
    press(page, "inbox-stop")
    qtbot.waitUntil(lambda: window.sidebar.model.row_of(INBOX) < 0)
    assert window.session.library.inbox_folder() is None


def test_the_folder_is_watched_again_after_a_restart(
    window: MainWindow, theme: Theme, downloads: Path, qtbot: QtBot
) -> None:
    watched(window, qtbot)
    folder = window.session.folder
    window.close()
    download(downloads, "meanwhile.html")
    again = open_window(theme, folder, qtbot)
    qtbot.waitUntil(lambda: again.sidebar.model.row_of(INBOX) >= 0, timeout=20_000)
    assert names(page_of(again)) == ["meanwhile.html"]
    again.close()


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (999, "999 bytes"), (1_000, "1 KB"), (3_440_000, "3.4 MB")],
)
def test_sizes_are_told_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_ages_are_told_in_words() -> None:
    now = datetime(2024, 3, 9, 12, tzinfo=UTC)
    told = [
        when_words(now - age, now)
        for age in (
            timedelta(seconds=9), timedelta(minutes=1), timedelta(hours=3), timedelta(days=2),
            timedelta(minutes=-5),
        )
    ]  # fmt: skip
    assert told == ["just now", "1 minute ago", "3 hours ago", "7 March 2024", "just now"]
