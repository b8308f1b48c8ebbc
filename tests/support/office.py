"""A file as an office program prints it, where LibreOffice and pdftotext are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TO_TEXT = shutil.which("pdftotext")
LACKING_OFFICE = "" if OFFICE and TO_TEXT else "LibreOffice or pdftotext isn't installed"
"""Why nothing can be printed here, or an empty string."""


def words_of_pdf(made: Path) -> str:
    """The text of a file as LibreOffice prints it, on one line; the PDF lies beside the file."""
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation=file://{made.parent / 'office'}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(made.parent), str(made)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pdf = made.with_suffix(".pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    printed = subprocess.run(
        [str(TO_TEXT), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    )
    return " ".join(printed.stdout.decode().split())


def picture_of_pdf(pdf: Path, file: Path) -> None:
    """Write the first page as a picture, for a person to look at."""
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=1.5).to_pil().save(file)
    document.close()
