"""Encryption from the façade and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import CancelledError, InputError, LibraryError, LockedLibraryError
from app.library import Access, create_library, open_library, securing
from app.progress import Silent
from tests.support.sourcebook import Ran, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_library(tmp_path / "library") as library:
        library.add_note("kept")
    return tmp_path / "library"


def test_the_recovery_code_opens_when_the_passphrase_is_forgotten(folder: Path) -> None:
    code = securing.encrypt_library(folder, "first one")
    securing.change_passphrase(folder, code, "second one")
    with pytest.raises(LockedLibraryError):
        securing.change_passphrase(folder, "first one", "third one")
    with open_library(folder, Access.READ, passphrase="second one") as library:
        assert [note.text for note in library.notes()] == ["kept"]


def test_what_is_on_is_not_turned_on_again_and_what_is_off_not_off(folder: Path) -> None:
    with pytest.raises(LibraryError, match="not encrypted"):
        securing.decrypt_library(folder, None)
    with pytest.raises(LibraryError, match="not encrypted"):
        securing.make_recovery_code(folder, None)
    securing.encrypt_library(folder, "first one")
    with pytest.raises(LibraryError, match="already"):
        securing.encrypt_library(folder, "second one")


def test_the_verbs_do_the_same(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("first one\n")
    (tmp_path / "two").write_text("second one\n")

    def done(*arguments: str) -> Ran:
        return run(*arguments, "--library", str(folder), cwd=tmp_path)

    on = done("encrypt", "--new-passphrase-file", "one", "--json")
    assert on.status == 0, on.err
    assert len(on.json["recovery_code"]) == 29
    changed = done("passphrase", "--new-passphrase-file", "two", "--passphrase-file", "one")
    assert changed.status == 0, changed.err
    assert done("notes", "--passphrase-file", "one").status == 1
    off = done("decrypt", "--passphrase-file", "two")
    assert off.status == 0, off.err
    assert "kept" in done("notes").out


def test_an_open_library_changes_its_passphrase_for_whoever_knows_it(folder: Path) -> None:
    code = securing.encrypt_library(folder, "first one")
    with open_library(folder, passphrase="first one") as library:
        with pytest.raises(LockedLibraryError):
            library.change_passphrase("another", "second one")
        with pytest.raises(InputError):
            library.change_passphrase("first one", "")
        library.check_passphrase("first one")
        library.change_passphrase("first one", "second one")
        assert library.recoverable
        new = library.make_recovery_code("second one")
    for gone in ("first one", code):
        with pytest.raises(LockedLibraryError):
            open_library(folder, passphrase=gone)
    for good in ("second one", new):
        open_library(folder, passphrase=good).close()


def test_a_library_without_a_passphrase_has_none_to_change(folder: Path) -> None:
    with open_library(folder) as library:
        assert not library.recoverable
        with pytest.raises(LibraryError, match="not encrypted"):
            library.change_passphrase("", "second one")


def test_a_passphrase_is_proven_letter_by_letter(folder: Path) -> None:
    securing.encrypt_library(folder, "first one")
    with (
        open_library(folder, passphrase="first one") as library,
        pytest.raises(LockedLibraryError),
    ):
        library.check_passphrase("First one")


def test_a_key_file_of_another_library_does_not_count(folder: Path, tmp_path: Path) -> None:
    create_library(tmp_path / "other", passphrase="theirs").close()
    securing.encrypt_library(folder, "first one")
    with open_library(folder, passphrase="first one") as library:
        theirs = (tmp_path / "other" / "library.key.json").read_bytes()
        (folder / "library.key.json").write_bytes(theirs)
        with pytest.raises(LockedLibraryError, match="another library"):
            library.change_passphrase("theirs", "second one")
    assert (folder / "library.key.json").read_bytes() == theirs


def test_a_recovery_code_is_told_from_a_slip_and_from_another_code(folder: Path) -> None:
    code = securing.encrypt_library(folder, "first one")
    slipped = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(InputError, match="slip"):
        securing.check_code(folder, slipped)
    with pytest.raises(InputError):
        securing.check_code(folder, "first one")
    securing.make_recovery_code(folder, "first one")
    with pytest.raises(LockedLibraryError, match="doesn't open"):
        securing.set_by_code(folder, code, "second one")
    newer = securing.make_recovery_code(folder, "first one")
    securing.set_by_code(folder, newer.lower().replace("-", " "), "second one")
    open_library(folder, passphrase="second one").close()
    securing.check_code(folder, newer)


def test_a_library_without_a_code_says_so(tmp_path: Path) -> None:
    create_library(tmp_path / "new", passphrase="first one").close()
    with pytest.raises(LibraryError, match="No recovery code"):
        securing.check_code(tmp_path / "new", "00000-00000-00000-00000-00000")


class Stopping(Silent):
    """Stops at the first occasion."""

    def cancelled(self) -> bool:
        return True


@pytest.mark.parametrize("passphrase", [None, "first one"])
def test_stopped_it_is_as_it_was_and_nothing_is_left(folder: Path, passphrase: str | None) -> None:
    if passphrase:
        securing.encrypt_library(folder, passphrase)
    turn = securing.decrypt_library if passphrase else securing.encrypt_library
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CancelledError):
        turn(folder, "first one", progress=Stopping())
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {each.name for each in after} == {each.name for each in before}
    with open_library(folder, passphrase=passphrase) as library:
        assert [note.text for note in library.notes()] == ["kept"]
