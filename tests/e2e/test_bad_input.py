"""What bad input gets: one clear error a file, the others go on, and the library is as it was."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sourcebook import Shell

GOOD = "# A good article\n\nIt has one paragraph, and that is enough for a document.\n"


def half_a_pdf() -> bytes:
    stream = zlib.compress(b"BT /F1 12 Tf (text) Tj ET" * 500)
    return b"%PDF-1.7\n1 0 obj\n<< /Length 9999 /Filter /FlateDecode >>\nstream\n" + stream[:100]


BAD: dict[str, Callable[[], bytes]] = {
    "empty.html": lambda: b"",
    "blank.txt": lambda: b" \n\t\n",
    "binary.html": lambda: bytes(range(256)) * 64,
    "truncated.pdf": half_a_pdf,
    "nested.html": lambda: b"<html><body>" + b"<div>" * 50_000 + b"deep",
    "unknown.xyz": lambda: b"some text",
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "named.pdf": lambda: b"\x7fELF\x02\x01\x01" + bytes(500),
    "broken.json": lambda: b'[{"type": "book", "title": ',
    "deep.json": lambda: b"[" * 100_000,
    "nothing.bib": lambda: b"% no entries\n",
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    for name, content in BAD.items():
        (tmp_path / name).write_bytes(content())
    return Shell(tmp_path)


def test_each_bad_file_is_one_error_and_the_good_one_is_in(shell: Shell) -> None:
    ran = shell("import", *BAD, "vanished.html", "good.md")
    assert ran.status == 1
    by_path = {line["path"]: line for line in ran.lines}
    assert len(ran.lines) == len(by_path) == len(BAD) + 2
    assert by_path.pop("good.md")["status"] == "added"
    for path, line in by_path.items():
        assert line["status"] == "failed", path
        assert line["error"]["message"], path
        assert line["error"]["hint"], path
        assert "Traceback" not in line["error"]["message"]
    assert [d["title"] for d in shell("list").json["documents"]] == ["A good article"]
    assert shell("check").json == {"ok": True, "problems": []}
    originals = [p for p in (shell.folder / "L" / "originals").rglob("*") if p.is_file()]
    assert len(originals) == 1


def test_a_failed_import_leaves_the_library_as_it_was(shell: Shell) -> None:
    shell("import", "good.md")
    shell("export", "archive", "-o", "before.zip")
    assert shell("import", "nested.html").status == 1
    shell("export", "archive", "-o", "after.zip")
    before, after = ((shell.folder / name).read_bytes() for name in ("before.zip", "after.zip"))
    assert before == after
    assert shell("undo").json == {"undone": "import"}


def test_a_wrong_encoding_is_read_with_a_warning(shell: Shell) -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>Über Quellen</title></head><body><article>'
        + "<p>Ein Absatz über Größen und Maße, lang genug für einen Artikel.</p>" * 8
        + "</article></body></html>"
    )
    (shell.folder / "wrong.html").write_bytes(page.encode("windows-1252"))
    [line] = shell("import", "wrong.html").lines
    assert line["status"] == "added"
    assert line["warnings"]
    assert "Größen" in shell("show", line["id"]).json["text"]


def test_ten_megabytes_are_read(shell: Shell) -> None:
    paragraph = "<p>" + "A sentence of an ordinary page. " * 30 + "</p>\n"
    page = "<html><head><title>Long</title></head><body><article>"
    page += paragraph * (10_000_000 // len(paragraph)) + "</article></body></html>"
    (shell.folder / "long.html").write_text(page, encoding="utf-8")
    [line] = shell("import", "long.html").lines
    assert (line["status"], line["title"]) == ("added", "Long")


def test_a_name_of_every_odd_character_comes_back(shell: Shell) -> None:
    name = "a 'b' \"c\" $d `e` \u202ef\u202c 😀 أعماق –\n.md"
    (shell.folder / name).write_text(GOOD, encoding="utf-8")
    [line] = shell("import", name).lines
    assert (line["status"], line["path"]) == ("added", name)


def test_a_title_that_plays_tricks_is_only_a_title(shell: Shell) -> None:
    (shell.folder / "t.md").write_text(
        "---\ntitle: '<img src=x onerror=alert(1)> \\input{/etc/passwd} @book{x,'\n---\n\nText.\n",
        encoding="utf-8",
    )
    [line] = shell("import", "t.md").lines
    assert line["title"] == "<img src=x onerror=alert(1)> \\input{/etc/passwd} @book{x,"
    bib = shell("export", "biblatex").out
    assert bib.count("\n@") + bib.startswith("@") == 1
    assert "\\input" not in bib
    markdown = shell("export", "markdown").out
    assert "<img" not in markdown
