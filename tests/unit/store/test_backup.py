from __future__ import annotations

import hashlib
import os
import random
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

import app
from app.errors import DamagedLibraryError, LibraryError
from app.store.backup import back_up, keep_copy, restore
from app.store.blobs import BlobStore
from app.store.engine import Database, connect
from app.store.keyfile import LibraryKey, create_keyfile, unlock

ROOT = Path(app.__file__).parents[1]
PASSPHRASE = "correct horse"
CANARY = "canary-9f3b"


class Shelf:
    """A small library made of the store's parts: 200 rows, three originals."""

    def __init__(self, folder: Path, key: LibraryKey | None) -> None:
        self.folder = folder
        self.key = key.database if key else None
        self.database = connect(folder / "library.db", key=self.key)
        self.database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        with self.database.atomic():
            for number in range(200):
                add_row(self.database, number, f"{CANARY} {number} " * 20)
        self.blobs = BlobStore(folder, key.files if key else None)
        self.originals = [self.blobs.put(CANARY.encode() * size) for size in (1, 1_000, 200_000)]

    def back_up(self, name: str = "one") -> tuple[Path, str]:
        return back_up(self.database, self.folder, name, self.key)


def add_row(database: Database, number: int, text: str) -> None:
    database.execute("INSERT INTO note VALUES (?, ?)", [number, text])


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    folder = tmp_path / "library"
    folder.mkdir()
    return Shelf(folder, create_keyfile(folder, PASSPHRASE) if request.param else None)


@pytest.fixture
def plain(tmp_path: Path) -> Shelf:
    folder = tmp_path / "library"
    folder.mkdir()
    return Shelf(folder, None)


def notes(database: Database) -> int:
    return int(database.execute("SELECT count(*) FROM note").fetchone()[0])


def dump(database: Database) -> list[tuple[object, ...]]:
    queries = ("SELECT name, sql FROM sqlite_schema ORDER BY name", "SELECT * FROM note")
    return [tuple(row) for query in queries for row in database.execute(query).fetchall()]


def test_restored_library_equals_the_one_backed_up(shelf: Shelf, tmp_path: Path) -> None:
    path, _ = shelf.back_up()
    before = dump(shelf.database)
    shelf.database.execute("DELETE FROM note")  # what happens later isn't in it
    target = restore(path, tmp_path / "new" / "place")
    key = unlock(target, PASSPHRASE)
    restored = connect(target / "library.db", key=key.database if key else None)
    assert dump(restored) == before
    assert notes(restored) == 200
    blobs = BlobStore(target, key.files if key else None)
    assert [blobs.get(sha256) for sha256 in shelf.originals] == [
        shelf.blobs.get(sha256) for sha256 in shelf.originals
    ]
    assert blobs.unknown(shelf.originals) == []
    assert list((tmp_path / "new").iterdir()) == [target]


def test_returned_hash_is_the_files(shelf: Shelf) -> None:
    path, sha256 = shelf.back_up()
    assert path == shelf.folder / "backups" / "one.zip"
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert list(path.parent.iterdir()) == [path]


def test_backup_of_an_encrypted_library_shows_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, create_keyfile(tmp_path, PASSPHRASE))
    path, _ = shelf.back_up()
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert "library.key.json" in members
    for name, content in members.items():
        assert CANARY.encode() not in content
        assert all(sha256 not in name for sha256 in shelf.originals)


def test_index_lock_leftovers_and_older_backups_stay_out(plain: Shelf) -> None:
    for name in ("index.db", "library.lock", "originals/notes.txt", "originals/ab/.x.part"):
        (plain.folder / name).parent.mkdir(exist_ok=True)
        (plain.folder / name).write_bytes(b"")
    plain.back_up()
    path, _ = plain.back_up("two")
    originals = sorted(f"originals/{sha256[:2]}/{sha256}" for sha256 in plain.originals)
    with ZipFile(path) as archive:
        assert archive.namelist() == ["library.db", *originals, "manifest.json"]


def test_unchanged_library_gives_the_same_file(plain: Shelf) -> None:
    assert plain.back_up("one")[1] == plain.back_up("two")[1]


def test_older_backup_is_never_overwritten(plain: Shelf) -> None:
    names = [plain.back_up()[0].name for _ in range(3)]
    assert names == ["one.zip", "one-2.zip", "one-3.zip"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_backup_and_restored_library_are_for_their_owner_only(shelf: Shelf, tmp_path: Path) -> None:
    path, _ = shelf.back_up()
    restored = restore(path, tmp_path / "new")
    for found in (path, path.parent, restored, *restored.rglob("*")):
        wanted = 0o700 if found.is_dir() else 0o600
        assert stat.S_IMODE(found.stat().st_mode) == wanted, found


def test_backup_during_writing_holds_whole_transactions(plain: Shelf, tmp_path: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        other = connect(plain.folder / "library.db")
        number = 1_000
        while not done.is_set():
            with other.atomic():  # two rows or none
                for each in (number, number + 1):
                    add_row(other, each, "x" * 2_000)
            begun.set()
            number += 2
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(60)
        paths = [plain.back_up(f"during-{number}")[0] for number in range(5)]
    finally:
        done.set()
        writer.join()
    for number, path in enumerate(paths):
        restored = connect(restore(path, tmp_path / f"restored-{number}") / "library.db")
        assert notes(restored) > 200
        assert notes(restored) % 2 == 0
        restored.close()


def test_database_of_emptied_pages_can_be_backed_up_and_restored(
    plain: Shelf, tmp_path: Path
) -> None:
    """It would shrink a thousandfold, which restoring refuses as a bomb."""
    plain.database.execute("CREATE TABLE emptied AS SELECT zeroblob(20 << 20) AS content")
    path, _ = plain.back_up()
    assert restore(path, tmp_path / "new").is_dir()


def test_damaged_database_is_not_backed_up(plain: Shelf) -> None:
    plain.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.database.close()
    with (plain.folder / "library.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    damaged = connect(plain.folder / "library.db")
    with pytest.raises(DamagedLibraryError):
        back_up(damaged, plain.folder, "one")
    assert not list((plain.folder / "backups").iterdir())


def test_damaged_original_is_saved_as_it_is(plain: Shelf, tmp_path: Path) -> None:
    sha256 = plain.originals[0]
    stored = f"originals/{sha256[:2]}/{sha256}"
    (plain.folder / stored).write_bytes(b"damaged")
    path, _ = plain.back_up()
    assert (restore(path, tmp_path / "new") / stored).read_bytes() == b"damaged"


def test_backup_within_a_transaction_is_a_bug_not_a_wait_for_ever(plain: Shelf) -> None:
    plain.database.execute("BEGIN IMMEDIATE")
    plain.database.execute("DELETE FROM note")
    with pytest.raises(RuntimeError):
        plain.back_up()
    plain.database.execute("ROLLBACK")
    assert not list((plain.folder / "backups").iterdir())


@pytest.mark.parametrize("name", ["", "../one", "a/b", "a\\b", ".hidden", "C:one", "x" * 81])
def test_name_that_leads_elsewhere_is_refused(plain: Shelf, name: str) -> None:
    with pytest.raises(ValueError, match="file name"):
        plain.back_up(name)


def test_restore_refuses_a_folder_that_holds_something(plain: Shelf, tmp_path: Path) -> None:
    path, _ = plain.back_up()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "essay.txt").write_text("mine")
    for target in (taken, taken / "essay.txt", plain.folder):
        with pytest.raises(LibraryError, match="isn't empty"):
            restore(path, target)
    assert (taken / "essay.txt").read_text() == "mine"
    assert [path.name for path in taken.iterdir()] == ["essay.txt"]


def test_restore_fills_an_empty_folder(plain: Shelf, tmp_path: Path) -> None:
    path, _ = plain.back_up()
    (tmp_path / "empty").mkdir()
    restore(path, tmp_path / "empty")
    assert (tmp_path / "empty" / "library.db").is_file()


def test_kept_copy_is_the_database_alone(shelf: Shelf) -> None:
    path = shelf.folder / "backups" / "before-2.db"
    keep_copy(shelf.database, path, shelf.key)
    keep_copy(shelf.database, path, shelf.key)  # a second time replaces it
    assert list(path.parent.iterdir()) == [path]
    assert (CANARY.encode() in path.read_bytes()) == (shelf.key is None)
    assert dump(connect(path, key=shelf.key, writable=False)) == dump(shelf.database)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from app.errors import LibraryError
from app.store.backup import back_up, keep_copy
from app.store.engine import connect
folder, size = Path(sys.argv[1]), int(sys.argv[2])
database = connect(folder / "library.db")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
for act in (
    lambda: back_up(database, folder, "one"),
    lambda: keep_copy(database, folder / "backups" / "one.db", None),
):
    try:
        act()
    except LibraryError as error:
        print(error.code, error.hint)
"""


@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX")
@pytest.mark.parametrize("size", [0, 10_000, 60_000])
def test_full_disk_leaves_no_half_backup(plain: Shelf, size: int) -> None:
    plain.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    command = [sys.executable, "-c", FULL_DISK, str(plain.folder), str(size)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "library Free some space and try again.\n" * 2
    assert not list((plain.folder / "backups").iterdir())


BACK_UP_FOR_EVER = """
import sys
from pathlib import Path
from app.store.backup import back_up, restore
from app.store.engine import connect
folder = Path(sys.argv[1])
database = connect(folder / "library.db")
print("ready", flush=True)
number = 0
while True:
    path, _ = back_up(database, folder, "backup")
    restore(path, folder / f"restored-{sys.argv[2]}-{number}")
    number += 1
"""


def test_killed_backup_or_restore_leaves_whole_ones_only(plain: Shelf, tmp_path: Path) -> None:
    for seed in range(6):
        command = [sys.executable, "-c", BACK_UP_FOR_EVER, str(plain.folder), str(seed)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(random.Random(seed).uniform(0, 0.1))
            process.kill()
    for number, path in enumerate((plain.folder / "backups").glob("*.zip")):
        restore(path, tmp_path / f"again-{number}")
    expected = dump(plain.database)
    for folder in plain.folder.glob("restored-*"):
        assert BlobStore(folder).unknown(plain.originals) == []
        assert all(BlobStore(folder).verify(sha256) for sha256 in plain.originals)
        assert dump(connect(folder / "library.db")) == expected
