"""Pages in the makes that sources come in, as their themes write them. All are made up.

The markup follows what each program's default theme puts around a text; the expected blocks and
facts are written by hand: what a person would copy, and what they would cite.
"""

from __future__ import annotations

import json

import pytest

from .test_openings import ONE, TWO
from .test_page_makes import PROSE, TEXT, page
from .test_plain_shapes import THREE

FACTS = ("title", "author", "issued", "container-title", "publisher", "URL", "language", "DOI")
DOE = {"family": "Doe", "given": "Jane"}
ROE = {"family": "Roe", "given": "Richard"}


def day(*parts: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]}


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_wordpress_block_theme_with_its_graph() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "@id": "https://valley.example/office/#article",
                "isPartOf": {"@id": "https://valley.example/office/"},
                "author": {"name": "Jane Doe", "@id": "https://valley.example/#/person/1"},
                "headline": "The Quiet Office",
                "datePublished": "2021-02-03T08:00:00+00:00",
                "dateModified": "2021-03-01T08:00:00+00:00",
                "publisher": {"@id": "https://valley.example/#org"},
                "inLanguage": "en-GB",
            },
            {
                "@type": "WebPage",
                "@id": "https://valley.example/office/",
                "name": "The Quiet Office - Valley Review",
                "isPartOf": {"@id": "https://valley.example/#website"},
            },
            {"@type": "WebSite", "@id": "https://valley.example/#website", "name": "Valley Review"},
            {"@type": "Organization", "@id": "https://valley.example/#org", "name": "Valley Trust"},
            {"@type": "Person", "@id": "https://valley.example/#/person/1", "name": "Jane Doe"},
        ],
    }
    found = page(
        "<div class='wp-site-blocks'><header class='wp-block-template-part'><p class='wp-block-site"
        "-title'><a href=/>Valley Review</a></p></header><main class='wp-block-group'><div class='"
        "wp-block-group'><h1 class='wp-block-post-title'>The Quiet Office</h1><div class='wp-block-"
        "template-part'><time datetime='2021-02-03'>3 February 2021</time> by Jane Doe</div></div>"
        f"<div class='entry-content wp-block-post-content'><p>{ONE}</p><figure class='wp-block-"
        f"image'><img src=a alt=''><figcaption class='wp-element-caption'>The office. Photo: R. Roe"
        f"</figcaption></figure><p>{TWO}</p><h2 class='wp-block-heading'>Afterwards</h2><ul class="
        "'wp-block-list'><li>One bulletin</li><li>Two corrections</li></ul><blockquote class='wp-"
        "block-quote'><p>We only count.</p><cite>The clerk</cite></blockquote>"
        f"<p>{THREE}</p><div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>Share this:"
        "</h3><ul><li><a href=x>Facebook</a></li></ul></div><div id='jp-relatedposts' class='"
        "jp-relatedposts'><h3>Related</h3><p>Another story about offices, told at length here.</p>"
        "</div></div></main><div id='comments' class='wp-block-comments'><h2>2 responses</h2>"
        "<ol><li><p>A comment that says a good deal about nothing in particular.</p></li></ol>"
        "</div></div>",
        f"<title>The Quiet Office - Valley Review</title>{linked(graph)}"
        "<link rel=canonical href='https://valley.example/office/'>",
    )
    assert found.blocks == [
        ("paragraph", ONE),
        ("caption", "The office. Photo: R. Roe"),
        ("paragraph", TWO),
        ("heading", "Afterwards"),
        ("list-item", "One bulletin"),
        ("list-item", "Two corrections"),
        ("quotation", "We only count."),
        ("caption", "The clerk"),
        ("paragraph", THREE),
    ]
    assert found.reference == {
        "title": "The Quiet Office",
        "author": [DOE],
        "issued": day(2021, 2, 3),
        "container-title": "Valley Review",
        "URL": "https://valley.example/office/",
        "language": "en-GB",
    }


def test_a_drupal_report_of_an_institution() -> None:
    found = page(
        "<nav class='breadcrumb'><ol><li><a href=/>Home</a></li><li>Publications</li></ol></nav>"
        "<main><article class='node node--type-report'><h1 class='page-title'>The Quiet Office</h1>"
        "<div class='field field--name-field-authors field--type-entity-reference'><div class="
        "'field__item'><a href=/jane>Jane Doe</a></div><div class='field__item'><a href=/r>Richard "
        "Roe</a></div></div><div class='node__content'><div class='text-formatted field "
        f"field--name-body'>{PROSE}</div><div class='field field--name-field-tags'><div class="
        "'field__label'>Tags</div><a href=/t>offices</a></div></div></article></main>"
        "<div class='eu-cookie-compliance-banner cookie'><p>We use cookies on this site to enhance "
        "your user experience.</p></div>",
        "<title>The Quiet Office | Valley Institute</title><meta name='citation_title' content='The"
        " Quiet Office'><meta name='citation_author' content='Doe, Jane'><meta name="
        "'citation_author' content='Roe, Richard'><meta name='citation_publication_date' content="
        "'2019/11/05'><meta name='citation_technical_report_institution' content='Valley "
        "Institute'><meta name='citation_doi' content='10.1234/vi.2019.7'>",
    )
    assert found.blocks == TEXT
    assert found.kind == "report"
    assert found.reference["author"] == [DOE, ROE]
    assert found.reference["issued"] == day(2019, 11, 5)
    assert found.reference["publisher"] == "Valley Institute"
    assert found.reference["DOI"] == "10.1234/vi.2019.7"
    assert found.provenance["breadcrumb"] == ["Home", "Publications"]


def test_a_substack_letter() -> None:
    found = page(
        "<div class='main-menu'><h1 class='site-title'>The Valley Letter</h1></div><article class="
        "'typography newsletter-post post'><div class='post-header'><h1 class='post-title "
        "published'>The Quiet Office</h1><h3 class='subtitle'>How a newsroom learned</h3><div class"
        "='byline-wrapper'><a class='byline-link' href=/@jane>Jane Doe</a><div class='pencraft "
        "post-date'>Feb 03, 2021</div></div></div><div class='available-content'><div class='body "
        f"markup'><p>{ONE}</p><div class='subscription-widget-wrap'><div class='subscription-widget"
        " show-subscribe'><div class='preamble'><p class='cta-caption'>The Valley Letter is a "
        "reader-supported publication. To receive new posts, become a subscriber.</p></div></div>"
        f"</div><p>{TWO}</p><blockquote><p>We only count.</p></blockquote><p>{THREE}</p><div class="
        "'footnote'><a id='footnote-1' class='footnote-number'>1</a><div class='footnote-content'>"
        "<p>See the counter.</p></div></div></div></div></article><div class='comments-section "
        "comments'><p>A comment that says a good deal about nothing in particular.</p></div>",
        "<title>The Quiet Office - by Jane Doe - The Valley Letter</title>"
        "<meta property='og:title' content='The Quiet Office'><meta name=author content='Jane Doe'>"
        + linked(
            {
                "@type": "NewsArticle",
                "headline": "The Quiet Office",
                "datePublished": "2021-02-03T10:00:00+00:00",
                "author": [{"@type": "Person", "name": "Jane Doe"}],
                "publisher": {"@type": "Organization", "name": "The Valley Letter"},
            }
        ),
    )
    assert found.blocks == [
        ("paragraph", ONE),
        ("paragraph", TWO),
        ("quotation", "We only count."),
        ("paragraph", THREE),
        ("footnote", "See the counter."),
    ]
    assert found.reference["author"] == [DOE]
    assert found.reference["issued"] == day(2021, 2, 3)
    assert found.reference["container-title"] == "The Valley Letter"
    assert found.provenance["subtitle"] == "How a newsroom learned"


def test_a_ghost_post() -> None:
    found = page(
        "<article class='gh-article post'><header class='gh-article-header'><h1 class='gh-article-"
        "title'>The Quiet Office</h1><div class='gh-article-meta'><h4 class='gh-article-author-name"
        "'><a href=/a>Jane Doe</a>, <a href=/b>Richard Roe</a></h4><time class='gh-article-meta-"
        "date' datetime='2021-02-03'>03 Feb 2021</time> <span>5 min read</span></div></header>"
        f"<section class='gh-content gh-canvas'><p>{ONE}</p><figure class='kg-card kg-image-card "
        "kg-card-hascaption'><img class=kg-image src=a alt=''><figcaption>The office</figcaption>"
        f"</figure><p>{TWO}</p><div class='kg-card kg-callout-card'><div class='kg-callout-text'>"
        f"Nobody had counted before.</div></div><p>{THREE}</p></section></article><section class="
        "'gh-container is-grid newsletter'><p>Sign up to get new letters by e-mail every week.</p>"
        "</section>",
        "<title>The Quiet Office</title><meta property='og:site_name' content='Valley Notes'>"
        "<meta property='article:published_time' content='2021-02-03T10:00:00.000Z'>",
    )
    assert found.blocks == [
        ("paragraph", ONE),
        ("caption", "The office"),
        ("paragraph", TWO),
        ("paragraph", "Nobody had counted before."),
        ("paragraph", THREE),
    ]
    assert found.reference["author"] == [DOE, ROE]
    assert found.reference["container-title"] == "Valley Notes"


def test_a_squarespace_page_says_its_date_in_words() -> None:
    found = page(
        "<main><article class='h-entry blog-item-wrapper'><div class='blog-item-top-wrapper'><div "
        "class='blog-meta-section'><span class='blog-meta-primary'><a class='blog-author-name' "
        "href=/a>Jane Doe</a></span><time class='dt-published blog-meta-item--date' datetime='"
        "2021-02-03'>3/2/21</time></div><h1 class='entry-title' data-content-field=title>The Quiet "
        f"Office</h1></div><div class='sqs-layout'><div class='sqs-block-content'><p>{ONE}</p>"
        f"</div><div class='sqs-block-content'><p>{TWO}</p></div><div class='sqs-block-content'>"
        f"<p>{THREE}</p></div></div><div class='blog-item-author-profile-wrapper'></div></article>"
        "<section id='itemPagination'><a href=/next>Next: The Loud Office</a></section></main>",
        "<title>The Quiet Office &mdash; Valley Notes</title><meta itemprop='author' content='Jane "
        "Doe'><meta property='og:site_name' content='Valley Notes'>",
    )
    assert found.blocks == TEXT
    assert found.reference["author"] == [DOE]
    assert found.reference["issued"] == day(2021, 2, 3)


def test_a_static_sites_post_with_footnotes_and_contents() -> None:
    found = page(
        "<header><a class='site-title' href=/>Valley Notes</a></header><main><article class='post "
        "h-entry'><header class='post-header'><h1 class='post-title p-name'>The Quiet Office</h1>"
        "<p class='post-meta'><time class='dt-published' datetime='2021-02-03T00:00:00+00:00'>Feb "
        "3, 2021</time> • <span class='p-author h-card'>Jane Doe</span></p></header><div class="
        f"'post-content e-content'><p>{ONE}<sup id='fnref:1'><a href='#fn:1' class=footnote>1</a>"
        f"</sup></p><h2 id='after'>After<a class='anchor' href='#after'>#</a></h2><p>{TWO}</p><pre>"
        f"<code>count = 3</code></pre><p>{THREE}</p><div class='footnotes' role='doc-endnotes'>"
        "<ol><li id='fn:1'><p>See the counter. <a href='#fnref:1' class='reversefootnote'>&#8617;"
        "</a></p></li></ol></div></div></article></main>",
        "<title>The Quiet Office | Valley Notes</title><meta name=generator content='Jekyll'>",
    )
    assert found.blocks == [
        ("paragraph", ONE),
        ("heading", "After"),
        ("paragraph", TWO),
        ("code", "count = 3"),
        ("paragraph", THREE),
        ("footnote", "See the counter."),
    ]
    assert found.reference["author"] == [DOE]
    assert found.reference["issued"] == day(2021, 2, 3)
    assert found.reference["container-title"] == "Valley Notes"


def test_an_accelerated_page() -> None:
    found = page(
        "<amp-sidebar id=sidebar><ul><li><a href=/>Home</a></li></ul></amp-sidebar><article class="
        "'amp-wp-article'><header class='amp-wp-article-header'><h1 class='amp-wp-title'>The Quiet "
        "Office</h1><div class='amp-wp-meta amp-wp-byline'><span class='amp-wp-author author vcard"
        "'>Jane Doe</span></div><div class='amp-wp-meta amp-wp-posted-on'><time datetime='2021-02-"
        f"03T08:00:00+00:00'>1 year ago</time></div></header><div class='amp-wp-article-content'>"
        f"<p>{ONE}</p><figure><amp-img src=a></amp-img><figcaption>The office</figcaption></figure>"
        f"<p>{TWO}</p><amp-ad><p>Buy this very good thing today, it is good.</p></amp-ad><p>{THREE}"
        "</p></div></article>",
        "<title>The Quiet Office</title><link rel=canonical href='https://valley.example/o'>",
    )
    assert found.blocks == [
        ("paragraph", ONE),
        ("caption", "The office"),
        ("paragraph", TWO),
        ("paragraph", THREE),
    ]
    assert found.reference["author"] == [DOE]
    assert found.reference["issued"] == day(2021, 2, 3)


def test_an_arabic_paper() -> None:
    first = "قال المكتب إن العدد بلغ ثلاثة تقارير في الأسبوع، ولم يقل من الذي أحصاها ولا كيف."
    second = "وأضاف المتحدث أن النشرة الأولى لم تصل إلى القراء إلا بعد يومين من صدورها في المدينة."
    found = page(
        "<article class='post'><h1 class='entry-title'>المكتب الهادئ</h1><div class='entry-meta'>"
        "<span class='author'>بقلم: أحمد الخالدي</span> <span class='date'>3 فبراير 2021</span>"
        f"</div><div class='entry-content'><p>{first}</p><p>{second}</p></div></article>",
        "<title>المكتب الهادئ | جريدة الوادي</title>",
    )
    assert found.blocks == [("paragraph", first), ("paragraph", second)]
    assert found.reference == {
        "title": "المكتب الهادئ",
        "author": [{"literal": "أحمد الخالدي"}],
        "issued": day(2021, 2, 3),
        "container-title": "جريدة الوادي",
    }


def test_a_tweet_that_is_quoted_keeps_its_words_apart_from_its_source() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p>{ONE}</p><blockquote class='twitter-tweet'><p "
        "lang=en dir=ltr>We only count.</p>&mdash; The Clerk (@clerk) <a href='https://t.example/1'>"
        f"February 3, 2021</a></blockquote><p>{TWO}</p><p>{THREE}</p></article>"
    )
    assert found.blocks[1:3] == [
        ("quotation", "We only count."),
        ("caption", "— The Clerk (@clerk) February 3, 2021"),
    ]
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4]


def test_an_image_held_twice_has_its_caption_once() -> None:
    caption = "<figcaption>The office<cite>R. Roe</cite></figcaption>"
    figure = f"<figure><img src=a alt='The office'>{caption}</figure>"
    found = page(
        f"<article><h1>The Quiet Office</h1><div class='wide'>{figure}</div><div class='narrow'>"
        f"{figure}</div>{PROSE}</article>"
    )
    assert found.blocks == [("caption", "The officeR. Roe"), *TEXT]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Guest post by Jane Doe", [DOE]),
        ("A guest post by Jane Doe and Richard Roe", [DOE, ROE]),
        ("By Jane Doe, valley.example", [DOE]),
        ("By JANE DOE and RICHARD ROE", [DOE, ROE]),
        ("Jane Doe, Middle East Editor", [DOE]),
        ("By The Valley Research Group", [{"literal": "Valley Research Group"}]),
        ("Story by Jane Doe", [DOE]),
        ("إعداد: أحمد الخالدي", [{"literal": "أحمد الخالدي"}]),
        ("Karim", [{"literal": "Karim"}]),
    ],
)
def test_the_visible_byline(byline: str, expected: list[dict[str, str]]) -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p class='byline'>{byline}</p>{PROSE}</article>"
    )
    assert found.reference.get("author") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("3 février 2021", day(2021, 2, 3)),
        ("3. Februar 2021", day(2021, 2, 3)),
        ("3 de febrero de 2021", day(2021, 2, 3)),
        ("Published: 3rd February, 2021", day(2021, 2, 3)),
        ("Wednesday 3 February 2021, 10:22", day(2021, 2, 3)),
        ("٣ فبراير ٢٠٢١", day(2021, 2, 3)),
        ("3 شباط 2021", day(2021, 2, 3)),
        ("3 şubat 2021", day(2021, 2, 3)),
        ("3 февраля 2021", day(2021, 2, 3)),
        ("2021年2月3日", day(2021, 2, 3)),
        ("Last updated 3 February 2021", None),
    ],
)
def test_the_visible_date(said: str, expected: object) -> None:
    found = page(f"<article><h1>The Quiet Office</h1><p class='date'>{said}</p>{PROSE}</article>")
    assert found.reference.get("issued") == expected


def test_a_date_that_stands_only_in_the_address() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1>{PROSE}</article>",
        "<title>The Quiet Office</title><link rel=canonical "
        "href='https://v.example/2021/02/03/o/'>",
    )
    assert found.reference["issued"] == day(2021, 2, 3)
    assert found.finding.sources["issued"] == "date in the address"


@pytest.mark.parametrize(
    "copy",
    [
        "https://web.archive.org/web/20210203040506/https://valley.example/office",
        "https://archive.ph/2021.02.03-040506/https://valley.example/office",
        "https://archive.today/20210203040506/https://valley.example/office",
    ],
)
def test_an_archived_copy_is_cited_by_the_pages_own_address(copy: str) -> None:
    found = page(
        "<div id='wm-ipp-base'><p>The Wayback Machine has 3 captures of this page in its calendar."
        f"</p></div><article><h1>The Quiet Office</h1>{PROSE}</article>",
        f"<title>The Quiet Office</title><link rel=canonical href='{copy}'>",
    )
    assert found.blocks == TEXT
    assert found.reference["URL"] == "https://valley.example/office"
    assert found.provenance["archived"] == "20210203040506"


def test_a_page_of_teasers_has_no_author() -> None:
    teasers = "".join(
        f"<article><h2>Story {n}</h2><p class='byline'>By Jane Doe {n}</p><p>{ONE}</p></article>"
        for n in "ABCDEFG"
    )
    found = page(f"<main>{teasers}</main>", "<title>Valley Review</title>")
    assert "author" not in found.reference


def test_an_institution_that_names_itself_is_the_author() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1>{PROSE}</article>",
        "<title>The Quiet Office</title><meta property='og:site_name' content='Valley & Co'>"
        "<meta name=author content='Valley & Co'>",
    )
    assert found.reference["author"] == [{"literal": "Valley & Co"}]
