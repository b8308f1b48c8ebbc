"""A ZIP of files: each becomes a document of its own, by the rules for a folder."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.library import Library, create_library
from app.library.importing import Imported
from tests.support.pictures import png
from tests.unit.intake.archives import archive, encrypted, overlapping, with_link
from tests.unit.intake.packages import docx, epub, par

CHART = png(640, 320)
PROSE = "The words of this paragraph are there so that a page has an article that is worth reading."
PAGE = f"""<html><head><title>A Page of Claims</title></head><body><article><p>{PROSE}</p>
<figure><img src="page_files/chart.png" alt="A chart"></figure><p>{PROSE} Again.</p>
<img src="../secret.png"><img src="../page_files/../secret.png"></article></body></html>"""


Make = Callable[..., list[Imported]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "L") as made:
        yield made


@pytest.fixture
def imported(library: Library, tmp_path: Path) -> Make:
    def make(data: bytes, name: str = "sources.zip") -> list[Imported]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(library.import_paths([str(path)]))

    return make


def codes(lines: list[Imported]) -> list[str]:
    return [line.error.code if line.error else line.status for line in lines]


def text(title: str) -> bytes:
    return f"{title}\n\nA paragraph of {title}.\n".encode()


def test_each_member_is_a_document_with_its_place(imported: Make, tmp_path: Path) -> None:
    lines = imported(archive([
        ("notes/b.txt", text("Second Text Here")),
        ("a.docx", docx(par("A First Title", "Title") + par("Body."))),
        ("notes/refs.bib", b"@book{roe2016, title={A Book of Claims}, author={Roe, Jane}}"),
    ]))  # fmt: skip
    assert codes(lines) == ["added"] * 3
    assert {line.path for line in lines} == {str(tmp_path / "sources.zip")}
    found = [line.document for line in lines if line.document]
    assert [d.title for d in found] == ["A First Title", "Second Text Here", "A Book of Claims"]
    assert [d.original_name for d in found] == ["a.docx", "b.txt", None]
    assert found[1].provenance["archive"] == "sources.zip"
    assert found[1].provenance["member"] == "notes/b.txt"
    assert found[1].provenance["file"] == "b.txt"
    assert found[1].provenance["saved"].startswith("1980-01-01")  # as the archive's entry says
    assert found[2].provenance["file"] == "refs.bib"


def test_what_a_folder_would_leave_out_is_left_out(imported: Make) -> None:
    lines = imported(archive([
        ("page.html", PAGE.encode()),
        ("page_files/chart.png", CHART),
        ("page_files/frame.html", b"<p>An advertisement in the page's own folder.</p>"),
        ("__MACOSX/._page.html", b"\0\x05\x16\x07"),
        (".hidden/a.txt", text("Hidden Text")),
        ("settings.json", b'{"a": 1}'),
        ("movie.mp4", b"\0"),
    ]))  # fmt: skip
    assert [line.document.title for line in lines if line.document] == ["A Page of Claims"]


def test_a_page_keeps_the_images_of_its_folder_and_no_others(
    library: Library, imported: Make
) -> None:
    secret = png(300, 300)
    [line] = imported(archive([
        ("in/page.html", PAGE.encode()), ("in/page_files/chart.png", CHART), ("secret.png", secret),
    ]))  # fmt: skip
    assert line.document is not None
    opened = library.open_document(line.document.id)
    assert [library.image(image.sha256) for image in opened.images] == [CHART]


def test_one_bad_member_fails_alone(imported: Make) -> None:
    inner = archive([("x.txt", text("Inner"))])
    lines = imported(archive([
        ("a.txt", text("First Text Here")), ("b.zip", inner), ("c.pdf", b"%PDF-1.7 cut"),
        ("d.txt", b""), ("e.txt", text("Last Text Here")),
    ]))  # fmt: skip
    assert codes(lines) == ["added", "nested-archive", "damaged", "empty", "added"]


def test_a_member_already_there_is_a_duplicate(imported: Make) -> None:
    data = archive([("a.txt", text("First Text Here"))])
    assert codes(imported(data)) == ["added"]
    assert codes(imported(data, "again.zip")) == ["duplicate"]


def test_archives_in_a_folder_are_opened_too(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.zip").write_bytes(archive([("a.txt", text("First Text Here"))]))
    (folder / "b.zip").write_bytes(b"PK\x03\x04 cut off")
    (folder / "c.txt").write_bytes(text("Last Text Here"))
    assert codes(list(library.import_paths([str(folder)]))) == ["added", "damaged", "added"]


def test_a_document_named_zip_is_read_as_what_it_is(imported: Make) -> None:
    [line] = imported(
        epub({"one": "<h1>Part</h1><p>Body.</p>"}, metadata="<dc:title>A Book of It</dc:title>")
    )
    assert line.document is not None
    assert line.document.title == "A Book of It"
    assert "The file is an EPUB although its name ends in .zip." in line.warnings


def test_nothing_is_written_by_the_names_in_an_archive(imported: Make, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    imported(archive([("dir/a.txt", text("First Text Here"))]))
    assert {path.name for path in tmp_path.iterdir()} - {path.name for path in before} == {
        "sources.zip"
    }


ODD = ["名前 № 1?.txt", "a" * 150 + ".txt", "قائمة المصادر.txt", "%2e%2e%2fa.txt", "-rf *.txt",
       "a\u200f.txt", "…..txt", "“quoted”.txt"]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_only_names(imported: Make, name: str) -> None:
    [line] = imported(archive([(name, text("First Text Here"))]))
    assert line.status == "added"


def test_files_with_odd_names_come_in_from_a_folder_too(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    names = [*ODD, "tab\there.txt", "line\nend.txt"] if os.name == "posix" else ODD[2:4]
    for number, name in enumerate(names):
        (folder / name).write_bytes(text(f"Text Number {number} Here"))
    lines = list(library.import_paths([str(folder)]))
    assert codes(lines) == ["added"] * len(names)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive([("../a.txt", b"x")]), "unsafe-archive"),
        (archive([("/etc/a.txt", b"x")]), "unsafe-archive"),
        (archive([("C:/a.txt", b"x")]), "unsafe-archive"),
        (archive([("a\\b.txt", b"x")]), "unsafe-archive"),
        (with_link("a.txt", "/etc/passwd"), "unsafe-archive"),
        (encrypted("a.txt", b"secret"), "password"),
        (overlapping([f"{n}.txt" for n in range(200)], 1_000_000), "unsafe-archive"),
        (archive([("a.txt", b"\0" * 30_000_000)]), "too-large-unpacked"),
        (archive([(f"{n}.txt", b"") for n in range(5_001)], method=zipfile.ZIP_STORED),
         "too-large-unpacked"),
        (archive([("movie.mp4", b"x")]), "empty-archive"),
        (archive([]), "empty-archive"),
        (b"PK\x03\x04", "damaged"),
        (b"", "empty"),
        (b"not an archive", "damaged"),
    ],
    ids=["parent", "absolute", "drive", "backslash", "link", "encrypted", "overlap", "bomb",
         "entries", "nothing of use", "no entries", "cut", "empty", "text"],
)  # fmt: skip
def test_a_harmful_archive_is_refused_whole(imported: Make, data: bytes, code: str) -> None:
    assert codes(imported(data)) == [code]
