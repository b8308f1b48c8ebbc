"""An annotated bibliography for Word, as a student hands it in: made, opened, turned to PDF.

LibreOffice opens the file and prints it where it is installed (``apt-get install
libreoffice-writer-nogui poppler-utils`` on Debian); the test says so where it isn't.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.office import LACKING_OFFICE, words_of_pdf
from tests.support.sourcebook import run

REFERENCES = Path(__file__).parents[1] / "reference" / "citations" / "references.json"
ANNOTATION = "Tells **how claims** are counted, with a table for each year."
SECRET = "I don't believe a word of it."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    assert run("new", str(folder), cwd=tmp_path).status == 0
    for name, reference in json.loads(REFERENCES.read_text("utf-8")).items():
        (tmp_path / f"{name}.json").write_text(json.dumps(reference), "utf-8")
        added = sourcebook(folder, "add", "reference", str(tmp_path / f"{name}.json"))
        if name == "first_twin":
            sourcebook(folder, "note", added["id"], ANNOTATION, "--shared")
            sourcebook(folder, "note", added["id"], SECRET)
    return folder


def sourcebook(folder: Path, *arguments: str) -> dict[str, str]:
    ran = run(*arguments, "--json", "--library", str(folder), cwd=folder.parent)
    assert ran.status == 0, ran.err
    answer: dict[str, str] = json.loads(ran.out)
    return answer


@pytest.mark.skipif(bool(LACKING_OFFICE), reason=LACKING_OFFICE)
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_an_annotated_bibliography_is_printed_by_an_office_program(
    library: Path, form: str
) -> None:
    made = library.parent / f"annotated.{form}"
    told = sourcebook(
        library, "bibliography", "--annotated", "--style", "apa", "--to", form, "-o", str(made)
    )
    assert told["private_notes_left_out"] == 1
    words = words_of_pdf(made)
    # APA 8.19, 9.47: letters, the second after the first; the annotation right below its entry.
    first, second = words.index("(2023a, February 1)"), words.index("(2023b, October 5)")
    assert first < words.index("Tells how claims are counted") < second
    assert "al-Rashidi, S. (2019). Voices of the square. Cedar Press." in words
    assert "**" not in words
    assert SECRET not in words
