from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import app
from app.errors import LibraryError
from app.store.files import (
    durable_file,
    explain_failure,
    make_folders,
    sync_folder,
    temporary_beside,
    write_durably,
)

ROOT = Path(app.__file__).parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and folder sync")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was synced and renamed, in order; the real calls are made too."""
    made: list[tuple[str, str]] = []
    sync, replace = os.fsync, os.replace

    def spied_sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        made.append(("sync", "folder" if is_folder else "file"))
        sync(descriptor)

    def spied_replace(source: Path, target: Path) -> None:
        made.append(("rename", Path(target).name))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", spied_sync)
    monkeypatch.setattr(os, "replace", spied_replace)
    return made


def test_content_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "notes — ملاحظات.txt"
    write_durably(path, b"first")
    write_durably(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems sync by other calls")
def test_file_is_synced_before_the_rename_and_the_folder_after_it(
    tmp_path: Path, calls: list[tuple[str, str]]
) -> None:
    write_durably(tmp_path / "a", b"content")
    assert calls == [("sync", "file"), ("rename", "a"), ("sync", "folder")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems sync by other calls")
def test_each_new_folder_is_synced_into_its_parent(
    tmp_path: Path, calls: list[tuple[str, str]]
) -> None:
    make_folders(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert calls == [("sync", "folder")] * 2
    make_folders(tmp_path / "a" / "b")
    assert len(calls) == 2


def test_failure_while_writing_keeps_the_former_file_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_durably(path, b"former")
    with pytest.raises(ZeroDivisionError), durable_file(path) as out:
        out.writelines(b"half" * (1 // part) for part in (1, 0))
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from app.store.files import write_durably
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_durably(Path(sys.argv[1]), bytes(200_000))
except OSError as error:
    print("refused", error.errno)
"""


@POSIX
def test_full_disk_keeps_the_former_file_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_durably(path, b"former")
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["refused", str(errno.EFBIG)]
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_files_and_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    make_folders(tmp_path / "library")
    write_durably(tmp_path / "library" / "a", b"")
    assert stat.S_IMODE((tmp_path / "library").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "library" / "a").stat().st_mode) == 0o600


@POSIX
def test_wider_permissions_can_be_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_durably(tmp_path / "export.bib", b"", mode=0o666)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "export.bib").stat().st_mode) == 0o644


def test_a_very_long_name_still_gets_a_temporary_one_the_disk_takes(tmp_path: Path) -> None:
    # 120 Arabic letters are 240 bytes in UTF-8, just under the usual limit of 255 bytes.
    path = tmp_path / ("ض" * 120 + ".bib")
    assert len(temporary_beside(path).name.encode()) < 150
    write_durably(path, b"x")
    assert path.read_bytes() == b"x"


def test_folder_that_cannot_be_synced_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(tmp_path)


def test_failure_is_explained_without_naming_a_path(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught, explain_failure("The backup"):
        (tmp_path / "missing" / "file").read_bytes()
    assert caught.value.message == "The backup couldn't be written: No such file or directory."
    assert caught.value.hint
