"""Citation keys."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.keys import check_key, make_key
from app.errors import InputError


def free(_: str) -> bool:
    return False


def dated(year: object) -> dict[str, Any]:
    return {"date-parts": [[year]]}


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        (
            {"author": [{"family": "Kassirer"}], "title": "The Rise of an ISIS Media Unit"},
            "kassirerndrise",
        ),
        ({"title": "Amaq News Agency", "issued": dated(2024)}, "amaq2024news"),
        ({"title": "A’maq’s “Rise”", "issued": dated("2016")}, "amaq2016rise"),
        (
            {"author": [{"literal": "United Nations Security Council"}], "issued": dated(2020)},
            "unsc2020",
        ),
        (
            {"author": [{"literal": "RAND Corporation"}], "title": "On <i>Terror</i>"},
            "randndterror",
        ),
        (
            {"author": [{"family": "Müller-Straße"}], "title": "Der Krieg", "issued": dated(1999)},
            "mullerstrasse1999krieg",
        ),
        (
            {
                "author": [{"family": "Zawahiri", "non-dropping-particle": "al-"}],
                "title": "Knights",
            },
            "zawahirindknights",
        ),
        ({"editor": [{"family": "Łoś"}], "title": "Ø"}, "losnd"),
        ({"issued": {"raw": "c. 1998"}, "title": "Why We Left"}, "we1998left"),
        ({"author": [{"family": "O’Neill"}], "title": "9/11 and after"}, "oneillnd11"),
        ({"title": "中文"}, "sourcend"),
        ({}, "sourcend"),
    ],
)
def test_a_key_is_author_year_and_a_telling_word(reference: dict[str, Any], key: str) -> None:
    assert make_key(reference, free) == key


@pytest.mark.parametrize(
    ("family", "begins"),
    [("القاعدة", "alq"), ("الظواهري", "alzaw"), ("أعماق", "amaq"), ("زرقاوی", "zarqawi")],
)
def test_an_arabic_name_gives_a_readable_key(family: str, begins: str) -> None:
    key = make_key({"author": [{"family": family}], "issued": dated(2001)}, free)
    assert key.startswith(begins)
    assert re.fullmatch("[a-z]+2001", key)


def test_a_key_in_use_gets_the_next_letter() -> None:
    taken = {"amaq2024news", "amaq2024newsa"}
    reference = {"title": "Amaq News Agency", "issued": dated(2024)}
    assert make_key(reference, taken.__contains__) == "amaq2024newsb"


def test_after_z_comes_aa() -> None:
    taken = {"x1999"} | {f"x1999{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    reference = {"author": [{"family": "X"}], "issued": dated(1999)}
    assert make_key(reference, taken.__contains__) == "x1999aa"


_names = st.lists(st.fixed_dictionaries({}, optional={"family": st.text(), "literal": st.text()}))


@given(st.fixed_dictionaries({}, optional={"title": st.text(), "author": _names}))
def test_a_key_is_never_empty_and_always_plain(reference: dict[str, Any]) -> None:
    assert re.fullmatch("[a-z0-9]+", make_key(reference, free))


@pytest.mark.parametrize("key", ["kassirer2016", "Smith:2001", "a-b_c.d+e/f", "x" * 120])
def test_a_sound_key_of_the_users_own_is_kept(key: str) -> None:
    assert check_key(f" {key} ") == key


@pytest.mark.parametrize(
    "key",
    [
        *("", " ", "a b", "a{b", "a}b", "a,b", "a%b", "a#b", "a~b", 'a"b', "a'b", "a\\b"),
        *("-a", "é", "x" * 121, "a\n b", "a@b", "a=b"),
    ],
)
def test_a_key_that_would_break_bibtex_is_refused(key: str) -> None:
    with pytest.raises(InputError):
        check_key(key)
