"""The inbox of a library: what it offers, keeps, and never offers again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import InputError
from app.library import open_library
from tests.unit.library.conftest import World

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>What the archive keeps and what it drops is told here in a paragraph about {0}.</p>
<p>Another paragraph says who decided that, and on which day it was decided, and why.</p>
</article></body></html>"""


def put(folder: Path, name: str, content: str = "") -> Path:
    file = folder / name
    file.write_text(content or PAGE.format(name), encoding="utf-8")
    changed = file.stat().st_mtime - 100
    os.utime(file, (changed, changed))
    return file


@pytest.fixture
def downloads(tmp_path: Path, world: World) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    put(folder, "old.html")
    world.library.watch_inbox(folder)
    return folder


def offered(world: World) -> list[str]:
    return sorted(each.path.name for each in world.library.inbox().files)


def test_nothing_is_watched_until_somebody_says_so(world: World) -> None:
    assert world.library.inbox_folder() is None
    assert world.library.inbox().folder is None


def test_only_what_comes_afterwards_is_offered(world: World, downloads: Path) -> None:
    assert offered(world) == []
    put(downloads, "new.html")
    assert offered(world) == ["new.html"]


def test_what_is_kept_comes_in_and_the_file_stays(world: World, downloads: Path) -> None:
    file = put(downloads, "new.html")
    content = file.read_bytes()
    [line] = world.library.keep_from_inbox(world.library.inbox().files)
    assert line.status == "added"
    assert line.document is not None
    assert world.library.document(line.document.id).title == "new.html"
    assert file.read_bytes() == content
    assert offered(world) == []


def test_what_was_kept_is_not_offered_again_after_undo_or_in_the_trash(
    world: World, downloads: Path
) -> None:
    put(downloads, "new.html")
    put(downloads, "two.bib", "@book{a, title={A}}\n@book{b, title={B}}")
    assert len(list(world.library.keep_from_inbox(world.library.inbox().files))) == 3
    world.library.undo()
    assert offered(world) == []


def test_what_could_not_be_read_stays(world: World, downloads: Path) -> None:
    put(downloads, "broken.pdf", "%PDF-1.7 and nothing more")
    [line] = world.library.keep_from_inbox(world.library.inbox().files)
    assert line.status == "failed"
    assert offered(world) == ["broken.pdf"]


def test_what_was_dismissed_stays_dismissed_after_a_restart(world: World, downloads: Path) -> None:
    put(downloads, "new.html")
    assert world.library.dismiss(world.library.inbox().files) == 1
    world.library.close()
    with open_library(world.folder) as again:
        assert again.inbox_folder() == downloads
        assert again.inbox().files == ()
        (downloads / "new.html").rename(downloads / "renamed.html")
        assert again.inbox().files == ()


def test_what_the_library_has_is_not_offered(world: World, downloads: Path) -> None:
    elsewhere = put(world.folder.parent, "page.html")
    list(world.library.import_paths([str(elsewhere)]))
    put(downloads, "same.html", elsewhere.read_text(encoding="utf-8"))
    assert offered(world) == []


def test_turning_it_off_forgets_all_of_it(world: World, downloads: Path) -> None:
    put(downloads, "new.html")
    world.library.watch_inbox(None)
    assert world.library.inbox_folder() is None
    world.library.watch_inbox(downloads)
    assert offered(world) == []


def test_a_folder_that_goes_is_said_and_comes_back(world: World, downloads: Path) -> None:
    moved = downloads.rename(downloads.with_name("moved"))
    found = world.library.inbox()
    assert found.problem is not None
    assert found.problem.code == "no-folder"
    moved.rename(downloads)
    assert world.library.inbox().problem is None


def test_the_library_itself_can_not_be_watched(world: World) -> None:
    for folder in (world.folder, world.folder / "originals"):
        with pytest.raises(InputError):
            world.library.watch_inbox(folder)
    with pytest.raises(InputError):
        world.library.watch_inbox(world.folder.parent / "none")


def test_watching_is_no_step_to_undo(world: World, downloads: Path) -> None:
    before = world.library.next_undo()
    put(downloads, "new.html")
    world.library.dismiss(world.library.inbox().files)
    assert world.library.next_undo() == before


def test_names_of_any_bytes_are_remembered(world: World, downloads: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xd8\xa3.html")
    put(downloads, name, PAGE.format("words"))
    assert offered(world) == [name]
    world.library.dismiss(world.library.inbox().files)
    assert offered(world) == []
