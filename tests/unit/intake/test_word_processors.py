"""One document, as LibreOffice and pandoc write it in every format; comments are never text.

``tests/data/intake/libreoffice`` holds what LibreOffice 7.4 made of ``quiet.fodt``; pandoc's are
made anew. Expected blocks were written down from the source, by hand.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import pytest

from .conftest import Outcome, read

HERE = Path(__file__).parents[2] / "data" / "intake" / "libreoffice"
LIST = " It kept a list of all that it had sent, and the list is what this account goes by, as far"
BEGAN = f"The office opened in 2014 and sent two letters a day.{LIST} as it can be read."
COUNTED = f"The table counts them.{LIST} as it can be read."
SPOKEN = "We speak in the name of the valley and of nobody else."
SAID = "قالت وكالة أعماق إن الخبر صحيح."
FIRST, FIGURES = ("Beginnings",), ("Beginnings", "Figures")
WHOLE = [
    ("heading", 1, None, FIRST, "Beginnings"),
    ("paragraph", None, 1, FIRST, BEGAN),
    ("quotation", None, 2, FIRST, SPOKEN),
    ("list-item", 1, 3, FIRST, "first letter"),
    ("list-item", 2, 3, FIRST, "its copy"),
    ("list-item", 1, 3, FIRST, "second letter"),
    ("heading", 2, None, FIGURES, "Figures"),
    ("paragraph", None, 4, FIGURES, COUNTED),
    ("table", None, None, FIGURES, "Year\tLetters\n2014\t12"),
    ("paragraph", None, 5, FIGURES, SAID),
    ("paragraph", None, 6, FIGURES, "The last paragraph ends it."),
    ("footnote", None, None, FIGURES, "Ali, The Valley, p. 3."),
    ("footnote", None, None, FIGURES, "Own count."),
]

MARKDOWN = f"""---
title: The Quiet Office
author: Jane Roe
---

# Beginnings

The office opened in 2014[^1] and sent two letters a day.{LIST} as it can be read.

> {SPOKEN}

- first letter
    - its copy
- second letter

## Figures

{COUNTED}

| Year | Letters |
|------|---------|
| 2014 | 12      |

{SAID}

The last paragraph ends it[^2].

[^1]: Ali, *The Valley*, p. 3.
[^2]: Own count.
"""


def outline(found: Outcome) -> list[tuple[str, int | None, int | None, tuple[str, ...], str]]:
    text = found.text
    return [  # pandoc puts a no-break space behind "p."
        (b.kind.value, b.level, b.paragraph, b.section, text.text_of(b).replace("\xa0", " "))
        for b in text.blocks
    ]


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "html"])
def test_what_libreoffice_writes_is_one_text_in_every_format(ending: str) -> None:
    found = read((HERE / f"quiet.{ending}").read_bytes(), f"quiet.{ending}")
    assert outline(found) == WHOLE
    assert found.reference["title"] == "The Quiet Office"
    assert found.reference["author"] == [{"family": "Roe", "given": "Jane"}]
    assert found.finding.warnings == []


def test_a_book_of_libreoffice_has_its_headings_once() -> None:
    # It writes neither lists nor quotations nor inner headings as such, only as paragraphs.
    found = read((HERE / "quiet.epub").read_bytes(), "quiet.epub")
    assert found.blocks == [
        ("heading", "Beginnings"),
        *(("paragraph", text) for text in (BEGAN, SPOKEN, "first letter", "its copy")),
        *(("paragraph", text) for text in ("second letter", "Figures", COUNTED)),
        ("table", "Year\tLetters\n2014\t12"),
        ("paragraph", SAID),
        ("paragraph", "The last paragraph ends it."),
        ("footnote", "Ali, The Valley, p. 3."),
        ("footnote", "Own count."),
    ]


def test_a_pdf_of_libreoffice_has_headings_pages_and_no_comment() -> None:
    found = read((HERE / "quiet.pdf").read_bytes(), "quiet.pdf")
    assert found.of("heading") == ["Beginnings", "Figures"]
    assert len(found.of("footnote")) == 2
    assert SAID.rstrip(".") in found.text.canonical
    assert "REVIEWERCOMMENT" not in found.text.canonical
    assert {block.page for block in found.text.blocks} == {"1"}


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "html"])
def test_what_pandoc_writes_is_one_text_in_every_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", "-s", "-o", str(path)],
        input=MARKDOWN.encode(), cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = read(path.read_bytes(), path.name)
    assert outline(found) == WHOLE
    assert found.reference["title"] == "The Quiet Office"
    assert found.reference["author"] == [{"family": "Roe", "given": "Jane"}]


def test_markdown_itself_is_the_same_text() -> None:
    assert outline(read(MARKDOWN, "a.md")) == WHOLE


WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15 (filtered)"><title>The Quiet Office</title></head>
<body lang=EN-GB><div class=WordSection1><p class=MsoTitle>The Quiet Office</p>
<h1>Beginnings</h1>
<p class=MsoNormal>The office opened in 2014<a href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='font-size:11.0pt'>[1]</span></span></a> and sent two
letters a day.</p>
<table class=MsoTableGrid border=1><tr><td width=300><p class=MsoNormal>Year</p></td>
<td width=300><p class=MsoNormal>Letters</p></td></tr><tr><td width=300><p class=MsoNormal>2014</p>
</td><td width=300><p class=MsoNormal>12</p></td></tr></table>
<p class=MsoNormal>The last paragraph ends it.</p></div>
<div><br clear=all><hr align=left size=1 width="33%"><div id=ftn1><p class=MsoFootnoteText><a
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Ali, The
Valley, p. 3.</p></div></div></body></html>"""


def test_a_page_that_word_saved_keeps_its_table_and_its_notes() -> None:
    found = read(WORD, "a.htm")
    assert found.blocks == [
        ("heading", "Beginnings"),
        ("paragraph", "The office opened in 2014 and sent two letters a day."),
        ("table", "Year\tLetters\n2014\t12"),
        ("paragraph", "The last paragraph ends it."),
        ("footnote", "Ali, The Valley, p. 3."),
    ]
