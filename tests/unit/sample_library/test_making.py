"""The sample is made whole or not at all, and can be made anew."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import CancelledError, LibraryBusyError, LibraryError, NotFoundError
from app.library import Access, Library, create_library, is_library, open_library
from app.library import sample as sample_module
from app.library.sample import create_sample, reset_sample, tidy_sample
from app.paths import resource


class Steps:
    """Notes each step and stops from the one asked for."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.told: list[tuple[int, int, str]] = []
        self.stop_at = stop_at

    def step(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    def wait(self) -> None:
        """Nothing."""

    def cancelled(self) -> bool:
        return self.stop_at is not None and len(self.told) > self.stop_at


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's folder cut down to two documents, which a test may damage."""
    folder = tmp_path / "texts"
    shutil.copytree(resource("sample_library"), folder)
    manifest = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    manifest["documents"] = manifest["documents"][:2]
    kept = {entry["file"] for entry in manifest["documents"]}
    manifest["collections"] = {"One": [*kept, manifest["references"]]}
    for part in ("highlights", "notes"):
        manifest[part] = [entry for entry in manifest[part] if entry.get("file") in kept]
    (folder / "library.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(sample_module, "resource", lambda name: folder)
    return folder


@pytest.mark.usefixtures("small")
def test_progress_names_each_file(tmp_path: Path) -> None:
    steps = Steps()
    create_sample(tmp_path / "home" / "L", progress=steps).close()
    assert {total for _, total, _ in steps.told} == {3}
    done, _, what = steps.told[-1]
    # The first text named comes in last, so that it is the newest in the list.
    assert (done, Path(what).name) == (3, "reading-a-claim-of-responsibility.html")


@pytest.mark.parametrize("stop_at", [0, 2, 5])
@pytest.mark.usefixtures("small")
def test_a_stop_leaves_nothing_behind(tmp_path: Path, stop_at: int) -> None:
    with pytest.raises(CancelledError):
        create_sample(tmp_path / "home" / "L", progress=Steps(stop_at))
    assert list((tmp_path / "home").iterdir()) == []


def test_a_text_that_lacks_a_quotation_leaves_nothing_behind(small: Path, tmp_path: Path) -> None:
    manifest = json.loads((small / "library.json").read_text(encoding="utf-8"))
    manifest["highlights"][-1]["quote"] = "words that stand in none of the texts"
    (small / "library.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(NotFoundError):
        create_sample(tmp_path / "home" / "L")
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.usefixtures("small")
def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "L"
    folder.mkdir(parents=True)
    with create_sample(folder) as library:
        assert library.sample
        assert library.check() == []
    assert [entry.name for entry in folder.parent.iterdir()] == ["L"]


@pytest.mark.usefixtures("small")
def test_a_sample_with_a_passphrase_is_encrypted(tmp_path: Path) -> None:
    create_sample(tmp_path / "L", passphrase="correct horse battery").close()
    with open_library(tmp_path / "L", passphrase="correct horse battery") as library:
        assert library.encrypted
        assert library.count() > 2


@pytest.mark.usefixtures("small")
def test_nothing_is_made_over_a_library_or_other_files(tmp_path: Path) -> None:
    create_library(tmp_path / "mine").close()
    with pytest.raises(LibraryError) as taken:
        create_sample(tmp_path / "mine")
    assert taken.value.code == "exists"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "essay.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LibraryError) as full:
        create_sample(tmp_path / "full")
    assert full.value.code == "not-empty"
    assert (tmp_path / "full" / "essay.txt").exists()


@pytest.mark.usefixtures("small")
def test_a_reset_forgets_what_was_done_and_leaves_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "L"
    with create_sample(folder) as library:
        before = library.count()
        library.add_note("written while looking around")
        library.trash(library.documents()[0].id)
    with reset_sample(folder) as library:
        assert library.count() == before
        assert "written while looking around" not in {note.text for note in library.notes()}
    assert [entry.name for entry in folder.parent.iterdir()] == ["L"]


@pytest.mark.usefixtures("small")
def test_a_reset_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "L"
    with create_sample(folder) as library:
        library.add_note("written while looking around")
    with pytest.raises(CancelledError):
        reset_sample(folder, progress=Steps(stop_at=0))
    with open_library(folder) as library:
        assert "written while looking around" in {note.text for note in library.notes()}
    assert [entry.name for entry in folder.parent.iterdir()] == ["L"]


@pytest.mark.usefixtures("small")
def test_a_library_of_ones_own_is_never_reset(tmp_path: Path) -> None:
    create_library(tmp_path / "mine").close()
    with pytest.raises(LibraryError) as refused:
        reset_sample(tmp_path / "mine")
    assert refused.value.code == "not-sample"
    assert is_library(tmp_path / "mine")


@pytest.mark.usefixtures("small")
def test_a_sample_that_is_open_elsewhere_is_not_reset(tmp_path: Path) -> None:
    with create_sample(tmp_path / "L"), pytest.raises(LibraryBusyError):
        reset_sample(tmp_path / "L")
    with open_library(tmp_path / "L", Access.WRITE) as library:
        assert library.check() == []


@pytest.mark.usefixtures("small")
def test_nothing_of_its_making_can_be_undone(tmp_path: Path) -> None:
    with create_sample(tmp_path / "L") as library:
        assert library.next_undo() is None
        library.add_note("mine")
        assert library.next_undo() is not None
        library.undo()
        assert library.next_undo() is None
        assert library.check() == []


def test_the_texts_are_newer_than_the_references_in_the_order_named(sample: Library) -> None:
    manifest = json.loads((resource("sample_library") / "library.json").read_text("utf-8"))
    texts = [entry["file"] for entry in manifest["documents"]]
    first = sample.order()[: len(texts)]
    assert [sample.document(id_).original_name for id_ in first] == texts
    assert all(sample.document(id_).text_id is None for id_ in sample.order()[len(texts) :])


def test_it_was_left_at_overlapping_marks(sample: Library) -> None:
    (latest,) = sample.latest_read(9)
    place = sample.reading_place(latest)
    assert place is not None
    at = [h for h in sample.open_document(latest).highlights if h.start == place.start]
    others = [h for h in sample.open_document(latest).highlights if h not in at]
    assert any(a.start < b.end and b.start < a.end for a in at for b in others)  # type: ignore[operator]


KILLED = """
import os, signal, sys
from pathlib import Path
from app.library import sample
calls = [0]
rename = Path.rename
def counted(self, target):
    calls[0] += 1
    if calls[0] == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = counted
sample.resource = lambda name: Path(sys.argv[3])
sample.reset_sample(Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("rename", [1, 2])
def test_a_reset_that_is_killed_leaves_a_whole_sample(
    small: Path, tmp_path: Path, rename: int
) -> None:
    folder = tmp_path / "home" / "L"
    with create_sample(folder) as library:
        whole = library.count()
        library.add_note("written while looking around")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(rename), str(small)], check=False
    )
    assert done.returncode == -signal.SIGKILL
    tidy_sample(folder)
    with open_library(folder) as library:
        assert library.count() == whole
        assert library.check() == []
        # Killed before the old one was moved aside it is still the old one, after it the new one.
        kept = "written while looking around" in {note.text for note in library.notes()}
        assert kept is (rename == 1)
    assert [entry.name for entry in folder.parent.iterdir()] == ["L"]


@pytest.mark.usefixtures("small")
def test_what_another_program_is_making_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "L"
    create_sample(folder).close()
    with sample_module._workplace(folder) as work:
        tidy_sample(folder)
        assert work.exists()
