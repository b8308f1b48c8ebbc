"""The drill: a library damaged in every way there is a name for. Each time one clear error says so,
what is damaged is left as it is, and the library comes back from what was kept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import (
    DamagedLibraryError,
    InputError,
    LibraryError,
    LockedLibraryError,
    NewerLibraryError,
    ReadOnlyError,
    SourcebookError,
)
from app.library import Access, Library, create_library, open_library, restore_library
from app.store.engine import connect
from app.store.schema import SCHEMA
from tests.support.durability.model import State
from tests.support.durability.room import room
from tests.support.durability.soak import TEXT, state_of
from tests.support.sourcebook import CHECKOUT, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of POSIX")
PASSPHRASE = "correct horse"


@dataclass(frozen=True)
class Drill:
    """A closed library, a backup of it, and what was in both."""

    folder: Path
    backup: Path
    state: State
    passphrase: str | None

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    def open(self) -> Library:
        return open_library(self.folder, Access.WRITE, passphrase=self.passphrase)

    def files(self) -> dict[str, bytes]:
        """All that lies in the folder but what every opening makes."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not path.name.endswith(("-shm", ".lock"))
        }

    def comes_back(self) -> None:
        """From the backup, elsewhere, whole."""
        target = restore_library(self.backup, self.folder.parent / "restored")
        with open_library(target, Access.WRITE, passphrase=self.passphrase) as library:
            assert library.check() == []
            assert state_of(library) == self.state


def _made(root: Path, passphrase: str | None) -> Drill:
    page = root / "page.md"
    page.write_text(f"# Title\n\n{TEXT}\n\n{'And more words. ' * 3000}\n", encoding="utf-8")
    folder = root / "library"
    with create_library(folder, passphrase=passphrase) as library:
        [line] = library.import_paths([str(page)])
        assert line.document is not None
        library.highlight_passage(line.document.id, 4, 20, note="why")
        for number in range(30):
            library.add_note(f"note {number} " * 80)
        state = state_of(library)
        backup, _ = library.back_up()
    shutil.copy(backup, root / "backup.zip")
    return Drill(folder, root / "backup.zip", state, passphrase)


@pytest.fixture(scope="module")
def patterns() -> Iterator[dict[bool, Drill]]:
    with room() as folder:
        made = {}
        for encrypted in (False, True):
            (folder / str(encrypted)).mkdir()
            made[encrypted] = _made(folder / str(encrypted), PASSPHRASE if encrypted else None)
        yield made


def _copied(pattern: Drill, memory: Path) -> Drill:
    shutil.copytree(pattern.folder, memory / "library")
    return Drill(memory / "library", pattern.backup, pattern.state, pattern.passphrase)


@pytest.fixture
def memory() -> Iterator[Path]:
    with room() as folder:
        yield folder


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def drill(request: pytest.FixtureRequest, patterns: dict[bool, Drill], memory: Path) -> Drill:
    return _copied(patterns[request.param], memory)


@pytest.fixture
def plain(patterns: dict[bool, Drill], memory: Path) -> Drill:
    return _copied(patterns[False], memory)


@pytest.fixture
def encrypted(patterns: dict[bool, Drill], memory: Path) -> Drill:
    return _copied(patterns[True], memory)


def clear(error: SourcebookError) -> bool:
    """One sentence that ends, a next step, and no words of a document."""
    told = f"{error.message} {error.hint}"
    return error.message.endswith(".") and bool(error.hint) and "note 1" not in told


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def _header(path: Path) -> None:
    overwrite(path, 0, b"\xa5" * 100)


def _cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def _zeroed(path: Path) -> None:
    overwrite(path, 0, bytes(path.stat().st_size))


def _emptied(path: Path) -> None:
    os.truncate(path, 0)


def _other_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"no library at all\n" * 500)


def _middle_pages(path: Path) -> None:
    size = path.stat().st_size // 4096
    for page in range(2, size - 1, 3):
        overwrite(path, page * 4096, b"\x5a" * 4096)


def _read_all(drill: Drill) -> None:
    """Open a library, have it checked, and read it all the same."""
    with drill.open() as library:
        assert [problem.code for problem in library.check()][:1] == ["database"]
        state_of(library)


def _last_pages(path: Path) -> None:
    """Nothing that is needed to open it."""
    size = path.stat().st_size // 4096
    for page in range(size * 3 // 4, size):
        overwrite(path, page * 4096, b"\x5a" * 4096)


@pytest.mark.parametrize(
    "damage", [_header, _cut_short, _zeroed, _emptied, _other_file, _middle_pages, _last_pages]
)
def test_a_damaged_database_is_told_left_as_it_is_and_restored(
    drill: Drill, damage: Callable[[Path], None]
) -> None:
    damage(drill.database)
    before = drill.files()
    with pytest.raises((DamagedLibraryError, LockedLibraryError)) as caught:
        _read_all(drill)
    assert clear(caught.value)
    after = drill.files()
    after.pop("library.db-wal", None)
    assert {name: after[name] for name in before if name != "index.db"} == {
        name: content for name, content in before.items() if name != "index.db"
    }
    drill.comes_back()


def test_a_missing_database_is_not_made_anew_beside_what_is_left(drill: Drill) -> None:
    drill.database.unlink()
    before = drill.files()
    for opening in (drill.open, lambda: create_library(drill.folder)):
        with pytest.raises(LibraryError) as caught:
            opening()
        assert clear(caught.value)
    assert drill.files() == before
    drill.comes_back()


def _crashed(drill: Drill, words: str) -> bytes:
    """Leave a write-ahead log in the folder as a crash does; its bytes."""
    with drill.open() as library:
        for number in range(20):
            library.add_note(f"{words} {number} " * 60)
        content = (drill.folder / "library.db").read_bytes()
        log = (drill.folder / "library.db-wal").read_bytes()
    (drill.folder / "library.db").write_bytes(content)
    (drill.folder / "library.db-wal").write_bytes(log)
    return log


def test_a_log_that_is_missing_leaves_the_library_as_it_was_before(drill: Drill) -> None:
    _crashed(drill, "late")
    (drill.folder / "library.db-wal").unlink()
    with drill.open() as library:
        assert library.check() == []
        assert state_of(library) == drill.state


def test_a_log_that_is_cut_short_gives_what_was_whole_in_it(drill: Drill) -> None:
    log = _crashed(drill, "late")
    (drill.folder / "library.db-wal").write_bytes(log[: len(log) * 2 // 3])
    with drill.open() as library:
        assert library.check() == []
        found = [note.text for note in library.notes() if note.text.startswith("late")]
        assert 0 < len(found) < 20
        assert [text.split()[1] for text in found] == [str(n) for n in range(len(found))]


def test_the_log_of_another_library_is_never_written_into_this_one(
    plain: Drill, memory: Path
) -> None:
    (memory / "other").mkdir()
    other = _made(memory / "other", None)
    log = _crashed(other, "other")
    (plain.folder / "library.db-wal").write_bytes(log)
    before = plain.database.read_bytes()
    with pytest.raises(DamagedLibraryError) as caught:
        plain.open().close()
    assert clear(caught.value)
    assert plain.database.read_bytes() == before
    assert (plain.folder / "library.db-wal").read_bytes() == log
    plain.comes_back()
    (plain.folder / "library.db-wal").unlink()
    with plain.open() as library:
        assert state_of(library) == plain.state


def test_a_log_older_than_the_database_is_never_written_into_it(plain: Drill) -> None:
    log = _crashed(plain, "late")
    plain.open().close()
    with plain.open() as library:
        for number in range(60):
            library.add_note(f"later still {number} " * 90)
        for note in library.notes()[:30]:
            library.delete_note(note.id)
    (plain.folder / "library.db-wal").write_bytes(log)
    before = plain.database.read_bytes()
    with pytest.raises(DamagedLibraryError):
        plain.open().close()
    assert plain.database.read_bytes() == before
    plain.comes_back()


def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(encrypted: Drill) -> None:
    key = encrypted.folder / "library.key.json"
    before = key.read_bytes()
    with pytest.raises(LockedLibraryError) as caught:
        open_library(encrypted.folder, Access.WRITE, passphrase="wrong")
    assert clear(caught.value)
    middle = len(before) // 2
    other = before[:middle] + bytes([before[middle] ^ 1]) + before[middle + 1 :]
    for damaged in (before[:-40], other, b"", b"\xff" * 300):
        key.write_bytes(damaged)
        with pytest.raises(DamagedLibraryError) as told:
            encrypted.open()
        assert clear(told.value)
        assert key.read_bytes() == damaged
    key.unlink()
    with pytest.raises(DamagedLibraryError) as told:
        encrypted.open()
    assert clear(told.value)
    assert not key.exists()
    encrypted.comes_back()


def test_a_damaged_backup_restores_nothing_and_an_older_one_does(
    drill: Drill, memory: Path
) -> None:
    damaged = memory / "damaged.zip"
    whole = drill.backup.read_bytes()
    for content in (
        whole[: len(whole) // 2], whole[:200] + bytes(600) + whole[800:], b"", whole[:-30],
    ):  # fmt: skip
        damaged.write_bytes(content)
        with pytest.raises(InputError) as caught:
            restore_library(damaged, memory / "restored")
        assert clear(caught.value)
        assert not (memory / "restored").exists()
        assert damaged.read_bytes() == content
    drill.comes_back()


RESTORE = """
import os, sys
from pathlib import Path
from app.library import restore_library
import app.store.backup as backup
sync, left = backup.sync_file, [int(sys.argv[3])]
def dying(descriptor):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
    sync(descriptor)
backup.sync_file = dying
restore_library(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_restore_that_was_cut_short_is_done_again(plain: Drill, memory: Path) -> None:
    target = memory / "restored"
    command = [sys.executable, "-c", RESTORE, str(plain.backup), str(target), "1"]
    run = subprocess.run(command, cwd=CHECKOUT, env=environment(), check=False)
    assert run.returncode == -signal.SIGKILL
    assert not target.exists()
    plain.comes_back()


@pytest.mark.parametrize("content", [None, b"", b"no index", b"SQLite format 3\x00" + b"x" * 8000])
def test_a_damaged_or_missing_index_is_made_anew(drill: Drill, content: bytes | None) -> None:
    with drill.open() as library:
        assert library.search("reads another").total == 1
    index = drill.folder / "index.db"
    index.unlink()
    if content is not None:
        index.write_bytes(content)
    with drill.open() as library:
        assert library.search("reads another").total == 1
        assert library.check() == []


def test_a_missing_or_altered_original_is_told_and_comes_back(drill: Drill) -> None:
    [original] = (drill.folder / "originals").glob("*/*")
    whole = original.read_bytes()
    for damage in (
        original.unlink,
        lambda: original.write_bytes(whole[:-1]),
        lambda: original.write_bytes(whole[:-1] + b"?"),
        lambda: original.write_bytes(b""),
    ):
        damage()
        left = original.read_bytes() if original.exists() else None
        with drill.open() as library:
            assert [problem.code for problem in library.check()] == ["original"]
            assert state_of(library) == drill.state  # all but the file is there
        assert (original.read_bytes() if original.exists() else None) == left
        original.write_bytes(whole)
    with drill.open() as library:
        assert library.check() == []
    drill.comes_back()


def test_a_file_imported_again_takes_the_place_of_a_damaged_one(drill: Drill) -> None:
    from app.store.store import open_store

    [original] = (drill.folder / "originals").glob("*/*")
    with open_store(drill.folder, Access.WRITE, passphrase=drill.passphrase) as store:
        row = store.database.execute("SELECT sha256 FROM original").fetchone()
        content = store.blobs.get(row["sha256"])
        original.write_bytes(b"damaged")
        assert store.blobs.put(content) == row["sha256"]
        assert store.blobs.get(row["sha256"]) == content


FULL = """
import resource, signal, sys
from pathlib import Path
from app.errors import SourcebookError
from app.library import Access, open_library
passphrase = sys.argv[2] or None
library = open_library(Path(sys.argv[1]), Access.WRITE, passphrase=passphrase)
before = len(library.notes())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = (Path(sys.argv[1]) / "library.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
kept, told = 0, None
for number in range(2000):
    try:
        library.add_note(f"note {number} " * 500)
        kept += 1
    except SourcebookError as error:
        told = error
        break
assert told is not None
assert len(library.notes()) == before + kept
print(kept, told.code, told.message)
"""


def test_a_full_disk_stops_a_change_and_costs_no_other(drill: Drill) -> None:
    command = [sys.executable, "-c", FULL, str(drill.folder), drill.passphrase or ""]
    run = subprocess.run(
        command, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    kept, code, _ = run.stdout.split(" ", 2)
    assert code in ("disk", "disk-full")
    with drill.open() as library:
        assert library.check() == []
        assert len(library.notes()) == len(drill.state.notes) + int(kept)


@contextmanager
def _powerless(folder: Path) -> Iterator[None]:
    """Nobody may write in the folder, and who is all-powerful is not so meanwhile."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    root = os.geteuid() == 0
    if root:
        for path in (folder.parent, *paths):
            os.chown(path, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path in paths:
            path.chmod(0o700 if path.is_dir() else 0o600)


_NOBODY = 65534


def test_a_folder_nobody_may_write_to_is_read(drill: Drill) -> None:
    before = drill.files()
    with drill.open() as library:  # what is imported late is imported now
        state_of(library)
    with _powerless(drill.folder):
        with open_library(drill.folder, Access.EITHER, passphrase=drill.passphrase) as library:
            assert state_of(library) == drill.state
            with pytest.raises(ReadOnlyError) as caught:
                library.add_note("one more")
            assert clear(caught.value)
        with pytest.raises(ReadOnlyError):
            drill.open()
    assert drill.files() == before


def test_a_library_of_a_newer_program_is_only_read(plain: Drill) -> None:
    database = connect(plain.database)
    database.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    database.close()
    with plain.open() as library:
        assert state_of(library) == plain.state
        with pytest.raises(NewerLibraryError) as caught:
            library.add_note("one more")
        assert clear(caught.value)
        assert state_of(library) == plain.state


HOLD = """
import sys
from pathlib import Path
from app.store.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
assert lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_dead_program_is_free(plain: Drill) -> None:
    command = [sys.executable, "-c", HOLD, str(plain.folder)]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        with pytest.raises(LibraryError) as caught:
            plain.open()
        assert clear(caught.value)
        program.kill()
    with plain.open() as library:
        assert state_of(library) == plain.state
