"""Plain articles. All texts are made up; expected blocks are reasoned by hand from the rules."""

from __future__ import annotations

import pytest

from app.intake.plain import marks

from .conftest import read

LONG = (
    "The outlet repeats each claim in three languages, and waits for others to carry it on, "
    "which they do within the hour and mostly without a word on where it came from."
)
OTHER = (
    "Nothing in the second paragraph depends on the first, but it is long enough to be one, "
    "and it ends as a sentence does."
)


def lines(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def test_an_article_with_everything_above_and_below_it() -> None:
    found = read(
        lines(
            "Notes from our analysts on media and violence.",
            "Blog > Media > How Outlets Count: A Study",
            "How Outlets Count: A Study",
            "Mara Lindqvist",
            LONG,
            "Screenshot of the counter",
            "(Screenshot of the counter)",
            OTHER,
            "(A map that nobody labelled)",
            LONG,
            "About the author: Mara Lindqvist",
            "Mara is a research fellow. She has written on counters.",
        ),
        "a.txt",
    )
    assert found.kind == "analyst-article"
    assert found.reference == {
        "title": "How Outlets Count: A Study",
        "author": [{"family": "Lindqvist", "given": "Mara"}],
    }
    assert found.provenance["tagline"] == "Notes from our analysts on media and violence."
    assert found.provenance["breadcrumb"] == ["Blog", "Media", "How Outlets Count: A Study"]
    assert found.blocks == [
        ("paragraph", LONG),
        ("caption", "(Screenshot of the counter)"),
        ("paragraph", OTHER),
        ("caption", "(A map that nobody labelled)"),
        ("paragraph", LONG),
        ("author-note", "About the author: Mara Lindqvist"),
        ("author-note", "Mara is a research fellow. She has written on counters."),
    ]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Mara Lindqvist", [{"family": "Lindqvist", "given": "Mara"}]),
        ("By Mara Lindqvist", [{"family": "Lindqvist", "given": "Mara"}]),
        (
            "Mara Lindqvist and Yusuf al-Hadidi",
            [
                {"family": "Lindqvist", "given": "Mara"},
                {"family": "Hadidi", "non-dropping-particle": "al-", "given": "Yusuf"},
            ],
        ),
        (
            "By Mara Lindqvist, Yusuf al-Hadidi and Jan van der Meer",
            [
                {"family": "Lindqvist", "given": "Mara"},
                {"family": "Hadidi", "non-dropping-particle": "al-", "given": "Yusuf"},
                {"family": "Meer", "non-dropping-particle": "van der", "given": "Jan"},
            ],
        ),
        ("أحمد خالد", [{"literal": "أحمد خالد"}]),
    ],
)
def test_a_byline_below_the_title_is_the_author(byline: str, authors: list[object]) -> None:
    found = read(lines("How Outlets Count", byline, LONG, OTHER), "a.txt")
    assert found.reference["author"] == authors
    assert found.blocks == [("paragraph", LONG), ("paragraph", OTHER)]


def test_a_subtitle_above_the_byline_is_neither_title_nor_paragraph() -> None:
    text = lines("How Outlets Count", "And why the numbers travel", "By Mara Lindqvist", LONG)
    found = read(text, "a.txt")
    assert found.reference["title"] == "How Outlets Count"
    assert found.provenance["subtitle"] == "And why the numbers travel"
    assert found.numbered == [(1, LONG)]


def test_a_tagline_without_a_breadcrumb_is_recognised_by_what_follows() -> None:
    text = lines("We read what others skip.", "How Outlets Count", "By Mara Lindqvist", LONG)
    found = read(text, "a.txt")
    assert found.reference["title"] == "How Outlets Count"
    assert found.provenance["tagline"] == "We read what others skip."


def test_a_date_is_taken_from_its_own_line_and_never_from_running_text() -> None:
    dated = read(lines("How Outlets Count", "By Mara Lindqvist", "5 March 2016", LONG), "a.txt")
    assert dated.reference["issued"] == {"date-parts": [[2016, 3, 5]]}
    running = LONG + " It began on 14 January 2016."
    assert "issued" not in read(lines("How Outlets Count", running), "a.txt").reference


def test_windows_line_ends_and_tabs_change_nothing() -> None:
    text = lines("How Outlets Count", "By Mara Lindqvist", LONG, "\t" + OTHER)
    plain, windows = read(text, "a.txt"), read(text.replace("\n", "\r\n"), "a.txt")
    assert windows.blocks == plain.blocks == [("paragraph", LONG), ("paragraph", OTHER)]


def test_lines_of_a_hard_wrapped_file_are_joined() -> None:
    text = (
        "How Outlets Count\n\n"
        "The outlet repeats each claim in three languages, and waits\n"
        "for others to carry it on, which they do within the hour and\n"
        "mostly without a word.\n\n"
        "Nothing in the second paragraph depends on the first, but it\n"
        "is long enough to be a well-\nknown example.\n"
    )
    assert read(text, "a.txt").numbered == [
        (
            1,
            "The outlet repeats each claim in three languages, and waits for others to carry it "
            "on, which they do within the hour and mostly without a word.",
        ),
        (
            2,
            "Nothing in the second paragraph depends on the first, but it is long enough to be a "
            "well-known example.",
        ),
    ]


def test_each_line_of_a_file_with_long_lines_is_a_paragraph() -> None:
    found = read(f"How Outlets Count\n\n{LONG}\n{OTHER}\nShort, but a line of its own.\n", "a.txt")
    assert [number for number, _ in found.numbered] == [1, 2, 3]


def test_a_line_repeated_at_once_is_one_caption_whatever_its_quotation_marks() -> None:
    text = lines("T is Here", LONG, '(A “poster" of it)', "(A “poster” of it)", OTHER)
    assert read(text, "a.txt").of("caption") == ["(A “poster” of it)"]


def test_first_person_without_a_name_is_a_blog_post() -> None:
    mine = LONG + " I asked them twice, and my question went unanswered."
    assert read(lines("On asking", mine, OTHER), "a.txt").kind == "blog-post"


def test_first_person_inside_quotation_marks_is_somebody_else() -> None:
    said = LONG + " “I asked them, and my question went unanswered, I think,” she said."
    assert read(lines("On asking", said, OTHER), "a.txt").kind == "analyst-article"


def test_where_it_stood_before_is_provenance() -> None:
    text = lines("On asking", LONG, "Previously published in Swedish in Tidskriften :")
    found = read(text, "a.txt")
    assert found.provenance["published_before"] == (
        "Previously published in Swedish in Tidskriften"
    )
    assert found.blocks == [("paragraph", LONG)]


def test_all_items_of_one_list_share_a_number() -> None:
    text = lines("On asking", LONG) + "- one\n- two\n  - inner\n\n" + OTHER + "\n"
    assert read(text, "a.txt").numbered == [
        (1, LONG), (2, "one"), (2, "two"), (2, "inner"), (3, OTHER)
    ]  # fmt: skip


def test_a_short_line_over_a_long_paragraph_heads_it() -> None:
    found = read(lines("On asking", LONG, "What Follows", OTHER), "a.txt")
    assert found.blocks[1] == ("heading", "What Follows")
    assert found.text.blocks[2].section == ("What Follows",)


@pytest.mark.parametrize(
    "line",
    [
        "Previously published in Dutch in a journal.",
        "This article was originally published on another site.",
        "This blog post first appeared elsewhere.",
        "An earlier version first appeared in a newsletter.",
        "A version of this was read at a conference.",
        "This was first posted in 2014.",
        "Cross-posted from another blog.",
    ],
)
def test_where_a_text_stood_before_is_no_part_of_it(line: str) -> None:
    assert marks.is_published_before(line)


@pytest.mark.parametrize(
    "line",
    [
        "The agency first appeared in the summer of 2014, when a channel took its name.",
        "The group was first published about in a report.",
        "A photograph first appeared on Telegram.",
        "Earlier claims appeared on two channels.",
        "It first appeared on Telegram.",
    ],
)
def test_what_a_text_tells_of_others_is_part_of_it(line: str) -> None:
    assert not marks.is_published_before(line)
