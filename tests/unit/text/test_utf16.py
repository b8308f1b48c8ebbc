"""Code points and UTF-16 units; Python's own codec is the oracle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.utf16 import Utf16Map

texts = st.text(alphabet=st.sampled_from("aé😀👩🏽ع\u0301\u064b\U0010ffff\n"), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_position_agrees_with_the_codec_and_comes_back(text: str) -> None:
    positions = Utf16Map(text)
    assert positions.units == units(text)
    for point in range(len(text) + 1):
        unit = positions.to_units(point)
        assert unit == units(text[:point])
        assert positions.to_code_points(unit) == point


def test_a_position_inside_a_pair_is_its_characters_beginning() -> None:
    # As Qt counts: "a😀b" has four units; unit 2 is the middle of the emoji.
    assert [Utf16Map("a😀b").to_code_points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_are_refused(position: int) -> None:
    with pytest.raises(IndexError):
        Utf16Map("abc").to_units(position)
