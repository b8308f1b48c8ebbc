"""Encyclopedia entries as plain text; expected blocks reasoned by hand."""

from __future__ import annotations

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
