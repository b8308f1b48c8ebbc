"""Dates as they are typed, as they are told back, and what is refused rather than guessed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.datewords import date_typed, date_words, typed_date
from app.errors import InputError


@pytest.mark.parametrize(
    ("typed", "date", "words"),
    [
        ("1994", {"date-parts": [[1994]]}, "1994"),
        ("March 2015", {"date-parts": [[2015, 3]]}, "March 2015"),
        ("2015-03-04", {"date-parts": [[2015, 3, 4]]}, "4 March 2015"),
        ("4 March 2015", {"date-parts": [[2015, 3, 4]]}, "4 March 2015"),
        ("March 4th, 2015", {"date-parts": [[2015, 3, 4]]}, "4 March 2015"),
        ("2015/03/04", {"date-parts": [[2015, 3, 4]]}, "4 March 2015"),
        ("31/12/2015", {"date-parts": [[2015, 12, 31]]}, "31 December 2015"),
        ("2014/2015", {"date-parts": [[2014], [2015]]}, "2014 to 2015"),
        ("2014–15", {"date-parts": [[2014], [2015]]}, "2014 to 2015"),
        ("March to May 2015", {"date-parts": [[2015, 3], [2015, 5]]}, "March 2015 to May 2015"),
        ("3 to 5 March 2015", {"date-parts": [[2015, 3, 3], [2015, 3, 5]]},
         "3 March 2015 to 5 March 2015"),
        ("c. 1990", {"date-parts": [[1990]], "circa": True}, "about 1990"),
        ("1990?", {"date-parts": [[1990]], "circa": True}, "about 1990"),
        ("Fall 2015", {"date-parts": [[2015]], "season": 3}, "autumn 2015"),
        ("44 BCE", {"date-parts": [[-44]]}, "44 BCE"),
        ("٢٠١٥", {"date-parts": [[2015]]}, "2015"),
    ],
)  # fmt: skip
def test_a_date_is_understood_and_told_back(typed: str, date: dict[str, Any], words: str) -> None:
    assert typed_date(typed) == date
    assert date_words(date) == words


@pytest.mark.parametrize("typed", ["", "  ", "n.d.", "N.D.", "nd", "no date", "undated"])
def test_no_date_is_a_date_that_is_not_there(typed: str) -> None:
    assert typed_date(typed) is None
    assert date_words(typed_date(typed)) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/2015",  # the fourth of March or the third of April
        "30 February 2015",
        "2015-13",
        "2015-00",
        "May",
        "recently",
        "2016/2014",
        "2014/2015/2016",
    ],
)
def test_what_is_no_single_date_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        typed_date(typed)


@given(
    st.dates().map(lambda day: [day.year, day.month, day.day]),
    st.integers(1, 3),
    st.booleans(),
)
def test_what_is_shown_in_the_field_is_read_as_the_same_date(
    parts: list[int], length: int, circa: bool
) -> None:
    # Four figures: years before 1000 are typed with zeros in front.
    date: dict[str, Any] = {"date-parts": [parts[:length]]}
    if circa:
        date["circa"] = True
    shown = date_typed(date)
    assert typed_date(shown) == date


def test_a_season_and_a_range_are_read_again_as_they_were() -> None:
    for date in (
        {"date-parts": [[2015]], "season": 4},
        {"date-parts": [[2014, 5], [2016]], "circa": True},
        {"date-parts": [[-44], [12]]},
    ):
        assert typed_date(date_typed(date)) == date


def test_a_date_that_goes_on_is_typed_told_and_typed_again() -> None:
    """The citation processor prints a second point of 0 as an open end: "2014–"."""
    date = typed_date("2014-03/")
    assert date == {"date-parts": [[2014, 3], [0]]}
    assert date_words(date) == "March 2014 and on"
    assert date_typed(date) == "2014-03/"
