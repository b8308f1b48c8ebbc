"""Patterns for citation keys; expected keys follow from what the pattern says, by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.keypatterns import parse_pattern
from app.errors import InputError

ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "The Rise of an ISIS Media Unit: A’maq",
    "author": [
        {"family": "Zawahiri", "given": "A.", "non-dropping-particle": "al-"},
        {"family": "Müller-Straße", "given": "B."},
        {"literal": "RAND Corporation"},
    ],
    "editor": [{"family": "O’Neill"}],
    "container-title": "Studies in Conflict & Terrorism",
    "publisher": "Taylor",
    "issued": {"date-parts": [[2014, 5, 1]]},
}


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("auth + year", "Zawahiri2014"),
        ("auth.lower + year + shorttitle(1)", "zawahiri2014Rise"),
        ("auth(3).upper + shortyear", "ZAW14"),
        ("authors(2) + year", "ZawahiriMullerStrasseEtAl2014"),
        ("authors + month + day", "ZawahiriMullerStrasseRandCorporation0501"),
        ("editor.lower + ':' + year", "oneill:2014"),
        ("shorttitle", "RiseIsisMedia"),
        ("journal.abbr + year", "SiCT2014"),
        ("journal.select(3, 1)", "Conflict"),
        ("title.substring(1, 7)", "TheRise"),
        ("\"a+b\" + '-' + year", "a+b-2014"),
        ("translator_ + year; year", None),
        ("'' ; editor", "Oneill"),
        ("institution.lower", "taylor"),
    ],
)
def test_a_pattern_says_what_a_key_is(pattern: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(InputError):
            parse_pattern(pattern)
    else:
        assert parse_pattern(pattern).key(ARTICLE) == key


def test_arabic_names_give_readable_letters() -> None:
    reference = {"author": [{"family": "الظواهري"}], "title": "أعماق", "issued": {"raw": "2016"}}
    assert parse_pattern("auth + year + title").key(reference) == "alzawahri2016amaq"


def test_what_a_source_has_not_leaves_the_next_pattern_its_turn() -> None:
    pattern = parse_pattern("auth + '' ; editor ; shorttitle(1)")
    assert pattern.key({"title": "The words"}) == "Words"
    assert pattern.key({}) == ""


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("", "line of a few terms"),
        ("auth + ", "“”"),
        ("nobody + year", "nobody"),
        ("auth.loud", "loud"),
        ("auth(x)", "auth(x)"),
        ("year" * 200, "line of a few terms"),
        ("'open + year", "open"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_named(pattern: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_pattern(pattern)
    assert named in caught.value.message


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(family=NAMES, title=NAMES, year=st.integers(-9999, 9999))
def test_what_comes_out_can_stand_in_a_bib_file(family: str, title: str, year: int) -> None:
    reference = {
        "author": [{"family": family}],
        "title": title,
        "issued": {"date-parts": [[year]]},
    }
    made = parse_pattern("auth + '_/' + title + year").key(reference)
    assert re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9\-_:.+/]{0,109})?", made)
