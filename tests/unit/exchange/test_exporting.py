"""Every export against its golden file, and against what no export may hold.

To renew the golden files after a wanted change: delete them, run this file twice, read the diff.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cite.bibtex import read_bibliography
from app.cite.ris import read_ris
from app.errors import UsageError
from app.exchange.exporting import FORMATS, export
from app.model import Shelf

from .shelves import WHEN, full_shelf

GOLDEN = Path(__file__).parents[2] / "reference" / "exports"


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_export_is_the_golden_file(name: str) -> None:
    made = export(name, full_shelf())
    golden = GOLDEN / f"{name}{made.suffix}"
    content = made.content.replace(b"\r\n", b"\n")  # Git may keep RIS's line ends either way.
    if not golden.exists():
        golden.write_bytes(content)
        pytest.fail(f"{golden.name} was not there; it is now: read it before you keep it")
    assert content.decode() == golden.read_text("utf-8")
    assert made.documents == len(full_shelf().items)
    assert made.private_notes == 3


@pytest.mark.parametrize("name", list(FORMATS))
def test_two_exports_of_one_library_are_the_same_bytes(name: str) -> None:
    assert export(name, full_shelf()).content == export(name, full_shelf()).content


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_export_tells_when_where_or_by_whom(name: str) -> None:
    content = export(name, full_shelf()).content.decode()
    for secret in (WHEN, WHEN[:10], "/home/", "private-path"):
        assert secret not in content


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_sample_says_that_it_is_no_source(name: str) -> None:
    shelf = full_shelf(sample=True)
    content = export(name, shelf).content.decode()
    said = content.count("teaching text – not a source")
    said += content.count("teaching text {\\textendash} not a source")
    assert said >= (4 if name == "w3c" else len(shelf.items))
    assert "teaching text" not in export(name, full_shelf()).content.decode()


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_empty_library_can_be_exported(name: str) -> None:
    made = export(name, Shelf(()))
    assert made.documents == 0
    if made.suffix.endswith(("json", "jsonld")):
        json.loads(made.content)


def test_an_unknown_format_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(UsageError) as caught:
        export("endnote", full_shelf())
    assert all(name in caught.value.hint for name in FORMATS)


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_every_document_is_in_the_bib_file_under_its_own_key(name: str) -> None:
    found = read_bibliography(export(name, full_shelf()).content.decode())
    assert [entry.key for entry in found.entries] == [
        item.document.key for item in full_shelf().items
    ]
    assert not found.broken


def test_the_sample_remark_survives_a_way_through_another_library() -> None:
    entries = read_bibliography(
        export("biblatex", full_shelf(sample=True)).content.decode()
    ).entries
    assert all("not a source" in entry.reference["annote"] for entry in entries)
    records = read_ris(export("ris", full_shelf(sample=True)).content.decode()).entries
    assert all("not a source" in entry.notes[-1] for entry in records)


def test_csl_json_is_sorted_and_has_the_keys_as_ids() -> None:
    content = export("csl-json", full_shelf()).content.decode()
    items = json.loads(content)
    assert [item["id"] for item in items] == [item.document.key for item in full_shelf().items]
    assert content.startswith('[\n  {\n    "authority": "Parliament",\n    "id": "Act2000",')
    assert content.endswith("]\n")
    assert "وكالة أعماق" in content
