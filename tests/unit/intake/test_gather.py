"""Which files an import means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import InputError
from app.intake import gather


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('[{"id": "x"}]' if name.endswith("j.json") else "x")


def found(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in gather(root)]


def test_a_folder_means_its_readable_files_sorted_all_the_way_down(tmp_path: Path) -> None:
    tree(tmp_path, "b.html", "a.PDF", "sub/d.md", "sub/c.txt", "refs.bib", "r.ris", "j.json")
    tree(tmp_path, "photo.jpg", ".hidden.txt", ".git/e.txt", "notes")
    assert found(tmp_path) == [
        "a.PDF", "b.html", "j.json", "r.ris", "refs.bib", "sub/c.txt", "sub/d.md"
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["_files", "_Dateien", "-Dateien", "_archivos", ".files"])
def test_the_companion_folder_of_a_saved_page_is_passed_over(tmp_path: Path, ending: str) -> None:
    companion = "page" + ending.lower() if ending == ".files" else "page" + ending
    tree(tmp_path, "page.html", f"{companion}/frame.html", "page_reports/r.html")
    assert found(tmp_path) == ["page.html", "page_reports/r.html"]


def test_a_folder_that_only_looks_like_a_companion_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "other.html", "page_files/frame.html")
    assert found(tmp_path) == ["other.html", "page_files/frame.html"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_links_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    tree(tmp_path, "out/secret.txt", "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/dead.txt").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path / "in") == ["a.txt"]


def test_a_file_means_itself(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    assert gather(tmp_path / "a.txt") == [tmp_path / "a.txt"]


@pytest.mark.parametrize(("name", "code"), [("a.xyz", "unknown-format"), ("gone.txt", "no-file")])
def test_a_file_that_is_missing_or_unknown_is_an_error(
    tmp_path: Path, name: str, code: str
) -> None:
    tree(tmp_path, "a.xyz")
    with pytest.raises(InputError) as caught:
        gather(tmp_path / name)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b'[{"id": "a", "title": "T"}]', True),
        (b'{"items": [{"type": "book"}]}', True),
        ('[{"id": "a"}]'.encode("utf-16"), True),
        (b'{"name": "settings", "theme": "dark"}', False),
        (b"[1, 2, 3]", False),
        (b"", False),
        (b" " * 5_000 + b'[{"id": "a"}]', False),  # only the first 4,096 bytes are looked at
    ],
)
def test_a_folders_json_is_meant_only_where_it_looks_like_csl(
    tmp_path: Path, content: bytes, kept: bool
) -> None:
    (tmp_path / "x.json").write_bytes(content)
    assert found(tmp_path) == (["x.json"] if kept else [])
    assert gather(tmp_path / "x.json") == [tmp_path / "x.json"]


def test_the_folder_of_another_programs_library_means_itself(tmp_path: Path) -> None:
    library = tmp_path / "home" / "Zotero"
    (library / "storage" / "KEY").mkdir(parents=True)
    (library / "storage" / "KEY" / "page.html").write_text("<p>stored</p>")
    (library / "zotero.sqlite").write_bytes(b"")
    (tmp_path / "home" / "text.txt").write_text("text")
    assert gather(library) == [library]
    assert gather(tmp_path / "home") == [library, tmp_path / "home" / "text.txt"]


def test_xml_is_gathered_where_it_may_hold_a_library(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<xml><records></records></xml>")
    (tmp_path / "b.xml").write_text("<html></html>")
    (tmp_path / "c.rdf").write_text('<rdf:RDF xmlns:rdf="x"/>')
    (tmp_path / "d.xml").write_text("<xml><records></records></xml>", encoding="utf-16")
    assert [path.name for path in gather(tmp_path)] == ["a.xml", "c.rdf", "d.xml"]
