"""Copies kept by themselves: when, how many, and that they restore."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.library import Access, create_library, open_library, restore_library
from app.store.copies import TIERS, Copy, copies, superfluous

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def copy(number: int, made: datetime) -> Copy:
    return Copy(Path(f"{number}.db"), number, made, "state")


def left(made: list[datetime]) -> list[int]:
    known = [copy(number, when) for number, when in enumerate(made, start=1)]
    gone = {each.number for each in superfluous(known)}
    return [each.number for each in known if each.number not in gone]


def test_a_copy_is_kept_only_where_something_changed(tmp_path: Path) -> None:
    clock = Clock()
    with create_library(tmp_path / "library", clock=clock) as library:
        library.add_note("one")
        first = library.keep_copy()
        assert first is not None
        clock.now += timedelta(hours=1)
        assert library.keep_copy() is None
        library.add_note("two")
        assert library.keep_copy() is not None
    assert [each.number for each in copies(tmp_path / "library")] == [2, 1]


def test_of_one_hour_the_last_copy_stays() -> None:
    assert left([NOON + timedelta(minutes=10 * step) for step in range(6)]) == [6]


def test_two_years_of_hourly_copies_leave_hours_days_weeks_and_months() -> None:
    hours = 2 * 365 * 24
    made = [NOON + timedelta(hours=step) for step in range(hours)]
    kept = left(made)
    most = sum(many for _, many in TIERS)
    assert hours in kept
    assert kept[-24:] == list(range(hours - 23, hours + 1))  # each of the last 24 hours
    assert len({made[number - 1].date() for number in kept}) >= 14
    assert len({made[number - 1].strftime("%Y%m") for number in kept}) >= 24
    assert len(kept) <= most


@given(st.lists(st.integers(-400_000, 400_000), min_size=1, max_size=60))
def test_a_clock_that_jumps_never_costs_the_newest(jumps: list[int]) -> None:
    kept = left([NOON + timedelta(hours=jump) for jump in jumps])
    assert len(jumps) in kept
    assert len(kept) <= sum(many for _, many in TIERS) + 1


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60))
def test_thinning_twice_takes_nothing_more(steps: list[int]) -> None:
    known = [copy(n, NOON + timedelta(hours=step)) for n, step in enumerate(sorted(steps), 1)]
    gone = {each.number for each in superfluous(known)}
    assert superfluous([each for each in known if each.number not in gone]) == []


@pytest.mark.parametrize("passphrase", [None, "a good one"])
def test_a_copy_restores_with_its_originals(tmp_path: Path, passphrase: str | None) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\nOne paragraph.\n", encoding="utf-8")
    with create_library(tmp_path / "library", passphrase=passphrase) as library:
        list(library.import_paths([str(page)]))
        library.add_note("before")
        kept = library.keep_copy()
        assert kept is not None
        library.add_note("after")
    restored = restore_library(kept, tmp_path / "restored")
    with open_library(restored, Access.WRITE, passphrase=passphrase) as library:
        assert [note.text for note in library.notes()] == ["before"]
        assert library.check() == []
        assert library.documents()[0].title == "Title"


def test_a_damaged_copy_restores_nothing(tmp_path: Path) -> None:
    with create_library(tmp_path / "library") as library:
        library.add_note("one")
        kept = library.keep_copy()
    assert kept is not None
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError):
        restore_library(kept, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()
