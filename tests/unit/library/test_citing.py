"""Quotations of passages and highlights, the styles offered, and what a reference lacks."""

from typing import Any

import pytest

from app.cite.gaps import gaps
from app.cite.styles import find_style
from app.errors import CitationError, InputError
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
        ("issued", "mhra", ["No date: the citation can’t"]),
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


def test_an_entry_needs_its_revision_and_no_author() -> None:
    entry = {"type": "entry-encyclopedia", "title": "E", "container-title": "Enc"}
    assert gaps(entry, find_style("apa")) == (
        "No date of revision: entries change, so say which version you read.",
    )
