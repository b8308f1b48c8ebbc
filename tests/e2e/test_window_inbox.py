"""By real keys and clicks: a reference is pasted, and a file that comes into a folder is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Access, create_library, open_library
from tests.support.desktop import Desktop, desktop, lacking

LACKING = lacking()

PASTED = "Roy, A. Y. (2010). Names before facts. Harbour University Press."
PAGE = """<html><head><title>The war of words</title></head><body><article>
<h1>The war of words</h1>
<p>This page was written for a test, and what it tells did not happen anywhere at all.</p>
</article></body></html>"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path) as made:
        yield made


def titles(folder: Path) -> list[str]:
    with open_library(folder, Access.READ) as now:
        return sorted(document.title for document in now.documents(""))


@pytest.mark.skipif(bool(LACKING), reason=LACKING)
def test_a_reference_is_pasted_and_a_download_kept(screen: Desktop) -> None:
    downloads = screen.folder / "downloads"
    downloads.mkdir()
    folder = screen.folder / "data" / "sourcebook" / "library"
    folder.parent.mkdir(parents=True)
    with create_library(folder) as made:
        made.watch_inbox(downloads)
    screen.sourcebook()
    screen.window("Library – Sourcebook")
    screen.settle()
    put_on_clipboard(screen, PASTED)
    screen.key("ctrl+shift+v")
    screen.wait(lambda: titles(folder) == ["Names before facts"], "the reference")
    screen.photograph("inbox-pasted")
    file = downloads / "words.html"
    file.write_text(PAGE, encoding="utf-8")
    screen.key("ctrl+k")
    screen.type("Inbox")
    screen.key("Return")
    screen.see("button", "Keep words.html")
    screen.photograph("inbox-offered")
    screen.press("button", "Keep words.html")
    screen.wait(
        lambda: titles(folder) == ["Names before facts", "The war of words"], "the file kept"
    )
    screen.wait(lambda: screen.find("button", "Keep words.html") is None, "nothing offered")
    assert file.read_text(encoding="utf-8") == PAGE


def put_on_clipboard(screen: Desktop, text: str) -> None:
    """Copy in another program, which serves the text until the desktop closes."""
    holder = screen.start("xclip", "-selection", "clipboard", "-i", "-quiet")
    assert holder.stdin is not None
    holder.stdin.write(text)
    holder.stdin.close()
    holder.stdin = None
    screen.wait(lambda: screen.clipboard() == text, "the clipboard")
