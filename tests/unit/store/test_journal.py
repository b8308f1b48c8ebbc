"""Undo and redo of rows, on a real database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.changes import Change, Subject
from app.store import journal
from app.store.engine import Database, connect
from app.store.journal import acting
from app.store.migrations import migrate

AT = "2026-01-02T03:04:05Z"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = connect(tmp_path / "library.db")
    migrate(opened)
    yield opened
    opened.close()


def collection(id_: str, name: str) -> dict[str, Any]:
    return {"id": id_, "name": name, "parent": None}


def names(database: Database) -> list[str]:
    return [row["name"] for row in database.execute("SELECT name FROM collection ORDER BY number")]


def test_undo_and_redo_bring_rows_back_in_their_places(database: Database) -> None:
    with acting(database, "add", AT) as act:
        act.insert("collection", collection("a", "first"))
        act.insert("collection", collection("b", "second"))
    with acting(database, "rename", AT) as act:
        act.update("collection", {"id": "a"}, name="renamed")
    with acting(database, "delete", AT) as act:
        act.delete("collection", {"id": "a"})
    assert names(database) == ["second"]
    assert journal.undo(database) == ("delete", {Change(Subject.COLLECTION, "a")})
    assert names(database) == ["renamed", "second"]
    assert journal.undo(database) == ("rename", {Change(Subject.COLLECTION, "a")})
    assert names(database) == ["first", "second"]
    assert journal.undo(database) is not None
    assert names(database) == []
    assert journal.undo(database) is None
    for expected in (["first", "second"], ["renamed", "second"], ["second"]):
        assert journal.redo(database) is not None
        assert names(database) == expected
    assert journal.redo(database) is None


def test_a_new_act_ends_what_could_be_redone(database: Database) -> None:
    with acting(database, "one", AT) as act:
        act.insert("collection", collection("a", "first"))
    journal.undo(database)
    with acting(database, "two", AT) as act:
        act.insert("collection", collection("b", "second"))
    assert journal.redo(database) is None
    assert journal.next_undo(database) == "two"


def test_acts_of_one_batch_go_together(database: Database) -> None:
    for id_ in "abc":
        with acting(database, "import", AT, "batch") as act:
            act.insert("collection", collection(id_, id_))
    journal.undo(database)
    assert names(database) == []
    journal.redo(database)
    assert names(database) == ["a", "b", "c"]


def test_an_act_that_raises_leaves_nothing(database: Database) -> None:
    def broken() -> None:
        with acting(database, "bad", AT) as act:
            act.insert("collection", collection("a", "first"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert names(database) == []
    assert journal.next_undo(database) is None


def test_an_act_that_changes_nothing_is_not_remembered(database: Database) -> None:
    with acting(database, "add", AT) as act:
        act.insert("collection", collection("a", "first"))
    before = database.execute("SELECT value FROM setting WHERE name = 'state'").fetchone()[0]
    with acting(database, "rename", AT) as act:
        act.update("collection", {"id": "a"}, name="first")
    after = database.execute("SELECT value FROM setting WHERE name = 'state'").fetchone()[0]
    assert journal.next_undo(database) == "add"
    assert before == after


def test_every_change_gives_a_new_state(database: Database) -> None:
    seen = set()
    with acting(database, "add", AT) as act:
        act.insert("collection", collection("a", "first"))
    for step in (lambda: None, lambda: journal.undo(database), lambda: journal.redo(database)):
        step()
        seen.add(database.execute("SELECT value FROM setting WHERE name='state'").fetchone()[0])
    assert len(seen) == 3


def test_old_acts_are_forgotten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 3)
    monkeypatch.setattr(journal, "_PRUNED_EVERY", 1)
    for id_ in "abcde":
        with acting(database, id_, AT) as act:
            act.insert("collection", collection(id_, id_))
    undone = 0
    while journal.undo(database):
        undone += 1
    assert undone == 3
    assert names(database) == ["a", "b"]


def test_a_batch_is_one_change_however_many_acts_it_has(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT", 2)
    monkeypatch.setattr(journal, "_PRUNED_EVERY", 1)
    for id_ in "abcdef":
        with acting(database, "import", AT, "batch") as act:
            act.insert("collection", collection(id_, id_))
    with acting(database, "one", AT) as act:
        act.insert("collection", collection("g", "g"))
    journal.undo(database)
    journal.undo(database)
    assert names(database) == []
