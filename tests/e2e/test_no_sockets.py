"""Imports, citations and exports seen from outside, by strace: no socket, no name lookup."""

from pathlib import Path

import pytest

from tests.support.sourcebook import SHARED, Shell, command, environment
from tests.support.tracing import run_traced, usable_strace

ALIASES = (
    "apa",
    "harvard",
    "chicago-17",
    "chicago-18",
    "chicago-author-date-17",
    "chicago-author-date-18",
    "mhra",
    "oscola",
    "turabian",
)

PAGE = """<!DOCTYPE html><html><head><title>Page {n} - A Site</title>
<base href="https://tracker.example/">
<link rel="canonical" href="https://site.example/{n}">
<link rel="preconnect" href="https://tracker.example">
<link rel="stylesheet" href="//cdn.example/a.css">
<meta http-equiv="refresh" content="0; url=https://tracker.example/">
<script src="https://tracker.example/t.js"></script></head><body>
<h1>Page {n}</h1><iframe src="https://tracker.example/frame"></iframe>
<article>{body}<img src="https://tracker.example/{n}.png" alt="pixel">
<img src="\\\\\\\\server.example\\\\share\\\\x.png"><object data="http://x.example/y"></object></article>
</body></html>"""


def traced(shell: Shell, *arguments: str) -> None:
    result = run_traced(
        command(*arguments, "--library", shell.library), cwd=shell.folder, env=environment()
    )
    assert result.internet == []
    assert result.returncode == 0, result.stderr


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    usable_strace()
    (tmp_path / "pages").mkdir()
    for number in range(20):
        body = "".join(
            f"<p>Paragraph {p} of page {number}, with <a href='http://link.example/{p}'>a link</a> "
            f"and enough words to be taken for the body of an article, number {number * p}.</p>"
            for p in range(12)
        )
        page = PAGE.format(n=number, body=body)
        (tmp_path / "pages" / f"{number:02}.html").write_text(page, encoding="utf-8")
    return Shell(tmp_path)


def test_importing_citing_and_exporting_open_no_socket(shell: Shell) -> None:
    traced(shell, "import", "pages")
    documents = shell("list").json["documents"]
    assert len(documents) == 20
    mark = shell("highlight", documents[0]["id"], "--quote", "Paragraph 3 of page 0").json
    for style in ALIASES:
        traced(shell, "cite", documents[0]["id"], documents[1]["id"], "--style", style)
    traced(shell, "quote", mark["id"], "--style", "chicago-18")
    traced(shell, "search", "paragraph")
    for format_name in ("biblatex", "bibtex", "csl-json", "ris", "markdown", "w3c", "archive"):
        traced(shell, "export", format_name, "-o", f"out.{format_name}")


@pytest.mark.corpus
def test_importing_real_saved_pages_opens_no_socket(tmp_path: Path) -> None:
    pages = sorted((SHARED / "corpus" / "webpages").glob("*/source.html"))[:20]
    if not pages:
        pytest.skip("the corpus of real pages is not beside this checkout")
    traced(Shell(tmp_path), "import", *map(str, pages))


def test_a_dependent_style_is_not_fetched(shell: Shell) -> None:
    shell("import", "pages/00.html")
    document = shell("list").json["documents"][0]["id"]
    # A style that only points to another by an address on the web.
    traced(shell, "cite", document, "--style", "turabian-author-date")
