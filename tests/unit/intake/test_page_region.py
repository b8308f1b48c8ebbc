"""What readability leaves out of an article: sections, captions, headings, short parts."""

from __future__ import annotations

from .conftest import Outcome
from .test_openings import ONE, TWO
from .test_page_makes import page
from .test_plain_shapes import THREE

LONG = " ".join([ONE, TWO, THREE] * 3)


def texts(found: Outcome) -> list[str]:
    return [text for _kind, text in found.blocks]


def test_sections_beside_the_longest_belong_to_the_article() -> None:
    found = page(
        "<article><div><section><div class='z'><p>"
        + LONG
        + "</p><p>"
        + LONG
        + "</p></div></section>"
        f"<section><div class='y'><p>{ONE}</p></div></section>"
        f"<section><div class='x'><p>{TWO}</p><p>{THREE}</p></div></section></div></article>"
    )
    assert texts(found) == [LONG, LONG, ONE, TWO, THREE]


def test_short_parts_between_paragraphs_stay_and_buttons_go() -> None:
    found = page(
        f"<div class='content'><p>{LONG}</p><div><p>Share</p></div>"
        "<figure><img src='a.png'><figcaption>The office in 2014.</figcaption></figure>"
        f"<h3><a href='https://example.org/shop'>Rooms (30)</a></h3><p>{LONG}</p></div>"
    )
    assert found.blocks == [
        ("paragraph", LONG),
        ("caption", "The office in 2014."),
        ("heading", "Rooms (30)"),
        ("paragraph", LONG),
    ]


def test_teasers_and_notices_beside_the_article_stay_out() -> None:
    found = page(
        f"<div><div class='story'><p>{LONG}</p><p>{LONG}</p></div>"
        "<div class='recommended'><h3><a href='/b'>Another story</a></h3>"
        f"<p>{ONE}</p></div><div class='comments-badge'><p>{TWO}</p></div></div>"
    )
    assert texts(found) == [LONG, LONG]


def test_a_page_of_teasers_gives_its_leading_part() -> None:
    def teaser(number: int) -> str:
        says = f"Number {number} is told, briefly, with commas, in a line that leads to a page."
        return (
            f"<li><article><h3><a href='/{number}'>Story {number}</a></h3>"
            f"<div><a href='/{number}'><p>{says}</p></a></div></article></li>"
        )

    def part(first: int, many: int) -> str:
        teasers = "".join(teaser(first + n) for n in range(many))
        return f"<section><div><ol>{teasers}</ol></div></section>"

    found = page(f"<main>{part(10, 12)}{part(30, 20)}{part(60, 20)}</main>")
    numbers = [int(text.split()[1]) for text in texts(found) if text.startswith("Number")]
    assert numbers == list(range(10, 22))
