"""The report of a move in words, from real moves of a small Zotero folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InputError
from app.exchange.moving import Choices
from app.library import Library, create_library
from tests.support.zotero_folder import small_folder
from ui.moving.choosing import Found, choices_of, found_at, left_out, usual_folder
from ui.moving.report import MOST, Report


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return create_library(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    small_folder(tmp_path / "Zotero").close()
    return str(tmp_path / "Zotero")


def moved(library: Library, folder: str, choices: Choices | None = None) -> Report:
    report = Report(folder)
    for line in library.import_paths([folder], choices=choices):
        report.add(line)
    report.end()
    return report


def test_a_first_move_says_what_came_and_what_did_not(library: Library, folder: str) -> None:
    report = moved(library, folder)
    assert report.title == "3 documents moved in"
    assert report.sums == (
        "With them came 1 file, 2 marks, 3 notes, 2 tags and 3 places in collections."
    )
    text = report.text
    assert "Reading circle" in text
    assert "“lost.pdf” did not come" in text
    assert "A printed book (meer2016): " in text
    new = text[text.index("\nNew\n") :]
    assert "- How claims travel (ellingsenClaims2021)" in new
    library.close()


def test_the_rows_are_what_a_user_should_look_at(library: Library, folder: str) -> None:
    rows = moved(library, folder).rows
    # The film came whole; the group and the trash stayed behind.
    assert rows[0].title == "Stayed behind"
    assert "Reading circle" in rows[0].reason
    assert "trash" in rows[0].reason
    assert {row.title for row in rows[1:]} == {"How claims travel", "A printed book"}
    book = next(row for row in rows if row.title == "A printed book")
    assert "lost.pdf" in book.reason
    assert book.document
    library.close()


def test_a_second_move_says_that_nothing_is_new(library: Library, folder: str) -> None:
    moved(library, folder)
    report = moved(library, folder)
    assert report.title == "Nothing new came"
    assert report.sums == "3 were here already."
    assert "\nNew\n" not in report.text
    library.close()


def test_a_second_move_tells_what_is_new(library: Library, folder: str) -> None:
    moved(library, folder, Choices(notes=False))
    report = moved(library, folder)
    assert report.title == "Something new came"
    # The page's note, and the one that stood alone.
    assert report.sums == (
        "With them came 2 notes. 3 were here already, 1 of them with something new."
    )
    library.close()


def test_a_broken_file_says_why(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "other.xml"
    file.write_text("<recipes/>")
    report = moved(library, str(file))
    assert report.title == "Nothing new came"
    assert report.sums == "1 could not be moved in."
    assert "neither EndNote's nor Zotero's" in report.rows[0].reason
    assert "neither EndNote's nor Zotero's" in report.text
    library.close()


def test_many_rows_end_in_a_word_on_the_others(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "many.ris"
    entries = (
        f"TY  - BOOK\nTI  - Book number {n}\nL1  - gone{n}.pdf\nER  - \n" for n in range(MOST + 20)
    )
    file.write_text("".join(entries))
    report = moved(library, str(file))
    assert report.added == MOST + 20
    assert len(report.rows) == MOST + 1
    assert report.rows[-1].title == "20 more stand in the report"
    assert report.text.count("“gone") == MOST + 20
    library.close()


def test_what_was_chosen_becomes_what_the_move_is_told() -> None:
    choices = choices_of(["group-77"], ["marks", "tags"], linked=True)
    # Marks and linked files are nothing without files.
    assert choices == Choices(
        groups=frozenset({"group-77"}), files=False, marks=False, notes=False, collections=False
    )
    assert left_out(choices, {"files", "notes", "tags"}) == (
        "Left behind, as you chose: files, notes."
    )
    assert left_out(Choices(), {"files", "notes"}) == ""


def test_a_place_is_told_for_what_it_is(library: Library, folder: str, tmp_path: Path) -> None:
    found = found_at(library, folder)
    assert [(one.id, one.own) for one in found.libraries] == [("user", True), ("group-77", False)]
    (tmp_path / "old.RIS").write_text("")
    (tmp_path / "old.odt").write_text("")
    assert found_at(library, str(tmp_path / "old.RIS")) == Found(str(tmp_path / "old.RIS"))
    for name in ("nothing", "library", "old.odt"):
        with pytest.raises(InputError):
            found_at(library, str(tmp_path / name))
    assert usual_folder(Path("/home/ada")) == Path("/home/ada/Zotero")
    library.close()
