"""RIS as EndNote and RefWorks write it, and files that RIS and CSL-JSON name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cite.ris import read_ris
from app.library import Library, create_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def reference(text: str) -> dict[str, Any]:
    [entry] = read_ris(text).entries
    return entry.reference


def test_endnote_writes_day_and_month_apart_from_the_year() -> None:
    made = reference("TY  - NEWS\nTI  - T\nPY  - 2016\nDA  - March 18\nER  - \n")
    assert made["issued"] == {"date-parts": [[2016, 3, 18]]}
    made = reference("TY  - JOUR\nTI  - T\nPY  - 2016\nDA  - 2016/03/18/\nER  - \n")
    assert made["issued"] == {"date-parts": [[2016, 3, 18]]}
    made = reference("TY  - JOUR\nTI  - T\nPY  - 2016\nDA  - Epub soon\nER  - \n")
    assert made["issued"] == {"date-parts": [[2016]]}
    assert made["custom"]["DA"] == "Epub soon"


def test_endnote_writes_one_keyword_a_line_under_one_tag() -> None:
    words = "KW  - claims\nnames and spellings\nweb\n"
    text = f"TY  - JOUR\nTI  - T\n{words}RN  - mine\nN1  - note\nER  - \n"
    [entry] = read_ris(text).entries
    assert entry.tags == ("claims", "names and spellings", "web")
    assert entry.notes == ("note", "mine")


def test_refworks_writes_the_doi_as_the_type_of_work() -> None:
    made = reference("TY  - JOUR\nT1  - T\nA1  - Roe,Ann\nJF  - J\nM3  - doi: 10.1000/x\nER  - \n")
    assert made["DOI"] == "10.1000/x"
    assert "genre" not in made
    assert made["author"] == [{"family": "Roe", "given": "Ann"}]


def test_nothing_with_a_tag_is_lost() -> None:
    fields = "U1  - one\nLB  - label\nC4  - four\nAN  - A17\nL2  - https://x\n"
    text = f"TY  - JOUR\nTI  - T\n{fields}ER  - \n"
    assert reference(text)["custom"] == {
        "U1": "one", "LB": "label", "C4": "four", "AN": "A17", "L2": "https://x",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["refs.ris", "refs.json"])
def test_named_files_come_from_beside_and_from_nowhere_else(
    library: Library, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "refs"
    (folder / "pdf").mkdir(parents=True)
    text = "A paper\n\nIt has one paragraph that is its own.\n"
    (folder / "pdf" / "a.txt").write_text(text)
    (tmp_path / "secret.txt").write_text("Not to be read\n\nIt lies outside.\n")
    files = ["pdf/a.txt", "../secret.txt", str(tmp_path / "secret.txt"), "https://example.org/x"]
    if name.endswith(".ris"):
        links = "".join(f"L1  - {file}\n" for file in files)
        (folder / name).write_text(f"TY  - RPRT\nTI  - T\nKW  - k\n{links}ER  - \n")
    else:
        item = {"id": "k1", "type": "report", "title": "T", "files": files}
        (folder / name).write_text(json.dumps([item]))
    [line] = library.import_paths([str(folder / name)])
    assert (line.status, line.paragraphs) == ("added", 1)
    assert len([told for told in line.warnings if "did not come" in told]) == 3
    [again] = library.import_paths([str(folder / name)])
    assert (again.status, library.count()) == ("duplicate", 1)
