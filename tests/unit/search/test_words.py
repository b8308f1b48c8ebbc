from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.words import MOST_TERMS, parse_words


def wanted(query: str, *, typing: bool = False) -> list[tuple[str, list[tuple[str, ...]]]]:
    words = parse_words(query, typing=typing)
    return [(term.typed, [variant.forms for variant in term.variants]) for term in words.wanted]


def begun(query: str) -> list[str]:
    words = parse_words(query, typing=True)
    return [
        " ".join(variant.forms)
        for term in words.wanted
        for variant in term.variants
        if variant.begun
    ]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("Amaq agency", [("Amaq", [("amaq",)]), ("agency", [("agency",)])]),
        ('"Amaq  agency"', [("Amaq agency", [("amaq", "agency")])]),
        ("“Amaq agency” x", [("Amaq agency", [("amaq", "agency")]), ("x", [("x",)])]),
        ('"Amaq agency', [("Amaq agency", [("amaq", "agency")])]),
        ("(Amaq), 'agency'!", [("Amaq", [("amaq",)]), ("agency", [("agency",)])]),
        ("amaq amaq", [("amaq", [("amaq",)])]),
        ("ʿAmāq", [("ʿAmāq", [("amaq",)])]),
        ("Amaq’s", [("Amaq’s", [("amaqs",), ("amaq",)])]),
        ("al-Qaeda", [("al-Qaeda", [("al", "qaeda"), ("alqaeda",), ("qaeda",)])]),
        ("القاعدة", [("القاعدة", [("القاعده",)])]),
        ("東京", [("東京", [("東", "京")])]),
        ("", []),
        ('"" - "', []),
    ],
)
def test_a_query_is_read_as_terms_with_their_readings(
    query: str, terms: list[tuple[str, list[tuple[str, ...]]]]
) -> None:
    assert wanted(query) == terms


def test_a_minus_at_the_beginning_of_a_word_excludes() -> None:
    words = parse_words('amaq -news -"two words" counter-terror - x', typing=True)
    assert [term.typed for term in words.wanted] == ["amaq", "counter-terror", "x"]
    assert [term.typed for term in words.unwanted] == ["news", "two words"]


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("amaq agen", ["agen"]),
        ('amaq "agen', ["agen"]),
        ('amaq "news agen', ["news agen"]),
        ('amaq "agen"', []),
        ("amaq -agen", []),
        ("counter-te", ["counter te"]),
        ("counter-t", []),
        ("al-Qa", ["al qa", "alqa", "qa"]),
        ("東京", []),
    ],
)
def test_only_a_last_word_that_is_still_open_is_begun(query: str, forms: list[str]) -> None:
    assert begun(query) == forms


def test_a_long_query_is_cut() -> None:
    assert len(wanted(" ".join(f"w{nth}" for nth in range(500)))) == MOST_TERMS


@given(st.text(max_size=60), st.booleans())
def test_any_query_can_be_read(query: str, typing: bool) -> None:
    words = parse_words(query, typing=typing)
    for term in (*words.wanted, *words.unwanted):
        assert term.widest
        for variant in term.variants:
            assert all(form and '"' not in form and " " not in form for form in variant.forms)
