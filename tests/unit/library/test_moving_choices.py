"""What of another program's library comes: what was chosen, counted, and the rest another time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.changes import Subject
from app.exchange.moving import Choices
from app.library import Library, create_library
from app.library.importing import Came, Imported
from tests.support.zotero_folder import ZoteroFolder, small_folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> str:
    small_folder(tmp_path / "Zotero").close()
    return str(tmp_path / "Zotero")


def move(library: Library, folder: str, choices: Choices) -> list[Imported]:
    return list(library.import_paths([folder], choices=choices))


def total(lines: list[Imported]) -> Came:
    return sum((line.came for line in lines), Came())


def test_all_that_came_is_counted_once(library: Library, folder: str) -> None:
    lines = move(library, folder, Choices())
    # A page; two marks with words, the picture has none; the page's note, a mark's comment and the
    # free note; two tags; the book in Seminar, page and film in Week 1.
    assert total(lines) == Came(files=1, marks=2, notes=3, tags=2, collections=3)
    assert [line.status for line in lines] == ["added"] * 3
    again = move(library, folder, Choices())
    assert total(again) == Came()
    assert [(line.status, line.touched) for line in again] == [("duplicate", False)] * 3


def test_what_is_left_behind_does_not_come_and_can_come_later(
    library: Library, folder: str
) -> None:
    bare = Choices(files=False, notes=False, marks=False, tags=False, collections=False)
    lines = move(library, folder, bare)
    assert total(lines) == Came()
    assert [line.status for line in lines] == ["added"] * 3
    overview = library.overview()
    assert (overview.collections, overview.tags) == ((), ())
    assert library.notes() == ()
    # Nothing is said of files that nobody asked for.
    assert [line.warnings for line in lines[:-1]] == [(), ()]
    later = move(library, folder, Choices())
    assert [line.status for line in later] == ["duplicate"] * 3
    assert total(later) == Came(files=1, marks=2, notes=3, tags=2, collections=3)


def test_without_marks_the_files_still_come(library: Library, folder: str) -> None:
    lines = move(library, folder, Choices(marks=False))
    # The comment on a mark goes with it.
    assert total(lines) == Came(files=1, notes=2, tags=2, collections=3)


def test_what_is_said_of_the_whole_stands_apart(library: Library, folder: str) -> None:
    *_, last = move(library, folder, Choices())
    assert len(last.whole) == 2
    assert "Reading circle" in last.whole[0]
    assert "trash" in last.whole[1]
    assert set(last.whole) <= set(last.warnings)


def test_a_library_of_notes_only_has_a_line(library: Library, tmp_path: Path) -> None:
    made = ZoteroFolder(tmp_path / "Zotero")
    made.note("NOTE2222", "<p>A thought</p>")
    made.close()
    (line,) = move(library, str(made.path), Choices())
    assert (line.status, line.document, line.came) == ("added", None, Came(notes=1))
    assert Subject.NOTE in {change.subject for change in line.changes}
    (again,) = move(library, str(made.path), Choices())
    assert (again.status, again.came, again.changes) == ("duplicate", Came(), frozenset())


def test_a_reference_file_comes_without_notes_and_tags(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "old.ris"
    file.write_text("TY  - BOOK\nTI  - A book\nKW  - claims\nN1  - lent to Ada\nER  - \n")
    (line,) = move(library, str(file), Choices(notes=False, tags=False))
    assert line.came == Came()
    assert library.notes() == ()
    assert line.document is not None
    assert line.document.tags == ()
