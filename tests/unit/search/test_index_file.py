from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import LibraryBusyError
from app.model import DocumentId
from app.search import Index, Indexed
from app.store.engine import DatabaseError, connect
from tests.unit.search.sources import Shelf, article

KEY = bytes(range(32))


def filled(path: Path, key: bytes | None = None) -> Shelf:
    return Shelf(path, [article(f"d{nth}", f"amaq word{nth}") for nth in range(200)], key)


def overwrite(path: Path, change: Callable[[bytearray], None]) -> None:
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)


def not_a_database(content: bytearray) -> None:
    content[:] = b"something else " * 1000


def without_header(content: bytearray) -> None:
    content[:100] = bytes(100)


def cut_in_half(content: bytearray) -> None:
    del content[len(content) // 2 :]


def empty(content: bytearray) -> None:
    content.clear()


@pytest.mark.parametrize("damage", [not_a_database, without_header, empty])
def test_a_file_that_is_no_index_is_made_anew(
    tmp_path: Path, damage: Callable[[bytearray], None]
) -> None:
    path = tmp_path / "index.db"
    filled(path).index.close()
    overwrite(path, damage)
    again = filled(path)
    assert again.search("amaq").total == 200
    assert again.index.check() == []
    again.index.close()


def zero_pages(content: bytearray) -> None:
    content[4096 * 2 :] = bytes(len(content) - 4096 * 2)


def scramble(content: bytearray) -> None:
    content[4096:] = bytes((byte * 7 + 13) % 256 for byte in content[4096:])


@pytest.mark.parametrize("damage", [cut_in_half, zero_pages, scramble])
def test_damage_inside_is_never_an_error_and_ends_in_a_sound_index(
    tmp_path: Path, damage: Callable[[bytearray], None]
) -> None:
    path = tmp_path / "index.db"
    filled(path).index.close()
    overwrite(path, damage)
    documents = [article(f"d{nth}", f"amaq word{nth}") for nth in range(200)]
    index = Index(path)
    source = {one.document: one for one in documents}.get
    index.search("amaq wor", source)
    index.documents("amaq")
    index.put(documents)
    # What a library does on opening, and again when it is told of damage.
    for _ in range(3):
        known = index.revisions()
        index.put([one for one in documents if one.document not in known])
        if index.check():
            index.clear()
    assert index.search("amaq", source).total == 200
    assert index.check() == []
    index.close()


def test_damage_met_while_searching_is_told_and_mended(tmp_path: Path) -> None:
    shelf = filled(tmp_path / "index.db")
    shelf.index.close()
    connection = sqlite3.connect(tmp_path / "index.db")
    connection.execute("UPDATE presence_data SET block = x'00' WHERE id > 10")
    connection.commit()
    connection.close()
    index = Index(tmp_path / "index.db")
    assert not index.emptied
    assert index.search("amaq", shelf.documents.get).hits == ()
    assert index.emptied
    assert index.revisions() == {}
    assert not index.emptied
    index.put(shelf.documents.values())
    assert index.search("amaq", shelf.documents.get).total == 200
    index.close()


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 999999",
        "PRAGMA application_id = 7",
        "ALTER TABLE documents RENAME TO other",
        "DROP TABLE presence",
    ],
)
def test_an_older_newer_or_foreign_file_is_made_anew(tmp_path: Path, change: str) -> None:
    path = tmp_path / "index.db"
    filled(path).index.close()
    connection = connect(path).conn
    connection.execute(change)
    connection.close()
    index = Index(path)
    assert index.revisions() == {}
    assert index.check() == []
    index.close()


def test_an_encrypted_index_holds_no_word_in_the_clear(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    shelf = Shelf(path, [article("a", "canarybird sings")], KEY)
    assert shelf.search("canarybird").total == 1
    kept = [file for file in tmp_path.iterdir() if file.is_file()]
    assert all(b"canary" not in file.read_bytes() for file in kept)
    shelf.index.close()
    again = Index(path, KEY)
    assert again.revisions() == {"a": "1"}
    again.close()


@pytest.mark.parametrize(("before", "after"), [(None, KEY), (KEY, None), (KEY, KEY[::-1])])
def test_an_index_under_another_key_is_made_anew(
    tmp_path: Path, before: bytes | None, after: bytes | None
) -> None:
    path = tmp_path / "index.db"
    Shelf(path, [article("a", "canarybird sings")], before).index.close()
    index = Index(path, after)
    assert index.revisions() == {}
    assert all(b"canary" not in file.read_bytes() for file in tmp_path.iterdir())
    index.close()


def test_another_writer_is_waited_for_and_named(tmp_path: Path) -> None:
    shelf = filled(tmp_path / "index.db")
    other = connect(tmp_path / "index.db").conn
    other.execute("BEGIN IMMEDIATE")
    shelf.index._connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LibraryBusyError):
        shelf.index.put([article("new", "amaq")])
    assert shelf.search("amaq").total == 200
    other.execute("ROLLBACK")
    other.close()
    shelf.index.put([article("new", "amaq")])
    assert DocumentId("new") in shelf.index.revisions()
    shelf.index.close()


def test_an_error_of_the_librarys_own_database_is_not_taken_for_the_indexs(tmp_path: Path) -> None:
    shelf = filled(tmp_path / "index.db")

    def broken() -> Iterator[Indexed]:
        raise DatabaseError("database disk image is malformed")
        yield

    def broken_source(document: DocumentId) -> Indexed | None:
        raise DatabaseError("database disk image is malformed")

    with pytest.raises(DatabaseError, match="malformed"):
        shelf.index.put(broken())
    with pytest.raises(DatabaseError, match="malformed"):
        shelf.index.search("amaq", broken_source)
    assert len(shelf.index.revisions()) == 200
    shelf.index.close()


def test_a_folder_that_cannot_be_written_keeps_its_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="can't be opened"):
        Index(tmp_path / "missing" / "index.db")
