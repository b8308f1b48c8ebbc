"""What is said of passphrases, and when nobody is there; without a window."""

from __future__ import annotations

import pytest

from ui.securing.idle import Idle
from ui.securing.words import ABOUT, ACTS, BUTTONS, fault, rewriting_step, strength


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "hard to guess"),
        ("a", "1 character:"),
        ("sevench", "by trying"),
        ("eightchr", "short"),
        ("twelve chars", "fair"),
        ("correct horse battery", "long enough"),
    ],
)
def test_only_the_length_of_a_passphrase_is_judged(passphrase: str, word: str) -> None:
    assert word in strength(passphrase)


def test_a_passphrase_is_taken_once_both_fields_agree() -> None:
    assert fault("", "")[0]
    assert fault("one", "One")[1]
    assert fault("one", "one") == ("", "")


def test_each_act_is_explained_and_has_a_button() -> None:
    assert {id_ for id_, _words in ACTS} == set(ABOUT) == set(BUTTONS)


def test_a_library_without_files_has_no_steps() -> None:
    assert rewriting_step(0, 0, "file") == ""
    assert rewriting_step(3, 10, "file").startswith("3 of 10")


def test_nobody_is_there_after_so_many_minutes_by_either_clock() -> None:
    now = {"steady": 100.0, "wall": 5_000.0}
    idle = Idle(steady=lambda: now["steady"], wall=lambda: now["wall"])
    now["steady"] += 59
    assert not idle.passed(1)
    now["steady"] += 1
    assert idle.passed(1)
    assert not idle.passed(0)
    idle.touch()
    assert not idle.passed(1)
    now["wall"] += 7_200  # the machine slept: the steady clock stood still
    assert idle.passed(60)
    idle.touch()
    now["wall"] -= 7_200  # and somebody set the clock back
    assert not idle.passed(1)
    now["steady"] += 60
    assert idle.passed(1)
