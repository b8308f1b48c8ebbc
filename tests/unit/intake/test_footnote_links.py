"""Footnotes are linked both ways: each sign's place to its note, each note to its signs."""

from __future__ import annotations

from pathlib import Path

import pypandoc
import pytest

from app.intake import IntakeReader, Reading
from app.model import BlockKind

LONG = "Words about a claim that go on for long enough to be the body of an article. " * 6
WRITTEN = {
    "md": "# Title\n\nA claim[^1] and more[^x].\n\n[^1]: First note.\n[^x]: Second *note*.\n",
    "wikipedia.html": f"""<html><head><title>Claim - Encyclopedia</title>
        <meta name="generator" content="MediaWiki 1.44"></head><body>
        <h1 id="firstHeading">Claim</h1><div id="mw-content-text"><div class="mw-parser-output">
        <p>{LONG}A claim<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>
        and more<sup class="reference"><a href="#cite_note-x%C3%A9-2">[2]</a></sup>.</p>
        <h2>References</h2><ol class="references">
        <li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span>
        <span class="reference-text">First note.</span></li>
        <li id="cite_note-xé-2"><span class="reference-text">Second note.</span></li></ol>
        </div></div></body></html>""",
    "wordpress.html": f"""<html><head><title>T</title></head><body><article><h1>Title</h1>
        <p>{LONG}A claim<sup><a href="#fn-1">1</a></sup> and more<sup><a href="#fn-2">2</a></sup>.
        </p><p>{LONG}</p><div class="footnotes"><ol><li id="fn-1"><p>First note.
        <a href="#fnref-1">↩</a></p></li><li id="fn-2"><p>Second note.</p></li></ol></div>
        </article></body></html>""",
    "word.html": f"""<html><head><title>T</title><meta name="Generator" content="Microsoft Word 15">
        </head><body><h1>Title</h1><p>{LONG}A claim<a href="#_ftn1" name="_ftnref1"><span>[1]</span>
        </a> and more<a href="#_ftn2" name="_ftnref2">[2]</a>.</p><p>{LONG}</p><hr>
        <div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> First note.</p></div>
        <div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> Second note.</p></div>
        </body></html>""",
    "txt": f"Title of it\n\n{LONG}A claim [1] and more [2].\n\n[1] First note.\n[2] Second note.\n",
    "wiki": "'''Title''' is.\n\nA claim<ref>First note.</ref> and more<ref name=x>Second note."
    "</ref>.\n\n== References ==\n{{reflist}}\n<references/>\n",
}


def links(reading: Reading) -> list[tuple[str, str]]:
    """The last word before each sign, and what its note begins with."""
    assert reading.text is not None
    text = reading.text
    assert all(text.blocks[mark.block].kind is BlockKind.FOOTNOTE for mark in text.note_marks)
    return [
        (
            text.canonical[: mark.at].removesuffix("]").rstrip(" [12").split()[-1],
            text.text_of(text.blocks[mark.block]).lstrip("[12] "),
        )
        for mark in text.note_marks
    ]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_signs_in_a_text_lead_to_its_notes(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"source.{name}"
    file.write_text(WRITTEN[name], encoding="utf-8")
    with IntakeReader() as reader:
        assert links(reader.read(file)) == [("claim", "First note."), ("more", "Second note.")]


@pytest.mark.parametrize("made", ["docx", "odt", "rtf", "epub"])
def test_the_signs_in_a_word_processors_file_or_a_book_lead_to_its_notes(
    made: str, tmp_path: Path
) -> None:
    file = tmp_path / f"source.{made}"
    pypandoc.convert_text(
        WRITTEN["md"], made, "markdown", outputfile=str(file), extra_args=["--standalone"]
    )
    with IntakeReader() as reader:
        assert links(reader.read(file)) == [("claim", "First note."), ("more", "Second note.")]


def test_a_note_that_is_referred_to_twice_has_two_places(tmp_path: Path) -> None:
    file = tmp_path / "source.wiki"
    file.write_text("'''T''' is.<ref name=a>Note.</ref> And again.<ref name=a/>", encoding="utf-8")
    with IntakeReader() as reader:
        text = reader.read(file).text
    assert text is not None
    assert [mark.block for mark in text.note_marks] == [1, 1]
    assert text.note_numbers == (1, 1)
