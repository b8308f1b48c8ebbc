"""Blocks of saved pages. Pages are made up; expected blocks are reasoned by hand."""

from __future__ import annotations

import pytest

from .conftest import Outcome, read

PROSE = (
    "The outlet repeats each claim in three languages, and waits for others to carry it on, "
    "which they do within the hour, mostly without a word on where it came from, or why."
)


def page(body: str, head: str = "<title>How Outlets Count</title>") -> Outcome:
    return read(
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><article>"
        f"<h1>How Outlets Count</h1>{body}<p>{PROSE}</p><p>{PROSE}</p></article></body></html>",
        "page.html",
    )


def first(body: str) -> list[tuple[str, str]]:
    """The blocks of ``body`` alone."""
    return page(body).blocks[:-2]


def test_the_title_is_no_block() -> None:
    assert page("").blocks == [("paragraph", PROSE), ("paragraph", PROSE)]


def test_headings_keep_their_level_and_open_sections() -> None:
    found = page(f"<h2>One</h2><p>{PROSE}</p><h3>Inner</h3><p>{PROSE} More.</p>")
    assert [(b.kind.value, b.level, b.section) for b in found.text.blocks[:4]] == [
        ("heading", 2, ("One",)),
        ("paragraph", None, ("One",)),
        ("heading", 3, ("One", "Inner")),
        ("paragraph", None, ("One", "Inner")),
    ]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert first(f"<p>{PROSE}<br>same<br>\n<br>{PROSE} other</p>") == [
        ("paragraph", f"{PROSE} same"),
        ("paragraph", f"{PROSE} other"),
    ]


def test_each_paragraph_of_a_block_quotation_is_a_quotation() -> None:
    assert first(f"<p>{PROSE}</p><blockquote><p>One, he said.</p><p>Two.</p></blockquote>")[1:] == [
        ("quotation", "One, he said."),
        ("quotation", "Two."),
    ]


def test_items_of_one_list_share_a_number_and_know_their_depth() -> None:
    found = page(f"<p>{PROSE}</p><ul><li>one<ol><li>inner</li></ol></li><li>two, too</li></ul>")
    items = [
        (found.text.text_of(block), block.level, block.paragraph)
        for block in found.text.blocks
        if block.kind.value == "list-item"
    ]
    assert items == [("one", 1, 2), ("inner", 2, 2), ("two, too", 1, 2)]


def test_a_caption_stands_once_and_an_alternative_text_equal_to_it_does_not_stand() -> None:
    figure = "<figure><img src=x alt='The counter'><figcaption>The counter</figcaption></figure>"
    assert first(f"<p>{PROSE}</p>{figure}")[1:] == [("caption", "The counter")]


def test_a_data_table_keeps_its_cells() -> None:
    table = "<table><tr><th>Year</th><th>Claims</th></tr><tr><td>2015</td><td>12</td></tr></table>"
    assert first(f"<p>{PROSE}</p>{table}<p>{PROSE} end</p>")[1] == (
        "table",
        "Year\tClaims\n2015\t12",
    )


def test_code_keeps_its_lines() -> None:
    assert ("code", "if a:\n    b") in first(f"<p>{PROSE}</p><pre>if a:\n    b\n</pre>")


def test_a_raised_note_mark_is_no_part_of_the_sentence() -> None:
    marked = "Claimed at once<sup><a href='#fn1'>1</a></sup> and twice x<sup>2</sup>, " + PROSE
    assert first(f"<p>{marked}</p>") == [
        ("paragraph", "Claimed at once and twice x2, " + PROSE)
    ]  # fmt: skip


def test_footnotes_are_not_counted() -> None:
    notes = "<ol class='footnotes'><li id='fn1'>See the counter. <a href='#r1'>↩</a></li></ol>"
    found = page(f"<p>{PROSE}</p>{notes}")
    assert [text.rstrip(" ↩") for text in found.of("footnote")] == ["See the counter."]
    assert [number for number, _ in found.numbered] == [1, 2, 3]


def test_about_the_author_is_an_author_note_to_the_end() -> None:
    found = read(
        f"<title>T of it</title><article><h1>T of it</h1><p>{PROSE}</p><p>{PROSE} two</p>"
        "<h3>About the Author</h3><p>Mara Lindqvist counts, and has counted, for years.</p>"
        "</article>",
        "page.html",
    )
    assert found.blocks[-2:] == [
        ("author-note", "About the Author"),
        ("author-note", "Mara Lindqvist counts, and has counted, for years."),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('SECRET')</script>",
        "<style>.a{content:'SECRET'}</style>",
        "<noscript>SECRET</noscript>",
        "<template><p>SECRET</p></template>",
        "<svg><text>SECRET</text></svg>",
        "<p hidden>SECRET</p>",
        "<p style='color:red; display : none'>SECRET</p>",
        "<p aria-hidden=true>SECRET</p>",
        "<select><option>SECRET</option></select>",
        "<textarea>SECRET</textarea>",
        "<!-- SECRET -->",
        "<a href='javascript:SECRET'>link</a>",
        "<img src=x alt='SECRET' onerror='SECRET'>",
    ],
)
def test_what_no_reader_of_the_page_sees_is_not_in_the_text(hidden: str) -> None:
    found = page(f"<p>{PROSE} before</p>{hidden}<p>{PROSE} after</p>")
    assert "SECRET" not in found.text.canonical
    assert "before" in found.text.canonical
    assert "after" in found.text.canonical


def test_invisible_and_turning_characters_go_from_title_and_text() -> None:
    found = page(f"<p>{PROSE}\u200b\u202egnp</p>", "<title>Count\u200bing \u202eagain</title>")
    assert not set("\u200b\u202e") & set(found.text.canonical + found.reference["title"])


BOX = (
    "<h3>About Mara</h3><p>Mara Lindqvist counts for a living, and writes about it.</p>"
    "<a href='/mara'>View all posts</a>"
)
NOTES = [
    ("author-note", "About Mara"),
    ("author-note", "Mara Lindqvist counts for a living, and writes about it."),
]


@pytest.mark.parametrize(
    "body",
    [
        "<article><div class=text>{prose}</div><div class=author-box>{box}</div></article>",
        "<article>{prose}</article><div class='post-author-bio'>{box}</div>",
        "<article>{prose}</article><aside class=about-author>{box}</aside>",
        "<article><div class=c>{prose}</div><footer><div class=author-bio>{box}</div></footer>"
        "</article>",
        "<article>{prose}<section id=author_info>{box}</section></article>",
    ],
)
def test_a_box_about_the_author_beside_the_text_is_an_author_note(body: str) -> None:
    prose = "".join(f"<p>{PROSE} {number}</p>" for number in "abc")
    filled = body.format(prose=prose, box=BOX)
    found = read(f"<title>How Outlets Count</title><body>{filled}</body>", "page.html")
    assert found.blocks == [("paragraph", f"{PROSE} {n}") for n in "abc"] + NOTES


@pytest.mark.parametrize(
    "box",
    [
        "<div class='comments'><div class='author-bio'>{box}</div></div>",
        "<aside class=sidebar><div class=author-box>{box}</div></aside>",
        "<footer><div class=author-box>{box}</div></footer>",
        "<div class=author-info>By Mara Lindqvist, 5 March 2016</div>",
    ],
)
def test_a_box_of_the_site_or_of_a_comment_is_no_author_note(box: str) -> None:
    prose = "".join(f"<p>{PROSE} {number}</p>" for number in "abc")
    found = read(f"<body><article>{prose}</article>{box.format(box=BOX)}</body>", "page.html")
    assert found.of("author-note") == []
