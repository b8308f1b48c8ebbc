"""Word documents: what of them is text, and what they say of themselves."""

from __future__ import annotations

import pytest

from app.errors import InputError
from tests.unit.intake.conftest import read
from tests.unit.intake.packages import docx, docx_parts, item, par, run, zipped

NOTE = (
    '<w:footnote w:id="2">'
    + par("<w:r><w:footnoteRef/></w:r>" + run(" The note."))
    + "</w:footnote>"
)
ENTITIES = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_the_parts_of_a_document_become_blocks_with_numbers() -> None:
    body = (
        par("Counting Claims", "Title")
        + par("A subtitle", "Subtitle")
        + par("Jane Roe", "Author")
        + par("5 March 2016", "Date")
        + par("Contents entry 3", "TOC1")
        + par("First Part", "Heading1")
        + par(run("One sentence") + NOTE_MARK + run(". H") + '<w:r><w:rPr><w:vertAlign '
              'w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>' + run("O."))
        + par("What they said.", "Quote")
        + par("And more of it.", "Quote")
        + item("first")
        + item("inside", 1)
        + item("second")
        + par("Figure 1. A valley", "Caption")
        + "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        + "".join(f"<w:tr>{''.join(f'<w:tc>{par(cell)}</w:tc>' for cell in row)}</w:tr>"
                  for row in (("Year", "Claims"), ("2015", "12")))
        + "</w:tbl>"
        + par("x = 1", "SourceCode")
        + par("Deeper", "Heading2")
        + par("The end.")
    )  # fmt: skip
    found = read(docx(body, notes=NOTE), "a.docx")
    assert found.blocks == [
        ("heading", "First Part"),
        ("paragraph", "One sentence. H2O."),
        ("quotation", "What they said."),
        ("quotation", "And more of it."),
        ("list-item", "first"),
        ("list-item", "inside"),
        ("list-item", "second"),
        ("caption", "Figure 1. A valley"),
        ("table", "Year\tClaims\n2015\t12"),
        ("code", "x = 1"),
        ("heading", "Deeper"),
        ("paragraph", "The end."),
        ("footnote", "The note."),
    ]
    # One number for the list; headings, caption, table, code and note have none.
    assert [number for number, _ in found.numbered] == [1, 2, 3, 4, 4, 4, 5]
    levels = [block.level for block in found.text.blocks if block.kind.value == "list-item"]
    assert levels == [1, 2, 1]
    assert found.reference == {
        "title": "Counting Claims",
        "author": [{"family": "Roe", "given": "Jane"}],
        "issued": {"date-parts": [[2016, 3, 5]]},
    }
    assert set(found.finding.sources.values()) == {"title block"}
    assert found.provenance["subtitle"] == "A subtitle"
    assert found.kind == "document"


def test_insertions_stay_and_deletions_and_comments_go() -> None:
    body = par(
        run("Kept")
        + '<w:ins w:id="1" w:author="X">' + run(" inserted") + '</w:ins>'
        + '<w:del w:id="2" w:author="Y"><w:r><w:delText> deleted</w:delText></w:r></w:del>'
        + '<w:commentRangeStart w:id="0"/>' + run(" words") + '<w:commentRangeEnd w:id="0"/>'
        + '<w:r><w:commentReference w:id="0"/></w:r>' + run(".")
    )  # fmt: skip
    comment = f'<w:comment w:id="0" w:author="Z">{par("A secret remark")}</w:comment>'
    found = read(docx(body, comments=comment), "a.docx")
    assert found.blocks == [("paragraph", "Kept inserted words.")]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    content = f"<w:txbxContent>{par('In the box.')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    found = read(docx(par(run("Around it.") + box) + par("After.")), "a.docx")
    assert found.blocks == [
        ("paragraph", "Around it."), ("paragraph", "In the box."), ("paragraph", "After."),
    ]  # fmt: skip


def test_properties_say_what_the_title_block_does_not() -> None:
    core = (
        "<dc:title>Claims and Counts</dc:title><dc:creator>Ahmad al-Rashid; Jane Roe</dc:creator>"
        "<cp:keywords>claims; media</cp:keywords>"
        "<dcterms:created>2015-03-01T10:00:00Z</dcterms:created>"
    )
    found = read(docx(par("Body."), core=core), "a.docx")
    assert found.reference == {
        "title": "Claims and Counts",
        "author": [
            {"family": "Rashid", "non-dropping-particle": "al-", "given": "Ahmad"},
            {"family": "Roe", "given": "Jane"},
        ],
    }
    assert found.finding.sources == {
        "title": "document properties",
        "author": "document properties",
    }
    assert found.provenance == {"tags": ["claims", "media"], "created": "2015-03-01T10:00:00Z"}


@pytest.mark.parametrize(("title", "author"), [("Microsoft Word - a.doc", "user"), ("", "Owner")])
def test_what_a_program_filled_in_is_no_title_and_no_author(title: str, author: str) -> None:
    core = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    found = read(docx(par("A Heading", "Heading1") + par("Body."), core=core), "a.docx")
    assert found.reference == {"title": "A Heading"}
    assert found.blocks == [("paragraph", "Body.")]


def test_one_of_several_headings_is_a_section_and_stays() -> None:
    body = (
        par("Introduction", "Heading1") + par("Body.") + par("Results", "Heading1") + par("More.")
    )
    found = read(docx(body), "a.docx")
    assert "title" not in found.reference
    assert found.of("heading") == ["Introduction", "Results"]


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    row = f"<w:tr><w:tc>{par('Framed.')}</w:tc></w:tr>"
    frame = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>"
    assert read(docx(par("Before.") + frame), "a.docx").blocks == [
        ("paragraph", "Before."), ("paragraph", "Framed."),
    ]  # fmt: skip


def test_fields_links_and_content_controls_are_what_they_show() -> None:
    body = (
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent>" + run("Controlled") + "</w:sdtContent></w:sdt>"
        '<w:hyperlink r:id="r9">' + run(" link") + "</w:hyperlink>"
        '<w:fldSimple w:instr=" PAGE ">' + run(" 7") + "</w:fldSimple>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> SEQ Figure </w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run(" 8")
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:smartTag>" + run(" Riverton") + "</w:smartTag>"
        + run(" end.") + "</w:p>"
        "<w:sdt><w:sdtContent>" + par("A whole paragraph.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    assert read(docx(body), "a.docx").blocks == [
        ("paragraph", "Controlled link 7 8 Riverton end."),
        ("paragraph", "A whole paragraph."),
    ]


def test_arabic_text_comes_whole() -> None:
    assert read(docx(par("قالت وكالة أعماق.")), "a.docx").blocks == [
        ("paragraph", "قالت وكالة أعماق.")
    ]


def test_text_named_docx_is_read_as_text_and_says_so() -> None:
    found = read("A Title Here\n\nSome text.", "a.docx")
    assert found.reference["title"] == "A Title Here"
    assert found.finding.warnings == ["The file is plain text although its name ends in .docx."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(par("x"))[:400], "damaged"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged"),
        (zipped({"word/document.xml": "<w:document"}), "damaged"),
        (zipped({"word/documents.xml": "<x/>"}), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-format"),
        (zipped({**docx_parts(par("x")), "word/document.xml": ENTITIES}), "too-tangled"),
        (docx(""), "empty"),
    ],
    ids=["cut", "no archive", "broken XML", "no document", "protected", "old", "entities", "empty"],
)  # fmt: skip
def test_a_broken_document_is_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "a.docx")
    assert caught.value.code == code
    assert caught.value.hint
