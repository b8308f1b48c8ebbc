"""From what is dropped or pasted to files that can be imported."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData

from app.errors import InputError

_BIBTEX = re.compile(r"\s*(?:%.*\n\s*)*@[A-Za-z]+\s*[{(]")
_RIS = re.compile(r"\s*TY  - ")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
_FOLDER = "sourcebook-pasted-"
# Chromium's note of the page is UTF-8, Firefox' is UTF-16 with a line feed after the address.
_ORIGINS = (
    ("chromium/x-source-url", "utf-8"),
    ("text/x-moz-url-priv", "utf-16-le"),
)


def accepts(data: QMimeData) -> bool:
    """Whether something that was dragged over the window may be dropped."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasHtml() or data.hasText()


def paste_paths(data: QMimeData) -> list[str]:
    """Files to import; text and pages are written to a temporary folder first.

    Hand what is returned to :func:`forget` after the import. Raises InputError when there is
    nothing that can be imported.
    """
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if files:
        return files
    text = data.text()
    if _BIBTEX.match(text):
        return [_written("clipboard.bib", text)]
    if _RIS.match(text):
        return [_written("clipboard.ris", text)]
    if data.hasHtml() and len(text.split()) > 3:
        return [_written("clipboard.html", _saved_from(data) + data.html())]
    if len(text.split()) > 3:
        return [_written("clipboard.txt", text)]
    raise InputError(
        "There is nothing on the clipboard that can be added.",
        hint="Copy a page's text, a reference from a “Cite” button, or files.",
    )


def forget(paths: list[str]) -> None:
    """Delete what :func:`paste_paths` wrote: a copy outside the library would be a leak."""
    for path in map(Path, paths):
        folder = path.parent
        if folder.name.startswith(_FOLDER) and folder.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(folder, ignore_errors=True)


def _written(name: str, text: str) -> str:
    file = Path(tempfile.mkdtemp(prefix=_FOLDER)) / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def _saved_from(data: QMimeData) -> str:
    """The browser's own comment on where a page is from, if the clipboard says where."""
    for kind, encoding in _ORIGINS:
        if data.hasFormat(kind):
            said = bytes(data.data(kind).data()).decode(encoding, errors="ignore")
            found = _ADDRESS.search(said)
            if found and "--" not in found.group():
                address = found.group()
                return f"<!-- saved from url=({len(address):04}){address} -->\n"
    return ""
