"""kill -9 while a library is marked, backed up, brought up to date, encrypted: nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Access, open_library
from tests.support.durability.frozen import thawed
from tests.support.durability.killing import kill_acts, kill_encryption, kill_migrations
from tests.support.durability.room import room
from tests.support.durability.soak import state_of

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="kill -9 is POSIX")


@pytest.fixture
def memory() -> Iterator[Path]:
    """What is killed keeps what it gave to the system; power loss is another test's."""
    with room() as folder:
        yield folder


@pytest.fixture
def seed() -> int:
    chosen = random.randrange(10**6)
    print(f"seed {chosen}")  # shown where a test fails
    return chosen


def test_facts_that_were_told_hold_after_every_kill(memory: Path, seed: int) -> None:
    toll = kill_acts(memory, 4, seed)
    assert toll.wrong == []
    assert toll.told > 4


def test_a_killed_change_of_schema_leaves_the_library_it_was(memory: Path, seed: int) -> None:
    with open_library(thawed(1, memory / "expected"), Access.WRITE) as library:
        state = state_of(library)
    toll = kill_migrations(memory, 3, seed, thawed(1, memory / "old"), state)
    assert toll.wrong == []


def test_a_killed_change_of_encryption_leaves_one_whole_library(memory: Path, seed: int) -> None:
    toll = kill_encryption(memory, 3, seed)
    assert toll.wrong == []
