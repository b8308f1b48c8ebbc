"""The power goes at any moment: what may be on the disk then is a sound library with all it told.

The disk is a recording of what was written and synced (tests/support/durability). Each test has its
counterpart without the sync that makes the difference, which must lose something.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store import blobs, files
from app.store.blobs import BlobStore
from tests.support.durability.medium import FolderSynced, Medium, Named, Said, Synced, Wrote
from tests.support.durability.powerloss import (
    judge,
    judge_copies,
    judge_files,
    kept_by_copying,
    put_files,
    work,
)
from tests.support.durability.room import room

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the recording asks Linux for names of open files"
)
IMAGES = 50
SEED = 20260304


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, where there is one: the disk is recorded, not needed."""
    with room() as folder:
        yield folder


def test_what_was_told_as_done_survives_in_every_image(memory: Path) -> None:
    recording = work(memory, rounds=2)
    assert sum(isinstance(event, Synced) for event in recording.medium.events) > 50
    verdict = judge(recording, IMAGES, SEED, memory)
    assert verdict.images == IMAGES
    assert verdict.wrong == []


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_with_fewer_syncs_something_is_lost(memory: Path, synchronous: str) -> None:
    recording = work(memory, rounds=2, synchronous=synchronous)
    assert judge(recording, IMAGES, SEED, memory).wrong != []


@pytest.mark.parametrize("key", [None, b"k" * 32], ids=["plain", "encrypted"])
def test_every_file_told_as_stored_is_there_whole(memory: Path, key: bytes | None) -> None:
    verdict = judge_files(*put_files(memory, key=key), IMAGES, memory, key)
    assert verdict.images == IMAGES
    assert verdict.wrong == []


def _nothing(_what: object) -> None:
    """What a sync is on a disk that ignores it."""


@pytest.mark.parametrize("unsynced", ["sync_file", "sync_folder"])
def test_without_a_sync_stored_files_are_lost(
    memory: Path, monkeypatch: pytest.MonkeyPatch, unsynced: str
) -> None:
    monkeypatch.setattr(files, unsynced, _nothing)
    assert judge_files(*put_files(memory), IMAGES, memory).wrong != []


@pytest.mark.parametrize("again", [True, False])
def test_a_file_whose_writer_died_before_its_name_was_synced_is_synced_again(
    memory: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    def died(folder: Path) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(files, "sync_folder", _nothing)
            patched.setattr(blobs, "sync_folder", _nothing)
            BlobStore(folder).put(b"file 0 " * 300)

    if not again:
        monkeypatch.setattr(blobs, "sync_folder", _nothing)
    verdict = judge_files(*put_files(memory, 1, left=died), IMAGES, memory)
    assert (verdict.wrong == []) is again


@pytest.mark.parametrize("passphrase", [None, "a good one"], ids=["plain", "encrypted"])
def test_backups_and_copies_are_whole_or_not_there(memory: Path, passphrase: str | None) -> None:
    verdict = judge_copies(*kept_by_copying(memory, passphrase), 20, memory, passphrase)
    assert verdict.images == 20
    assert verdict.wrong == []


def test_the_disk_keeps_what_was_synced_and_may_lose_the_rest(memory: Path) -> None:
    """The recording itself: what it takes for sure, by hand."""
    from random import Random

    from tests.support.durability.medium import images

    medium = Medium(memory)
    start = len(medium.events)
    file = memory / "a"
    medium.wrote(file, 0, b"sure")
    medium.synced(file)
    medium.synced_folder(memory)
    medium.said()
    medium.wrote(file, 0, b"LOST")
    found = list(images(medium.events, 200, Random(1), start))
    after = {each.files["a"] for each in found if each.said}
    assert after == {b"sure", b"LOST"}
    before = {each.files.get("a") for each in found if each.event == start + 2}
    assert before >= {None, b"", b"sure"}
    kinds = [type(event) for event in medium.events[start:]]
    assert kinds == [Named, Wrote, Synced, FolderSynced, Said, Wrote]


def test_nothing_that_is_recorded_is_left_changed(memory: Path) -> None:
    before: list[Callable[..., object]] = [os.fsync, os.replace, os.unlink, os.mkdir, os.rename]
    put_files(memory, 1)
    assert [os.fsync, os.replace, os.unlink, os.mkdir, os.rename] == before
