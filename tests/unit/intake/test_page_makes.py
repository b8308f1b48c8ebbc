"""Pages as different programs make them. All are made up; expected blocks reasoned by hand."""

from __future__ import annotations

import pytest

from .conftest import Outcome, read
from .test_openings import ONE, TWO
from .test_plain_shapes import THREE

TEXT = [("paragraph", ONE), ("paragraph", TWO), ("paragraph", THREE)]
PROSE = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"


def page(body: str, head: str = "<title>The Quiet Office</title>") -> Outcome:
    return read(
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>",
        "page.html",
    )


def test_a_bloggers_page() -> None:
    found = page(
        "<h1 class='title'><a href='/'>Karim’s Valley</a></h1><div class='post hentry'>"
        "<h2 class='date-header'>Thursday, April 18, 2013</h2>"
        "<h3 class='post-title entry-title'>On asking the office</h3>"
        f"<div class='post-body entry-content'>I asked once.<br><br>{ONE}<br><br>They said:<br>"
        f"<blockquote>First.<br><br>Second.</blockquote>{TWO}</div><div class='post-footer'>"
        "<span class='post-author vcard'>Posted by <span class='fn'>Karim</span></span> at 10:22"
        " AM <span class='post-labels'>Labels: media</span></div></div><div id='comments'>"
        f"<h4>3 comments:</h4><p>{THREE}</p></div>",
        "<title>Karim’s Valley: On asking the office</title><meta name=generator content=blogger>",
    )
    assert found.kind == "blog-post"
    assert found.reference == {
        "title": "On asking the office",
        "author": [{"literal": "Karim"}],
        "issued": {"date-parts": [[2013, 4, 18]]},
        "container-title": "Karim’s Valley",
    }
    assert found.blocks == [
        ("paragraph", "I asked once."),
        ("paragraph", ONE),
        ("paragraph", "They said:"),
        ("quotation", "First."),
        ("quotation", "Second."),
        ("paragraph", TWO),
    ]


def test_byline_date_and_subtitle_above_the_text_are_no_blocks() -> None:
    found = page(
        "<article><h1>The Quiet Office</h1><h2>How a newsroom learned</h2><div>Jane Q. Doe · "
        f"<span>Follow</span> · 6 min read · <span>Mar 18, 2016</span></div>{PROSE}</article>",
        "<title>The Quiet Office</title><meta name=author content='Jane Q. Doe'>"
        "<meta property='article:published_time' content='2016-03-18'>",
    )
    assert found.blocks == TEXT
    assert found.provenance["subtitle"] == "How a newsroom learned"


def test_a_heading_marked_as_subtitle_opens_no_section() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><h3 class='subtitle'>How it began</h3>{PROSE}</article>"
    )
    assert found.blocks == TEXT
    assert all(block.section == () for block in found.text.blocks)


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("The Quiet Office | Valley Review", "The Quiet Office", "The Quiet Office"),
        ("Valley Review", "The Quiet Office", "The Quiet Office"),
        ("Untitled Document", "The Quiet Office", "The Quiet Office"),
        ("The Quiet", "The Quiet Office", "The Quiet Office"),
    ],
)
def test_the_pages_heading_and_its_title_element(title: str, heading: str, expected: str) -> None:
    found = page(f"<article><h1>{heading}</h1>{PROSE}</article>", f"<title>{title}</title>")
    assert found.reference["title"] == expected


def test_the_sites_name_as_first_heading_is_no_title() -> None:
    found = page(
        "<header><h1 class='site-title'>Valley Review</h1></header>"
        f"<article><h2>The Quiet Office</h2>{PROSE}</article>",
        "<title>The Quiet Office – Valley Review</title>",
    )
    assert found.reference == {"title": "The Quiet Office", "container-title": "Valley Review"}


def test_words_that_an_images_description_says_too_are_its_caption() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p>{ONE}</p><p><img src=x alt='Standard bulletin'></p>"
        f"<p>(Standard bulletin)</p><p>{TWO}</p><p>(Screenshot of the app)</p><p>{THREE}</p>"
        "</article>"
    )
    assert found.of("caption") == ["(Standard bulletin)", "(Screenshot of the app)"]
    assert found.numbered == [(1, ONE), (2, TWO), (3, THREE)]


@pytest.mark.parametrize("source", ["<footer>Jane Doe</footer>", "<cite>Jane Doe</cite>"])
def test_the_source_below_a_block_quotation_is_not_counted(source: str) -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p>{ONE}</p><blockquote><p>Said once.</p>{source}"
        f"</blockquote><p>{TWO}</p><p>{THREE}</p></article>"
    )
    assert found.blocks[1:3] == [("quotation", "Said once."), ("caption", "Jane Doe")]
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4]


def test_a_pull_quote_that_the_text_holds_too_is_left_out() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p>{ONE}</p><div class='pullquote'><p>it will not be "
        f"settled by counting reports</p></div><p>{TWO}</p><p>{THREE}</p></article>"
    )
    assert found.blocks == TEXT


def test_a_wall_for_subscribers_is_a_warning_and_no_text() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1><p>{ONE}</p><div class='paywall'><h3>Subscribe to go "
        "on</h3><p>Already a subscriber? Sign in.</p></div></article>"
    )
    assert found.blocks == [("paragraph", ONE)]
    assert any("only the beginning" in warning for warning in found.finding.warnings)


def test_a_frame_named_for_subscribers_around_the_text_is_no_wall() -> None:
    framed = f"<article><h1>The Quiet Office</h1><div class='paywall'>{PROSE}</div></article>"
    assert page(framed).blocks == TEXT


def test_cells_that_lay_out_an_old_page_are_kept_apart() -> None:
    found = page(
        "<table><tr><td><a href=/>Home</a><br><a href=/b>Links</a></td>"
        f"<td>&nbsp;</td></tr><tr><td colspan=2>{ONE}<br><br>{TWO}"
        f"<br>&nbsp;<br>{THREE}</td></tr></table>"
    )
    assert found.blocks == TEXT


def test_a_note_goes_without_the_arrow_back() -> None:
    notes = "<ol class='footnotes'><li id='fn1'>See the counter. <a href='#r1'>↩</a></li></ol>"
    found = page(f"<article><h1>The Quiet Office</h1>{PROSE}{notes}</article>")
    assert found.of("footnote") == ["See the counter."]


def test_a_last_line_that_says_who_the_author_is_is_a_note() -> None:
    found = page(
        f"<article><h1>The Quiet Office</h1>{PROSE}<p><em>Jane Q. Doe is a fellow at an institute."
        "</em></p></article>",
        "<title>The Quiet Office</title><meta name=author content='Jane Q. Doe'>",
    )
    assert found.blocks == [*TEXT, ("author-note", "Jane Q. Doe is a fellow at an institute.")]


@pytest.mark.parametrize(
    ("encoding", "said", "words"),
    [
        ("cp1256", "iso-8859-1", "بدأت الوكالة عملها في ربيع ذلك العام ببيانات قصيرة بلغتين"),
        ("cp1251", "iso-8859-1", "Агентство начало работу весной с коротких сообщений на двух"),
        ("cp1256", "utf-8", "بدأت الوكالة عملها في ربيع ذلك العام ببيانات قصيرة بلغتين"),
        ("cp1252", "iso-8859-1", "À l’été, l’« agence » publia des communiqués brefs, déjà connus"),
    ],
)
def test_a_page_that_names_the_wrong_encoding_is_read_by_its_words(
    encoding: str, said: str, words: str
) -> None:
    content = f"<meta charset={said}><title>Title Here</title><p>{words}.</p><p>{words} 2.</p>"
    found = read(content.encode(encoding), "page.html")
    assert found.numbered == [(1, f"{words}."), (2, f"{words} 2.")]
