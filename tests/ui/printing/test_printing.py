"""What goes on paper: numbers, letters, shared notes; private ones only when asked for."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from app.library import Opened, create_library
from app.paths import resource
from ui.printing.printing import save_pdf
from ui.theme import Theme


@pytest.fixture
def marked(tmp_path: Path) -> Opened:
    with create_library(tmp_path / "library") as library:
        source = resource("sample_library") / "reading-a-claim-of-responsibility.html"
        (line,) = library.import_paths([str(source)])
        assert line.document is not None
        id_ = line.document.id
        mark = library.highlight_passage(id_, 300, 340, meaning="green").value
        library.add_note("Shared remark", on=mark.id, shared=True)
        library.add_note("Secret remark", on=mark.id)
        return library.open_document(id_)


def words_of(file: Path) -> str:
    pdf = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


def test_numbers_letters_and_shared_notes_are_printed(
    theme: Theme, marked: Opened, tmp_path: Path
) -> None:
    save_pdf(marked, tmp_path / "out.pdf", sample=True)
    words = words_of(tmp_path / "out.pdf")
    assert "Shared remark" in words
    assert "[E]" in words
    assert "20" in words  # the number of its last paragraph
    assert "teaching text" in words
    assert "Secret remark" not in words


def test_private_notes_are_printed_when_asked_for(
    theme: Theme, marked: Opened, tmp_path: Path
) -> None:
    save_pdf(marked, tmp_path / "out.pdf", private=True)
    assert "Secret remark" in words_of(tmp_path / "out.pdf")
