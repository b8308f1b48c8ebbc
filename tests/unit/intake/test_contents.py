"""Files under a wrong name are read by what they are, with a warning; half of one is damaged."""

from __future__ import annotations

import gzip

import pytest

from app.errors import InputError
from tests.unit.intake.conftest import read
from tests.unit.intake.packages import docx, epub, odt, par
from tests.unit.intake.pdf_files import Word, build

PDF = build([[Word(72, 700, "Visible words.")]])
PAGE = b"<!DOCTYPE html><html><body><p>Visible words.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.html", PDF, "a PDF"),
        ("a.docx", PDF, "a PDF"),
        ("a.odt", docx(par("Visible words.")), "a Word document"),
        ("a.docx", odt("<text:p>Visible words.</text:p>"), "an OpenDocument text"),
        ("a.docx", epub({"one": "<p>Visible words.</p>"}), "an EPUB"),
        ("a.epub", PAGE, "a web page"),
        ("a.docx", "<html><p>Visible words.".encode("utf-16"), "a web page"),
        ("a.docx", rb"{\rtf1 Visible words.\par}", "Rich Text"),
        ("a.rtf", b"Visible words.\n\nMore of them.", "plain text"),
        ("a.md", rb"{\rtf1 Visible words.\par}", "Rich Text"),
    ],
    ids=[
        "PDF as page",
        "PDF as Word",
        "Word as ODT",
        "ODT as Word",
        "book as Word",
        "page as book",
        "UTF-16 page as Word",
        "RTF as Word",
        "text as RTF",
        "RTF as Markdown",
    ],
)
def test_it_is_read_as_what_it_is(name: str, data: bytes, what: str) -> None:
    found = read(data, name)
    said = [*found.text.canonical.split("\n\n"), found.reference.get("title", "")]
    assert "Visible words." in said
    ending = name[1:]
    assert found.finding.warnings[-1] == f"The file is {what} although its name ends in {ending}."


def test_a_text_file_that_is_a_page_needs_no_warning() -> None:
    assert read(PAGE, "a.txt").finding.warnings == []


def test_a_compressed_page_is_unpacked_with_a_warning() -> None:
    found = read(gzip.compress(PAGE), "a.html")
    assert found.blocks == [("paragraph", "Visible words.")]
    assert found.finding.warnings == [
        "The file is compressed although its name doesn't say so; it was unpacked."
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", gzip.compress(PAGE)[:-9]),
        ("a.pdf", PDF[:-40]),
        ("a.docx", docx(par("Visible words."))[:-40]),
        ("a.epub", epub({"one": "<p>Visible words.</p>"})[:200]),
    ],
    ids=["gzip", "pdf", "docx", "epub"],
)
def test_half_a_file_is_damaged(name: str, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert caught.value.code == "damaged"
    assert caught.value.hint
