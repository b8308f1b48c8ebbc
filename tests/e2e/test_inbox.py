"""The inbox from the command line, in processes of their own: what it prints and remembers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.sourcebook import Shell, run

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>What the archive keeps and what it drops is told here in a paragraph about {0}.</p>
</article></body></html>"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    run("new", "L", cwd=tmp_path)
    (tmp_path / "downloads").mkdir()
    return Shell(tmp_path)


def download(shell: Shell, name: str) -> Path:
    file = shell.folder / "downloads" / name
    file.write_text(PAGE.format(file.stem), encoding="utf-8")
    changed = file.stat().st_mtime - 100
    os.utime(file, (changed, changed))
    return file


def names(shell: Shell) -> list[str]:
    return sorted(file["name"] for file in shell("inbox").json["files"])


def test_a_folder_is_watched_kept_from_and_dismissed(shell: Shell) -> None:
    assert shell("inbox").error["code"] == "no-inbox"
    download(shell, "old.html")
    folder = str((shell.folder / "downloads").resolve())
    assert shell("inbox", "--set", "downloads").json == {"folder": folder}
    files = [download(shell, name) for name in ("one.html", "two.html", "three.html")]
    listed = shell("inbox").json
    assert (listed["folder"], listed["waiting"]) == (folder, 0)
    assert set(listed["files"][0]) == {"name", "path", "size", "changed", "sha256"}
    assert names(shell) == ["one.html", "three.html", "two.html"]
    kept = shell("inbox", "--keep", "one.html").json
    assert (kept["status"], kept["title"]) == ("added", "one")
    assert shell("inbox", "--dismiss", "two.html").json == {"dismissed": 1}
    assert names(shell) == ["three.html"]
    assert shell("inbox", "--keep", "two.html").status == 1
    assert [line["title"] for line in shell("inbox", "--all").lines] == ["three"]
    assert names(shell) == []
    assert all(file.exists() for file in files)
    assert shell("inbox", "--off").json == {"folder": None}
    assert shell("inbox").status == 1


def test_two_things_at_once_are_wrong_usage(shell: Shell) -> None:
    assert shell("inbox", "--off", "--all").status == 2
