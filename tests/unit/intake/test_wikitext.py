"""An encyclopedia's source text: infobox, references, templates, and which revision it is."""

from __future__ import annotations

import pytest

from tests.unit.intake.conftest import Outcome, read

ENTRY = """<!-- https://en.wikipedia.org/w/index.php?title=Harbour_Agency&oldid=987654321 -->
{{Short description|Invented news agency}}
{{About|the agency|other uses|Harbour}}
{{Infobox organisation
| name         = Harbour Agency
| image        = Harbour.png
| image_size   = 200px
| caption      = The agency's office
| native_name  = {{lang|ar|وكالة الميناء}}
| founded      = {{Start date|2014|8}}<ref>Founding papers.</ref>
| key_people   = {{ubl|[[Jane Roe]]|John Doe}}
| location     = [[Riverton]],<br />Northland
| website      = {{URL|example.org}}
}}
'''Harbour Agency'''<ref name="roe">{{cite web |last=Roe |first=Jane
|title=Counting |url=https://example.org/c
|website=Valley Post |date=5 March 2016}}</ref>
({{lang-ar|الميناء}}) is an ''invented'' [[news agency|agency]].<ref name="late" />
It grew{{sfn|Doe|2015|p=4}} to {{convert|12|offices}}.<ref name="roe" />

[[File:Map.png|thumb|200px|A map of [[Riverton|the town]]]]

== History ==
{{Main|History of the agency}}
A remark.{{efn|With a note.}}{{citation needed|date=May 2016}}

* one
** inside
* two

{{Quote|We counted twice.|Jane Roe|''Valley Post''}}

{| class="wikitable"
|+ Claims by year
! Year !! Claims
|-
| 2015 || 12
|}

=== Later ===
The end.

== References ==
{{Reflist|refs=
<ref name="late">Late paper.</ref>
}}

== External links ==
* [https://example.org Official site]
{{Navbox agencies}}
[[Category:Invented agencies]]
[[fr:Agence du port]]
Last edited on 5 March 2016, at 10:00
"""


@pytest.fixture(scope="module")
def entry() -> Outcome:
    return read(ENTRY, "Harbour Agency.wiki")


def test_an_entry_becomes_blocks(entry: Outcome) -> None:
    assert entry.blocks == [
        ("caption", "The agency's office"),
        ("infobox-row", "Native name: وكالة الميناء"),
        ("infobox-row", "Founded: 2014-08"),
        ("infobox-row", "Key people: Jane Roe, John Doe"),
        ("infobox-row", "Location: Riverton, Northland"),
        ("infobox-row", "Website: example.org"),
        ("paragraph", "Harbour Agency (الميناء) is an invented agency. It grew to 12 offices."),
        ("caption", "A map of the town"),
        ("heading", "History"),
        ("paragraph", "A remark."),
        ("list-item", "one"),
        ("list-item", "inside"),
        ("list-item", "two"),
        ("quotation", "We counted twice."),
        ("caption", "Jane Roe, Valley Post"),
        ("caption", "Claims by year"),
        ("table", "Year\tClaims\n2015\t12"),
        ("heading", "Later"),
        ("paragraph", "The end."),
        ("heading", "External links"),
        ("list-item", "Official site"),
        # Each reference once, in the order in which a reader meets its mark.
        ("footnote", "Founding papers."),
        ("footnote", "Roe, Jane (5 March 2016). “Counting”. Valley Post. https://example.org/c."),
        ("footnote", "Late paper."),
        ("footnote", "Doe 2015, p. 4."),
        ("footnote", "With a note."),
    ]


def test_only_paragraphs_lists_and_quotations_are_counted(entry: Outcome) -> None:
    assert [number for number, _ in entry.numbered] == [1, 2, 3, 3, 3, 4, 5, 6]


def test_the_revision_is_what_is_cited(entry: Outcome) -> None:
    assert entry.kind == "encyclopedia-entry"
    assert entry.reference == {
        "URL": "https://en.wikipedia.org/w/index.php?title=Harbour_Agency&oldid=987654321",
        "container-title": "Wikipedia",
        "language": "en",
        "issued": {"date-parts": [[2016, 3, 5]]},
    }
    assert entry.finding.sources["issued"] == "“last edited” line"


def test_the_title_is_what_the_entry_says_it_is() -> None:
    found = read("{{DISPLAYTITLE:''Harbour'' Agency}}\nText.", "a.mediawiki")
    assert found.reference["title"] == "Harbour Agency"
    found = read("= Harbour Agency =\nText.\n== Part ==\nMore.", "a.wikitext")
    assert found.reference["title"] == "Harbour Agency"
    assert found.blocks == [("paragraph", "Text."), ("heading", "Part"), ("paragraph", "More.")]


@pytest.mark.parametrize(
    ("source", "paragraph"),
    [
        ("Kept {{unknown|dropped|{{nested}}}} words.", "Kept words."),
        ("A {{lang|ar|أعماق}} word.", "A أعماق word."),
        ("Open {{brace stays.", "Open brace stays."),
        ("Shut}} stays.", "Shut stays."),
        ("A<ref>never closed", "A<ref>never closed"),
        ("A <!-- secret --> word.", "A word."),
        ("A <nowiki>[[b]]</nowiki> c.", "A [[b]] c."),
        ("[[Category:X]]Text.", "Text."),
        ("[[:Category:X|kept]] text.", "kept text."),
        ("[[File:a.png|A description]]Text.", "Text."),
        ("__NOTOC__Text.", "Text."),
    ],
)
def test_markup_leaves_no_trace(source: str, paragraph: str) -> None:
    assert read(source, "a.wiki").numbered == [(1, paragraph)]


def test_a_redirect_says_so() -> None:
    assert read("#REDIRECT [[Other]]", "a.wiki").finding.warnings == [
        "The file only redirects to another entry."
    ]


def test_a_gallery_keeps_its_captions() -> None:
    source = "<gallery>\nFile:a.png|The [[harbour]]\nFile:b.png\n</gallery>\nText."
    assert read(source, "a.wiki").blocks == [("caption", "The harbour"), ("paragraph", "Text.")]
