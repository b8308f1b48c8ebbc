"""Checking a library: each kind of damage, done by hand to a sound one, is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Access, Library, create_library
from app.store.check import check_store
from app.store.store import Store, open_store

DAMAGE = {
    "text": "UPDATE text SET sha256 = substr(sha256, 2) || 'x'",
    "block": "UPDATE block SET stop = 100000",
    "highlight": "UPDATE highlight SET exact = 'other words'",
    "tag": "INSERT INTO tagging VALUES ('document', 'nobody', 'loose')",
    "reference": "UPDATE note SET document = 'nobody'",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "a.md").write_text("# Title\n\nSome words 😀 to mark.\n", encoding="utf-8")
    with create_library(tmp_path / "L") as library:
        fill(library, tmp_path / "a.md")
    with open_store(tmp_path / "L", Access.WRITE) as opened:
        yield opened


def fill(library: Library, file: Path) -> None:
    [line] = library.import_paths([str(file)])
    assert line.document is not None
    library.highlight_quotation(line.document.id, "to mark", tags=["t"])
    library.add_note("a note", on=line.document.id)


def test_a_sound_library_has_no_problems(store: Store) -> None:
    assert check_store(store) == []


@pytest.mark.parametrize("code", sorted(DAMAGE))
def test_damage_is_named(store: Store, code: str) -> None:
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute(DAMAGE[code])
    assert {problem.code for problem in check_store(store)} == {code}


def test_a_missing_original_is_named(store: Store) -> None:
    for file in (store.folder / "originals").rglob("*"):
        if file.is_file():
            file.unlink()
    assert [problem.code for problem in check_store(store)] == ["original"]


def test_a_damaged_page_is_named(store: Store) -> None:
    store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = store.folder / "library.db"
    store.close()
    content = bytearray(path.read_bytes())
    # The middle of the second page on: the schema on the first one stays whole.
    content[4096 + 100 : 4096 * 12] = b"\xa5" * (4096 * 11 - 100)
    path.write_bytes(content)
    with open_store(store.folder, Access.READ) as damaged:
        assert {problem.code for problem in check_store(damaged)} == {"database"}
