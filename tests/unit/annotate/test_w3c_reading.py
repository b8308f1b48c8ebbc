"""Annotations of other programs: what is accepted, what is refused and why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.annotate.w3c_reading import ReadAnnotation, read_annotations
from app.errors import InputError
from tests.support.checkout import TOP

SAMPLES = TOP.parent / "shared" / "corpus" / "w3c-annotations"
corpus = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SOUND = {
    "@context": CONTEXT,
    "id": "http://example.org/a",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "Says who?", "purpose": "commenting"},
    "target": {
        "source": "http://example.com/page",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "in 2015", "prefix": "app ", "suffix": ","},
            {"type": "TextPositionSelector", "start": 12, "end": 19},
        ],
    },
}


def read(record: object) -> list[ReadAnnotation]:
    return read_annotations(json.dumps(record).encode())


def reason(record: object) -> str:
    with pytest.raises(InputError) as caught:
        read(record)
    return caught.value.message


def changed(**parts: Any) -> dict[str, Any]:
    return {name: part for name, part in {**SOUND, **parts}.items() if part != "absent"}


@corpus
def test_every_correct_sample_is_accepted() -> None:
    files = sorted((SAMPLES / "correct").glob("*.json"))
    assert len(files) == 45
    for file in files:
        read_annotations(file.read_bytes())


@corpus
@pytest.mark.parametrize("number", range(1, 40))
def test_every_incorrect_sample_is_refused_with_a_reason(number: int) -> None:
    with pytest.raises(InputError, match="no Web Annotation"):
        read_annotations((SAMPLES / "incorrect" / f"anno{number}.json").read_bytes())


def test_words_place_and_remark_are_read() -> None:
    assert read(SOUND) == [
        ReadAnnotation(
            "http://example.org/a", "http://example.com/page", "in 2015", "app ", ",", 12, 19,
            ("Says who?",), (),
        )
    ]  # fmt: skip


def test_tags_are_told_from_remarks_and_each_target_is_a_place_of_its_own() -> None:
    found = read(
        changed(
            body=[{"type": "TextualBody", "value": "date", "purpose": "tagging"}, "http://x.org/1"],
            target=["http://example.com/1", {"type": "List", "items": ["http://example.com/2"]}],
        )
    )
    assert [(each.source, each.tags, each.remarks) for each in found] == [
        ("http://example.com/1", ("date",), ()),
        ("http://example.com/2", ("date",), ()),
    ]


def test_a_refined_selector_gives_its_words() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "Selected"}
    part = {"type": "FragmentSelector", "value": "para5", "refinedBy": quote}
    [found] = read(changed(target={"source": "http://example.com/", "selector": part}))
    assert found.exact == "Selected"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"@context": "absent"}, "@context"),
        ({"@context": ["http://example.org/own.json"]}, "@context"),
        ({"id": ["http://a.org", "http://b.org"]}, "more than one id"),
        ({"id": "not a uri"}, "id isn't an address"),
        ({"id": "absent"}, "no id"),
        ({"type": "Squirrel"}, "type isn't Annotation"),
        ({"target": "absent"}, "no target"),
        ({"target": 9}, "target isn't an address"),
        ({"body": "this is not a uri"}, "body isn't an address"),
        ({"body": {"id": "nor this"}}, "id isn't an address"),
        ({"body": {"id": "http://a.org", "format": 6}}, "format"),
        ({"body": {"id": "http://a.org", "language": 3}}, "language"),
        ({"body": {"id": "http://a.org", "textDirection": "squirrel"}}, "text direction"),
        ({"body": {"id": "http://a.org", "processingLanguage": ["en", "de"]}}, "processing"),
        ({"body": {"type": "TextualBody"}}, "no value"),
        ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "no value"),
        ({"bodyValue": "twice"}, "a body and a bodyValue"),
        ({"body": "absent", "bodyValue": 23}, "bodyValue isn't one text"),
        ({"body": {"type": ["Choice", "List"], "items": ["http://a.org"]}}, "one kind of set"),
        ({"body": {"items": ["http://a.org"]}}, "isn't a set"),
        ({"creator": 6}, "creator"),
        ({"generator": 42}, "generator"),
        ({"created": "yesterday"}, "created"),
        ({"modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]}, "modified"),
        ({"generated": "now"}, "generated"),
        ({"rights": "not a uri"}, "rights"),
        ({"via": "not a uri"}, "via"),
        ({"canonical": "not a uri"}, "canonical"),
        ({"target": {"type": "SpecificResource"}}, "no source"),
        (
            {"target": {"source": "http://a.org", "selector": {"type": "FragmentSelector"}}},
            "FragmentSelector has no value",
        ),
        (
            {
                "target": {
                    "source": "http://a.org",
                    "selector": {"type": "TextPositionSelector", "start": 9, "end": 2},
                }
            },
            "no range",
        ),
    ],
)
def test_what_is_wrong_is_said(parts: dict[str, Any], told: str) -> None:
    assert told in reason(changed(**parts))


def test_rows_of_hypothesis_are_read() -> None:
    row = {
        "id": "x1", "uri": "https://example.org/a", "text": "Check this.", "tags": ["date"],
        "target": [{"source": "https://example.org/a", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
            {"type": "TextPositionSelector", "start": 3, "end": 10},
            {"type": "TextQuoteSelector", "exact": "in 2015", "prefix": "a", "suffix": "b"},
        ]}],
    }  # fmt: skip
    expected = ReadAnnotation(
        "x1", "https://example.org/a", "in 2015", "a", "b", 3, 10, ("Check this.",), ("date",)
    )
    assert read({"total": 1, "rows": [row]}) == [expected]
    assert read([row]) == [expected]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@context", "id", "type", "target", "body", "items", "selector", "rows"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_anything_else_is_refused_and_nothing_breaks(record: object) -> None:
    try:
        read(record)
    except InputError as error:
        assert error.message  # noqa: PT017 - told in words


def test_nesting_without_end_is_refused() -> None:
    body: Any = "http://a.org"
    for _ in range(60):
        body = {"type": "List", "items": [body]}
    assert "nests too deep" in reason(changed(body=body))
    with pytest.raises(InputError):
        read_annotations(b"[" * 100_000)
