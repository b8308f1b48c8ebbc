from __future__ import annotations

import hashlib
import hmac
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import app
from app.errors import DamagedLibraryError, LibraryError, NotFoundError
from app.store.blobs import CHUNK_BYTES, ORIGINALS, BlobStore, stored_files

ROOT = Path(app.__file__).parents[1]
KEY = bytes(range(32))
KEYS = pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
HEADER = 24  # 8 bytes of magic and a salt of 16, before the first sealed chunk
SEALED = CHUNK_BYTES + 16
# SHA-256 of "abc": FIPS 180-2, appendix B.1.
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def only_file(folder: Path) -> Path:
    (path,) = stored_files(folder)
    return path


@KEYS
@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]
)
def test_content_comes_back(tmp_path: Path, key: bytes | None, size: int) -> None:
    content = random.Random(size).randbytes(size)
    sha256 = BlobStore(tmp_path, key).put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    again = BlobStore(tmp_path, key)
    assert again.has(sha256)
    assert again.verify(sha256)
    assert again.get(sha256) == content


def test_file_lies_under_its_hash(tmp_path: Path) -> None:
    assert BlobStore(tmp_path).put(b"abc") == ABC
    assert (tmp_path / "originals" / "ba" / ABC).read_bytes() == b"abc"


def test_encrypted_library_shows_neither_content_nor_hash(tmp_path: Path) -> None:
    canary = b"canary " * 10
    sha256 = BlobStore(tmp_path, KEY).put(canary)
    path = only_file(tmp_path)
    assert b"canary" not in path.read_bytes()
    assert path.name == hmac.digest(KEY, bytes.fromhex(sha256), "sha256").hex()
    assert sha256 not in str(path)


def test_same_content_is_sealed_differently_in_two_libraries(tmp_path: Path) -> None:
    for name in "ab":
        BlobStore(tmp_path / name, KEY).put(b"content")
    first, second = (only_file(tmp_path / name).read_bytes() for name in "ab")
    assert first[HEADER:] != second[HEADER:]


@KEYS
def test_same_content_is_kept_once(tmp_path: Path, key: bytes | None) -> None:
    store = BlobStore(tmp_path, key)
    store.put(b"abc")
    before = only_file(tmp_path).stat()
    assert store.put(b"abc") == ABC
    after = only_file(tmp_path).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@KEYS
def test_damaged_copy_is_reported_and_replaced_by_a_new_import(
    tmp_path: Path, key: bytes | None
) -> None:
    store = BlobStore(tmp_path, key)
    store.put(b"abc")
    only_file(tmp_path).write_bytes(only_file(tmp_path).read_bytes()[:-1])
    assert store.has(ABC)
    assert not store.verify(ABC)
    with pytest.raises(DamagedLibraryError):
        store.get(ABC)
    store.put(b"abc")
    assert store.get(ABC) == b"abc"


@pytest.mark.parametrize("name", ["", "abc", "../../library.db", ABC.upper(), ABC + "\n", "/" * 64])
@KEYS
def test_name_that_is_no_hash_is_not_found(tmp_path: Path, key: bytes | None, name: str) -> None:
    store = BlobStore(tmp_path, key)
    assert not store.has(name)
    assert not store.verify(name)
    with pytest.raises(NotFoundError):
        store.get(name)


@KEYS
def test_missing_file_is_not_found(tmp_path: Path, key: bytes | None) -> None:
    with pytest.raises(NotFoundError):
        BlobStore(tmp_path, key).get(ABC)


@pytest.mark.parametrize("place", [0, 7, 8, HEADER, HEADER + SEALED - 1, HEADER + SEALED, -1])
def test_flipped_bit_in_a_sealed_file_is_noticed(tmp_path: Path, place: int) -> None:
    store = BlobStore(tmp_path, KEY)
    sha256 = store.put(bytes(CHUNK_BYTES + 10))
    content = bytearray(only_file(tmp_path).read_bytes())
    content[place] ^= 1
    only_file(tmp_path).write_bytes(content)
    assert not store.verify(sha256)


def chunks_of(path: Path) -> tuple[bytes, list[bytes]]:
    content = path.read_bytes()
    body = content[HEADER:]
    return content[:HEADER], [body[at : at + SEALED] for at in range(0, len(body), SEALED)]


@pytest.mark.parametrize(
    "order",
    [(0,), (0, 1), (1, 0, 2), (0, 2), (0, 1, 2, 2), (2,), ()],
    ids=["first", "cut", "swapped", "gap", "longer", "last", "none"],
)
def test_chunks_left_out_moved_or_doubled_are_noticed(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    store = BlobStore(tmp_path, KEY)
    sha256 = store.put(random.Random(1).randbytes(3 * CHUNK_BYTES))
    header, chunks = chunks_of(only_file(tmp_path))
    only_file(tmp_path).write_bytes(header + b"".join(chunks[index] for index in order))
    assert not store.verify(sha256)


def test_sealed_file_under_another_ones_name_is_noticed(tmp_path: Path) -> None:
    first, second = (BlobStore(tmp_path / name, KEY) for name in "ab")
    sha256 = first.put(b"the first content")
    second.put(b"the other content")
    only_file(tmp_path / "a").write_bytes(only_file(tmp_path / "b").read_bytes())
    with pytest.raises(DamagedLibraryError):
        first.get(sha256)


def test_other_key_finds_nothing(tmp_path: Path) -> None:
    BlobStore(tmp_path, KEY).put(b"abc")
    assert not BlobStore(tmp_path, bytes(32)).has(ABC)
    assert not BlobStore(tmp_path).has(ABC)


@KEYS
def test_files_that_no_row_names_are_listed_with_leftovers(
    tmp_path: Path, key: bytes | None
) -> None:
    store = BlobStore(tmp_path, key)
    assert store.unknown([]) == []
    known, orphan = store.put(b"known"), store.put(b"orphan")
    assert store.unknown([known, orphan, ABC]) == []
    orphan_path = next(path for path in stored_files(tmp_path) if not_named(store, known, path))
    leftover = orphan_path.parent / ".x.part"
    leftover.write_bytes(b"")
    root = tmp_path / ORIGINALS
    expected = sorted(path.relative_to(root).as_posix() for path in (orphan_path, leftover))
    assert store.unknown([known, "no hash"]) == expected
    assert leftover not in stored_files(tmp_path)


def not_named(store: BlobStore, known: str, path: Path) -> bool:
    return f"{path.parent.name}/{path.name}" in store.unknown([known])


def test_folder_that_cannot_be_written_is_a_known_error(tmp_path: Path) -> None:
    (tmp_path / ORIGINALS).write_bytes(b"a file where the folder should be")
    with pytest.raises(LibraryError):
        BlobStore(tmp_path).put(b"abc")


# Names a hash only after put() returned; sizes of 0–3 MiB, so that a kill lands inside a write.
WRITER = """
import random, sys
from pathlib import Path
from app.store.blobs import BlobStore
store = BlobStore(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
source = random.Random(int(sys.argv[3]))
while True:
    print(store.put(source.randbytes(source.randrange(3 << 20))), flush=True)
"""
KILLS = 8


def killed_writer(folder: Path, key: bytes | None, seed: int) -> list[str]:
    """The hashes that a writer acknowledged before it was killed at a random moment."""
    command = [sys.executable, "-c", WRITER, str(folder), (key or b"").hex(), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.15))
        writer.kill()
        lines = [first, *writer.stdout]
    return [line.strip() for line in lines if line.endswith("\n")]


def written_hashes(seed: int, count: int) -> list[str]:
    """The hashes of the first ``count`` contents that the writer makes from ``seed``."""
    source = random.Random(seed)
    contents = (source.randbytes(source.randrange(3 << 20)) for _ in range(count))
    return [hashlib.sha256(content).hexdigest() for content in contents]


@KEYS
def test_killed_writer_loses_nothing_it_acknowledged_and_leaves_nothing_torn(
    tmp_path: Path, key: bytes | None
) -> None:
    store = BlobStore(tmp_path, key)
    begun: list[str] = []
    for seed in range(KILLS):
        acknowledged = killed_writer(tmp_path, key, seed)
        candidates = written_hashes(seed, len(acknowledged) + 1)
        assert acknowledged == candidates[:-1]
        assert all(store.verify(sha256) for sha256 in acknowledged)
        assert store.verify(candidates[-1]) or not store.has(candidates[-1])
        begun += candidates
    leftovers = store.unknown(begun)
    assert all(name.endswith(".part") for name in leftovers)


def test_half_written_file_under_a_name_is_not_taken_for_good(tmp_path: Path) -> None:
    path = tmp_path / ORIGINALS / "ba" / ABC
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ab")
    assert BlobStore(tmp_path).has(ABC)
    assert not BlobStore(tmp_path).verify(ABC)


@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX")
def test_full_disk_leaves_no_trace(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from app.errors import LibraryError
from app.store.blobs import BlobStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    BlobStore(Path(sys.argv[1])).put(bytes(200_000))
except LibraryError as error:
    print(error.hint)
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "Free some space and try again.\n"
    assert BlobStore(tmp_path).unknown([]) == []
