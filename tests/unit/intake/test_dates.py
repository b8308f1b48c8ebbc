"""Dates in metadata, to CSL date-parts as exact as they are written."""

from __future__ import annotations

import pytest

from app.intake.dates import parse_date


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2018-04-05T06:00", [2018, 4, 5]),
        ("2021-11-01T10:52:50+0100", [2021, 11, 1]),
        ("2017-11-03 03:01:00.000000", [2017, 11, 3]),
        ("20150430", [2015, 4, 30]),
        ("Thu, 30 Apr 2015 07:19:58 GMT", [2015, 4, 30]),
        ("Sunday, Feb 1, 2015 11:57 AM UTC", [2015, 2, 1]),
        ("5th March 2024", [2024, 3, 5]),
        ("5. März 2024", [2024, 3, 5]),
        ("September 2014", [2014, 9]),
        ("2014-09", [2014, 9]),
        ("2014", [2014]),
        ("31/12/2015", [2015, 12, 31]),
        ("12/31/2015", [2015, 12, 31]),
        ("2015-02-31", [2015, 2]),
        ("2015-13-01", [2015]),
    ],
)
def test_a_date_as_exact_as_written(text: str, parts: list[int]) -> None:
    assert parse_date(text) == {"date-parts": [parts]}


@pytest.mark.parametrize("text", ["", "yesterday", "03/04/2015", "0000-00-00", "12:30", "May"])
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert parse_date(text) is None
