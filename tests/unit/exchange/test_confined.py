"""Files that a library names are found inside its folder and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.confined import inside, is_absolute, path_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("s")
    home = tmp_path / "home"
    (home / "files").mkdir(parents=True)
    (home / "files" / "a b.txt").write_text("a")
    (home / "out").symlink_to(tmp_path)
    (home / "out.txt").symlink_to(tmp_path / "secret.txt")
    return home


def test_a_file_in_the_folder_is_found_with_either_slash(folder: Path) -> None:
    assert inside(folder, "files/a b.txt") == folder / "files" / "a b.txt"
    assert inside(folder, "files\\a b.txt") == folder / "files" / "a b.txt"


@pytest.mark.parametrize(
    "named",
    ["../secret.txt", "files/../../secret.txt", "/etc/passwd", "out/secret.txt", "out.txt",
     "C:\\Windows\\win.ini", "\\\\server\\share\\x", "//server/x", "", ".", "files", "a\0b",
     "x" * 5000],
)  # fmt: skip
def test_nothing_else_is(folder: Path, named: str) -> None:
    assert inside(folder, named) is None


@pytest.mark.parametrize(
    ("named", "expected"),
    [("file:///a%20b/c.pdf", "/a b/c.pdf"), ("file:///C:/x/y.pdf", "C:/x/y.pdf"),
     ("file://localhost/a", "/a"), ("files/x.pdf", "files/x.pdf")],
)  # fmt: skip
def test_file_addresses_are_paths(named: str, expected: str) -> None:
    assert path_of(named) == expected


def test_absolute_on_any_system() -> None:
    assert all(is_absolute(path) for path in ("/a", "C:\\a", "c:/a", "\\\\s\\a", "//s/a"))
    assert not is_absolute("a/b")
