"""The sample's references are sound, and have what a style needs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from app.cite.csljson import checked_reference
from app.library import Library
from app.model.kinds import CSL_TYPES
from app.paths import resource

# What a style needs at the least to print an entry of each type (CSL 1.0.2, appendix IV).
REQUIRED = {
    "article-journal": {"author", "container-title", "volume", "issue", "page"},
    "book": {"publisher", "publisher-place"},
    "chapter": {"author", "container-title", "editor", "publisher", "page"},
    "report": {"author"},
}
SAMPLE = resource("sample_library")
REFERENCES: list[dict[str, Any]] = json.loads((SAMPLE / "references.json").read_text("utf-8"))
EACH = pytest.mark.parametrize("reference", REFERENCES, ids=lambda reference: reference["id"])


def test_references_are_many_and_have_keys_of_their_own() -> None:
    keys = [reference["id"] for reference in REFERENCES]
    assert len(keys) >= 25
    assert keys == sorted(set(keys))


def test_every_reference_is_in_the_library_under_its_key(sample: Library) -> None:
    for reference in REFERENCES:
        document = sample.document(reference["id"])
        assert document.title == reference["title"]
        assert document.text_id is None


def test_the_readme_groups_every_reference_once() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"\b[a-z]+\d{4}\b", readme)
    assert sorted(found) == [reference["id"] for reference in REFERENCES]


@EACH
def test_a_reference_passes_the_checker_unchanged(reference: dict[str, Any]) -> None:
    checked = checked_reference(reference)
    assert checked == {name: value for name, value in reference.items() if name != "id"}


@EACH
def test_a_reference_has_what_its_type_needs(reference: dict[str, Any]) -> None:
    assert reference["type"] in CSL_TYPES.values()
    assert {"title", "issued", *REQUIRED[reference["type"]]} <= set(reference)
    assert {"author", "editor"} & set(reference)
    if reference["type"] == "report":
        assert {"publisher", "publisher-place"} & set(reference)
    for role in {"author", "editor", "translator"} & set(reference):
        for name in reference[role]:
            names = set(name) - {"non-dropping-particle"}
            assert names in ({"family", "given"}, {"literal"})
    year = reference["issued"]["date-parts"][0][0]
    assert 1950 <= year <= 2025
    assert reference["id"].endswith(str(year))


@EACH
def test_page_ranges_run_forward_and_dois_are_bare(reference: dict[str, Any]) -> None:
    if "page" in reference and not re.fullmatch(r"e\d+", reference["page"]):
        first, last = map(int, reference["page"].split("–"))
        assert first < last
    # The form of a DOI name: the DOI Handbook, 2.2.
    assert re.fullmatch(r"10\.\d{4,9}/\S+", reference.get("DOI", "10.1000/none"))


@EACH
def test_a_reference_leads_to_no_page_but_by_doi(reference: dict[str, Any]) -> None:
    assert "URL" not in reference
    assert "http" not in json.dumps(reference)
