"""From what is dropped or pasted to files that can be imported."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from app.errors import InputError
from app.exchange.citations import linked
from app.exchange.pasted import FEWEST_WORDS, SUFFIX, sort_pasted
from app.intake.clipping import (
    CHROMIUM_ADDRESS,
    FIREFOX_ADDRESS,
    FIREFOX_LINKS,
    WINDOWS_HTML,
    Clipping,
    Link,
    anchor_title,
    is_windows_html,
    noted_address,
    noted_links,
    windows_clipping,
)

_FOLDER = "sourcebook-pasted-"


def accepts(data: QMimeData) -> bool:
    """Whether something that was dragged over the window may be dropped."""
    return bool(_files(data)) or data.hasUrls() or data.hasHtml() or data.hasText()


def paste_paths(data: QMimeData) -> list[str]:
    """Files to import; text, pages and links are written to a temporary folder first.

    Hand what is returned to :func:`forget` after the import. Raises InputError when there is
    nothing that can be imported.
    """
    files, links = _files(data), _links(data)
    if files or links:
        lines = "\n".join(linked(link.address, link.title) for link in links)
        return files + ([_written(f"clipboard{SUFFIX}", lines)] if links else [])
    text = data.text()
    if parts := sort_pasted(text):
        return [_written(f"clipboard{part.suffix}", part.content) for part in parts]
    clipping = _clipping(data)
    if clipping.html and len(text.split()) >= FEWEST_WORDS:
        return [_written("clipboard.html", clipping.as_saved)]
    if len(text.split()) >= FEWEST_WORDS:
        return [_written("clipboard.txt", text)]
    raise InputError(
        "There is nothing here that can be added.",
        hint="Copy a page’s text, a reference, an address, or files.",
    )


def forget(paths: list[str]) -> None:
    """Delete what :func:`paste_paths` wrote: a copy outside the library would be a leak."""
    for path in map(Path, paths):
        folder = path.parent
        if folder.name.startswith(_FOLDER) and folder.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(folder, ignore_errors=True)


def _written(name: str, text: str) -> str:
    file = Path(tempfile.mkdtemp(prefix=_FOLDER)) / name
    file.write_text(text, encoding="utf-8", errors="replace")
    return str(file)


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def _links(data: QMimeData) -> list[Link]:
    """The web links that were dragged or copied as such, with the titles that came with them."""
    found = {link.address: link for link in noted_links(_raw(data, FIREFOX_LINKS))}
    coded = QUrl.ComponentFormattingOption.FullyEncoded
    for url in data.urls():
        address = url.toString(coded)
        if url.scheme() in ("http", "https") and address not in found:
            found[address] = Link(address)
    links = list(found.values())
    if len(links) == 1 and not links[0].title and data.hasHtml():
        return [Link(links[0].address, anchor_title(data.html()))]
    return links


def _clipping(data: QMimeData) -> Clipping:
    """The page on the clipboard with its address, in whichever form it is there."""
    for flavour in (WINDOWS_HTML, "text/html"):
        raw = _raw(data, flavour)
        if is_windows_html(raw):
            return windows_clipping(raw)
    noted = (noted_address(_raw(data, each), each) for each in (CHROMIUM_ADDRESS, FIREFOX_ADDRESS))
    return Clipping(data.html(), next(filter(None, noted), "")) if data.hasHtml() else Clipping("")


def _raw(data: QMimeData, flavour: str) -> bytes:
    return bytes(data.data(flavour).data()) if data.hasFormat(flavour) else b""
