"""The printed recovery code."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.store.recovery import ALPHABET, new_code, read_code


def test_a_code_is_five_groups_of_five_without_letters_one_confuses() -> None:
    code = new_code()
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}", code)
    assert read_code(code) == code


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


@given(st.integers(0, 24), st.sampled_from(ALPHABET))
def test_a_slip_is_mostly_noticed(place: int, letter: str) -> None:
    code = new_code().replace("-", "")
    slipped = code[:place] + letter + code[place + 1 :]
    found = read_code(slipped)
    assert found is None or found.replace("-", "") == slipped


def test_most_single_slips_are_noticed() -> None:
    code = new_code().replace("-", "")
    slips = [
        code[:at] + other + code[at + 1 :]
        for at in range(25)
        for other in ALPHABET
        if other != code[at]
    ]
    noticed = sum(read_code(slip) is None for slip in slips)
    assert noticed / len(slips) > 0.9  # a checksum of 5 bits misses one of 32


def test_words_are_no_code() -> None:
    assert read_code("correct horse battery staple") is None
    assert read_code("") is None
