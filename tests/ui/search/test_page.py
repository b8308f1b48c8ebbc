"""Search in a real library: what is found, what the page says of it, and where a hit leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.library import create_library
from app.settings import Settings
from ui.actions import Actions
from ui.search.page import SearchPage
from ui.session import Session, open_session
from ui.theme import Theme
from ui.widgets.passages import Passage

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The first paragraph only says what the page is about, at some length and in plain words.</p>
<p>The agency A’maq is named here, in the second paragraph, and nowhere else on the page.</p>
<p>{more} The third paragraph holds the seminar’s own remark about registers and mirrors.</p>
</article></body></html>"""


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    for name, more in (("One", "Archives drop things."), ("Two", "A wholly different remark.")):
        (tmp_path / f"{name}.html").write_text(PAGE.format(title=name, more=more), "utf-8")
    library = create_library(tmp_path / "library")
    list(library.import_paths([str(tmp_path / "One.html"), str(tmp_path / "Two.html")]))
    library.close()
    session = open_session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def page(session: Session, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[SearchPage]:
    window = QMainWindow()
    page = SearchPage(theme, session, Actions(theme, window), Settings(tmp_path / "settings.toml"))
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    yield page
    window.close()


def rows(page: SearchPage) -> list[Passage]:
    return list(page._list.passages)


def found(page: SearchPage, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(rows(page)) == count and page._stack.currentIndex() == 0)


def test_a_word_is_found_in_another_spelling_and_the_hit_says_so(
    page: SearchPage, qtbot: QtBot
) -> None:
    page.search("Amaq")
    found(page, qtbot, 2)
    assert page._count.text() == "2 documents"
    shown = rows(page)[0]
    assert shown.where.startswith("para. 2")
    assert "A’maq" in shown.below
    assert [shown.words[start:end] for start, end in shown.hits] == ["A’maq"]


def test_a_hit_leads_to_the_start_of_its_paragraph(
    page: SearchPage, session: Session, qtbot: QtBot
) -> None:
    page.search("Archives drop")
    found(page, qtbot, 1)
    with qtbot.waitSignal(page.hit_requested) as told:
        page._list.choose(0)
    document, start, words = told.args
    text = session.library.open_document(document).text
    assert text is not None
    assert text.canonical[start:].startswith("Archives drop things.")
    assert words == "Archives drop"


def test_all_passages_are_counted_with_their_documents(page: SearchPage, qtbot: QtBot) -> None:
    page._passages.setChecked(True)
    page.search("paragraph")
    found(page, qtbot, 6)
    assert page._count.text() == "6 passages in 2 documents"


def test_nothing_found_says_what_was_looked_for_as_plain_text(
    page: SearchPage, qtbot: QtBot
) -> None:
    page.search("<b>quokka</b>")
    qtbot.waitUntil(lambda: "quokka" in page._empty._title.text())
    assert page._empty._title.text() == "Nothing holds “<b>quokka</b>”"
    assert page._stack.currentIndex() == 1


def test_exact_spelling_leaves_other_spellings_out(page: SearchPage, qtbot: QtBot) -> None:
    page.search("Amaq")
    found(page, qtbot, 2)
    page._exact.setChecked(True)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)


def test_an_answer_that_comes_after_the_field_was_emptied_is_not_shown(
    page: SearchPage, session: Session, qtbot: QtBot
) -> None:
    page.search("Amaq")
    page.search("")
    with qtbot.waitSignal(session.changed):  # asked and told after the search's answer
        session.change(lambda library: library.add_note("later"))
    answered: list[int] = []
    session.ask(lambda library: 1, answered.append)
    qtbot.waitUntil(lambda: answered == [1])
    assert page._stack.currentIndex() == 1
    assert page._empty._title.text() == "Type a few words"


def test_another_theme_repaints_what_was_found(
    page: SearchPage, theme: Theme, qtbot: QtBot
) -> None:
    page.search("Amaq")
    found(page, qtbot, 2)
    delegate, width = page._list._delegate, 600
    delegate._lay_out(rows(page)[0], width)
    theme.choose("dark")
    document = delegate._lay_out(rows(page)[0], width).words
    assert document is not None
    grounds = {
        form.format.background().color().name()
        for form in document.firstBlock().textFormats()
        if form.format.background().style() != Qt.BrushStyle.NoBrush
    }
    assert grounds == {theme.tokens.selection.name()}


def test_in_a_wide_window_a_hit_stands_beside_the_list_in_its_whole_paragraph(
    page: SearchPage, qtbot: QtBot
) -> None:
    window = page.window()
    window.resize(1240, 800)
    window.show()
    page.search("Amaq")
    found(page, qtbot, 2)
    assert page._place.isVisible()
    whole = "The agency A’maq is named here, in the second paragraph, and nowhere else on the page."
    qtbot.waitUntil(lambda: page._place._text.accessibleName() == whole)
    assert page._list.currentIndex().row() == 0
    told: list[object] = []
    page.hit_requested.connect(lambda *asked: told.append(asked[2]))
    at = page._list.visualRect(page._list.passages_model.index(1)).center()
    qtbot.mouseClick(page._list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page._place._passage == rows(page)[1]
    assert told == []
    page._place._go.click()
    qtbot.waitUntil(lambda: told == ["Amaq"])


def test_nothing_found_leaves_only_the_ways_to_search_beside(
    page: SearchPage, qtbot: QtBot
) -> None:
    window = page.window()
    window.resize(1240, 800)
    window.show()
    page.search("Amaq")
    found(page, qtbot, 2)
    page.search("quokka")
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)
    assert page._place.isVisible()
    assert not page._place._about.isVisible()
