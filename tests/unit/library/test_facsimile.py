"""The pages of a document's PDF, as the library hands them out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotFoundError
from app.library import Library, create_library
from tests.unit.intake.pdf_files import Word, build

_LINE = "The group moved its money through shops in the border towns."


def with_pdf(folder: Path, passphrase: str | None = None) -> tuple[Library, str]:
    library = create_library(folder / "library", passphrase=passphrase)
    file = folder / "report.pdf"
    file.write_bytes(build([[Word(72, 700, _LINE)], [Word(72, 700, "Nothing else is known.")]]))
    (line,) = library.import_paths([str(file)])
    assert line.document is not None
    return library, line.document.id


@pytest.mark.parametrize("passphrase", [None, "a passphrase of some length"])
def test_a_pdfs_pages_are_drawn_whether_or_not_the_library_is_encrypted(
    tmp_path: Path, passphrase: str | None
) -> None:
    library, document = with_pdf(tmp_path, passphrase)
    with library:
        pages = library.facsimile(document)
        try:
            assert [sheet.label for sheet in pages.open().pages] == ["1", "2"]
            assert pages.draw(0, 119).width == 119
            assert pages.letters(0).text.rstrip() == _LINE
        finally:
            pages.close()


def test_a_document_without_a_pdf_has_no_pages(tmp_path: Path) -> None:
    with create_library(tmp_path / "library") as library:
        made = library.add_reference({"type": "book", "title": "On paper"}).value
        with pytest.raises(NotFoundError):
            library.facsimile(made.id)


def test_a_document_whose_file_is_gone_says_so_when_it_is_opened(tmp_path: Path) -> None:
    library, document = with_pdf(tmp_path)
    with library:
        for file in (tmp_path / "library" / "originals").glob("*/*"):
            file.unlink()
        pages = library.facsimile(document)
        try:
            with pytest.raises(NotFoundError):
                pages.open()
        finally:
            pages.close()
