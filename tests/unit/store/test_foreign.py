"""Another program's database: read from a copy, whatever state its program left it in."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.errors import InputError
from app.store.foreign import foreign_database


def made(path: Path, *statements: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        database.execute(statement)
    return database


def listed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_rows_come_with_the_columns_asked_for_and_none_for_those_missing(tmp_path: Path) -> None:
    made(
        tmp_path / "a.db", "CREATE TABLE t (x INT, y TEXT)", "INSERT INTO t VALUES (1, 'b')"
    ).close()
    with foreign_database(tmp_path / "a.db") as opened:
        assert list(opened.rows("t", ("y", "z"))) == [{"y": "b", "z": None}]
        assert list(opened.rows("nowhere", ("y",))) == []
        assert opened.has("t", "x", "y")
        assert not opened.has("t", "z")


def test_what_is_only_in_the_wal_is_read_and_nothing_is_touched(tmp_path: Path) -> None:
    running = made(
        tmp_path / "a.db",
        "PRAGMA journal_mode = WAL",
        "PRAGMA wal_autocheckpoint = 0",
        "CREATE TABLE t (x INT)",
        "INSERT INTO t VALUES (7)",
    )
    before = listed(tmp_path)
    assert before["a.db-wal"]
    with foreign_database(tmp_path / "a.db") as opened:
        assert list(opened.rows("t", ("x",))) == [{"x": 7}]
    assert listed(tmp_path) == before
    running.close()


def test_a_database_that_is_locked_for_itself_alone_is_read(tmp_path: Path) -> None:
    running = made(
        tmp_path / "a.db",
        "PRAGMA locking_mode = EXCLUSIVE",
        "CREATE TABLE t (x INT)",
        "INSERT INTO t VALUES (7)",
    )
    with foreign_database(tmp_path / "a.db") as opened:
        assert list(opened.rows("t", ("x",))) == [{"x": 7}]
    running.close()


def test_the_copy_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    made(tmp_path / "a.db", "CREATE TABLE t (x INT)").close()
    with foreign_database(tmp_path / "a.db"):
        [folder] = scratch.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
    assert list(scratch.iterdir()) == []


def test_a_view_under_a_tables_name_runs_nothing(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n"
    made(tmp_path / "a.db", f"CREATE VIEW t AS {endless}").close()
    with foreign_database(tmp_path / "a.db") as opened:
        assert list(opened.rows("t", ("x",))) == []


def test_names_are_names_and_no_sql(tmp_path: Path) -> None:
    made(
        tmp_path / "a.db", 'CREATE TABLE "a""; --" ("x""y" INT)', 'INSERT INTO "a""; --" VALUES (3)'
    )
    with foreign_database(tmp_path / "a.db") as opened:
        assert list(opened.rows('a"; --', ('x"y',))) == [{'x"y': 3}]


@pytest.mark.parametrize("content", [b"", b"nonsense" * 900, b"SQLite format 3\0" + b"\1" * 4000])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    if not content:
        with foreign_database(tmp_path / "a.db") as opened:
            assert not opened.has("items")
        return
    with pytest.raises(InputError), foreign_database(tmp_path / "a.db"):
        pass


def test_a_torn_database_is_refused_and_not_half_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    running = made(path, "PRAGMA page_size = 512", "CREATE TABLE t (x TEXT)")
    running.executemany("INSERT INTO t VALUES (?)", [("word " * 40,)] * 200)
    running.close()
    content = bytearray(path.read_bytes())
    content[4096:12288] = bytes(8192)
    path.write_bytes(content)
    with pytest.raises(InputError) as caught, foreign_database(path) as opened:
        list(opened.rows("t", ("x",)))
    assert caught.value.code == "damaged-source"


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError), foreign_database(tmp_path / "gone.db"):
        pass
