"""OpenDocument text and Rich Text: what of them is text, and what they say of themselves."""

from __future__ import annotations

import pytest

from app.errors import InputError
from tests.unit.intake.conftest import read
from tests.unit.intake.packages import odt, odt_parts, zipped

DECLARED = '<!DOCTYPE x SYSTEM "file:///etc/passwd" [ ]><x/>'
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph" '
    'style:parent-style-name="Preformatted_20_Text"/>'
)


def test_an_opendocument_text_becomes_blocks() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone words</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="Title">Counting Claims</text:p>'
        '<text:p text:style-name="Subtitle">A subtitle</text:p>'
        '<text:h text:outline-level="1">First Part</text:h>'
        "<text:p>One<office:annotation><dc:creator>Z</dc:creator><text:p>secret</text:p>"
        "</office:annotation> sentence<text:note text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body>"
        "</text:note>.<text:line-break/>On it goes.</text:p>"
        '<text:p text:style-name="P1">What they said.</text:p>'
        "<text:list><text:list-item><text:p>first</text:p><text:list><text:list-item>"
        "<text:p>inside</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:p><draw:frame><draw:text-box><text:p text:style-name='Illustration'>Figure "
        "<text:sequence>1</text:sequence>: A valley</text:p></draw:text-box></draw:frame></text:p>"
        '<text:p text:style-name="P2">x = 1</text:p><text:p text:style-name="P2">y = 2</text:p>'
        "<table:table><table:table-column table:number-columns-repeated='2'/>"
        "<table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
        "<table:table-cell><text:p>Claims</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>2015</text:p></table:table-cell>"
        "<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>The end.</text:p>"
    )
    found = read(odt(body, styles=STYLES), "a.odt")
    assert found.blocks == [
        ("heading", "First Part"),
        ("paragraph", "One sentence. On it goes."),
        ("quotation", "What they said."),
        ("list-item", "first"),
        ("list-item", "inside"),
        ("caption", "Figure 1: A valley"),
        ("code", "x = 1\ny = 2"),
        ("table", "Year\tClaims\n2015\t12"),
        ("paragraph", "The end."),
        ("footnote", "The note."),
    ]
    assert [number for number, _ in found.numbered] == [1, 2, 3, 3, 4]
    assert found.reference == {"title": "Counting Claims"}
    assert found.provenance == {"subtitle": "A subtitle"}


def test_who_wrote_it_counts_and_who_saved_it_last_does_not() -> None:
    meta = (
        "<dc:title>Claims and Counts</dc:title>"
        "<meta:initial-creator>Jane Roe</meta:initial-creator>"
        "<dc:creator>Office Temp</dc:creator><meta:keyword>claims</meta:keyword>"
        "<dc:language>en-GB</dc:language>"
    )
    found = read(odt("<text:p>Body.</text:p>", meta=meta), "a.odt")
    assert found.reference == {
        "title": "Claims and Counts",
        "author": [{"family": "Roe", "given": "Jane"}],
        "language": "en-GB",
    }
    assert found.provenance == {"tags": ["claims"]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt("<text:p>x</text:p>")[:300], "damaged"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (odt("<text:p>x", styles=""), "damaged"),
        (odt("<text:p>x</text:p>", manifest='<manifest:file-entry><manifest:encryption-data/>'
             "</manifest:file-entry>"), "password"),
        (zipped({**odt_parts(""), "content.xml": DECLARED}), "too-tangled"),
        (odt(""), "empty"),
    ],
    ids=["cut", "no content", "broken XML", "protected", "document type", "empty"],
)  # fmt: skip
def test_a_broken_opendocument_text_is_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.odt")
    assert caught.value.code == code


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset178 Arial;}{\f2\fcharset204 Arial;}}
{\stylesheet{\s0 Normal;}{\s15 Title;}{\s16 Quote;}}
{\info{\title Claims and Counts}{\author Jane Roe}{\*\company Harbour Institute}}
{\header Running head}{\footer\chpgn}
\pard\s15 Counting Claims\par
\pard\outlinelevel0 First Part\par
\pard One sentence{\super\chftn{\footnote\pard\plain {\super\chftn} The note.}}.
 Caf\'e9, na\u239?ve
 \'93quoted\'94 \emdash done.\par
\pard\s16 What they said.\par
\pard {\f1 \'c3\'da\'e3\'c7\'de} and {\f2 \'ec\'e8\'f0} and \u-10179?\u-8704?.\par
\pard Kept {\deleted gone }{\*\annotation secret}{\revised inserted}.\par
{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt a link}} stays.\par
{\pict\pngblip 89504e470d0a1a0a}\par
\pard \'95 first\par\pard \'95 second\par
\trowd\cellx100\cellx200\pard\intbl Year\cell Claims\cell\row
\trowd\cellx100\cellx200\pard\intbl 2015\cell 12\cell\row
\pard The end.\par
}"""


def test_rich_text_becomes_blocks_in_whatever_code_page_it_is_written() -> None:
    found = read(RTF, "a.rtf")
    assert found.blocks == [
        ("heading", "First Part"),
        ("paragraph", "One sentence. Café, naïve “quoted” —done."),
        ("quotation", "What they said."),
        ("paragraph", "أعماق and мир and 😀."),  # Windows-1256, Windows-1251, two UTF-16 units
        ("paragraph", "Kept inserted."),
        ("paragraph", "a link stays."),
        ("list-item", "first"),
        ("list-item", "second"),
        ("table", "Year\tClaims\n2015\t12"),
        ("paragraph", "The end."),
        ("footnote", "The note."),
    ]
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4, 5, 6, 6, 7]
    assert found.reference == {
        "title": "Counting Claims", "author": [{"family": "Roe", "given": "Jane"}],
    }  # fmt: skip
    assert found.finding.sources == {"title": "title block", "author": "document properties"}


def test_lists_and_notes_as_word_processors_write_them() -> None:
    # Word's list table and override; LibreOffice stars its footnotes.
    data = (
        rb"{\rtf1\ansi{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc23\levelstartat1"
        rb"{\leveltext\'01\u8226 ?;}{\levelnumbers;}}\listid1}}"
        rb"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
        rb"\pard Body{\super\chftn{\*\footnote\chftn\~A noted word.}}.\par"
        rb"{\listtext\'b7\tab}\pard\ls1\ilvl0 first\par"
        rb"{\listtext\'b7\tab}\pard\ls1\ilvl0 second\par\pard After.\par}"
    )
    assert read(data, "a.rtf").blocks == [
        ("paragraph", "Body."),
        ("list-item", "first"),
        ("list-item", "second"),
        ("paragraph", "After."),
        ("footnote", "A noted word."),
    ]


def test_binary_data_in_rich_text_is_passed_over() -> None:
    data = b"{\\rtf1 Before. {\\pict\\bin6 }}{\\{}} After.\\par}"
    assert read(data, "a.rtf").blocks == [("paragraph", "Before. After.")]


@pytest.mark.parametrize("data", [b"{\\rtf1 cut off", b"{\\rtf"])
def test_rich_text_cut_off_is_damaged(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.rtf")
    assert caught.value.code == "damaged"
