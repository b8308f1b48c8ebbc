"""What was kept of a library is listed and looked into before anybody relies on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import InputError
from app.library import Library, create_library, open_library, restore_library, securing
from app.store.versions import Contents, Kept


class Ticking:
    """A clock that is one hour on at each look."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


def filled(folder: Path, page: Path, passphrase: str | None = None) -> Library:
    page.write_text("# A title\n\nIt says something here.\n", encoding="utf-8")
    library = create_library(folder, passphrase=passphrase, clock=Ticking())
    list(library.import_paths([str(page)]))
    library.add_note("one")
    return library


@pytest.fixture(params=[None, "first one"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with filled(tmp_path / "library", tmp_path / "page.md", request.param) as made:
        yield made


def test_copies_and_backups_are_listed_the_newest_first(library: Library) -> None:
    assert library.versions() == []
    library.keep_copy()
    library.back_up()
    library.add_note("two")
    library.keep_copy()
    found = library.versions()
    assert [each.kind for each in found] == [Kept.COPY, Kept.BACKUP, Kept.COPY]
    assert found[0].made > found[1].made > found[2].made
    assert all(each.size == each.path.stat().st_size for each in found)


def test_each_says_what_it_holds_and_leaves_nothing_behind(library: Library) -> None:
    library.keep_copy()
    library.add_note("two")
    library.back_up()
    before = sorted(library.folder.rglob("*"))
    backup, copy = library.versions()
    assert library.look_into(copy.path) == Contents(1, 0, 1, 0)
    assert library.look_into(backup.path) == Contents(1, 0, 2, 0)
    assert sorted(library.folder.rglob("*")) == before


def test_original_files_that_are_gone_are_counted(library: Library) -> None:
    library.keep_copy()
    for file in (library.folder / "originals").rglob("*"):
        if file.is_file():
            file.unlink()
    [copy] = library.versions()
    assert library.look_into(copy.path).missing == 1


@pytest.mark.parametrize("kind", [Kept.COPY, Kept.BACKUP])
def test_a_damaged_one_is_refused(library: Library, kind: Kept) -> None:
    library.keep_copy()
    library.back_up()
    [version] = [each for each in library.versions() if each.kind is kind]
    whole = bytearray(version.path.read_bytes())
    middle = len(whole) // 2
    whole[middle - 3000 : middle + 3000] = bytes(6000)
    version.path.write_bytes(whole)
    with pytest.raises(InputError):
        library.look_into(version.path)


def test_one_made_under_another_key_is_told(tmp_path: Path) -> None:
    theirs = filled(tmp_path / "theirs", tmp_path / "page.md", "theirs")
    backup, _hash = theirs.back_up()
    theirs.close()
    with (
        filled(tmp_path / "mine", tmp_path / "page.md", "mine") as mine,
        pytest.raises(InputError, match="another key"),
    ):
        mine.look_into(backup)


def test_a_copy_restored_opens_with_the_present_passphrase(tmp_path: Path) -> None:
    with filled(tmp_path / "library", tmp_path / "page.md") as library:
        library.keep_copy()
    securing.encrypt_library(tmp_path / "library", "first one")
    with open_library(tmp_path / "library", passphrase="first one") as library:
        library.keep_copy()
        library.change_passphrase("first one", "second one")
        copy = next(each for each in library.versions() if each.kind is Kept.COPY)
        restored = restore_library(copy.path, tmp_path / "restored")
    with open_library(restored, passphrase="second one") as library:
        assert [note.text for note in library.notes()] == ["one"]
        assert library.check() == []
