"""Addresses and DOIs as a library keeps them: nothing lost but what was never theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.identifiers import tidy_address, tidy_doi


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://doi.org/10.1080/0954655X.2019.1", "10.1080/0954655X.2019.1"),
        ("http://dx.doi.org/10.1002/(SICI)1097%28199806%2949", "10.1002/(SICI)1097(199806)49"),
        ("doi: 10.1000/AbC", "10.1000/AbC"),
        ("DOI:10.1000/AbC", "10.1000/AbC"),
        ("doi.org/10.1000/x", "10.1000/x"),
        # A percent sign that belongs to the DOI itself stays.
        ("10.1000/a%20b", "10.1000/a%20b"),
        ("10.1000/x.", "10.1000/x."),
        ("https://doi.org/", "https://doi.org/"),
        ("see the printed volume", "see the printed volume"),
    ],
)  # fmt: skip
def test_a_doi_loses_its_resolver_and_nothing_else(written: str, kept: str) -> None:
    assert tidy_doi(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?id=1&fbclid=z&b=%20c", "https://example.org/a?id=1&b=%20c"),
        ("https://example.org/a?gclid=1#part", "https://example.org/a#part"),
        ("HTTP://WWW.Example.ORG/Path/?Q=A", "http://www.example.org/Path/?Q=A"),
        ("https://example.org/?", "https://example.org/?"),
        ("https://e.org/index.php?title=X&oldid=1", "https://e.org/index.php?title=X&oldid=1"),
        ("https://example.org/a#utm_source=x", "https://example.org/a#utm_source=x"),
        ("https://example.org/a?source=mail", "https://example.org/a?source=mail"),
        ("https://user:Pw@Example.org/", "https://user:Pw@example.org/"),
        ("ftp://Example.org/?utm_source=x", "ftp://Example.org/?utm_source=x"),
        ("urn:isbn:0451450523", "urn:isbn:0451450523"),
        ("http://[", "http://["),
        ("https:///nowhere?fbclid=1", "https:///nowhere?fbclid=1"),
        ("https://example.org/a and more", "https://example.org/a and more"),
    ],
)  # fmt: skip
def test_an_address_loses_what_trackers_added_and_nothing_else(written: str, kept: str) -> None:
    assert tidy_address(written) == kept


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-zA-Z.]{1,9}/[^#]{0,9}\?[^ ]{0,20}"))
def test_tidying_again_changes_nothing(text: str) -> None:
    assert tidy_address(tidy_address(text)) == tidy_address(text)
