"""A running import: what it tells, how it is stopped, and what may be done meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.library import importrun
from tests.unit.library.conftest import World


class Watcher:
    """Progress that writes down what it is told and does something while it is waited."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.told: list[tuple[int, int, str]] = []
        self.waits = 0
        self.stop = False
        self._meanwhile = meanwhile

    def step(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    def wait(self) -> None:
        self.waits += 1
        self._meanwhile()

    def cancelled(self) -> bool:
        return self.stop


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    made = []
    for number in range(3):
        file = tmp_path / f"text-{number}.txt"
        file.write_text(f"Text number {number}\n\nA paragraph of number {number}.\n")
        made.append(str(file))
    return made


def titles(world: World) -> list[str]:
    return [document.title for document in world.library.documents()][2:]


def test_each_file_is_told_when_it_begins_and_when_it_is_done(
    world: World, files: list[str]
) -> None:
    watcher = Watcher()
    assert len(list(world.library.import_paths(files, progress=watcher))) == 3
    begun = [(number, 3, file) for number, file in enumerate(files)]
    done = [(number + 1, 3, file) for number, file in enumerate(files)]
    assert sorted(watcher.told) == sorted(begun + done)
    assert watcher.told[:2] == [begun[0], done[0]]


def test_a_file_that_fails_is_told_as_done_too(world: World, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    watcher = Watcher()
    [line] = world.library.import_paths([str(empty)], progress=watcher)
    assert line.status == "failed"
    assert watcher.told == [(0, 1, str(empty)), (1, 1, str(empty))]


def test_other_work_is_done_while_a_file_is_read(world: World, files: list[str]) -> None:
    seen: list[int] = []
    watcher = Watcher(lambda: seen.append(world.library.search("bayan").total))
    assert len(list(world.library.import_paths(files, progress=watcher))) == 3
    assert seen
    assert set(seen) == {1}


def test_a_stop_is_felt_while_a_file_is_read(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "long.txt"
    file.write_text("A long text\n\n" + "Words that go on and on. " * 200_000)
    watcher = Watcher()

    def stop() -> None:
        watcher.stop = True

    watcher._meanwhile = stop
    monkeypatch.setattr(importrun, "_PATIENCE", 0.0)
    with pytest.raises(CancelledError):
        list(world.library.import_paths([str(file)], progress=watcher))
    assert watcher.waits == 1
    assert titles(world) == []
    assert world.library.check() == []


def test_what_was_finished_before_a_stop_is_kept(world: World, files: list[str]) -> None:
    watcher = Watcher()
    lines = world.library.import_paths(files, progress=watcher)
    assert next(lines).status == "added"
    watcher.stop = True
    with pytest.raises(CancelledError):
        next(lines)
    assert titles(world) == ["Text number 0"]
    assert world.library.search("number").total == 1


def test_an_import_without_interruption_is_one_step(world: World, files: list[str]) -> None:
    list(world.library.import_paths(files))
    assert len(titles(world)) == 3
    world.library.undo()
    assert titles(world) == []
    world.library.redo()
    assert len(titles(world)) == 3


def test_a_change_between_two_documents_is_undone_in_its_turn(
    world: World, files: list[str]
) -> None:
    """The note needs the document that the import brought: the steps go back in order."""
    lines = world.library.import_paths(files)
    first = next(lines).document
    assert first is not None
    note = world.library.add_note("written meanwhile", on=first.id).value
    list(lines)
    steps = [(world.library.undo().value, len(titles(world))) for _ in range(3)]
    assert steps == [("import", 1), ("add note", 1), ("import", 0)]
    again = [(world.library.redo().value, len(titles(world))) for _ in range(3)]
    assert again == [("import", 1), ("add note", 1), ("import", 3)]
    assert world.library.notes(first.id) == (note,)


def test_an_import_goes_on_after_what_it_brought_was_undone(
    world: World, files: list[str], tmp_path: Path
) -> None:
    """A near copy of a document that is gone again is no copy."""
    words = " ".join(f"word{number}" for number in range(400))
    for number in range(2):
        Path(files[number]).write_text(f"Text number {number}\n\n{words} end{number}.\n")
    lines = world.library.import_paths(files)
    assert next(lines).status == "added"
    world.library.undo()
    rest = list(lines)
    assert [line.status for line in rest] == ["added", "added"]
    assert rest[0].warnings == ()
    assert titles(world) == ["Text number 1", "Text number 2"]
    world.library.undo()
    assert titles(world) == []


def test_a_reference_file_lets_others_in_between_its_parts(world: World, tmp_path: Path) -> None:
    file = tmp_path / "many.ris"
    file.write_text("".join(f"TY  - BOOK\nTI  - Book {n}\nER  - \n" for n in range(1_250)))
    seen: list[int] = []
    watcher = Watcher(lambda: seen.append(world.library.count()))
    list(world.library.import_paths([str(file)], progress=watcher))
    assert {502, 1002, 1252} <= set(seen)


def test_a_work_is_known_again_by_its_doi_or_address_however_written(
    world: World, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.bib", tmp_path / "second.bib"
    first.write_text(
        "@article{a, title={Old}, doi={10.1000/ABC}}\n"
        "@online{c, title={T}, url={https://www.example.org/x/}}\n"
    )
    second.write_text(
        "@article{b, title={New wording}, doi={https://doi.org/10.1000/abc}}\n"
        "@online{d, title={T}, url={http://example.org/x?utm_source=mail}}\n"
    )
    lines = list(world.library.import_paths([str(first), str(second)]))
    assert [line.status for line in lines] == ["added", "added", "duplicate", "duplicate"]
    assert [line.document and line.document.key for line in lines] == ["a", "c", "a", "c"]


def test_two_keys_of_one_file_for_one_work_are_both_kept_with_a_word_on_it(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "related.bib"
    file.write_text(
        "@book{a, title={T}, date={1984}}\n@book{b, title={T}, date={1984}, related={c}}\n"
        "@book{a, title={T}, date={1984}}\n"
    )
    lines = list(world.library.import_paths([str(file)]))
    assert [line.status for line in lines] == ["added", "added", "added"]
    assert lines[1].warnings == ("probably the same work as a",)
    again = list(world.library.import_paths([str(file)]))
    assert [line.status for line in again] == ["duplicate"] * 3


def test_a_post_and_a_report_of_one_title_stay_two(world: World, tmp_path: Path) -> None:
    file = tmp_path / "two.bib"
    shared = "title={How it was counted}, author={Roe, Jane}, date={2020}"
    file.write_text(
        f"@online{{post, {shared}, url={{https://example.org/post}}}}\n"
        f"@report{{paper, {shared}, type={{report}}, institution={{Institute}}}}\n"
    )
    lines = list(world.library.import_paths([str(file)]))
    assert [line.status for line in lines] == ["added", "added"]
