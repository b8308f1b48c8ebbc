"""The W3C Web Annotation export, checked against the model's own rules.

``faults`` is written from the Recommendation (Web Annotation Data Model, 2017-02-23): sections 3.1
(annotation), 3.2.4 (textual bodies), 3.3.5 (motivation and purpose), 4.2.4 and 4.2.5 (selectors),
5 (collections). Where the samples of right and wrong annotations are there, it is proved on them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.annotate.webannotation import annotation_collection, source_of
from app.model import (
    Document,
    DocumentId,
    DocumentKind,
    Highlight,
    HighlightId,
    Locator,
    Meaning,
    Note,
    NoteId,
    Shelf,
    Shelved,
    Visibility,
)

SAMPLES = Path(__file__).parents[3].parent / "shared" / "corpus" / "w3c-annotations"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z")
MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}


def is_iri(value: object) -> bool:
    return isinstance(value, str) and IRI.match(value) is not None


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def faults(thing: Any, *, top: bool = True) -> list[str]:
    """What of an annotation or a collection breaks a rule of the model."""
    if not isinstance(thing, dict):
        return ["not an object"]
    found = []
    if top and CONTEXT not in listed(thing.get("@context")):
        found.append("context")
    if not is_iri(thing.get("id")):
        found.append("id")
    if thing.get("type") == "AnnotationCollection":
        return found + collection_faults(thing)
    if "Annotation" not in listed(thing.get("type")):
        found.append("type")
    return found + property_faults(thing) + target_faults(thing)


def collection_faults(thing: dict[str, Any]) -> list[str]:
    items = thing["first"]["items"] if thing.get("total") else []
    found = [] if thing.get("total") == len(items) else ["total"]
    if items and (thing["first"]["type"] != "AnnotationPage" or not is_iri(thing["first"]["id"])):
        found.append("page")
    return found + [fault for item in items for fault in faults(item, top=False)]


def sound_time(thing: dict[str, Any], name: str) -> bool:
    return name not in thing or (isinstance(thing[name], str) and bool(TIME.match(thing[name])))


def property_faults(thing: dict[str, Any]) -> list[str]:
    found = [
        name
        for name in ("rights", "via", "canonical")
        if name in thing and not all(map(is_iri, listed(thing[name])))
    ]
    found += [name for name in ("created", "modified", "generated") if not sound_time(thing, name)]
    found += [
        name for name in ("creator", "generator") if not isinstance(thing.get(name, ""), str | dict)
    ]
    for body in listed(thing.get("body", [])):
        if isinstance(body, dict) and body.get("type") == "TextualBody":
            purposes = set(listed(body.get("purpose", []))) - MOTIVATIONS
            if not isinstance(body.get("value"), str) or purposes:
                found.append("body")
    if set(listed(thing.get("motivation", []))) - MOTIVATIONS:
        found.append("motivation")
    if "body" in thing and "bodyValue" in thing:
        found.append("bodyValue beside body")
    return found


def target_faults(thing: dict[str, Any]) -> list[str]:
    if "target" not in thing:
        return ["no target"]
    found = []
    for target in listed(thing["target"]):
        if isinstance(target, dict):
            if target.get("type") == "SpecificResource" and not is_iri(target.get("source")):
                found.append("source")
            found += [f for one in listed(target.get("selector", [])) for f in selector_faults(one)]
        elif not is_iri(target):
            found.append("target")
    return found


def selector_faults(selector: Any) -> list[str]:
    kind = selector.get("type") if isinstance(selector, dict) else None
    if kind == "TextQuoteSelector":
        sound = isinstance(selector.get("exact"), str) and bool(selector["exact"])
    elif kind == "TextPositionSelector":
        ends = (selector.get("start"), selector.get("end"))
        sound = all(type(end) is int for end in ends) and 0 <= ends[0] < ends[1]
    elif kind == "FragmentSelector":
        sound = isinstance(selector.get("value"), str)
    else:
        sound = True
    return [] if sound else [str(kind)]


DOCUMENT = Document(
    DocumentId("d2d2d2d2d2d2"),
    DocumentKind.ANALYST_ARTICLE,
    "Key",
    {"type": "webpage", "title": "T", "URL": "https://example.org/a b/مقال?q={x}"},
    added="2031-12-25T00:00:00Z",
)
HIGHLIGHT = Highlight(
    HighlightId("h2h2h2h2h2h2"),
    DOCUMENT.id,
    None,
    3,
    6,
    "🗺️x",
    "p" * 63 + "ö",
    "ü" + "s" * 63,
    Locator(),
    Meaning.GREEN,
    "2031-12-25T00:00:00Z",
    ("zeta", "alpha"),
)


def note(identity: str, *, document: bool = True, on: Highlight | None = None) -> Note:
    of = DOCUMENT.id if document else None
    return Note(NoteId(identity), of, on.id if on else None, Visibility.SHARED, "*Hm*", "x", "y")


def shelf() -> Shelf:
    notes = (note("n2n2n2n2n2n2", on=HIGHLIGHT), note("n3n3n3n3n3n3"))
    return Shelf(
        (Shelved(DOCUMENT, None, (HIGHLIGHT,), notes),), (note("n4n4n4n4n4n4", document=False),)
    )


def test_the_collection_keeps_every_rule_of_the_model() -> None:
    assert faults(annotation_collection(shelf())) == []
    assert faults(annotation_collection(shelf(), remark="no source")) == []
    assert faults(annotation_collection(Shelf(()))) == []


def test_a_highlight_is_a_quotation_and_a_place_with_its_meaning_tags_and_note() -> None:
    annotation = annotation_collection(shelf())["first"]["items"][0]
    assert annotation["motivation"] == "highlighting"
    assert [(body["purpose"], body["value"]) for body in annotation["body"]] == [
        ("tagging", "Evidence"),
        ("tagging", "alpha"),
        ("tagging", "zeta"),
        ("commenting", "*Hm*"),
    ]
    assert annotation["body"][-1]["format"] == "text/markdown"
    assert annotation["target"]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "🗺️x",
            "prefix": "p" * 31 + "ö",
            "suffix": "ü" + "s" * 31,
        },
        {"type": "TextPositionSelector", "start": 3, "end": 6},
    ]


def test_the_source_is_an_address_or_a_name_of_the_documents_own() -> None:
    assert source_of(DOCUMENT) == ("https://example.org/a%20b/%D9%85%D9%82%D8%A7%D9%84?q=%7Bx%7D")
    for address in ("", "javascript:alert(1)", "file:///home/ann/x"):
        other = Document(DOCUMENT.id, DOCUMENT.kind, "K", {"URL": address}, added="")
        assert source_of(other) == "urn:sourcebook:d2d2d2d2d2d2"


def test_a_typed_quotation_has_no_place() -> None:
    typed = Highlight(
        HIGHLIGHT.id, DOCUMENT.id, None, None, None, "said", "", "", Locator(), Meaning.BLUE, ""
    )
    made = annotation_collection(Shelf((Shelved(DOCUMENT, None, (typed,)),)))
    assert made["first"]["items"][0]["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "said"}
    ]
    assert faults(made) == []


def test_no_time_is_told() -> None:
    assert "2031" not in json.dumps(annotation_collection(shelf()))


@pytest.mark.corpus
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the Web Annotation samples are not beside us")
def test_the_rules_used_here_tell_right_samples_from_wrong_ones() -> None:
    """Else a check of our own export would prove nothing."""
    for path in sorted((SAMPLES / "correct").glob("anno*.json")):
        assert faults(json.loads(path.read_text("utf-8"))) == [], path.name
    for path in sorted((SAMPLES / "incorrect").glob("anno*.json")):
        try:
            sample = json.loads(path.read_text("utf-8"))
        except ValueError:
            continue
        assert faults(sample), path.name
