"""Real imports on the page of added files: a saved page, its copy, a broken PDF, a stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.support.zotero_folder import small_folder
from ui.actions import Actions
from ui.adding.lines import Line, files_of, summary_of
from ui.adding.page import AddingPage
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button

PAGE = """<html><head><title>Archive notes</title></head><body><article><h1>Archive notes</h1>
<p>What the archive keeps and what it drops is told here in a paragraph of some length.</p>
<p>Another paragraph says who decided that, and on which day it was decided, and why.</p>
</article></body></html>"""


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> Iterator[AddingPage]:
    window = QMainWindow()
    page = AddingPage(theme, session, Actions(theme, window))
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitExposed(window):
        window.show()
    yield page
    window.close()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name in ("a.html", "copy.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more of it")
    return [str(tmp_path / name) for name in ("a.html", "broken.pdf", "copy.html")]


def rows(page: AddingPage) -> dict[str, Line]:
    return {line.state: line for line in page.lines}


def button(page: AddingPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def click_open(page: AddingPage, state: str, qtbot: QtBot) -> None:
    row = [line.state for line in page.lines].index(state)
    rect = page._list.visualRect(page._model.index(row))
    at = page._list._painter.open_rect(rect).center()
    qtbot.mouseClick(page._list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def add(page: AddingPage, files: list[str], qtbot: QtBot) -> None:
    page.add(files)
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)


def test_each_file_gets_a_line_that_says_what_became_of_it(
    page: AddingPage, files: list[str], qtbot: QtBot
) -> None:
    page.add(files)
    assert page.working
    qtbot.waitUntil(lambda: page._title.text() == "Adding 3 files")
    assert [line.title for line in page.lines] == ["a.html", "broken.pdf", "copy.html"]
    assert {line.state for line in page.lines} <= {"Waiting", "Reading"}
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    lines = rows(page)
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
        click_open(page, "Already in the library", qtbot)
    assert told.args == [document.id]


def test_a_failure_can_be_left_out(page: AddingPage, files: list[str], qtbot: QtBot) -> None:
    add(page, files, qtbot)
    button(page, "adding-leave-out").click()
    assert set(rows(page)) == {"Added", "Already in the library"}


def test_a_broken_pdf_can_be_kept_as_a_reference(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    add(page, files, qtbot)
    with qtbot.waitSignal(page.document_requested) as told:
        button(page, "adding-reference").click()
    assert session.library.document(told.args[0]).title == "broken"
    assert "Not added" not in rows(page)


def test_a_file_that_is_gone_offers_no_reference(
    page: AddingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    add(page, [str(tmp_path / "gone.pdf")], qtbot)
    assert page.findChild(Button, "adding-reference") is None
    assert page._title.text() == "Nothing new"


def test_files_added_meanwhile_are_counted_with_the_others(
    page: AddingPage, files: list[str], qtbot: QtBot
) -> None:
    page.add(files[:1])
    page.add(files[1:])
    qtbot.waitUntil(lambda: page._title.text() == "Adding 3 files")
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    assert len(rows(page)) == 3
    assert page._counts == Counter(added=1, failed=1, duplicate=1)


def test_a_stop_keeps_what_was_finished_and_says_so(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    page.add(files)
    page._cancel.click()
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    unread = [line for line in page.lines if line.state == "Not imported"]
    assert unread
    assert page._said._whole.startswith("Stopped. What was finished before is kept.")
    assert f"{len(unread)} file" in page._said._whole
    assert len(session.library.documents()) == page._counts["added"]


def test_when_all_is_read_the_keyboard_is_on_what_comes_next(
    page: AddingPage, files: list[str], qtbot: QtBot
) -> None:
    page.setFocus()
    add(page, files[:1], qtbot)
    read = button(page, "adding-read")
    assert (read.text(), read.hasFocus()) == ("Read it", True)
    with qtbot.waitSignal(page.document_requested):
        qtbot.keyClick(read, Qt.Key.Key_Space)
    page.setFocus()
    add(page, files[1:2], qtbot)
    assert not read.isVisible()
    assert button(page, "adding-done").hasFocus()


def test_of_several_the_first_can_be_read(page: AddingPage, tmp_path: Path, qtbot: QtBot) -> None:
    names = [tmp_path / f"{number}.txt" for number in range(2)]
    for number, file in enumerate(names):
        file.write_text(f"A text of its own, number {number}.", encoding="utf-8")
    add(page, list(map(str, names)), qtbot)
    assert button(page, "adding-read").text() == "Read the first"


def test_sums_are_said_in_plain_words() -> None:
    assert summary_of(Counter(added=2)) == ("2 documents added", "All went well.")
    told = summary_of(Counter(added=2, warned=1))
    assert told == ("2 documents added", "What to look at stands below.")
    told = summary_of(Counter(added=2, duplicate=1, warned=1))
    assert told[1] == "1 already in the library, what to look at stands below."
    assert summary_of(Counter()) == ("Nothing new", "No file was found.")
    assert summary_of(Counter(duplicate=1)) == ("Nothing new", "1 already in the library.")


def test_a_folder_of_thirty_mixed_files_gets_a_row_for_each(
    page: AddingPage, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "readings"
    folder.mkdir()
    for number in range(20):
        words = PAGE.replace("Archive notes", f"Notes {number}").replace("archive", f"box {number}")
        (folder / f"page-{number:02}.html").write_text(words, encoding="utf-8")
    for number in range(9):
        (folder / f"broken-{number}.pdf").write_bytes(b"%PDF-1.7\nnothing more" + bytes([number]))
    entries = "".join(f"@book{{key{n}, title = {{Title {n}}}, year = 2001}}\n" for n in range(3))
    (folder / "list.bib").write_text(entries, encoding="utf-8")
    add(page, [str(folder)], qtbot)
    states = Counter(line.state for line in page.lines)
    assert states["Not added"] == 9
    assert len(page.lines) == 30
    (references,) = [line for line in page.lines if line.title == "3 references"]
    assert references.below == "list.bib"
    assert page._counts["added"] == 23
    assert len(page.findChildren(Button, "adding-leave-out")) == 9


def test_warnings_stand_in_the_row(page: AddingPage, tmp_path: Path, qtbot: QtBot) -> None:
    long = " ".join(f"Sentence {n} tells what was found in box {n} that day." for n in range(40))
    for name, extra in (("one.html", ""), ("two.html", "<p>One paragraph more than before.</p>")):
        (tmp_path / name).write_text(PAGE.replace("<p>What", f"{extra}<p>{long} What"), "utf-8")
    add(page, [str(tmp_path / "one.html"), str(tmp_path / "two.html")], qtbot)
    (near,) = [line for line in page.lines if "copy" in line.reason]
    assert near.state == "Added, please look"
    assert near.document


def test_a_mistake_of_the_program_ends_the_import(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(session._writing, "import_paths", broken)
    with qtbot.waitSignal(session.broke):
        page.add(files)
    qtbot.waitUntil(lambda: not page.working)
    assert "mistake" in page._said._whole
    assert {line.state for line in page.lines} == {"Not imported"}


def test_the_models_rows_keep_qts_rules(
    page: AddingPage, files: list[str], qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page._model)
    add(page, files, qtbot)
    qtmodeltester.check(page._model)


def test_a_dropped_zotero_folder_is_one_library_and_not_its_files(tmp_path: Path) -> None:
    small_folder(tmp_path / "Zotero").close()
    (tmp_path / "page.md").write_text("A page")
    dropped = [str(tmp_path / "Zotero"), str(tmp_path / "page.md")]
    assert files_of(dropped) == dropped


def two_copies(folder: Path) -> list[str]:
    long = " ".join(f"Sentence {n} tells what was found in box {n} that day." for n in range(40))
    for name, extra in (("one.html", ""), ("two.html", "<p>One paragraph more than before.</p>")):
        (folder / name).write_text(PAGE.replace("<p>What", f"{extra}<p>{long} What"), "utf-8")
    return [str(folder / "one.html"), str(folder / "two.html")]


def test_a_likely_copy_is_linked_in_its_row_and_the_row_says_so(
    page: AddingPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    add(page, two_copies(tmp_path), qtbot)
    first, second = page.lines
    assert second.alike == first.document
    assert "1 likely copy" in page._said._whole
    button(page, "adding-link").click()
    qtbot.waitUntil(lambda: not page.lines[1].alike)
    assert page.lines[1].reason.startswith("Linked as a copy of “Archive notes”")
    (linked,) = session.library.copies(second.document).linked
    assert linked.id == first.document
    qtbot.waitUntil(lambda: page.findChild(Button, "adding-link") is None)
    session.undo()
    qtbot.waitUntil(lambda: bool(page.lines[1].alike))
    assert button(page, "adding-link").isEnabled()


def test_both_can_be_kept_and_are_not_asked_about_again(
    page: AddingPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    add(page, two_copies(tmp_path), qtbot)
    button(page, "adding-keep").click()
    qtbot.waitUntil(lambda: not page.lines[1].alike)
    assert page.lines[1].reason == "Both are kept."
    assert session.library.duplicates() == []


def test_a_merge_is_asked_for_with_the_one_that_was_there_first(
    page: AddingPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    add(page, two_copies(tmp_path), qtbot)
    first, second = (line.document for line in page.lines)
    with qtbot.waitSignal(page.merge_requested) as told:
        button(page, "adding-merge").click()
    assert told.args == [first, second]
    session.change(lambda library: library.merge(first, [second]))
    qtbot.waitUntil(lambda: "Merged" in page.lines[1].reason)
    assert not page.lines[1].alike


BYLINE = PAGE.replace("</h1>", "</h1><p class='byline'>By Dana Reyle</p>").replace(
    "<title>Archive notes</title>", "<title>Archive notes | Some Site</title>"
)


def test_fields_to_check_are_counted_in_the_row_until_they_are_settled(
    page: AddingPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    (tmp_path / "a.html").write_text(BYLINE, encoding="utf-8")
    add(page, [str(tmp_path / "a.html")], qtbot)
    (line,) = page.lines
    fields = [doubt.field for doubt in session.library.doubts(line.document)]
    assert "author" in fields
    check = button(page, "adding-check")
    assert check.text() == f"{len(fields)} fields to check"
    with qtbot.waitSignal(page.review_requested) as told:
        check.click()
    assert told.args == [[line.document]]
    session.change(lambda library: library.confirm_fields(line.document, fields))
    qtbot.waitUntil(lambda: page.lines[0].doubts == 0)
    qtbot.waitUntil(lambda: page.findChild(Button, "adding-check") is None)


def test_what_was_not_imported_can_be_added_after_all(
    page: AddingPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    names = [tmp_path / f"{number:02}.txt" for number in range(12)]
    for number, file in enumerate(names):
        file.write_text(f"A text of its own, number {number}.", encoding="utf-8")
    page.add(list(map(str, names)))
    qtbot.waitUntil(lambda: page._done >= 2, timeout=20_000)
    button(page, "adding-cancel").click()
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    kept = len(session.library.documents())
    assert 2 <= kept < 12
    assert sum(line.state == "Not imported" for line in page.lines) == 12 - kept
    button(page, "adding-rest").click()
    assert page._title.text().startswith("Adding")
    qtbot.waitUntil(lambda: not page.working, timeout=20_000)
    assert len(session.library.documents()) == 12
    assert "Not imported" not in {line.state for line in page.lines}
    assert len(page.lines) == 12
    assert page._title.text() == "12 documents added"
    assert not button(page, "adding-rest").isVisible()


def test_no_row_has_an_empty_second_line(page: AddingPage, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("a.wiki", "b.webarchive", "c.zip", "d", "e.strange"):
        (tmp_path / name).write_bytes(b"")
    files = [str(tmp_path / n) for n in ("a.wiki", "b.webarchive", "c.zip", "d", "e.strange")]
    add(page, files, qtbot)
    assert [line.below for line in page.lines] == [
        "wikitext", "saved page", "ZIP archive", "file", "STRANGE file",
    ]  # fmt: skip
    assert all(line.failed and line.reason for line in page.lines)


def test_a_document_taken_back_by_undo_is_said_to_be_gone(
    page: AddingPage, files: list[str], session: Session, qtbot: QtBot
) -> None:
    add(page, files[:1], qtbot)
    session.undo()
    qtbot.waitUntil(lambda: page.lines[0].state == "No longer in the library")
    assert not page.lines[0].document
