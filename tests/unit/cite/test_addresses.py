"""Addresses that are the same by their writing, and those that only look alike."""

from __future__ import annotations

import pytest

from app.cite.addresses import comparable_doi, comparable_url


@pytest.mark.parametrize(
    "written",
    [
        "10.1080/09546553.2019.1606801",
        "https://doi.org/10.1080/09546553.2019.1606801",
        "http://dx.doi.org/10.1080/09546553.2019.1606801",
        "doi: 10.1080/09546553.2019.1606801",
        "DOI.ORG/10.1080/09546553.2019.1606801 ",
    ],
)
def test_a_doi_is_one_however_it_is_written(written: str) -> None:
    assert comparable_doi(written) == "10.1080/09546553.2019.1606801"


def test_a_doi_knows_no_case() -> None:
    assert comparable_doi("10.1000/AbC") == comparable_doi("10.1000/aBc")


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/a/b?id=1",
        "http://www.example.org/a/b/?id=1",
        "HTTPS://EXAMPLE.ORG:443/a/b?id=1&utm_source=mail&fbclid=x#part",
        "https://example.org/a/%62?id=1",
    ],
)
def test_an_address_is_one_however_it_is_written(written: str) -> None:
    assert comparable_url(written) == "example.org/a/b?id=1"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/A/b?id=1",
        "https://example.org/a/b?id=2",
        "https://example.org/a/b",
        "https://blog.example.org/a/b?id=1",
        "https://example.org:8080/a/b?id=1",
        "https://example.org/a%2Fc/b?id=1",
        "ftp://example.org/a/b?id=1",
    ],
)
def test_another_address_stays_another(other: str) -> None:
    assert comparable_url(other) != comparable_url("https://example.org/a/b?id=1")


@pytest.mark.parametrize("text", ["", "http://[", "example.org", "http://x:99999/", "mailto:a@b.c"])
def test_what_is_no_web_address_is_compared_as_it_is(text: str) -> None:
    assert comparable_url(text) == text
