"""A short soak: whatever is done to a library, it is what a plain model says, crashes included."""

from __future__ import annotations

from tests.support.durability.soak import soak


def test_hundreds_of_random_acts_leave_what_a_plain_model_has() -> None:
    assert soak(400) >= 400
