"""Quotations of passages and highlights, the styles offered, and what a reference lacks."""

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.cite.alterations import altered
from app.cite.engine import _pandoc
from app.cite.gaps import gaps
from app.cite.quotation import equals_source
from app.cite.styles import find_style, styles_folder
from app.errors import CitationError, InputError, UsageError
from app.paths import CONFIG_VARIABLE
from tests.unit.library.conftest import World


def test_a_passage_is_quoted_as_its_highlight_would_be(world: World) -> None:
    mark = world.library.highlight(world.highlight)
    assert mark.start is not None
    assert mark.end is not None
    for style in ("harvard", "apa", "mhra"):
        for_mark = world.library.quote(world.highlight, style=style)
        passage = world.library.quote_passage(world.document, mark.start, mark.end, style=style)
        assert passage == for_mark


def test_quoting_a_passage_marks_nothing(world: World) -> None:
    quotation = world.library.quote_passage(world.document, 2, 20, style="harvard")
    assert quotation.citation == "(Ellingsen, 2024, para. 1)"
    assert len(world.library.open_document(world.document).highlights) == 1


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 4), (0, 10_000_000)])
def test_a_passage_that_is_none_is_refused(world: World, start: int, end: int) -> None:
    with pytest.raises(InputError):
        world.library.quote_passage(world.document, start, end, style="apa")


def test_a_document_without_text_has_no_passage(world: World) -> None:
    with pytest.raises(InputError):
        world.library.quote_passage(world.reference, 0, 3, style="apa")


def test_rich_text_has_the_citations_italics_and_no_markup_of_the_source(world: World) -> None:
    world.library.set_fields(world.document, {"title": "Dogs & <cats>"})
    quotation = world.library.quote(world.highlight, style="mhra")
    assert quotation.html.startswith("<p>‘three papers’ ")
    assert quotation.html.endswith("</p>")
    assert "&amp; &lt;cats&gt;" in quotation.html.lower()
    assert "<cats>" not in quotation.html.lower()


def test_the_shortlist_is_offered_and_each_style_is_found(world: World) -> None:
    styles = world.library.styles()
    assert [style.alias for style in styles[:2]] == ["apa", "harvard"]
    assert {style.alias: style.title for style in styles}["oscola"] == "OSCOLA"
    assert all(find_style(style.alias) for style in styles)


def test_what_a_style_will_miss_is_said(world: World) -> None:
    said = world.library.warnings(world.reference, style="harvard")
    assert said == (
        "No date: the citation says “no date”.",
        "No publisher: say who published the book.",
    )
    assert world.library.cite([world.reference], style="harvard").citation.endswith("no date)")
    with pytest.raises(CitationError):
        world.library.warnings(world.reference, style="no such style")


WHOLE: dict[str, Any] = {
    "type": "webpage",
    "title": "T",
    "author": [{"family": "A"}],
    "issued": {"date-parts": [[2024]]},
    "container-title": "Site",
    "URL": "https://example.org",
    "accessed": {"date-parts": [[2024, 5, 1]]},
}


@pytest.mark.parametrize(
    ("lacking", "style", "begins"),
    [
        ("", "harvard", []),
        ("title", "apa", ["No title"]),
        ("author", "apa", ["No author"]),
        ("issued", "apa", ["No date: the citation says"]),
        ("issued", "mhra", ["No date: the citation says “n.d.”"]),
        ("issued", "chicago-18", ["No date: the citation can’t"]),
        ("issued", "oscola", ["No date: the citation can’t"]),
        ("container-title", "apa", ["No site"]),
        ("accessed", "harvard", ["No date of access"]),
        ("accessed", "mhra", ["No date of access"]),
        ("accessed", "apa", []),
    ],
)
def test_each_gap_is_named_where_it_matters(lacking: str, style: str, begins: list[str]) -> None:
    reference = {name: value for name, value in WHOLE.items() if name != lacking}
    said = gaps(reference, find_style(style))
    assert len(said) == len(begins)
    assert all(one.startswith(begin) for one, begin in zip(said, begins, strict=True))


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("article-journal", "No journal"),
        ("article-magazine", "No magazine"),
        ("article-newspaper", "No newspaper"),
        ("entry-encyclopedia", "No encyclopedia"),
        ("webpage", "No site"),
        ("post-weblog", "No blog"),
        ("post", "No platform"),
        ("book", "No publisher"),
        ("report", "No institution"),
        ("thesis", "No university"),
        ("broadcast", "No series"),
        ("motion_picture", "No publisher"),
        ("dataset", "No publisher"),
        ("legal_case", "No court"),
        ("hearing", "No body"),
        ("treaty", "No number or series"),
        ("paper-conference", "No conference"),
    ],
)
def test_each_kind_is_asked_where_it_stands_or_who_put_it_out(kind: str, begins: str) -> None:
    known = {
        "type": kind, "title": "T", "author": [{"family": "A"}], "version": "3",
        "issued": {"date-parts": [[2024]]},
    }  # fmt: skip
    (said,) = gaps(known, find_style("apa"))
    assert said.startswith(begins)


def test_a_chapter_is_asked_for_its_book_and_pages() -> None:
    chapter = {"type": "chapter", "title": "T", "author": [{"family": "A"}],
               "issued": {"date-parts": [[2024]]}}  # fmt: skip
    said = gaps(chapter, find_style("apa"))
    assert [line.split(":")[0] for line in said] == ["No pages", "No book"]


def test_an_entry_needs_its_revision_and_no_author() -> None:
    entry = {"type": "entry-encyclopedia", "title": "E", "container-title": "Enc"}
    assert gaps(entry, find_style("apa")) == (
        "No date of revision: entries change, so say which version you read.",
    )


def test_a_reference_that_is_not_in_the_library_is_cited(world: World) -> None:
    rendered = world.library.cite_reference(WHOLE, style="apa")
    assert rendered.citation == "(A, 2024)"
    assert rendered.bibliography == ("A. (2024). T. Site. https://example.org",)


def test_another_language_prints_its_own_words(world: World) -> None:
    undated = world.library.cite([world.reference], style="apa", locale="de-DE")
    assert undated.citation == "(Some Institute, o.\u00a0J.)"  # ohne Jahr
    quotation = world.library.quote(world.highlight, style="apa", locale="de-DE")
    assert quotation.quotation == "„three papers“"


@pytest.mark.parametrize(
    ("style", "citation"),
    [
        # APA 8.6, Cite Them Right, MLA 6.77; in notes the original comes first (Chicago, MHRA).
        ("apa", "(Amaq, 2016, as cited in Ellingsen, 2024, para. 2)"),
        ("harvard", "(Amaq, 2016, quoted in Ellingsen, 2024, para. 2)"),
        ("mhra", "Amaq, 2016, quoted in Mara Ellingsen, "),
        ("chicago-18", "Amaq, 2016, quoted in Mara Ellingsen, "),
    ],
)
def test_an_original_is_cited_through_the_source_that_quotes_it(
    world: World, style: str, citation: str
) -> None:
    rendered = world.library.cite(
        [world.document], style=style, locator="para 2", quoting="Amaq, 2016"
    )
    assert rendered.citation.startswith(citation)
    assert "Amaq" not in " ".join(rendered.bibliography)


def test_a_later_note_is_short_and_ibid_stands_only_where_the_style_has_it(world: World) -> None:
    notes = world.library.cite_notes(world.document, style="mhra", locator="para 2")
    assert notes.first[0].startswith("Mara Ellingsen, ‘Reading a Claim Twice’")
    # MHRA Style Guide, 4th ed.: later references by the family name and the locator.
    assert notes.later[0].startswith("Ellingsen, ")
    assert notes.later[0].endswith("para. 2.")
    assert len(notes.later[0]) < len(notes.first[0])
    oscola = world.library.cite_notes(world.document, style="oscola")
    assert oscola.again[0] == "ibid."  # OSCOLA, 1.2: without a capital
    assert oscola.later[0] == "Ellingsen (n 1)."


def test_two_works_of_one_author_and_year_have_letters_where_both_are_listed(world: World) -> None:
    twins = [
        world.library.add_reference(
            {"type": "webpage", "title": title, "author": [{"family": "Marlow", "given": "D."}],
             "issued": {"date-parts": [[2023]]}, "URL": "https://example.org"}
        ).value.id
        for title in ("Counting", "Naming")
    ]  # fmt: skip
    alone = world.library.cite([twins[1]], style="apa")
    assert alone.citation == "(Marlow, 2023)"
    both = world.library.cite([twins[1]], style="apa", locator="para 2", beside=[twins[0]])
    assert both.citation == "(Marlow, 2023b, para. 2)"  # APA 8.19
    assert [entry[:18] for entry in both.bibliography] == [
        "Marlow, D. (2023a)",
        "Marlow, D. (2023b)",
    ]
    # What is cited itself needn't be named again.
    assert world.library.cite(twins, style="apa", beside=twins).citation == "(Marlow, 2023a, 2023b)"


def test_works_of_one_author_and_year_are_warned_of_in_styles_that_give_letters(
    world: World,
) -> None:
    def add(title: str, **more: Any) -> str:
        ellingsen = [{"family": "Ellingsen", "given": "Mara"}]
        reference = {"type": "book", "title": title, "author": ellingsen, "publisher": "P", **more}
        return world.library.add_reference(reference).value.id

    def said(style: str) -> list[str]:
        told = world.library.warnings(world.document, style=style)
        return [line for line in told if "works of" in line]

    assert said("apa") == []
    # Another year, several, an approximate one, another given name or author beside: no twins.
    add("Other year", issued={"date-parts": [[2023]]})
    add("Several years", issued={"date-parts": [[2024], [2025]]})
    add("About then", issued={"date-parts": [[2024]], "circa": True})
    other = [{"family": "Ellingsen", "given": "Mikael"}]
    add("Other person", issued={"date-parts": [[2024]]}, author=other)
    both = [{"family": "Ellingsen", "given": "Mara"}, {"family": "Okafor", "given": "Ada"}]
    add("Two people", issued={"date-parts": [[2024]]}, author=both)
    assert said("apa") == []
    twin = add("Naming", issued={"date-parts": [[2024, 5]]})
    line = (
        "Two works of Ellingsen from 2024: cited together they are 2024a and 2024b – "
        "the bibliography gives the letters."
    )
    assert said("apa") == said("harvard") == [line]
    # Notes name the title; there is nothing to tell apart by a letter.
    assert said("mhra") == said("oscola") == []
    printed = world.library.cite([world.document], style="harvard", beside=[twin])
    assert printed.citation in ("(Ellingsen, 2024a)", "(Ellingsen, 2024b)")
    add("Counting", issued={"date-parts": [[2024]]})
    assert said("apa") == [
        "3 works of Ellingsen from 2024: cited together they are 2024a to 2024c – "
        "the bibliography gives the letters."
    ]
    world.library.trash(twin)
    assert said("apa") == [line]


def test_works_without_a_date_get_letters_too_and_nobody_has_no_twin(world: World) -> None:
    institute = [{"literal": "Some Institute"}]
    world.library.add_reference({"type": "book", "title": "Another", "author": institute})
    told = world.library.warnings(world.reference, style="apa")
    assert told[-1] == (
        "Two works of Some Institute without a date: "
        "cited together they get letters in the bibliography."
    )
    nameless = [
        world.library.add_reference({"type": "book", "title": title}).value.id for title in "AB"
    ]
    assert not any("works of" in line for line in world.library.warnings(nameless[0], style="apa"))


def test_a_later_note_of_an_original_says_where_it_is_quoted(world: World) -> None:
    notes = world.library.cite_notes(world.document, style="oscola", quoting="Amaq")
    assert notes.first[0].startswith("Amaq, quoted in Mara Ellingsen")
    assert notes.later[0] == "Amaq, quoted in Ellingsen (n 1)."


def test_a_place_is_pointed_to_as_the_style_words_it(world: World) -> None:
    key = world.library.document(world.document).key
    assert (
        world.library.point(world.document, "latex", style="apa", passage=(2, 20))
        == f"\\autocite[para.~1]{{{key}}}"
    )
    assert world.library.point(world.document, "pandoc", style="apa", locator="p 3") == (
        f"[@{key}, p. 3]"
    )


def test_a_quotation_equals_its_source_until_the_text_is_another(world: World) -> None:
    assert world.library.quote(world.highlight, style="apa").differs == ""
    assert world.library.changed_quotations(world.document) == ()
    world.library._store.database.execute(
        "UPDATE highlight SET exact = 'three newspapers' WHERE id = ?", [world.highlight]
    )
    assert "no longer equals" in world.library.quote(world.highlight, style="apa").differs
    assert [mark.id for mark in world.library.changed_quotations(world.document)] == [
        world.highlight
    ]


def test_a_highlight_is_quoted_with_what_was_changed_and_who_speaks_in_it(world: World) -> None:
    exact = world.library.highlight(world.highlight).exact
    first = exact.split()[0]
    made = world.library.quote(
        world.highlight, style="apa", speaker="Amaq", alterations=altered(exact, sic=[first])
    )
    assert made.quotation.startswith(f"“{first} [sic]")
    assert made.citation.startswith("(Amaq, as cited in Ellingsen, 2024")
    assert made.differs == ""
    assert world.library.quote(world.highlight, style="apa").quotation == f"“{exact}”"


@pytest.mark.parametrize(
    ("exact", "quotation", "equal"),
    [
        ("He said “no” twice.", "“He said ‘no’ twice.”", True),
        ("a b", "a  b", True),
        ("“Whole.”", "‘“Whole.”’", True),
        ("papers", "“paper”", False),
        ("one two", "one, two", False),
        ("Amaq", "Amāq", False),
    ],
)
def test_only_quotation_marks_and_white_space_may_differ(
    exact: str, quotation: str, equal: bool
) -> None:
    assert equals_source(exact, quotation) is equal


FORMS = ("docx", "odt", "html", "markdown", "latex")


@pytest.mark.parametrize("form", FORMS)
def test_a_bibliography_is_a_file_that_pandoc_reads_again(world: World, form: str) -> None:
    made = world.library.bibliography(style="apa", form=form)
    assert made.documents == 2
    text = read_again(made.content, form)
    assert "Ellingsen, M. (2024, March 14)." in text
    assert "Some Institute. (n.d.)." in text
    assert made.content == world.library.bibliography(style="apa", form=form).content


@pytest.mark.parametrize("form", FORMS)
def test_annotations_are_the_shared_notes_on_the_documents_and_no_others(
    world: World, form: str
) -> None:
    world.library.add_note("Weighs *two* readings.", on=world.document, shared=True)
    world.library.add_note("On the mark only", on=world.highlight, shared=True)
    made = world.library.bibliography(style="apa", form=form, annotated=True)
    text = read_again(made.content, form)
    assert text.index("Ellingsen") < text.index("Weighs two readings.")
    for other in ("on the document", "private thought", "On the mark only"):
        assert other not in text
    assert made.private_notes == 1  # "on the document"; the other private one is on a mark


def test_markup_in_a_title_or_note_reaches_no_file(world: World) -> None:
    world.library.set_fields(world.document, {"title": "<script>x</script> ![p](file:///etc)"})
    world.library.add_note(
        '<img src="file:///etc/passwd"> ![a](file:///etc/passwd) [b](http://x.example)',
        on=world.document, shared=True,
    )  # fmt: skip
    html = world.library.bibliography(style="apa", form="html", annotated=True).content.decode()
    body = html[html.index("<body>") :]
    for mark in ("<script>x", "<img", "<a "):
        assert mark not in body


def test_a_collection_is_listed_alone(world: World) -> None:
    made = world.library.bibliography(style="mhra", form="markdown", collection=world.collection)
    assert made.documents == 1
    assert "Some Institute" not in made.content.decode()


def test_a_style_without_bibliography_and_an_unknown_form_are_refused(world: World) -> None:
    with pytest.raises(UsageError, match="no bibliography"):
        world.library.bibliography(style="chicago-notes", form="docx")
    with pytest.raises(UsageError, match="no such form"):
        world.library.bibliography(style="apa", form="doc")


def test_what_was_typed_before_is_offered_the_most_frequent_first(world: World) -> None:
    for title in ("One", "Two"):
        world.library.add_reference({**WHOLE, "title": title, "container-title": "Our Site"})
    world.library.add_reference({**WHOLE, "title": "Three", "container-title": "Another"})
    known = world.library.known_values()
    assert known["container-title"] == ("Our Site", "Another")
    assert "Ellingsen, Mara" in known["family"]
    assert known["literal"] == ("Some Institute",)


def test_an_own_style_is_kept_and_used_or_refused_with_a_reason(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    file = tmp_path / "Mine.csl"
    file.write_bytes((styles_folder() / "apa.csl").read_bytes())
    added = world.library.add_style(file)
    assert (added.alias, added.group) == ("mine", "own")
    assert world.library.cite_reference(WHOLE, style="mine").citation == "(A, 2024)"
    file.write_text("<no style>", encoding="utf-8")
    with pytest.raises(CitationError):
        world.library.add_style(file)
    assert world.library.remove_style("mine")
    assert not any(style.group == "own" for style in world.library.all_styles())


def read_again(content: bytes, form: str) -> str:
    """A file's words, as pandoc's own reader finds them."""
    names = {"markdown": "commonmark"}
    done = subprocess.run(
        [_pandoc(), "-f", names.get(form, form), "-t", "plain", "--wrap=none"],
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().replace("’", "'").replace("_", "")


def test_the_entries_of_a_word_file_hang(world: World) -> None:
    made = world.library.bibliography(style="apa", form="docx")
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        assert file.testzip() is None
        styles = file.read("word/styles.xml").decode()
        body = file.read("word/document.xml").decode()
    style = styles[styles.index('w:styleId="Bibliography"') :].partition("</w:style>")[0]
    assert '<w:ind w:left="720" w:hanging="720"/>' in style
    assert body.count('<w:pStyle w:val="Bibliography" />') == 2
    # APA 9.51: an annotation is indented as far as an entry's later lines.
    annotation = styles[styles.index('w:styleId="BlockText"') :].partition("</w:style>")[0]
    assert annotation.count("<w:ind ") == 1
    assert '<w:ind w:left="720"/>' in annotation
    ET.fromstring(styles)


PAGED = """---
title: Paged
author: Ada Ellis
date: 2020
---

A first paragraph.

![A stretcher](x.png)

Text with a note.[^1]

[^1]: The note “itself” says so.
"""


def test_a_passage_in_a_caption_or_footnote_is_quoted_without_a_number(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "paged.md"
    file.write_text(PAGED, encoding="utf-8")
    [line] = world.library.import_paths([str(file)])
    assert line.document is not None
    opened = world.library.open_document(line.document.id)
    assert opened.text is not None
    unnumbered = [block for block in opened.text.blocks if block.paragraph is None]
    assert unnumbered
    for block in unnumbered:
        quotation = world.library.quote_passage(
            line.document.id, block.start, block.end, style="apa"
        )
        assert quotation.citation == "(Ellis, 2020)"
        assert equals_source(opened.text.text_of(block), quotation.quotation)


def test_a_page_wins_over_paragraphs_and_a_range_of_pages_is_told(world: World) -> None:
    mark = world.library.highlight_quotation(world.reference, "on paper", page="xii").value
    assert world.library.quote(mark.id, style="apa").citation == "(Some Institute, n.d., p. xii)"
    several = world.library.highlight_quotation(world.reference, "further on", page="7–9").value
    citation = world.library.quote(several.id, style="apa").citation
    assert citation == "(Some Institute, n.d., pp. 7–9)"
