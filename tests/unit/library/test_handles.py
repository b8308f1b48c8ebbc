"""Several handles on one library: what each sees, and that none hurts another."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import LibraryBusyError, NotFoundError, ReadOnlyError
from app.library import Access, Library, create_library
from tests.unit.library.conftest import World


@pytest.fixture
def reader(world: World) -> Iterator[Library]:
    with world.library.another() as library:
        yield library


def test_a_reading_handle_sees_each_commit_at_its_next_call(world: World, reader: Library) -> None:
    assert reader.document(world.document).title == "Reading a claim twice"
    world.library.set_fields(world.document, {"title": "Reading it again"})
    assert reader.document(world.document).title == "Reading it again"
    assert reader.count() == 2
    world.library.trash(world.reference)
    assert reader.count() == 1


def test_a_reading_handle_changes_nothing(world: World, reader: Library) -> None:
    assert not reader.writable
    with pytest.raises(ReadOnlyError):
        reader.trash(world.document)


def test_a_call_that_fails_leaves_no_old_view_behind(world: World, reader: Library) -> None:
    with pytest.raises(NotFoundError) as kept:
        reader.open_document("nothing")
    world.library.trash(world.reference)
    assert reader.count() == 1
    assert kept.tb


def test_one_call_sees_one_moment(world: World, reader: Library) -> None:
    with reader._store.snapshot():
        assert reader.count() == 2
        world.library.trash(world.reference)
        assert reader.count() == 2
    assert reader.count() == 1


def test_an_encrypted_library_is_opened_again_without_its_passphrase(tmp_path: Path) -> None:
    with create_library(tmp_path / "library", passphrase="open sesame") as library:
        library.add_reference({"type": "book", "title": "A sealed book"})
        with library.another() as reader:
            assert reader.encrypted
            assert [document.title for document in reader.documents()] == ["A sealed book"]
            assert reader.search("sealed").total == 1


def test_there_is_only_one_writing_handle(world: World) -> None:
    with pytest.raises(LibraryBusyError):
        world.library.another(Access.WRITE)
    with world.library.another(Access.EITHER) as other:
        assert not other.writable


def test_a_reading_handle_indexes_what_it_searches(world: World, reader: Library) -> None:
    assert reader.search("bayan").total == 1
    world.library.set_fields(world.reference, {"title": "A zebra"})
    assert reader.search("zebra").total == 1
    assert world.library.search("zebra").total == 1


def test_an_index_made_anew_by_one_handle_is_followed_by_the_other(
    world: World, reader: Library
) -> None:
    assert (world.library.search("bayan").total, reader.search("bayan").total) == (1, 1)
    world.library._searched().clear()
    world.library.set_fields(world.reference, {"title": "A zebra"})
    assert world.library.search("zebra").total == 1
    assert (reader.search("zebra").total, reader.search("bayan").total) == (1, 1)
    assert reader.check() == []


def test_a_handle_that_is_overtaken_puts_nothing_old_over_the_new(
    world: World, reader: Library
) -> None:
    index = reader._searched()
    reader.refresh_index()
    known_as = index.state
    old = reader._indexed(reader.document(world.reference).id)
    assert old is not None
    world.library.set_fields(world.reference, {"title": "A zebra"})
    world.library.refresh_index()
    assert not index.advance(known_as, "older", put=[old])
    assert reader.search("zebra").total == 1


def test_handles_that_index_at_once_agree_in_the_end(world: World) -> None:
    titles = [f"Heron {number}" for number in range(60)]
    stop = threading.Event()

    def search_on() -> int:
        with world.library.another() as handle:
            rounds = 0
            while not stop.is_set() or rounds < 1:
                handle.search("heron")
                rounds += 1
            return handle.search("heron").total

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(search_on) for _ in range(3)]
        for title in titles:
            world.library.add_reference({"type": "book", "title": title})
        stop.set()
        assert [future.result() for future in running] == [60, 60, 60]
    assert world.library.search("heron").total == 60
    assert world.library.check() == []


def test_two_handles_may_begin_the_index_together(world: World) -> None:
    (world.folder / "index.db").unlink(missing_ok=True)
    barrier = threading.Barrier(4)

    def first_search() -> int:
        with world.library.another() as handle:
            barrier.wait()
            return handle.search("bayan").total

    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(first_search) for _ in range(4)]
        assert [future.result() for future in futures] == [1, 1, 1, 1]
    assert world.library.check() == []


def test_a_search_answers_from_what_there_is_while_another_program_indexes(world: World) -> None:
    assert world.library.search("bayan").total == 1
    with world.library.another() as other:
        held = other._searched()._connection
        held.execute("BEGIN IMMEDIATE")
        world.library._searched()._connection.execute("PRAGMA busy_timeout = 50")
        world.library.tag(world.reference, ["okapi"])
        assert world.library.search("bayan").total == 1
        held.execute("ROLLBACK")
    assert world.library.search("okapi").total == 1
