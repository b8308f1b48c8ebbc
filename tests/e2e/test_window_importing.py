"""Thirty mixed files dropped on the real program: watched, stopped, gone on with, looked through.

Among them a wrong extension, a locked PDF, an empty and a cut file, one article under two
addresses and one file twice. With SOURCEBOOK_SCREENSHOTS naming a folder, each step leaves
pictures, small and large, light and dark.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Access, Library, open_library
from tests.support.desktop import Desktop, Thing, desktop, lacking, leave, pictures, take
from tests.support.mixed_files import COPIED, UNREAD, thirty_files

LACKING = lacking()
BUTTON_OF_FIELDS, BUTTON_OF_LINK = (130, 32), (160, 78)
PLACE, SMALL, LARGE = (10, 40), (1280, 800), (1920, 1080)
DOCUMENTS = 30 - 4 - 1 + 1 + 1
"""Of thirty files four can't be read and one is there already; two of them hold two each."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path, "2200x1200") as made:
        yield made


class Reader:
    """One who empties a folder of downloads into the library, with a mouse and a keyboard."""

    def __init__(self, screen: Desktop) -> None:
        self.screen = screen
        self.program = screen.sourcebook()
        self.files = thirty_files(screen.folder / "downloads")
        self.window = ""

    def library(self) -> Library:
        """The library as it is on disk at this moment."""
        return open_library(self.screen.folder / "data" / "sourcebook" / "library", Access.READ)

    def count(self) -> int:
        with self.library() as now:
            return now.count()

    def settle(self) -> None:
        self.window = self.screen.window("Library – Sourcebook")
        self.resize(SMALL)
        self.screen.tool("windowmove", "--sync", self.window, *PLACE)

    def resize(self, size: tuple[int, int]) -> None:
        self.screen.tool("windowsize", "--sync", self.window, *size)

    def said(self, words: str) -> str:
        """What a label, button or row says that begins with these words, once it is there."""

        def look() -> str | None:
            self.screen.settle()
            names = (thing.name for thing in self.screen.things())
            return next((name for name in names if name.startswith(words)), None)

        return self.screen.wait(look, words)

    def row(self, words: str) -> Thing | None:
        """The row that begins with these words, if all of it is in sight."""
        row = self.screen.find("list item", words)
        below = self.screen.geometry(self.window)[1] + SMALL[1] - 60
        return row if row is not None and row.rect[1] + row.rect[3] < below else None

    def wheel_to(self, words: str) -> None:
        """Turn the mouse wheel over the rows until one is in sight."""
        for _ in range(12):
            if self.row(words) is not None:
                return
            self.screen.tool("mousemove", 700, 500, "click", "--repeat", 3, 5)
            self.screen.settle()
        raise AssertionError(f"no row “{words}”")

    def press_in(self, words: str, place: tuple[int, int]) -> None:
        """Click into a row: so far left of its right edge, so far below its top.

        Qt 6.11 shows screen readers a list's rows and not the buttons that stand in them.
        """
        self.screen.settle()
        row = self.screen.wait(lambda: self.row(words), words)
        x, y, wide, _ = row.rect
        self.screen.click(x + wide - place[0], y + place[1])

    def keep_pictures(self, name: str) -> None:
        """The same screen small and large, light and dark."""
        if pictures() is None:
            return
        self.screen.photograph(f"{name}-light-small")
        self.resize(LARGE)
        self.screen.photograph(f"{name}-light-large")
        self.screen.key("ctrl+shift+t", "ctrl+shift+t")
        self.screen.photograph(f"{name}-dark-large")
        self.resize(SMALL)
        self.screen.photograph(f"{name}-dark-small")
        self.screen.key("ctrl+shift+t")
        self.screen.settle()


def begin(reader: Reader) -> None:
    reader.screen.window("Sourcebook")
    reader.screen.press("button", "Start my library")
    reader.settle()
    reader.screen.see("label", "Nothing here yet")


def drop_and_stop(reader: Reader) -> None:
    """All thirty in one drag; progress is told, and Cancel keeps what was finished."""
    screen = reader.screen
    source = screen.start(
        sys.executable, "-m", "tests.support.drag_source", "1700", "200", *map(str, reader.files)
    )
    x, y, wide, high = screen.geometry(screen.window("Drag source"))
    target = screen.see("label", "What you add is read here").middle
    assert screen.drop(source, (x + wide // 2, y + high // 2), (1200, 500), target) == "CopyAction"
    screen.wait(lambda: reader.count() >= 4, "the first documents")
    folder = pictures()
    if folder is not None:
        screen.picture(folder / "1-adding.png")
    cancel = screen.wait(lambda: screen.find("button", "adding-cancel"), "Cancel")
    told = [thing.name for thing in screen.things() if " of 30 done." in thing.name]
    assert told, "how far it is"
    screen.click(*cancel.middle)
    reader.said("Stopped. What was finished before is kept.")
    source.terminate()


def look_at_what_was_kept(reader: Reader) -> None:
    screen, kept = reader.screen, reader.count()
    assert 4 <= kept < DOCUMENTS
    rows = [thing.name for thing in screen.things(hidden=True) if "Not imported" in thing.name]
    assert rows
    reader.keep_pictures("2-stopped")


def go_on(reader: Reader) -> None:
    """The rest comes too; what can't be read says why, with one way out."""
    screen = reader.screen
    screen.press("button", "Add the rest")
    reader.said(f"{DOCUMENTS} documents added")
    assert reader.count() == DOCUMENTS
    said = reader.said("1 already in the library")
    assert said == "1 already in the library, 1 likely copy, 4 not added: the reason stands below."
    names = [thing.name for thing in screen.things(hidden=True)]
    for file in UNREAD:
        assert any(name.startswith(f"{file}. ") and "Not added" in name for name in names), file
    assert any(name.startswith("locked.pdf") and "password" in name for name in names)
    assert any("is a PDF although its name ends in .html" in name for name in names)
    reader.keep_pictures("3-added")


def check_fields(reader: Reader) -> None:
    """ "3 fields to check": one is changed, the others are right; the next document comes."""
    screen = reader.screen
    with reader.library() as now:
        doubted = now.overview().doubted
    assert doubted >= 2
    reader.press_in("Divers at work", BUTTON_OF_FIELDS)
    reader.said("Divers at work")
    reader.keep_pictures("5-fields")
    author = screen.see("text", "Author")
    screen.wait(lambda: "focused" in (screen.find("text", "Author") or author).states, "the field")
    screen.key("ctrl+a")
    screen.type("Reyle, Dana M.")
    screen.key("Return")
    screen.wait(lambda: screen.find("text", "Author") is None, "the author settled")
    screen.key("ctrl+Return")
    reader.said("Bells in the fog")
    for left in range(doubted - 2, -1, -1):
        screen.key("ctrl+Return")
        screen.wait(lambda left=left: _doubted(reader) == left, "the next document settled")  # type: ignore[misc]
        screen.settle()
    reader.said("All looked at")
    screen.press("button", "Close")
    with reader.library() as now:
        found = {document.title: document for document in now.documents()}
    assert found["Divers at work"].reference["author"] == [{"family": "Reyle", "given": "Dana M."}]
    assert found["Bells in the fog"].reference["author"] == [{"family": "Reyle", "given": "Dana"}]
    rows = [thing.name for thing in screen.things(hidden=True) if thing.role == "list item"]
    assert not [name for name in rows if "fields to check" in name]


def _doubted(reader: Reader) -> int:
    with reader.library() as now:
        return now.overview().doubted


def link_copies(reader: Reader) -> None:
    """The same article from a mirror: both stay, and each leads to the other."""
    screen = reader.screen
    reader.wheel_to(f"{COPIED}. keepers-print.html")
    reader.keep_pictures("4-likely-copy")
    reader.press_in(f"{COPIED}. keepers-print.html", BUTTON_OF_LINK)
    reader.said(f"{COPIED}. keepers-print.html")
    with reader.library() as now:
        first, later = (each for each in now.documents() if each.title == COPIED)
        assert now.copies(later.id).copy_of == first
        assert now.duplicates() == []
    linked = [thing.name for thing in screen.things(hidden=True)]
    assert any(f"Linked as a copy of “{COPIED}”" in name for name in linked)
    reader.keep_pictures("6-linked")
    screen.press("button", "Done")
    screen.settle()
    screen.key("ctrl+f")
    screen.type("keepers")
    row = screen.wait(
        lambda: next((each for each in screen.things() if "linked with 1 copy" in each.name), None),
        "a row that says so",
    )
    screen.click(*row.middle)
    screen.settle()
    screen.press("radio button", "Source")
    reader.said(f"Open {COPIED}")
    reader.keep_pictures("7-copies")


@pytest.mark.skipif(bool(LACKING), reason=LACKING)
def test_thirty_mixed_files_are_added_checked_and_linked(screen: Desktop) -> None:
    reader = Reader(screen)
    steps = (begin, drop_and_stop, look_at_what_was_kept, go_on, check_fields, link_copies)
    take(screen, reader, steps)
    leave(screen, reader)
