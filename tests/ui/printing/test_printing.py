"""What goes on paper: numbers, letters, shared notes; private ones only when asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage

from app.library import Opened, create_library
from app.paths import resource
from ui.printing.printing import lay_out, save_pdf
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


@pytest.fixture
def pictured(tmp_path: Path) -> Opened:
    with create_library(tmp_path / "library") as library:
        source = resource("sample_library") / "circular-reporting.html"
        (line,) = library.import_paths([str(source)])
        assert line.document is not None
        return library.open_document(line.document.id)


def test_a_hidden_image_is_named_above_its_caption(
    theme: Theme, pictured: Opened, tmp_path: Path
) -> None:
    save_pdf(pictured, tmp_path / "out.pdf")
    lines = [line.strip() for line in words_of(tmp_path / "out.pdf").splitlines()]
    at = lines.index("[image not shown]")
    assert lines[at + 1].startswith("Figure 1. Four reports")
    assert images_of(tmp_path / "out.pdf") == 0


def test_a_shown_image_is_printed(theme: Theme, pictured: Opened, tmp_path: Path) -> None:
    pixels = QImage(1_280, 640, QImage.Format.Format_RGB32)
    pixels.fill(QColor("teal"))
    save_pdf(pictured, tmp_path / "out.pdf", pictures={0: pixels})
    assert "[image not shown]" not in words_of(tmp_path / "out.pdf")
    assert images_of(tmp_path / "out.pdf") == 1


def test_a_hidden_image_without_a_caption_is_named_by_its_words(
    theme: Theme, pictured: Opened
) -> None:
    [image] = pictured.images
    bare = replace(pictured, images=(replace(image, caption=None, alt="A diagram"),))
    assert "[image not shown] A diagram" in lay_out(bare).toPlainText()


def images_of(file: Path) -> int:
    pdf = pypdfium2.PdfDocument(file)
    try:
        kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        return sum(1 for page in pdf for _ in page.get_objects(filter=[kind]))
    finally:
        pdf.close()
