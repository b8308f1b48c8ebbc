"""Real imports on the page of added files: a saved page, its copy, a broken PDF, a stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.library import create_library
from ui.actions import Actions
from ui.adding.lines import summary_of
from ui.adding.page import AddingPage
from ui.adding.row import AddedRow
from ui.session import Session, open_session
from ui.theme import Theme
from ui.widgets.buttons import Button

PAGE = """<html><head><title>Archive notes</title></head><body><article><h1>Archive notes</h1>
<p>What the archive keeps and what it drops is told here in a paragraph of some length.</p>
<p>Another paragraph says who decided that, and on which day it was decided, and why.</p>
</article></body></html>"""


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    create_library(tmp_path / "library").close()
    session = open_session(tmp_path / "library")
    yield session
    session.close()


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> Iterator[AddingPage]:
    window = QMainWindow()
    page = AddingPage(theme, session, Actions(theme, window))
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    yield page
    window.close()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name in ("a.html", "copy.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more of it")
    return [str(tmp_path / name) for name in ("a.html", "broken.pdf", "copy.html")]


def rows(page: AddingPage) -> dict[str, AddedRow]:
    made = [page._rows.itemAt(at) for at in range(page._rows.count())]
    found = [item.widget() for item in made if item is not None]
    return {row.line.state: row for row in found if isinstance(row, AddedRow)}


def button(row: AddedRow, name: str) -> Button:
    found = row.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def add(page: AddingPage, files: list[str], qtbot: QtBot) -> None:
    page.add(files)
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)


def test_each_file_gets_a_line_that_says_what_became_of_it(
    page: AddingPage, files: list[str], qtbot: QtBot
) -> None:
    page.add(files)
    assert page._title.text() == "Adding 3 files"
    assert page.working
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    lines = {state: row.line for state, row in rows(page).items()}
    assert set(lines) == {"Added", "Not added", "Already in the library"}
    assert lines["Added"].title == "Archive notes"
    assert lines["Added"].below.endswith("2 paragraphs")
    assert lines["Not added"].title == "broken.pdf"
    assert "damaged" in lines["Not added"].reason
    assert page._title.text() == "1 document added"
    assert page._said._whole == "1 already in the library, 1 not added: the reason stands below."


def test_a_duplicate_opens_the_document_that_is_there(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    add(page, files, qtbot)
    (document,) = session.library.documents()
    with qtbot.waitSignal(page.document_requested) as told:
        button(rows(page)["Already in the library"], "adding-open").click()
    assert told.args == [document.id]


def test_a_failure_can_be_left_out(page: AddingPage, files: list[str], qtbot: QtBot) -> None:
    add(page, files, qtbot)
    button(rows(page)["Not added"], "adding-leave-out").click()
    assert set(rows(page)) == {"Added", "Already in the library"}


def test_a_broken_pdf_can_be_kept_as_a_reference(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    add(page, files, qtbot)
    with qtbot.waitSignal(page.document_requested) as told:
        button(rows(page)["Not added"], "adding-reference").click()
    assert session.library.document(told.args[0]).title == "broken"
    assert "Not added" not in rows(page)


def test_a_file_that_is_gone_offers_no_reference(
    page: AddingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    add(page, [str(tmp_path / "gone.pdf")], qtbot)
    assert rows(page)["Not added"].findChild(Button, "adding-reference") is None
    assert page._title.text() == "Nothing new"


def test_files_added_meanwhile_are_counted_with_the_others(
    page: AddingPage, files: list[str], qtbot: QtBot
) -> None:
    page.add(files[:1])
    page.add(files[1:])
    assert page._title.text() == "Adding 3 files"
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    assert len(rows(page)) == 3
    assert page._counts == Counter(added=1, failed=1, duplicate=1)


def test_a_stop_keeps_what_was_finished_and_says_so(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    page.add(files)
    page._cancel.click()
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    assert page._said._whole == "Stopped. What was finished before is kept."
    assert len(session.library.documents()) == page._counts["added"]


def test_sums_are_said_in_plain_words() -> None:
    assert summary_of(Counter(added=2)) == ("2 documents added", "All went well.")
    assert summary_of(Counter()) == ("Nothing new", "No file was found.")
    assert summary_of(Counter(duplicate=1)) == ("Nothing new", "1 already in the library.")
