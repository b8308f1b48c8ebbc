"""Whatever leaves the sample says that it is a teaching text, in whatever library it arrives."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from app.exchange.sample import SAMPLE_REMARK
from app.library import Library, create_library
from app.paths import resource

TEXTS = sorted(
    path for path in resource("sample_library").iterdir() if path.suffix in (".html", ".pdf")
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """An empty library of the user's own."""
    with create_library(tmp_path / "own") as library:
        yield library


def says_so(library: Library, id_: str) -> bool:
    cited = library.cite([id_], style="apa")
    exported = library.export("csl-json", names=[id_]).content.decode()
    return all(SAMPLE_REMARK in said for said in (cited.citation, *cited.bibliography, exported))


def test_each_text_brought_in_as_a_file_keeps_its_remark(own: Library) -> None:
    lines = list(own.import_paths([str(path) for path in TEXTS]))
    assert len(lines) == 12
    for line in lines:
        assert line.document is not None, line.error
        assert SAMPLE_REMARK in line.document.reference["note"]
        assert any(SAMPLE_REMARK in warning for warning in line.warnings)
    assert says_so(own, str(lines[0].document.id if lines[0].document else ""))


@pytest.mark.parametrize("format_name", ["biblatex", "bibtex", "csl-json", "ris"])
def test_an_export_read_in_elsewhere_keeps_its_remark(
    sample: Library, own: Library, tmp_path: Path, format_name: str
) -> None:
    made = sample.export(format_name, names=[sample.order()[0]])
    file = tmp_path / f"out{made.suffix}"
    file.write_bytes(made.content)
    (line,) = own.import_paths([str(file)])
    assert line.document is not None, line.error
    assert says_so(own, line.document.id)


def test_originals_taken_out_of_an_archive_keep_their_remark(
    sample: Library, own: Library, tmp_path: Path
) -> None:
    archived = sample.archive(names=list(sample.order()[:2]))
    with zipfile.ZipFile(BytesIO(archived.content)) as archive:
        assert json.loads(archive.read("library.json"))["notice"] == SAMPLE_REMARK
        names = [name for name in archive.namelist() if name.startswith("originals/")]
        for number, name in enumerate(names):
            (tmp_path / f"{number}.html").write_bytes(archive.read(name))
    lines = list(own.import_paths([str(tmp_path / f"{n}.html") for n in range(len(names))]))
    assert len(lines) == 2
    assert all(line.document and says_so(own, line.document.id) for line in lines)


def test_an_archive_itself_is_no_source(sample: Library, own: Library, tmp_path: Path) -> None:
    (tmp_path / "sample.zip").write_bytes(sample.archive(names=[sample.order()[0]]).content)
    (line,) = own.import_paths([str(tmp_path / "sample.zip")])
    assert line.status == "failed"
    assert own.count() == 0


def test_a_text_of_ones_own_is_no_teaching_text(own: Library, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("# Mine\n\nA text of my own, with words in it.\n")
    (line,) = own.import_paths([str(tmp_path / "mine.md")])
    assert line.document is not None
    assert "note" not in line.document.reference
    assert not says_so(own, line.document.id)
