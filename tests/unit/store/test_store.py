"""Opening a library: who may write, older and newer schemas, foreign and damaged files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from app.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    NewerLibraryError,
    ReadOnlyError,
)
from app.store import migrations
from app.store import store as store_module
from app.store.engine import SQLITE_VERSION, Database, connect
from app.store.schema import APPLICATION_ID, SCHEMA
from app.store.store import Access, create_store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_store(tmp_path / "L").close()
    return tmp_path / "L"


def tables(database: Database) -> set[str]:
    return {row["name"] for row in database.execute("SELECT name FROM sqlite_schema")}


def pragma(folder: Path, name: str) -> object:
    with open_store(folder, Access.WRITE) as store:
        return store.database.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_linked_sqlite_has_the_wal_reset_fix() -> None:
    assert SQLITE_VERSION >= (3, 51, 3)
    assert SQLITE_VERSION != (3, 52, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("user_version", SCHEMA),
        ("application_id", APPLICATION_ID),
    ],
)
def test_a_library_is_opened_durably(folder: Path, name: str, value: object) -> None:
    assert pragma(folder, name) == value


def test_every_table_is_strict(folder: Path) -> None:
    with open_store(folder, Access.READ) as store:
        rows = store.database.execute("PRAGMA table_list").fetchall()
    ours = {row["name"]: row["strict"] for row in rows if "sqlite" not in row["name"]}
    assert len(ours) > 10
    assert set(ours.values()) == {1}


def test_a_second_writer_is_told_and_may_read(folder: Path) -> None:
    with open_store(folder, Access.WRITE):
        with pytest.raises(LibraryBusyError):
            open_store(folder, Access.WRITE)
        with open_store(folder, Access.EITHER) as second:
            assert not second.writable
            assert second.setting("id")
            with pytest.raises(ReadOnlyError), second.act("change"):
                pass
    with open_store(folder, Access.EITHER) as again:
        assert again.writable


def test_a_reader_can_not_write_even_by_mistake(folder: Path) -> None:
    with open_store(folder, Access.READ) as store, pytest.raises(Exception, match="readonly"):
        store.database.execute("DELETE FROM setting")


def test_a_newer_library_opens_for_reading_only(folder: Path) -> None:
    database = connect(folder / "library.db")
    database.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    database.close()
    with open_store(folder, Access.WRITE) as store:
        assert store.newer
        assert not store.writable
        with pytest.raises(NewerLibraryError), store.act("change"):
            pass


def test_a_library_cut_short_while_being_made_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "L"
    folder.mkdir()
    connect(folder / "library.db").close()
    with open_store(folder, Access.WRITE) as store:
        assert store.setting("id")
        with store.act("add") as act:
            act.insert("collection", {"id": "a", "name": "A", "parent": None})


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "L"
    folder.mkdir()
    other = connect(folder / "library.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = (folder / "library.db").read_bytes()
    with pytest.raises(DamagedLibraryError, match="another program"):
        open_store(folder, Access.WRITE)
    assert (folder / "library.db").read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(folder: Path) -> None:
    (folder / "library.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DamagedLibraryError):
        open_store(folder, Access.WRITE)
    assert (folder / "library.db").read_bytes().startswith(b"not a database")


def test_no_library_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        open_store(tmp_path, Access.READ)
    assert "sourcebook new" in caught.value.hint


def test_a_failed_opening_lets_go_of_the_lock(folder: Path) -> None:
    content = (folder / "library.db").read_bytes()
    (folder / "library.db").write_bytes(b"x" * 4096)
    with pytest.raises(DamagedLibraryError):
        open_store(folder, Access.WRITE)
    (folder / "library.db").write_bytes(content)
    open_store(folder, Access.WRITE).close()


def test_making_one_that_was_cut_short_can_be_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "L"
    folder.mkdir()
    (folder / "library.lock").touch()
    (folder / "library.key.json").write_text("{}")
    with create_store(folder, passphrase="correct horse") as store:
        assert store.key is not None


READ_ONLY_MOUNT = """
mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} || exit 77
exec {python} -P -m ui.main list --json --library {folder}
"""


@pytest.mark.skipif(os.name == "nt", reason="bind mounts are Linux's")
def test_a_library_on_a_read_only_medium_can_be_read(folder: Path) -> None:
    script = READ_ONLY_MOUNT.format(folder=folder, python=sys.executable)
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody make a mount")
    assert (done.returncode, done.stdout) == (0, '{"documents": []}\n'), done.stderr


def test_an_older_library_is_copied_and_then_brought_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(folder, Access.WRITE) as store:
        identity = store.setting("id")
    later = Migrations("library")
    later._migrations = [*migrations.migrations._migrations]

    @later(name="9999 something new")
    def _second(database: Tables) -> None:
        database.execute("CREATE TABLE something (new TEXT) STRICT")
        database.execute(f"PRAGMA user_version = {SCHEMA + 1}")

    monkeypatch.setattr(store_module, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrations, "migrations", later)
    with open_store(folder, Access.WRITE) as store:
        assert store.writable
        assert store.setting("id") == identity
        assert store.database.execute("SELECT count(*) FROM something").fetchone()[0] == 0
    copy = connect(folder / "backups" / f"before-schema-{SCHEMA + 1}-from-{SCHEMA}.db")
    assert copy.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert not tables(copy) & {"something"}
    copy.close()


def test_a_migration_that_fails_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Migrations("library")
    later._migrations = [*migrations.migrations._migrations]

    @later(name="9999 broken")
    def _second(database: Tables) -> None:
        database.execute("CREATE TABLE something (new TEXT) STRICT")
        database.execute("no such statement")

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "SCHEMA", SCHEMA + 1)
        patched.setattr(migrations, "migrations", later)
        with pytest.raises(DamagedLibraryError, match="nothing was changed"):
            open_store(folder, Access.WRITE)
    with open_store(folder, Access.WRITE) as store:
        assert store.writable
        assert not tables(store.database) & {"something"}
