"""Encryption turned on and off: everything or nothing, and nothing left behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import DamagedLibraryError, LibraryBusyError, LockedLibraryError
from app.library import Access, Library, create_library, open_library
from app.store import rewriting
from app.store.keyfile import (
    KEY_FILE,
    change_passphrase,
    has_recovery_code,
    set_recovery_code,
    unlock,
)
from app.store.rewriting import READY, WORKPLACE, change_encryption

CANARY = "canary-4711-wanders"
SECRET = "correct horse battery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "page.md"
    page.write_text(f"# A title\n\nIt says {CANARY} here.\n\nAnd more.\n", encoding="utf-8")
    place = tmp_path / "library"
    with create_library(place) as library:
        [line] = library.import_paths([str(page)])
        assert line.document is not None
        library.highlight_quotation(line.document.id, CANARY, note=f"private {CANARY}")
        library.search(CANARY)
        library.back_up()
    return place


def seen(library: Library) -> list[object]:
    [document] = library.documents()
    opened = library.open_document(document.id)
    return [document, opened.text, opened.highlights, opened.notes]


def files_with(folder: Path, needle: str) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and needle.encode() in path.read_bytes()
    ]


def test_turning_it_on_leaves_no_word_in_any_file(folder: Path) -> None:
    assert files_with(folder, CANARY)
    with open_library(folder, Access.READ) as library:
        before = seen(library)
    change_encryption(folder, None, SECRET)
    assert files_with(folder, CANARY) == []
    assert not (folder / WORKPLACE).exists()
    with pytest.raises(LockedLibraryError):
        open_library(folder, Access.READ)
    with open_library(folder, Access.WRITE, passphrase=SECRET) as library:
        assert seen(library) == before
        assert library.encrypted
        assert library.check() == []
        assert library.search(CANARY).hits
        assert library.undo().value  # the history came along
    assert files_with(folder, CANARY) == []


def test_turning_it_off_again_gives_the_library_back(folder: Path) -> None:
    with open_library(folder, Access.READ) as library:
        before = seen(library)
    change_encryption(folder, None, SECRET)
    change_encryption(folder, SECRET, None)
    assert not (folder / KEY_FILE).exists()
    with open_library(folder, Access.WRITE) as library:
        assert seen(library) == before
        assert library.check() == []


def test_the_backup_made_on_the_way_restores(folder: Path, tmp_path: Path) -> None:
    from app.library import restore_library

    change_encryption(folder, None, SECRET)
    [backup] = (folder / "backups").iterdir()
    restored = restore_library(backup, tmp_path / "restored")
    with open_library(restored, Access.READ, passphrase=SECRET) as library:
        assert library.check() == []
        assert len(library.documents()) == 1


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    change_encryption(folder, None, SECRET)
    with pytest.raises(LockedLibraryError):
        change_encryption(folder, "wrong", None)
    with open_library(folder, Access.READ, passphrase=SECRET) as library:
        assert library.count() == 1


def test_another_writer_is_not_disturbed(folder: Path) -> None:
    with open_library(folder, Access.WRITE), pytest.raises(LibraryBusyError):
        change_encryption(folder, None, SECRET)
    assert not (folder / KEY_FILE).exists()


def test_a_damaged_file_stops_it_before_anything_changed(folder: Path) -> None:
    original = next(path for path in (folder / "originals").rglob("*") if path.is_file())
    original.write_bytes(b"other")
    with pytest.raises(DamagedLibraryError):
        change_encryption(folder, None, SECRET)
    with open_library(folder, Access.READ) as library:
        assert library.count() == 1
    assert not (folder / WORKPLACE).exists()


class Crash(BaseException):
    """The power going."""


def crashing_at(step: int, method: Callable[..., object]) -> Callable[..., object]:
    """``method``, which does nothing any more from its call number ``step`` on."""
    calls = iter(range(1_000))

    def instead(*arguments: object, **named: object) -> object:
        if next(calls) >= step:
            raise Crash
        return method(*arguments, **named)

    return instead


@pytest.mark.parametrize("name", ["rename", "replace", "unlink"])
@pytest.mark.parametrize("step", [0, 1, 2, 4])
@pytest.mark.parametrize("on", [True, False])
def test_a_crash_at_any_step_leaves_one_whole_library(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, step: int, on: bool
) -> None:
    if not on:
        change_encryption(folder, None, SECRET)
    old, new = (None, SECRET) if on else (SECRET, None)
    with open_library(folder, Access.READ, passphrase=old) as library:
        before = seen(library)
    with monkeypatch.context() as patch:
        patch.setattr(Path, name, crashing_at(step, getattr(Path, name)))
        with suppress(Crash):
            change_encryption(folder, old, new)
    changed = (folder / WORKPLACE / READY).exists() or not (folder / WORKPLACE).exists()
    finished = changed and not _opens(folder, old)
    with open_library(folder, Access.WRITE, passphrase=new if finished else old) as library:
        assert seen(library) == before
        assert library.check() == []
    assert not (folder / WORKPLACE).exists()


def _opens(folder: Path, passphrase: str | None) -> bool:
    """Whether a copy of the folder, opened as after a crash, has this passphrase."""
    copy = folder.with_name("looked-at")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    try:
        with open_library(copy, Access.READ, passphrase=passphrase) as library:
            return library.encrypted == (passphrase is not None)
    except LockedLibraryError:
        return False


def test_a_crash_after_the_marker_finishes_when_next_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(rewriting, "finish", crashing_at(0, rewriting.finish))
        with pytest.raises(Crash):
            change_encryption(folder, None, SECRET)
    with open_library(folder, Access.READ, passphrase=SECRET) as library:
        assert library.count() == 1
    assert files_with(folder, CANARY) == []


def test_a_changed_passphrase_opens_and_the_former_does_not(folder: Path) -> None:
    change_encryption(folder, None, SECRET)
    with open_library(folder, Access.WRITE, passphrase=SECRET) as library:
        key = library._store.key
        assert key is not None
        change_passphrase(folder, key, "another one")
    with pytest.raises(LockedLibraryError):
        open_library(folder, Access.READ, passphrase=SECRET)
    with open_library(folder, Access.READ, passphrase="another one") as library:
        assert library.count() == 1
    assert unlock(folder, "another one") == key  # only the wrap is new


def test_a_recovery_code_opens_in_any_writing_and_survives_a_new_passphrase(folder: Path) -> None:
    change_encryption(folder, None, SECRET)
    with open_library(folder, Access.WRITE, passphrase=SECRET) as library:
        key = library._store.key
    assert key is not None
    assert not has_recovery_code(folder)
    first = set_recovery_code(folder, key)
    change_passphrase(folder, key, "another one")
    for typed in (first, first.lower().replace("-", " "), first.replace("0", "O")):
        with open_library(folder, Access.READ, passphrase=typed) as library:
            assert library.count() == 1
    second = set_recovery_code(folder, key)
    assert second != first
    with pytest.raises(LockedLibraryError):
        open_library(folder, Access.READ, passphrase=first)
    with open_library(folder, Access.READ, passphrase=second) as library:
        assert library.count() == 1
