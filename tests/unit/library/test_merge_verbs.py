"""The verbs for duplicates on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.library import create_library
from tests.support.zotero_folder import small_folder

BOOK = {"type": "book", "title": "How claims travel from mouth to mouth"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_library(tmp_path / "library") as library:
        library.add_reference({**BOOK, "publisher": "One"}, key="one")
        library.add_reference({**BOOK, "publisher": "Two", "note": "n"}, key="two")
    return tmp_path / "library"


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main([*words, "--library", str(folder), "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_from_the_list_to_one_document_and_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [group] = run(folder, capsys, "duplicates")["duplicates"]  # type: ignore[misc,attr-defined]
    assert group["reasons"] == ["title"]
    assert [one["key"] for one in group["documents"]] == ["one", "two"]
    view = run(folder, capsys, "merge", "one", "two", "--preview")["fields"]
    assert {"field": "publisher", "agreement": "differs", "values": ["One", "Two"]} in view  # type: ignore[operator]
    merged = run(folder, capsys, "merge", "one", "two", "--take", "publisher=two")
    assert merged["key"] == "one"
    assert merged["former_keys"] == ["two"]
    assert merged["reference"] == {**BOOK, "id": "one", "publisher": "Two", "note": "n"}
    assert run(folder, capsys, "duplicates") == {"duplicates": []}
    assert run(folder, capsys, "undo") == {"undone": "merge"}
    assert len(run(folder, capsys, "duplicates")["duplicates"]) == 1  # type: ignore[arg-type]


def test_distinct_is_remembered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, capsys, "distinct", "one", "two") == {"pairs": 1}
    assert run(folder, capsys, "duplicates") == {"duplicates": []}
    assert run(folder, capsys, "distinct", "one", "two", "--forget") == {"pairs": 1}
    assert len(run(folder, capsys, "duplicates")["duplicates"]) == 1  # type: ignore[arg-type]


def test_a_wrong_field_is_wrong_usage(folder: Path) -> None:
    assert main(["merge", "one", "two", "--take", "nonsense=two", "--library", str(folder)]) == 2
    assert main(["merge", "one", "--library", str(folder)]) == 2
    assert main(["merge", "one", "three", "--library", str(folder)]) == 1


def test_a_zotero_folder_is_recognised_by_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_folder(tmp_path / "Zotero")
    folder.close()
    words = ["import", str(folder.path), "--library", str(tmp_path / "new"), "--json"]
    assert main(words) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["path"], line["status"]) for line in lines] == [(str(folder.path), "added")] * 3
    assert main([*words, "--group", "*"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["status"] for line in lines] == ["duplicate"] * 3 + ["added"]
    assert lines[3]["title"] == "A report of the group"
