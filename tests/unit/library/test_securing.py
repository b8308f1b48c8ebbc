"""Encryption from the façade and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LibraryError, LockedLibraryError
from app.library import Access, create_library, open_library, securing
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
