"""From what is dropped or pasted to files that can be imported."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData

from app.errors import InputError

_BIBTEX = re.compile(r"\s*(?:%.*\n\s*)*@[A-Za-z]+\s*[{(]")
_RIS = re.compile(r"\s*TY  - ")


def accepts(data: QMimeData) -> bool:
    """Whether something that was dragged over the window may be dropped."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasHtml() or data.hasText()


def paste_paths(data: QMimeData) -> list[str]:
    """Files to import; text and pages are written to a temporary folder first.

    Raises InputError when there is nothing that can be imported.
    """
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if files:
        return files
    text = data.text().strip()
    if _BIBTEX.match(text):
        return [_written("clipboard.bib", text)]
    if _RIS.match(text):
        return [_written("clipboard.ris", text)]
    if data.hasHtml():
        return [_written("clipboard.html", data.html())]
    if len(text.split()) > 3:
        return [_written("clipboard.txt", text)]
    raise InputError(
        "There is nothing on the clipboard that can be added.",
        hint="Copy a page's text, a reference from a “Cite” button, or files.",
    )


def _written(name: str, text: str) -> str:
    file = Path(tempfile.mkdtemp(prefix="sourcebook-")) / name
    file.write_text(text, encoding="utf-8")
    return str(file)
