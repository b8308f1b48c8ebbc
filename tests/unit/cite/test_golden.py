"""What each coursework style and journal prints, as argued from its guide.

The texts stand in tests/reference/citations, with the guide's rule beside each; what a CSL file
prints otherwise stands there too, and its README lists every such difference.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cite.engine import CitationEngine, Cited
from app.cite.locators import Form, passage_phrase
from app.cite.rules import rule_of
from app.cite.styles import Style, find_style, shortlist
from app.model import Locator

GOLDEN = Path(__file__).parents[2] / "reference" / "citations"
REFERENCES: dict[str, dict[str, Any]] = json.loads((GOLDEN / "references.json").read_text("utf-8"))
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in GOLDEN.glob("*.toml")}
TWINS = ("first_twin", "second_twin")
SAME = {
    "studies-in-conflict-and-terrorism": "chicago-18",
    "perspectives-on-terrorism": "chicago-18",
    "ctc-sentinel": "chicago-18",
    "behavioral-sciences-of-terrorism": "apa",
    "policing-intelligence-and-counter-terrorism": "apa",
}
"""Journals that are cited as a coursework style."""

_HISTORY = ("Background", "History")
PASSAGES: dict[str, tuple[Locator, Form | None]] = {
    "bare": (Locator(), None),
    "habit": (Locator(4, 4, 3, 3, _HISTORY), None),
    "paragraph": (Locator(4, 4, 3, 3, _HISTORY), "paragraph"),
    "section": (Locator(4, 4, 3, 3, _HISTORY), "section"),
    "page": (Locator(4, 5, 3, 4, _HISTORY, "12", "13"), None),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[CitationEngine]:
    with CitationEngine() as running:
        yield running


def marked(rich: str) -> str:
    """HTML as the golden files write it: italics between asterisks."""
    return html.unescape(re.sub("<[^>]+>", "", re.sub("</?em>", "*", rich)))


def cited(source: str, style: Style, passage: str) -> Cited:
    phrase = passage_phrase(PASSAGES[passage][0], style, PASSAGES[passage][1])
    original = f"Amaq News Agency, {rule_of(style).quoted_in}" if source == "blog" else ""
    return Cited(source, REFERENCES[source], phrase, original)


def printed(engine: CitationEngine, source: str, style: Style) -> dict[str, str]:
    """Everything that the golden files have a key for."""
    beside = [Cited(twin, REFERENCES[twin]) for twin in TWINS if source in TWINS and twin != source]
    answer: dict[str, str] = {}
    for passage in PASSAGES:
        made = engine.render([cited(source, style, passage)], style, beside=beside)
        answer[passage] = marked(made.citation_html)
        assert made.citation == answer[passage].replace("*", "")
        entries = [marked(entry) for entry in made.bibliography_html]
        assert [entry.replace("*", "") for entry in entries] == list(made.bibliography)
        if entries:
            answer["bibliography"] = entries[TWINS.index(source) if beside else 0]
        for left in made.left_out:
            if left.id == source:
                answer["left_out"] = left.reason
    if style.notes:
        for passage in ("bare", "habit", "page"):
            notes = engine.notes(cited(source, style, passage), style)
            answer[f"later_{passage}"] = marked(notes.later[1])
            assert marked(notes.first[1]) == answer[passage]
        answer["again"] = marked(engine.notes(cited(source, style, "bare"), style).again[1])
    return answer


@pytest.mark.parametrize("source", REFERENCES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_style_prints_what_its_guide_asks_for(
    engine: CitationEngine, name: str, source: str
) -> None:
    table = TABLES[name][source]
    instead = table.get("printed", {})
    wanted = {key: text for key, text in table.items() if key != "printed"} | instead
    given = printed(engine, source, find_style(name))
    assert {key: given.get(key) for key in wanted} == wanted
    assert ("bibliography" in given) == ("bibliography" in wanted)
    assert ("left_out" in given) == ("left_out" in wanted)
    assert all(table[key] != text for key, text in instead.items())


def test_every_style_of_the_shortlist_has_a_golden_file_or_is_cited_as_one_that_has() -> None:
    assert {style.alias for style in shortlist()} == {*TABLES, *SAME}
    for journal, guide in SAME.items():
        same, other = find_style(journal), find_style(guide)
        assert (same.path, same.locale, same.notes) == (other.path, other.locale, other.notes)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_source_is_argued_with_every_passage(name: str) -> None:
    notes = find_style(name).notes
    for source in REFERENCES:
        table = TABLES[name][source]
        assert table.keys() >= PASSAGES.keys()
        assert table.keys() & {"bibliography", "left_out"}
        assert not notes or table.keys() >= {"later_bare", "later_habit", "later_page"}


def test_every_difference_between_a_file_and_its_guide_is_listed() -> None:
    listed = {
        (style, source)
        for line in (GOLDEN / "README.md").read_text("utf-8").splitlines()
        for cells in [[cell.strip().split(", ") for cell in line.strip("|").split("|")]]
        if line.startswith("|") and len(cells) == 3
        for style in cells[0]
        for source in cells[1]
    }
    different = {
        (name, source)
        for name, table in TABLES.items()
        for source, texts in table.items()
        if "printed" in texts
    }
    assert {each for each in listed if each[0] in TABLES} == different
