"""A student's task by real clicks and keys, in the real program on a display of its own.

First screen, a saved page dropped, three overlapping marks, a note, a quotation on the clipboard, a
``.bib`` file, everything undone and brought back, and after a restart all as it was left.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Access, Library, open_library
from app.model import BlockKind
from tests.support.desktop import Desktop, Thing, desktop, lacking, leave, take

LACKING = lacking()

FIRST = "The ministry issued its statement on Monday about the three villages beyond the river."
FILLER = "What follows is only here so that the page is long enough to be read on a later day. "
ADDRESS = "https://example.org/three-villages"
PAGE = f"""<!DOCTYPE html><!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->
<html lang="en"><head><meta charset="utf-8">
<title>Three villages and a statement</title><meta name="author" content="Mara Ellingsen">
<meta property="article:published_time" content="2024-03-09"></head><body><article>
<h1>Three villages and a statement</h1>
<p>This page was written for a test, and what it tells did not happen anywhere at all.</p>
<h2>The statement</h2>
<p>{FIRST}</p>
<p>An agency that signs as أعماق repeated it in the evening, and other papers followed soon.<sup
id="r1"><a href="#fn1">1</a></sup></p>
<h2>The villages</h2>
{"".join(f"<p>Paragraph of the villages, number {n}. {FILLER * 4}</p>" for n in range(40))}
<ol class="footnotes"><li id="fn1">The agency's own page, seen in March.</li></ol>
</article></body></html>"""
NOTE = "Who else was there on Monday?"
PLACE, SIZE = (30, 60), (1320, 820)
DARK_PAPER = "#1c1d1f"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path) as made:
        yield made


def library(screen: Desktop) -> Library:
    """The library as it is on disk at this moment."""
    return open_library(screen.folder / "data" / "sourcebook" / "library", Access.READ)


def passages(screen: Desktop) -> list[str]:
    """The words of every mark, in reading order."""
    with library(screen) as now:
        (id_,) = now.filtered("")
        opened = now.open_document(id_)
        assert opened.text is not None
        return [
            opened.text.canonical[mark.start : mark.end]
            for mark in sorted(opened.highlights, key=lambda each: each.start or 0)
        ]


def notes(screen: Desktop) -> list[str]:
    with library(screen) as now:
        return [note.text for note in now.notes()]


class Student:
    """One who sees the screen and has a mouse and a keyboard."""

    def __init__(self, screen: Desktop) -> None:
        self.screen = screen
        self.program = screen.sourcebook()
        self.window = ""

    def settle(self) -> None:
        """Put the window where it does not cover what is dragged from."""
        self.window = self.screen.window("Library – Sourcebook")
        self.screen.tool("windowsize", "--sync", self.window, *SIZE)
        self.screen.tool("windowmove", "--sync", self.window, *PLACE)

    def page(self) -> Thing:
        return self.screen.see("text", "Text of Three villages")

    def letters(self, words: str) -> tuple[Thing, int, int]:
        """The page, and where words begin and end in it."""
        page = self.page()
        start = self.screen.text_of(page).index(words)
        return page, start, start + len(words)

    def select(self, words: str) -> None:
        """Drag the mouse over words of one line or more."""
        page, start, end = self.letters(words)
        x, y, _, high = self.screen.letter(page, start)
        to_x, to_y, wide, to_high = self.screen.letter(page, end - 1)
        self.screen.drag((x, y + high // 2), (to_x + wide - 1, to_y + to_high // 2))

    def put_caret(self, words: str) -> None:
        """Click just before words."""
        page, start, _ = self.letters(words)
        x, y, _, high = self.screen.letter(page, start)
        self.screen.click(x + 1, y + high // 2)
        self.screen.wait(
            lambda: self.screen.ask("caret", path=page.path) == start, "the caret at " + words
        )

    def marked(self, *words: str) -> None:
        """Wait until exactly these passages are marked."""
        self.screen.wait(lambda: passages(self.screen) == list(words), f"marks on {words}")


def begin(student: Student) -> None:
    """The first screen leads to an empty library."""
    student.screen.window("Sourcebook")
    student.screen.press("button", "Start my library")
    student.settle()
    student.screen.see("label", "Nothing here yet")


def drop(student: Student) -> None:
    """A saved page is dragged from another program onto the window, and read."""
    screen = student.screen
    file = screen.folder / "three-villages.html"
    file.write_text(PAGE, encoding="utf-8")
    source = screen.start(
        sys.executable, "-m", "tests.support.drag_source",
        "1400", "200", str(file),
    )  # fmt: skip
    shown = screen.window("Drag source")
    x, y, wide, high = screen.geometry(shown)
    target = screen.see("label", "What you add is read here").middle
    assert screen.drop(source, (x + wide // 2, y + high // 2), (1340, 500), target) == "CopyAction"
    # The source serves the data when it is asked for, which is after the drop.
    screen.press("button", "Read it")
    screen.wait(lambda: screen.setting("last_documents"), "the document")
    screen.settle()
    student.page()
    source.terminate()


def mark(student: Student) -> None:
    """Two passages by mouse, one by keyboard; each overlaps the others and stays itself."""
    screen = student.screen
    student.select("The ministry issued its statement on Monday")
    screen.press("button", "Mark as key point")
    student.marked("The ministry issued its statement on Monday")
    student.select("statement on Monday about the three villages")
    screen.key("2")
    student.marked("The ministry issued its statement on Monday",
                   "statement on Monday about the three villages")  # fmt: skip
    student.put_caret("Monday about")
    for _ in range(5):
        screen.key("ctrl+shift+Right")
    screen.key("4")
    student.marked(*MARKED)


MARKED = (
    "The ministry issued its statement on Monday",
    "statement on Monday about the three villages",
    "Monday about the three villages",
)


def write_note(student: Student) -> None:
    """N on the mark just made opens a note beside it; leaving it keeps what was typed."""
    screen = student.screen
    screen.key("n")
    field = screen.see("text", "Note")
    screen.wait(lambda: "focused" in (screen.find("text", "Note") or field).states, "a note")
    screen.type(NOTE)
    screen.key("Escape")
    screen.wait(lambda: notes(screen) == [NOTE], "the note kept")


def copy_quotation(student: Student) -> None:
    """C puts the words and their place on the clipboard, plain and rich."""
    screen = student.screen
    student.put_caret("Monday about")
    screen.key("c")
    told = screen.wait(
        lambda: (text := screen.clipboard()) and "Monday about" in text and text, "a quotation"
    )
    # Harvard, the style at first: author, year, and the paragraph in a page without pages.
    assert told == "‘Monday about the three villages’ (Ellingsen, 2024, para. 2)"
    assert "Monday about the three villages" in (screen.clipboard("text/html") or "")


def export(student: Student) -> None:
    """Ctrl+E, Enter, a name, Enter: a .bib file with the reference and nothing private."""
    screen = student.screen
    screen.key("ctrl+e")
    screen.see("combo box", "export-format")
    screen.key("Tab")
    for _ in range(6):
        button = screen.find("button", "Choose file")
        if button is not None and "focused" in button.states:
            break
        screen.key("Tab")
    screen.key("space")
    screen.window("Export")
    bib = screen.folder / "essay.bib"
    screen.wait(lambda: screen.find("text", "File name"), "the file dialogue")
    screen.key("ctrl+a")
    screen.type(str(bib))
    screen.key("Return")
    screen.wait(bib.exists, "the file")
    written = bib.read_text(encoding="utf-8")
    assert written.startswith("@online{")
    assert "Three villages and a statement" in written
    assert "Ellingsen, Mara" in written
    assert ADDRESS in written
    assert NOTE not in written
    screen.wait(lambda: screen.find("combo box", "export-format") is None, "the sheet gone")


def undo_and_redo(student: Student) -> None:
    """Ctrl+Z takes everything back to the page as it came, Ctrl+Shift+Z brings it all again."""
    screen = student.screen
    for _ in range(12):
        if not passages(screen):
            break
        before = json.dumps([passages(screen), notes(screen)])
        screen.key("ctrl+z")
        screen.wait(
            lambda before=before: json.dumps([passages(screen), notes(screen)]) != before,
            "one step back",
        )
    assert passages(screen) == []
    assert notes(screen) == []
    with library(screen) as now:
        assert now.next_undo() == "import"
    while notes(screen) != [NOTE]:
        before = json.dumps([passages(screen), notes(screen)])
        screen.key("ctrl+shift+z")
        screen.wait(
            lambda before=before: json.dumps([passages(screen), notes(screen)]) != before,
            "one step on",
        )
    assert sorted(passages(screen)) == sorted(MARKED)


def in_sight(student: Student, page: Thing) -> tuple[int, tuple[int, int, int, int]]:
    """A later paragraph that can be read now: where it begins in the text, and on the screen."""
    text = student.screen.text_of(page)
    for number in range(5, 40):
        at = text.index(f"villages, number {number}.")
        spot = student.screen.letter(page, at)
        if 40 < spot[1] - page.rect[1] < page.rect[3] - 100:
            return at, spot
    raise AssertionError("no later paragraph is in sight")


def restart(student: Student) -> None:
    """Dark, read on to a later paragraph, quit; the next start shows the same."""
    screen = student.screen
    screen.key("ctrl+shift+t", "ctrl+shift+t")
    for _ in range(3):
        screen.key("space")
    page = student.page()
    at, spot = in_sight(student, page)
    stood = screen.geometry(student.window)
    assert stood[2:] == SIZE
    leave(screen, student)
    student.program = screen.sourcebook()
    student.window = screen.window("Library – Sourcebook")
    assert screen.geometry(student.window) == stood
    again = student.page()
    assert again.rect == page.rect
    assert abs(screen.letter(again, at)[1] - spot[1]) <= 32
    assert screen.colour(again.rect[0] + 8, again.rect[1] + 100) == DARK_PAPER
    assert sorted(passages(screen)) == sorted(MARKED)
    assert notes(screen) == [NOTE]


@pytest.mark.skipif(bool(LACKING), reason=LACKING)
def test_from_the_first_screen_to_a_cited_quotation_and_back_after_a_restart(
    screen: Desktop,
) -> None:
    student = Student(screen)
    steps = (begin, drop, mark, write_note, copy_quotation, export, undo_and_redo, restart)
    take(screen, student, steps)
    with library(screen) as now:
        (id_,) = now.filtered("")
        opened = now.open_document(id_)
        assert opened.text is not None
        kinds = {block.kind for block in opened.text.blocks}
        assert {BlockKind.HEADING, BlockKind.FOOTNOTE} <= kinds
        assert "أعماق" in opened.text.canonical
    screen.key("ctrl+q")
    assert student.program.wait(30) == 0
