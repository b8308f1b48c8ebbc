"""Addresses and DOIs compared without a look-up."""

from __future__ import annotations

import pytest

from app.text.addresses import address_key, doi_key, page_key


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a/b",
        "https://www.example.org/a/b/",
        "https://EXAMPLE.org:443/a/b#part",
        "https://example.org/a/b?utm_source=x&fbclid=1",
        "https://example.org/a/b/index.html",
        "https://example.org/%61/b",
    ],
)
def test_one_page_under_many_addresses(other: str) -> None:
    assert address_key(other) == address_key("https://example.org/a/b") == "example.org/a/b"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/A/b",
        "https://example.org/a/b?oldid=7",
        "https://sub.example.org/a/b",
        "https://example.org:8080/a/b",
        "https://example.org/a%2Fb",
    ],
)
def test_another_page_stays_another(other: str) -> None:
    assert address_key(other) != address_key("https://example.org/a/b")


@pytest.mark.parametrize("text", ["", "ftp://example.org/", "example.org", "http://", "http://[x"])
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert address_key(text) == ""


def test_parameters_are_compared_without_their_order() -> None:
    assert address_key("http://e.org/?b=2&a=1") == address_key("http://e.org/?a=1&b=2")


@pytest.mark.parametrize(
    "text", ["10.1080/09546550903409163", "doi:10.1080/09546550903409163",
             "https://doi.org/10.1080/09546550903409163", "HTTP://DX.DOI.ORG/10.1080/09546550903409163"]
)  # fmt: skip
def test_one_doi_in_every_form(text: str) -> None:
    assert doi_key(text) == "10.1080/09546550903409163"


@pytest.mark.parametrize("text", ["", "11.1/x", "10.12/x", "see 10.1080/1"])
def test_what_is_no_doi_has_no_key(text: str) -> None:
    assert doi_key(text) == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2016/a-claim/",
        "https://www.example.org/2016/a-claim?utm_source=feed&fbclid=x",
        "https://example.org/2016/a-claim?print=1",
        "https://example.org/2016/a-claim/print/",
        "https://example.org/print/2016/a-claim",
        "https://example.org/2016/a-claim?view=print",
        "https://example.org/2016/a-claim/?output=amp",
        "https://example.org/2016/a-claim/amp/",
        "https://amp.example.org/2016/a-claim",
        "https://m.example.org/2016/a%2Dclaim",
        "https://web.archive.org/web/20160302101112/http://example.org/2016/a-claim",
        "https://web.archive.org/web/20160302101112id_/http:/example.org/2016/a-claim",
    ],
)
def test_one_page_in_every_form_it_is_served_in(other: str) -> None:
    assert page_key(other) == page_key("https://example.org/2016/a-claim")
    assert page_key(other) == "example.org/2016/a-claim"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2016/a-claim?page=2",
        "https://example.org/2016/a-claim?print=blue",
        "https://example.org/2016/a-claim-print",
        "https://example.org/2016/ampere/a-claim",
        "https://news.example.org/2016/a-claim",
        "https://m.org/2016/a-claim",
        "",
    ],
)
def test_what_only_looks_like_another_form_is_another_page(other: str) -> None:
    assert page_key(other) != page_key("https://example.org/2016/a-claim")


def test_a_wiki_for_telephones_is_the_wiki() -> None:
    assert page_key("https://en.m.wiki.example/wiki/Amaq") == "en.wiki.example/wiki/Amaq"
    assert page_key("https://m.org/a") == "m.org/a"
