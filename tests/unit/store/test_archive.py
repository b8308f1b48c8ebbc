"""Restoring from files that no backup of ours would be: every one is refused, nothing is left."""

from __future__ import annotations

import hashlib
import json
import random
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from app.errors import InputError
from app.store.backup import back_up, restore
from app.store.blobs import BlobStore
from app.store.engine import connect

ORIGINAL = "originals/ab/ab" + "0" * 62
Entry = tuple[ZipInfo | str, bytes]


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small real backup of a plain library with one original."""
    folder = tmp_path_factory.mktemp("library")
    database = connect(folder / "library.db")
    database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    database.execute("INSERT INTO note VALUES (1, 'kept')")
    BlobStore(folder).put(b"an original")
    path, _ = back_up(database, folder, "one")
    database.close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def sound_database(backup: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("zip") / "one.zip"
    path.write_bytes(backup)
    with ZipFile(path) as archive:
        return archive.read("library.db")


def manifest_of(entries: list[Entry]) -> bytes:
    members: dict[str, Any] = {}
    for name, content in entries:
        label = name if isinstance(name, str) else name.filename
        members[label] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return json.dumps({"format": "sourcebook-backup", "version": 1, "members": members}).encode()


def write_zip(path: Path, entries: list[Entry], manifest: bytes | None = None) -> None:
    with ZipFile(path, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.writestr("manifest.json", manifest_of(entries) if manifest is None else manifest)


def entry(name: str, method: int = ZIP_STORED, mode: int = stat.S_IFREG) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = method
    info.external_attr = (mode | 0o644) << 16
    return info


def assert_refused(file: Path) -> None:
    """Refused as no backup, with nothing made at the target, beside it, or above it."""
    target = file.parent / "target"
    before = sorted(file.parent.rglob("*"))
    with pytest.raises(InputError) as caught:
        restore(file, target)
    assert caught.value.hint
    assert sorted(file.parent.rglob("*")) == before


def test_hand_made_backup_is_restored(tmp_path: Path, sound_database: bytes) -> None:
    """The positive control: what follows differs from it in one thing each."""
    entries: list[Entry] = [("library.db", sound_database), (ORIGINAL, b"content")]
    write_zip(tmp_path / "a.zip", entries)
    restored = restore(tmp_path / "a.zip", tmp_path / "target")
    assert (restored / ORIGINAL).read_bytes() == b"content"


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "../../evil",
        "/tmp/evil",
        "C:\\evil",
        "C:evil",
        "..\\evil",
        "\\\\server\\share",
        "originals/../library.db",
        "originals/ab/../../../evil",
        "originals/ab/" + "ab" + "0" * 61,
        "originals/ab/" + "cd" + "0" * 62,
        "originals/AB/" + "AB" + "0" * 62,
        "originals\\ab\\ab" + "0" * 62,
        ORIGINAL + "\n",
        ORIGINAL + "/",
        "originals/",
        "index.db",
        "library.lock",
        "library.db-wal",
        "LIBRARY.DB",
        "con.txt",
        "library.db\u202e",
    ],
)
def test_unexpected_name_is_refused(tmp_path: Path, sound_database: bytes, name: str) -> None:
    write_zip(tmp_path / "a.zip", [("library.db", sound_database), (entry(name), b"x")])
    assert_refused(tmp_path / "a.zip")


def test_name_that_stands_twice_is_refused(tmp_path: Path, sound_database: bytes) -> None:
    entries: list[Entry] = [
        ("library.db", sound_database),
        (entry(ORIGINAL), b"x"),
        (entry(ORIGINAL), b"y"),
    ]
    with pytest.warns(UserWarning, match="Duplicate name"):
        write_zip(tmp_path / "a.zip", entries)
    assert_refused(tmp_path / "a.zip")


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_entry_that_is_no_regular_file_is_refused(
    tmp_path: Path, sound_database: bytes, mode: int
) -> None:
    odd = entry(ORIGINAL, mode=mode)
    write_zip(tmp_path / "a.zip", [("library.db", sound_database), (odd, b"/etc/passwd")])
    assert_refused(tmp_path / "a.zip")


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2])
def test_original_that_was_compressed_is_refused(
    tmp_path: Path, sound_database: bytes, method: int
) -> None:
    squeezed = entry(ORIGINAL, method)
    write_zip(tmp_path / "a.zip", [("library.db", sound_database), (squeezed, bytes(9_000))])
    assert_refused(tmp_path / "a.zip")


def test_database_that_grows_a_thousandfold_is_refused(tmp_path: Path) -> None:
    bomb = b"SQLite format 3\x00" + bytes(20 << 20)
    write_zip(tmp_path / "a.zip", [(entry("library.db", ZIP_DEFLATED), bomb)])
    assert (tmp_path / "a.zip").stat().st_size < 30_000
    assert_refused(tmp_path / "a.zip")


def test_entries_that_overlap_are_refused(tmp_path: Path, sound_database: bytes) -> None:
    path = tmp_path / "a.zip"
    entries: list[Entry] = [("library.db", sound_database), (entry(ORIGINAL), b"x" * 100)]
    write_zip(path, entries)
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02", 0, content.rindex(b"manifest.json"))
    second = content.rindex(b"PK\x01\x02", 0, directory)
    # PKWARE APPNOTE 4.3.12: the offset of the local header is at 42 in a directory entry.
    (offset,) = struct.unpack_from("<I", content, second + 42)
    struct.pack_into("<I", content, second + 42, offset - 50)
    path.write_bytes(content)
    assert_refused(path)


def field_changed(content: bytes, directory_offset: int, local_offset: int, value: int) -> bytes:
    """The ZIP with a 2-byte field of the first entry set, in the directory and in place."""
    changed = bytearray(content)
    struct.pack_into("<H", changed, changed.index(b"PK\x01\x02") + directory_offset, value)
    struct.pack_into("<H", changed, local_offset, value)
    return bytes(changed)


def test_entry_with_a_zip_password_is_refused(tmp_path: Path, backup: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(field_changed(backup, 8, 6, 0x1))  # bit 0 of the flags
    assert_refused(tmp_path / "a.zip")


def test_unknown_compression_is_refused(tmp_path: Path, backup: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(field_changed(backup, 10, 8, 99))
    assert_refused(tmp_path / "a.zip")


def test_original_that_differs_from_the_manifest_is_refused(
    tmp_path: Path, sound_database: bytes
) -> None:
    said: list[Entry] = [("library.db", sound_database), (ORIGINAL, b"said")]
    held: list[Entry] = [("library.db", sound_database), (ORIGINAL, b"held")]
    write_zip(tmp_path / "a.zip", held, manifest_of(said))
    assert_refused(tmp_path / "a.zip")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"format": "sourcebook-backup", "version": 1, "members": []}',
        b'{"format": "sourcebook-backup", "version": 1, "members": {}}',
        b'{"format": "sourcebook-backup", "version": 2, "members": {}}',
        b'{"format": "other", "version": 1, "members": {}}',
        b'{"format": "sourcebook-backup", "version": 1, "members": {"library.db": 1}}',
        manifest_of([("library.db", b"")]),
        manifest_of([("library.db", b""), ("../evil", b"")]),
    ],
)
def test_manifest_that_does_not_fit_is_refused(
    tmp_path: Path, sound_database: bytes, manifest: bytes
) -> None:
    write_zip(tmp_path / "a.zip", [("library.db", sound_database)], manifest)
    assert_refused(tmp_path / "a.zip")


def test_backup_without_manifest_or_database_is_refused(
    tmp_path: Path, sound_database: bytes
) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("library.db", sound_database)
    assert_refused(tmp_path / "a.zip")
    write_zip(tmp_path / "a.zip", [(ORIGINAL, b"x")])
    assert_refused(tmp_path / "a.zip")


def test_unsound_database_is_refused(tmp_path: Path, sound_database: bytes) -> None:
    broken = sound_database[:4096] + bytes(len(sound_database) - 4096)
    for content in (broken, sound_database[:50], b"SQLite format 3\x00" + b"x" * 8192):
        write_zip(tmp_path / "a.zip", [("library.db", content)])
        assert_refused(tmp_path / "a.zip")


def test_key_file_and_database_must_belong_together(tmp_path: Path, sound_database: bytes) -> None:
    for entries in (
        [("library.db", sound_database), ("library.key.json", b"{}")],
        [("library.db", random.Random(0).randbytes(8192))],
    ):
        write_zip(tmp_path / "a.zip", list(entries))
        assert_refused(tmp_path / "a.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"no zip", bytes(70_000)])
def test_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert_refused(tmp_path / "a.zip")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path / "missing.zip")
    (tmp_path / "folder.zip").mkdir()
    assert_refused(tmp_path / "folder.zip")


def test_backup_cut_short_anywhere_is_refused(tmp_path: Path, backup: bytes) -> None:
    for size in [*range(0, len(backup), 97), len(backup) - 1]:
        (tmp_path / "a.zip").write_bytes(backup[:size])
        assert_refused(tmp_path / "a.zip")


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :]


def spliced(content: bytes, place: int) -> bytes:
    return content[:place] + b"PK\x01\x02" + content[place:]


@pytest.mark.parametrize("damage", [flipped, spliced])
def test_damaged_backup_is_refused_or_restored_without_loss(
    tmp_path: Path, backup: bytes, damage: Callable[[bytes, int], bytes]
) -> None:
    refused, file, target = 0, tmp_path / "a.zip", tmp_path / "target"
    file.write_bytes(backup)
    whole = contents(restore(file, tmp_path / "whole"))
    for place in random.Random(7).sample(range(len(backup)), 150):
        file.write_bytes(damage(backup, place))
        try:
            restore(file, target)
        except InputError:
            refused += 1
            assert not target.exists()
        else:  # a date, say, or a byte between two parts
            assert contents(target) == whole
            target.rename(tmp_path / f"restored-{place}")
    assert refused > 75
    assert not list(tmp_path.glob(".*"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
