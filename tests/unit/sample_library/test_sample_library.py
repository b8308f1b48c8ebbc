"""The sample library keeps its promises: whole, marked as teaching texts, quotable as told."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from app.model.kinds import CSL_TYPES, DocumentKind
from app.model.marks import Meaning
from app.paths import resource
from app.text.canonical import canonical_line

SAMPLE = resource("sample_library")
OWN_FILES = {"README.md", "library.json", "references.json"}
# What a style needs at the least to print an entry of each type (CSL 1.0.2, appendix IV).
REQUIRED = {
    "article-journal": {"author", "container-title", "volume", "issue", "page"},
    "book": {"publisher", "publisher-place"},
    "chapter": {"author", "container-title", "editor", "publisher", "page"},
    "report": {"author", "publisher-place"},
}


def _json(name: str) -> Any:
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


LIBRARY: dict[str, Any] = _json("library.json")
REFERENCES: list[dict[str, Any]] = _json("references.json")
FILES = [document["file"] for document in LIBRARY["documents"]]


class _Visible(HTMLParser):
    """Collects the text of a page without its head, scripts and styles."""

    hidden = frozenset({"head", "script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.hidden

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.hidden

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def plain_text(name: str) -> str:
    """The words of a sample file on one line, without the marks of its format."""
    raw = (SAMPLE / name).read_text(encoding="utf-8")
    match Path(name).suffix:
        case ".html":
            page = _Visible()
            page.feed(raw)
            raw = "".join(page.parts)
        case ".md":
            raw = re.sub(r"\A---\n.*?\n---\n", "", raw, flags=re.DOTALL)
            raw = re.sub(r"^(?:>|#+|-|\d+\.) ?", "", raw, flags=re.MULTILINE)
            raw = re.sub(r"\[\^\w+\]|[*_]", "", raw)
        case _:
            raw = re.sub(r"^=+ | =+$|^- ", "", raw, flags=re.MULTILINE)
    return canonical_line(raw)


def test_the_folder_holds_the_documents_of_the_manifest_and_nothing_else() -> None:
    found = {path.name for path in SAMPLE.iterdir()}
    assert found == {*FILES, *OWN_FILES}
    assert LIBRARY["references"] == "references.json"


def test_documents_have_known_kinds_and_declared_collections() -> None:
    for document in LIBRARY["documents"]:
        assert document["kind"] in set(DocumentKind)
        assert document["tags"]
        assert set(document["collections"]) <= set(LIBRARY["collections"])
    used = {name for document in LIBRARY["documents"] for name in document["collections"]}
    assert used == set(LIBRARY["collections"])


@pytest.mark.parametrize("highlight", LIBRARY["highlights"], ids=lambda mark: mark["quote"][:40])
def test_a_quotation_stands_once_in_its_text(highlight: dict[str, Any]) -> None:
    quote = highlight["quote"]
    assert quote == canonical_line(quote)
    assert plain_text(highlight["file"]).count(quote) == 1


def test_highlights_show_every_meaning_and_every_document() -> None:
    marks = LIBRARY["highlights"]
    assert {mark["meaning"] for mark in marks} == set(Meaning)
    assert {mark["file"] for mark in marks} == set(FILES)
    for mark in marks:
        assert set(mark) <= {"file", "quote", "meaning", "tags", "note"}


def test_two_highlights_of_one_text_overlap() -> None:
    places: dict[str, list[tuple[int, int]]] = {}
    for mark in LIBRARY["highlights"]:
        start = plain_text(mark["file"]).index(mark["quote"])
        places.setdefault(mark["file"], []).append((start, start + len(mark["quote"])))
    overlaps = [
        (first, second)
        for spans in places.values()
        for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False)
        if second[0] < first[1]
    ]
    assert len(overlaps) == 1


def test_of_three_notes_one_is_private() -> None:
    notes = [mark["note"] for mark in LIBRARY["highlights"] if "note" in mark]
    for note in LIBRARY["notes"]:
        assert note["file"] in FILES
        notes.append(note)
    assert all(note["text"] for note in notes)
    assert sorted(note["shared"] for note in notes) == [False, True, True]


@pytest.mark.parametrize("name", FILES)
def test_a_text_says_near_its_beginning_that_it_is_a_teaching_text(name: str) -> None:
    opening = plain_text(name)[:1500]
    assert "teaching text written for Sourcebook" in opening
    assert "invented" in opening


@pytest.mark.parametrize("name", FILES)
def test_every_address_is_one_that_nobody_can_own(name: str) -> None:
    # RFC 2606 reserves .example; schema.org is the vocabulary's name and not a link.
    raw = (SAMPLE / name).read_text(encoding="utf-8")
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+)", raw)) - {"schema.org"}
    assert all(host.endswith(".example") for host in hosts)
    assert "www." not in raw


def test_the_texts_give_different_days_for_one_statement() -> None:
    article, entry, report = (plain_text(name) for name in FILES)
    assert "dated 9 April 2011" in article
    assert "11 April 2011" not in article
    assert "issued on 11 April 2011" in entry
    assert "9 April 2011" not in entry
    # The report lets a reader decide: the first outlet had the statement before the 11th.
    assert "10 April 2011, 18:40" in report


def test_the_texts_spell_one_name_differently() -> None:
    article, entry, report = (plain_text(name) for name in FILES)
    assert "al-Mina" in article
    for spelling in ("بيان", "bayān", "bayan", "bayaan", "Maktab al-Mīnāʾ", "مكتب الميناء"):
        assert spelling in entry
    assert "Al-Meena" in report


def test_the_readme_names_every_file() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in {*FILES, *OWN_FILES} - {"README.md"})


def test_references_are_many_and_have_keys_of_their_own() -> None:
    keys = [reference["id"] for reference in REFERENCES]
    assert len(keys) >= 10
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda reference: reference["id"])
def test_a_reference_has_what_its_type_needs(reference: dict[str, Any]) -> None:
    assert reference["type"] in CSL_TYPES.values()
    assert {"title", "issued", *REQUIRED[reference["type"]]} <= set(reference)
    assert {"author", "editor"} & set(reference)
    for role in {"author", "editor", "translator"} & set(reference):
        for name in reference[role]:
            assert set(name) in ({"family", "given"}, {"literal"})
    year = reference["issued"]["date-parts"][0][0]
    assert 1950 <= year <= 2025
    assert reference["id"].endswith(str(year))


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda reference: reference["id"])
def test_page_ranges_run_forward_and_dois_are_bare(reference: dict[str, Any]) -> None:
    if "page" in reference:
        first, last = map(int, reference["page"].split("–"))
        assert first < last
    # The form of a DOI name: the DOI Handbook, 2.2.
    assert re.fullmatch(r"10\.\d{4,9}/\S+", reference.get("DOI", "10.1000/none"))
