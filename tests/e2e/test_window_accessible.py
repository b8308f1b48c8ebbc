"""The real window as a screen reader gets it over AT-SPI: names, roles, the text, the caret."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import create_library
from app.paths import resource
from tests.support.desktop import Desktop, Thing, desktop, lacking

LACKING = lacking()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)

ARTICLE = "reading-a-claim-of-responsibility.html"
NOTE = "Ask who saw it"
PANES = ("list", "tree", "scroll pane", "panel", "filler")
"""Roles of what only holds other things."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with the program open on a library of one article with one mark and its note."""
    folder = tmp_path / "thesis"
    with create_library(folder) as library:
        list(library.import_paths([str(resource("sample_library") / ARTICLE)]))
        (id_,) = library.filtered("")
        text = library.open_document(id_).text
        assert text is not None
        block = next(each for each in text.blocks if each.paragraph == 2)
        mark = library.highlight_passage(id_, block.start, block.start + 40).value
        library.add_note(NOTE, on=mark.id)
    with desktop(tmp_path) as made:
        made.sourcebook("--library", str(folder))
        made.window("Thesis – Sourcebook")
        yield made


def opened(screen: Desktop) -> Thing:
    """The text of the only document, opened with the mouse."""
    screen.press("list item", "Reading a Claim")
    screen.wait(lambda: screen.setting("last_documents"), "the document")
    screen.settle()
    return screen.see("text", "Text of Reading a Claim")


def nameless(things: list[Thing]) -> list[tuple[str, str]]:
    """What the keyboard can reach and a screen reader could not tell."""
    return [
        (each.role, each.id)
        for each in things
        if "focusable" in each.states and not (each.role and each.role != "unknown" and each.name)
    ]


def test_whatever_the_keyboard_reaches_has_a_name_and_a_role(screen: Desktop) -> None:
    opened(screen)
    seen = screen.things()
    assert len([each for each in seen if "focusable" in each.states]) > 15
    assert nameless(seen) == []
    # A chooser's own name is its value on Linux: its label must be told beside it.
    choosers = [each for each in seen if each.role == "combo box"]
    assert choosers
    assert [each.id for each in choosers if not (each.description or screen.labels(each))] == []


@pytest.mark.parametrize(
    ("key", "role", "name"),
    [
        ("ctrl+e", "combo box", "export-format"),
        ("ctrl+n", "dialog", "New reference"),
        ("ctrl+comma", "dialog", "Preferences"),
        ("ctrl+k", "text", "Find a command"),
        ("ctrl+slash", "dialog", "Keyboard shortcuts"),
        ("ctrl+3", "text", "Filter notes"),
    ],
)
def test_whatever_opens_has_names_too(screen: Desktop, key: str, role: str, name: str) -> None:
    opened(screen)
    screen.key(key)
    screen.see(role, name)
    assert nameless(screen.things()) == []


def test_the_text_can_be_read_and_is_what_the_library_has(screen: Desktop) -> None:
    page = opened(screen)
    assert "Text" in page.interfaces
    assert "read-only" in page.states
    told = screen.text_of(page)
    assert "Reading a Claim of Responsibility" in told
    x, y, wide, high = screen.letter(page, told.index("claim"))
    left, top, across, down = page.rect
    assert left < x < left + across
    assert top < y < top + down
    assert wide > 0
    assert high > 0


def test_the_caret_tells_paragraph_meaning_and_note(screen: Desktop) -> None:
    page = opened(screen)
    told = screen.text_of(page)
    assert told
    x, y, wide, high = page.rect
    screen.click(x + wide // 3, y + high // 2)
    screen.wait(lambda: "focused" in screen.see("text", "Text of").states, "the caret in the text")
    screen.key("ctrl+Home")
    screen.wait(lambda: screen.ask("caret", path=page.path) == 0, "the caret at the top")
    screen.ask("announced")
    said: list[str] = []

    def moved() -> bool:
        screen.key("Down")
        said.extend(screen.ask("announced"))
        return any("paragraph 2" in each for each in said)

    screen.wait(moved, "paragraph 2")
    assert "paragraph 1" in said
    assert f"paragraph 2, marked Key point, note: {NOTE}" in said


def test_what_was_done_is_told(screen: Desktop) -> None:
    opened(screen)
    screen.key("ctrl+shift+k")
    screen.see("label", "Key copied")
