from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.model import Document, DocumentId, DocumentKind, TextId
from app.search import Query

ARTICLE = Document(
    id=DocumentId("aaaaaaaaaaaa"),
    kind=DocumentKind.REPORT,
    key="katz2016amaq",
    reference={
        "title": "Inside Aʿmāq: the State’s Agency",
        "author": [
            {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
            {"literal": "United Nations"},
        ],
        "issued": {"date-parts": [[2016, 8, 14]]},
    },
    added="2024-01-01T00:00:00Z",
    text_id=TextId("t"),
    tags=("to read", "Propagandā"),
    former_keys=("Old2015",),
)
BARE = Document(DocumentId("bbbbbbbbbbbb"), DocumentKind.BOOK, "bare", {}, "2024-01-01T00:00:00Z")


def fits(query: str, document: Document = ARTICLE, collections: tuple[str, ...] = ()) -> bool:
    return Query.parse(query).matches(document, collections)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind:report",
        "KIND:Report",
        'tag:"to read"',
        "tag:“to read”",
        "tag:propaganda",
        "author:zawahiri",
        "author:al-zawahiri",
        'author:"ayman al-zaw"',
        'author:"al-Zawahiri, Ayman"',
        'author:"united nations"',
        "title:amaq",
        'title:"states agency"',
        "year:2016",
        "year:2014..2016",
        "year:2014-2018",
        "year:..2016",
        "year:2016..",
        "key:KATZ2016amaq",
        "key:old2015",
        "has:text",
        "-has:file",
        "-kind:book",
        "-author:katz",
        "kind:report year:2016 -tag:draft title:amaq",
    ],
)
def test_a_document_fits_its_own_fields(query: str) -> None:
    assert fits(query)


@pytest.mark.parametrize(
    "query",
    [
        "kind:book",
        "-kind:report",
        "tag:read",
        "tag:",
        "author:atz",
        "author:nations-united",
        "title:qaeda",
        "title:tates",
        "year:2015",
        "year:2017..",
        "year:..2015",
        "key:katz",
        "has:file",
        "-has:text",
        "kind:report year:1999",
        "collection:week",
    ],
)
def test_a_document_does_not_fit_other_fields(query: str) -> None:
    assert not fits(query)


def test_collections_are_those_the_caller_names() -> None:
    assert fits('collection:"week 1"', collections=("Week 1", "Other"))
    assert fits("-collection:other")
    assert not fits("collection:week", collections=("Week 1",))


def test_a_document_without_a_date_has_no_year() -> None:
    assert not fits("year:..2100", BARE)
    assert fits("-year:2016", BARE)
    assert fits("-has:date -has:author -has:tags -has:text", BARE)


@pytest.mark.parametrize(
    ("issued", "query"),
    [
        ({"date-parts": [[2014], [2017]]}, "year:2015"),
        ({"date-parts": [["2016"]]}, "year:2016"),
        ({"raw": "14 August 2016"}, "year:2016"),
        ({"literal": "circa 2016"}, "year:2016"),
    ],
)
def test_years_are_read_from_every_form_of_a_date(issued: dict[str, object], query: str) -> None:
    assert fits(query, dataclasses.replace(BARE, reference={"issued": issued}))


@pytest.mark.parametrize(
    "reference",
    [
        {"author": "a string", "issued": "2016", "title": None},
        {"author": [None, {}, "x"], "issued": {"date-parts": None}},
        {"author": {"family": "x"}, "issued": {"date-parts": [[], [None], "x"]}},
    ],
)
def test_a_reference_out_of_shape_fits_nothing_and_breaks_nothing(
    reference: dict[str, object],
) -> None:
    odd = dataclasses.replace(BARE, reference=reference)
    assert not fits("year:2016", odd)
    assert not fits("author:x", odd)
    assert not fits("title:none", odd)


def test_free_words_are_kept_as_typed_for_the_index() -> None:
    query = Query.parse('amaq kind:report "islamic state" -draft year:2016 tag:"a b" al-Qaeda')
    assert query.words == 'amaq "islamic state" -draft al-Qaeda'
    assert [(one.field, one.value) for one in query.conditions] == [
        ("kind", "report"),
        ("year", "2016"),
        ("tag", "a b"),
    ]


@pytest.mark.parametrize("words", ["http://example.org/a", "note: this", "Q: A", "12:30", "x:y"])
def test_a_colon_after_anything_else_is_plain_words(words: str) -> None:
    query = Query.parse(words)
    assert (query.words, query.conditions) == (words, ())


def test_a_field_name_inside_a_phrase_is_plain_words() -> None:
    assert Query.parse('"of a kind:report"').words == '"of a kind:report"'


@pytest.mark.parametrize(
    "query", ["year:", "year:abc", "year:..", "kind:", "kind:poem", "has:luck"]
)
def test_a_value_that_cannot_be_is_told_with_what_can(query: str) -> None:
    with pytest.raises(UsageError) as caught:
        Query.parse(query)
    assert caught.value.hint


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_usage_error(text: str) -> None:
    try:
        query = Query.parse(text)
    except UsageError:
        return
    query.matches(ARTICLE, ["x"])
    query.matches(BARE, [])
