"""Encyclopedia entries as plain text; expected blocks reasoned by hand."""

from __future__ import annotations

import pytest

from .conftest import read

ENTRY = """= Harbour Radio =

Harbour Radio,
- Founded: 1971
- Founder: Ines Farrow and others
- Language: Danish and English

Harbour Radio (إذاعة الميناء) is an invented station.[1] It has no transmitter.[citation needed]

== History ==
It was thought up in a café.

=== Early years ===

Little is known of them.[2][3]

- first wave
- second wave

== References ==
- Farrow, I. Notes from a café. 1972.

This page was last edited on 5 March 2024, at 10:15 (UTC).
"""


def test_an_entry_in_wiki_manner() -> None:
    found = read(ENTRY, "entry.txt")
    assert found.kind == "encyclopedia-entry"
    assert found.reference == {
        "title": "Harbour Radio",
        "issued": {"date-parts": [[2024, 3, 5]]},
    }
    assert found.blocks == [
        ("infobox-row", "Founded: 1971"),
        ("infobox-row", "Founder: Ines Farrow and others"),
        ("infobox-row", "Language: Danish and English"),
        (
            "paragraph",
            "Harbour Radio (إذاعة الميناء) is an invented station. It has no transmitter.",
        ),
        ("heading", "History"),
        ("paragraph", "It was thought up in a café."),
        ("heading", "Early years"),
        ("paragraph", "Little is known of them."),
        ("list-item", "first wave"),
        ("list-item", "second wave"),
        ("heading", "References"),
        ("footnote", "Farrow, I. Notes from a café. 1972."),
    ]


def test_heading_depth_is_the_number_of_equals_signs() -> None:
    found = read(ENTRY, "entry.txt")
    early = next(block for block in found.text.blocks if block.section[-1:] == ("Early years",))
    assert (early.level, early.section) == (3, ("History", "Early years"))


def test_sections_alone_make_an_entry() -> None:
    found = read("Some Topic\n\nA line.\n\n== One ==\nText.\n\n== Two ==\nText.\n", "entry.txt")
    assert (found.kind, found.reference["title"]) == ("encyclopedia-entry", "Some Topic")


def test_a_list_later_in_the_entry_is_no_infobox() -> None:
    found = read("= T =\n\nIntro.\n\n- Founded: 1971\n", "entry.txt")
    assert found.of("infobox-row") == []
    assert found.of("list-item") == ["Founded: 1971"]


@pytest.mark.parametrize(
    "line",
    [
        "Last edited 5 March 2024",
        "Page last updated: March 5, 2024",
        "Last revised 2024-03-05.",
        "Revision as of 14:03, 5 March 2024",
        "Last edited 5 March 2024 by Ines Farrow",
    ],
)
def test_the_revision_is_the_date(line: str) -> None:
    found = read(f"= T =\n\nIntro is here.\n\n== One ==\nText.\n\n{line}\n", "entry.txt")
    assert found.reference["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert found.of("paragraph") == ["Intro is here.", "Text."]


def test_values_keep_their_colons_and_may_go_on_below() -> None:
    text = (
        "= T =\n\nT,\n- Motto: Truth: always\n- Site: https://t.example/a:b\n"
        "- Founder: Ines Farrow,\n  Ali Masri\n\nIntro is here.\n"
    )
    assert read(text, "entry.txt").blocks == [
        ("infobox-row", "Motto: Truth: always"),
        ("infobox-row", "Site: https://t.example/a:b"),
        ("infobox-row", "Founder: Ines Farrow, Ali Masri"),
        ("paragraph", "Intro is here."),
    ]


def test_rows_need_no_mark_where_several_stand_below_the_title() -> None:
    rows = "= T =\n\nFounded: 1971\nLanguage: Danish\n\nIntro is here.\n"
    assert read(rows, "entry.txt").of("infobox-row") == ["Founded: 1971", "Language: Danish"]
    lead = "= T =\n\nT: an invented thing of no use to anybody, in two words.\n\n== A ==\nText.\n"
    assert read(lead, "entry.txt").of("infobox-row") == []


def test_an_entry_copied_from_its_page_has_its_sections() -> None:
    text = (
        "Harbour Radio\nFrom Wikipedia, the free encyclopedia\n\nHarbour Radio[1] is invented.\n"
        "History[edit]\nIt was thought up.[2]\n\n"
        'Retrieved from "https://en.wikipedia.org/w/index.php?title=Harbour_Radio&oldid=77"\n'
    )
    found = read(text, "entry.txt")
    assert found.kind == "encyclopedia-entry"
    assert found.reference == {
        "title": "Harbour Radio",
        "container-title": "Wikipedia",
        "URL": "https://en.wikipedia.org/w/index.php?title=Harbour_Radio&oldid=77",
    }
    assert found.blocks == [
        ("paragraph", "Harbour Radio is invented."),
        ("heading", "History"),
        ("paragraph", "It was thought up."),
    ]


def test_a_wikis_inline_marks_and_quotations_are_read() -> None:
    text = "= T =\n\n'''T''' is an [[news agency|agency]].<ref>x</ref>\n\n== A ==\n> Said once.\n"
    assert read(text, "entry.txt").blocks == [
        ("paragraph", "T is an agency."),
        ("heading", "A"),
        ("quotation", "Said once."),
    ]
