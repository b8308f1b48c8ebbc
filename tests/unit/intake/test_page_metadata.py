"""What a page's reference is made of, in the order of trust told in app.intake.page.facts."""

from __future__ import annotations

import pytest

from app.intake.formats import read_bytes
from app.intake.limits import Limits
from app.model import DocumentKind

from .conftest import Outcome, read

PROSE = (
    "<p>" + "Words that only fill the page, with commas, so that it is an article. " * 6 + "</p>"
)


def page(head: str = "", body: str = "", before: str = "") -> Outcome:
    return read(
        f"{before}<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head>"
        f"<body><article>{body}{PROSE}{PROSE}</article></body></html>",
        "page.html",
    )


JSON_LD = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebSite","name":"Invented Review"},
{"@type":"Person","@id":"#mara","name":"Mara Lindqvist"},
{"@type":["Article"],"headline":"How Outlets Count","datePublished":"2019-03-04T08:00:00Z",
"author":[{"@id":"#mara"},{"@type":"Organization","name":"Centre for Counting"}],
"inLanguage":"en-GB","mainEntityOfPage":{"@id":"https://example.org/count"}}]}</script>"""


def test_json_ld_with_a_graph_is_believed_first() -> None:
    found = page(JSON_LD + "<meta property='og:title' content='Other'><title>Third</title>")
    assert found.kind == "analyst-article"
    assert found.reference == {
        "title": "How Outlets Count",
        "author": [
            {"family": "Lindqvist", "given": "Mara"},
            {"literal": "Centre for Counting"},
        ],
        "issued": {"date-parts": [[2019, 3, 4]]},
        "container-title": "Invented Review",
        "URL": "https://example.org/count",
        "language": "en-GB",
    }
    assert found.finding.sources["title"] == "JSON-LD"


def test_highwire_makes_a_journal_article() -> None:
    found = page(
        "<meta name=citation_title content='Counting Claims'>"
        "<meta name=citation_author content='Lindqvist, Mara'>"
        "<meta name=citation_author content='al-Hadidi, Yusuf'>"
        "<meta name=citation_publication_date content='2018/06/01'>"
        "<meta name=citation_journal_title content='Journal of Invented Studies'>"
        "<meta name=citation_volume content=4><meta name=citation_issue content=2>"
        "<meta name=citation_firstpage content=11><meta name=citation_lastpage content=29>"
        "<meta name=citation_doi content='10.1234/jis.42'>"
    )
    assert found.kind == "journal-article"
    assert found.reference == {
        "title": "Counting Claims",
        "author": [
            {"family": "Lindqvist", "given": "Mara"},
            {"family": "Hadidi", "non-dropping-particle": "al-", "given": "Yusuf"},
        ],
        "issued": {"date-parts": [[2018, 6, 1]]},
        "container-title": "Journal of Invented Studies",
        "volume": "4",
        "issue": "2",
        "page": "11-29",
        "DOI": "10.1234/jis.42",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("How Outlets Count Their Claims | Invented Review", "How Outlets Count Their Claims"),
        ("How Outlets Count Their Claims - Invented Review", "How Outlets Count Their Claims"),
        ("Invented Review » How Outlets Count Their Claims", "How Outlets Count Their Claims"),
        ("Claims: A Short History", "Claims: A Short History"),
        ("Pre-war Counting", "Pre-war Counting"),
    ],
)
def test_the_title_element_loses_the_sites_name_only(title: str, kept: str) -> None:
    site = "<meta property='og:site_name' content='Invented Review'>"
    assert page(f"{site}<title>{title}</title>").reference["title"] == kept


def test_a_visible_byline_and_a_time_element_are_read() -> None:
    found = page(
        "<title>How Outlets Count</title>",
        "<h1>How Outlets Count</h1><p class='byline'>By Mara Lindqvist</p>"
        "<time datetime='2016-03-05'>a while ago</time>",
    )
    assert found.reference["author"] == [{"family": "Lindqvist", "given": "Mara"}]
    assert found.reference["issued"] == {"date-parts": [[2016, 3, 5]]}


def test_nothing_is_invented() -> None:
    found = page("<title>How Outlets Count</title>", "<p>It began on 14 January 2016.</p>")
    assert set(found.reference) == {"title", "language"}


@pytest.mark.parametrize(
    ("before", "address"),
    [
        ("<!-- saved from url=(0025)https://example.org/count -->", "https://example.org/count"),
        (
            "<!--\n Page saved with SingleFile \n url: https://example.org/count \n"
            " saved date: Sat Mar 05 2016 10:00:00 GMT+0000\n-->",
            "https://example.org/count",
        ),
    ],
)
def test_where_a_browser_saved_it_from(before: str, address: str) -> None:
    found = page("<title>T</title>", before=before)
    assert found.provenance["address"] == found.reference["URL"] == address
    assert "accessed" not in found.reference


def test_the_address_in_a_web_archive_is_kept_and_the_original_cited() -> None:
    archive = "https://web.archive.org/web/20160305100000/https://example.org/count"
    found = page("<title>T</title>", before=f"<!-- saved from url=(0073){archive} -->")
    assert found.reference["URL"] == "https://example.org/count"
    assert found.provenance["address"] == archive
    assert found.provenance["archived"] == "20160305100000"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "/relative"])
def test_only_web_addresses_are_cited(address: str) -> None:
    assert "URL" not in page(f"<link rel=canonical href='{address}'><title>T</title>").reference


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("<meta name=generator content=Blogger>", "blog-post"),
        ("<link rel=canonical href='https://someone.wordpress.com/2016/a'>", "blog-post"),
        ('<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
         "newspaper-article"),
        ('<script type="application/ld+json">{"@type":"Report"}</script>', "report"),
        ("<meta name=citation_technical_report_institution content='A Body'>", "report"),
        ("", "analyst-article"),
    ],
)  # fmt: skip
def test_a_kind_needs_a_clear_signal(head: str, kind: str) -> None:
    assert page(head + "<title>T</title>").kind == kind


def test_a_breadcrumb_is_provenance() -> None:
    crumbs = "<nav aria-label=Breadcrumb><ol><li>Home<li>Media<li>Counting</ol></nav>"
    assert page("<title>T</title>", crumbs).provenance["breadcrumb"] == [
        "Home",
        "Media",
        "Counting",
    ]


@pytest.mark.parametrize(
    "broken", ["{", "[" * 5000, '{"@type":', "null", "[[[1]]]", '{"@graph":7}']
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><title>Still Read Here</title>'
    assert page(head).reference["title"] == "Still Read Here"


@pytest.mark.parametrize(
    ("head", "kind", "field"),
    [
        ("<meta property='og:site_name' content='Invented House'>", "report", "publisher"),
        (
            "<meta property='og:site_name' content='Invented House'>",
            "encyclopedia-entry",
            "container-title",
        ),
        ("<meta property='og:site_name' content='Invented House'>", "book", "publisher"),
        (
            "<meta name='citation_technical_report_institution' content='Invented House'>"
            "<meta name='publisher' content='Invented House'>",
            "analyst-article",
            "container-title",
        ),
    ],
)
def test_a_given_kind_decides_what_the_site_is(head: str, kind: str, field: str) -> None:
    page = f"<title>How Outlets Count</title>{head}<article>{PROSE}{PROSE}</article>"
    found = read_bytes(page.encode(), "page.html", Limits(), DocumentKind(kind))
    houses = {name: value for name, value in found.reference.items() if value == "Invented House"}
    assert (found.kind.value, houses) == (kind, {field: "Invented House"})


def test_the_day_is_the_one_told_in_local_time() -> None:
    found = read(
        "<html><head><title>Evening</title><meta property='article:published_time'"
        " content='2017-02-23T17:18:13-08:00'><script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Evening", "datePublished": "2017-02-24T01:18:13Z"}'
        f"</script></head><body>{PROSE}{PROSE}</body></html>",
        "page.html",
    )
    assert found.reference["issued"] == {"date-parts": [[2017, 2, 23]]}


def test_a_user_name_gives_way_to_the_byline_one_reads() -> None:
    found = read(
        "<html><head><title>Evening</title><script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Evening", "author": {"name": "CC75"}}'
        "</script></head>"
        f"<body><p class='byline'>By Dana Reyle</p><p class='byline'>Follow @dreyle</p>"
        f"{PROSE}{PROSE}</body></html>",
        "page.html",
    )
    assert found.reference["author"] == [{"family": "Reyle", "given": "Dana"}]
