from __future__ import annotations

import hashlib
import hmac
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import (
    DamagedLibraryError,
    InputError,
    LibraryError,
    LockedLibraryError,
    NewerLibraryError,
)
from app.library import open_library
from app.store.keyfile import (
    KEY_FILE,
    LibraryKey,
    create_keyfile,
    is_encrypted,
    read_passphrase,
    unlock,
)

PASSPHRASE = "café قهوة"
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LibraryKey]:
    folder = tmp_path_factory.mktemp("encrypted")
    return folder, create_keyfile(folder, PASSPHRASE)


@pytest.fixture
def folder(made: tuple[Path, LibraryKey], tmp_path: Path) -> Path:
    """A folder of the test's own with the key file in it."""
    shutil.copy(made[0] / KEY_FILE, tmp_path)
    return tmp_path


def edit(folder: Path, change: Edit, *, resum: bool) -> None:
    """Change the key file; ``resum`` makes its checksum right again, as an attacker would."""
    record = json.loads((folder / KEY_FILE).read_text())
    change(record)
    if resum:
        record.pop("checksum", None)
        text = json.dumps(record, sort_keys=True, separators=(",", ":"))
        record["checksum"] = hashlib.sha256(text.encode()).hexdigest()
    (folder / KEY_FILE).write_text(json.dumps(record))


def test_passphrase_gives_the_key_back(made: tuple[Path, LibraryKey]) -> None:
    folder, key = made
    assert unlock(folder, PASSPHRASE) == key
    assert is_encrypted(folder)
    assert len(key.data) == 32


def test_passphrase_is_one_whether_accents_are_typed_as_one_key_or_two(folder: Path) -> None:
    decomposed = PASSPHRASE.replace("é", "e\u0301")
    assert decomposed != PASSPHRASE
    assert unlock(folder, decomposed) is not None


def test_each_library_has_its_own_key(made: tuple[Path, LibraryKey], tmp_path: Path) -> None:
    assert create_keyfile(tmp_path / "new", PASSPHRASE).data != made[1].data
    assert (tmp_path / "new" / KEY_FILE).is_file()


def test_key_file_holds_neither_key_nor_passphrase(made: tuple[Path, LibraryKey]) -> None:
    folder, key = made
    content = (folder / KEY_FILE).read_bytes()
    for secret in (PASSPHRASE.encode(), key.data, key.data.hex().encode()):
        assert secret not in content


def test_keys_for_each_use_follow_rfc_5869() -> None:
    key = LibraryKey(bytes(range(32)))
    # HKDF by hand for one block: extract with a salt of zeros, expand with info and counter 1.
    extracted = hmac.digest(bytes(32), key.data, "sha256")
    for use, derived in [
        (b"database", key.database),
        (b"index", key.index),
        (b"files", key.files),
    ]:
        assert derived == hmac.digest(extracted, use + b"\x01", "sha256")


def test_key_is_never_printed() -> None:
    key = LibraryKey(b"\xab" * 32)
    assert "ab" * 4 not in repr(key).replace("\\x", "")


def test_plain_library_needs_no_key(tmp_path: Path) -> None:
    assert not is_encrypted(tmp_path)
    assert unlock(tmp_path, None) is None
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    assert unlock(tmp_path, "a passphrase that isn't needed") is None


@pytest.mark.parametrize("given", [None, "", "wrong", PASSPHRASE.upper(), PASSPHRASE + " "])
def test_missing_or_wrong_passphrase_is_told_as_locked(folder: Path, given: str | None) -> None:
    with pytest.raises(LockedLibraryError) as caught:
        unlock(folder, given)
    assert caught.value.code == "locked"


def test_every_single_damaged_byte_is_told_as_damage(folder: Path) -> None:
    path = folder / KEY_FILE
    sound = path.read_bytes()
    meaning = json.loads(sound)
    for place in range(len(sound)):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x01]) + sound[place + 1 :])
        try:
            same = json.loads(path.read_bytes()) == meaning
        except ValueError:
            same = False
        if same:  # a blank between two fields
            continue
        with pytest.raises((DamagedLibraryError, NewerLibraryError)):
            unlock(folder, None)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 60_000])
def test_key_file_that_is_no_key_file_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(DamagedLibraryError):
        unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        lambda kdf: kdf.update(memory_kib=2**31 - 1),
        lambda kdf: kdf.update(memory_kib=262_145),
        lambda kdf: kdf.update(memory_kib=8),
        lambda kdf: kdf.update(memory_kib=True),
        lambda kdf: kdf.update(memory_kib="65536"),
        lambda kdf: kdf.update(iterations=10**9),
        lambda kdf: kdf.update(iterations=0),
        lambda kdf: kdf.update(lanes=10**6),
        lambda kdf: kdf.update(lanes=-1),
        lambda kdf: kdf.update(salt=""),
        lambda kdf: kdf.update(salt=None),
        lambda kdf: kdf.update(name="pbkdf2"),
        lambda kdf: kdf.pop("lanes"),
    ],
)
def test_absurd_costs_are_refused_before_they_are_paid(folder: Path, change: Edit) -> None:
    edit(folder, lambda record: change(record["wraps"][0]["kdf"]), resum=True)
    with pytest.raises(DamagedLibraryError):
        unlock(folder, PASSPHRASE)


def test_many_wraps_are_refused(folder: Path) -> None:
    edit(folder, lambda record: record.update(wraps=record["wraps"] * 9), resum=True)
    with pytest.raises(DamagedLibraryError):
        unlock(folder, PASSPHRASE)


def test_other_ways_to_unlock_are_passed_over(folder: Path) -> None:
    edit(folder, lambda record: record["wraps"].insert(0, {"kind": "smartcard"}), resum=True)
    assert unlock(folder, PASSPHRASE) is not None


def test_weaker_costs_put_in_by_another_do_not_open(folder: Path) -> None:
    edit(folder, lambda record: record["wraps"][0]["kdf"].update(iterations=1), resum=True)
    with pytest.raises(LockedLibraryError):
        unlock(folder, PASSPHRASE)


def test_key_file_of_a_newer_version_is_told_as_such(folder: Path) -> None:
    edit(folder, lambda record: record.update(version=2), resum=True)
    with pytest.raises(NewerLibraryError):
        unlock(folder, PASSPHRASE)


def test_lost_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(bytes(range(256)) * 16)
    with pytest.raises(DamagedLibraryError, match=KEY_FILE):
        unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"overwritten " * 400, bytes(8192), b"\x00\xff" * 4096])
def test_a_plain_library_that_was_overwritten_is_not_called_encrypted(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "library.db").write_bytes(content)
    with pytest.raises(DamagedLibraryError) as raised:
        open_library(tmp_path)
    assert KEY_FILE not in raised.value.message + (raised.value.hint or "")


def test_key_file_is_never_overwritten(folder: Path) -> None:
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(LibraryError):
        create_keyfile(folder, "another")
    assert (folder / KEY_FILE).read_bytes() == before


def test_plain_library_is_not_given_a_key_beside_it(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"SQLite format 3\x00")
    with pytest.raises(LibraryError):
        create_keyfile(tmp_path, "secret")
    assert not is_encrypted(tmp_path)


@pytest.mark.parametrize("passphrase", ["", "\udc80", "x" * 5_000])
def test_passphrase_that_cannot_be_used_makes_no_key_file(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(InputError):
        create_keyfile(tmp_path, passphrase)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\nsecond line\n", "secret"),
        (b"  spaces kept \n", "  spaces kept "),
        (b"\xef\xbb\xbfsecret\r\n", "secret"),  # as Windows Notepad saves it
        ("كلمة السر\n".encode(), "كلمة السر"),
    ],
)
def test_first_line_of_the_file_is_the_passphrase(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    (tmp_path / "passphrase").write_bytes(content)
    assert read_passphrase(str(tmp_path / "passphrase")) == expected


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\nsecret", b"\xff\xfes\x00", b"x" * 5_000])
def test_file_without_a_passphrase_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "passphrase").write_bytes(content)
    with pytest.raises(InputError):
        read_passphrase(str(tmp_path / "passphrase"))


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for source in (tmp_path / "missing", tmp_path):
        with pytest.raises(InputError):
            read_passphrase(str(source))


def test_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO("naïve\nrest".encode()))
    monkeypatch.setattr("sys.stdin", typed)
    assert read_passphrase("-") == "naïve"
    assert typed.buffer.read() == b"rest"  # the rest is left for whoever reads documents there
