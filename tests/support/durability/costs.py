"""What durability and encryption cost, measured beside the same without."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from app.library import Access, Library, create_library, open_library
from tests.bench.table import Table
from tests.support.durability.medium import FolderSynced, Medium, Synced
from tests.support.durability.recording import recorded_library
from tests.support.durability.room import room

PASSPHRASE = "a good passphrase"


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def worked(act: Callable[[], object]) -> float:
    """Seconds of the processor that an act takes in this program: the same however busy it is."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def fsyncs(folder: Path, count: int = 40) -> list[float]:
    """Milliseconds that this disk takes to sync a page appended to a file."""
    with (folder / "synced").open("wb") as file:

        def sync() -> None:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())

        return [timed(sync) * 1_000 for _ in range(count)]


def articles(folder: Path, count: int) -> list[str]:
    """Files to import, each with words of its own."""
    chance = random.Random(1)
    words = [f"{chance.randrange(16**5):05x}" for _ in range(3_000)]
    folder.mkdir()
    for number in range(count):
        body = "\n\n".join(" ".join(chance.choices(words, k=60)) + "." for _ in range(12))
        (folder / f"{number}.md").write_text(f"# Article {number}\n\n{body}\n", encoding="utf-8")
    return [str(folder / f"{number}.md") for number in range(count)]


def cost(root: Path, files: int, runs: int) -> None:
    """Print the table for a plain and an encrypted library of so many imported files."""
    given = articles(root / "files", files)
    synced = fsyncs(root)
    made: dict[str, Path] = {}
    imported: dict[str, float] = {}
    for name, passphrase in (("plain", None), ("encrypted", PASSPHRASE)):
        made[name] = root / name
        with create_library(made[name], passphrase=passphrase) as library:
            list(library.import_paths(given[:1]))  # modules are loaded then
            imported[name] = timed(lambda library=library: list(library.import_paths(given[1:])))
    table = Table(f"What encryption and durability cost, {files} documents")
    opened = {name: [timed(lambda n=name: _open(made[n], n).close()) for _ in range(runs)]
              for name in made}  # fmt: skip
    table.add("open, encrypted", opened["encrypted"], "s", budget="≤ 0.6 s",
              peer=("plain", statistics.median(opened["plain"])))  # fmt: skip
    own = [worked(lambda: _open(made["encrypted"], "encrypted").close()) for _ in range(runs)]
    table.add("of it, processor", own, "s")
    found = {name: _searches(made[name], name, runs * 20) for name in made}
    table.add("search, encrypted", found["encrypted"], "ms", budget="plain + 5 ms p95",
              peer=("plain", statistics.median(found["plain"])))  # fmt: skip
    table.add("import, encrypted", imported["encrypted"], "s", budget="≤ 1.6 × plain",
              peer=("plain", imported["plain"]))  # fmt: skip
    fsync = statistics.median(synced)
    with _open(made["plain"], "plain") as library:
        acts = _acts(library, runs * 5)
    for name, taken in acts.items():
        table.add(f"{name}, durable", taken, "ms", budget="≤ 5 fsyncs", peer=("one fsync", fsync))
    for name, many in syncs().items():
        table.add(f"{name}, syncs", many, "", budget="≤ 5")
    table.print()


def syncs() -> dict[str, int]:
    """How often each kind of change waits for the disk, by the recording of what it does to it."""
    with room() as folder:
        create_library(folder / "library").close()
        medium = Medium(folder / "library")
        with recorded_library(medium) as library:
            id_ = library.add_reference({"type": "book", "title": "A book"}).value.id
            counted = {}
            for name, act in (
                ("highlight", lambda: library.highlight_quotation(id_, "words")),
                ("note", lambda: library.add_note("note", on=id_)),
            ):
                before = len(medium.events)
                act()
                counted[name] = sum(
                    isinstance(event, Synced | FolderSynced) for event in medium.events[before:]
                )
    return counted


def _open(folder: Path, name: str) -> Library:
    return open_library(
        folder, Access.WRITE, passphrase=PASSPHRASE if name == "encrypted" else None
    )


def _searches(folder: Path, name: str, count: int) -> list[float]:
    chance = random.Random(1)
    words = [f"{chance.randrange(16**5):05x}" for _ in range(3_000)]
    with _open(folder, name) as library:
        library.search(words[0])
        return [timed(lambda: library.search(chance.choice(words))) * 1_000 for _ in range(count)]


def _acts(library: Library, count: int) -> dict[str, list[float]]:
    document = library.documents()[0].id
    return {
        "highlight": [
            timed(lambda n=n: library.highlight_passage(document, n, n + 12)) * 1_000
            for n in range(count)
        ],
        "note": [
            timed(lambda n=n: library.add_note(f"note {n}", on=document)) * 1_000
            for n in range(count)
        ],
    }


def backup(root: Path, gigabytes: float) -> None:
    """Print how long the backup of a library of that size takes; it is deleted afterwards."""
    with create_library(root / "large") as library:
        size = int(gigabytes * (1 << 30))
        store = library._store
        for part in range(size // (8 << 20)):
            content = os.urandom(8 << 20) if part % 2 else os.urandom(1 << 20) * 8
            sha256 = store.blobs.put(content)
            with store.database.atomic():
                store.database.execute(
                    "INSERT INTO original (sha256, size, media_type) VALUES (?, ?, ?)",
                    [sha256, len(content), "application/pdf"],
                )
        begun, own = time.perf_counter(), time.process_time()
        file, _ = library.back_up()
        taken, own = time.perf_counter() - begun, time.process_time() - own
        copied = timed(library.keep_copy)
        table = Table(f"Backup of {gigabytes} GB")
        table.add("backup", taken, "s", budget="≤ 10 s per GB",
                  peer=("reading it once", timed(lambda: _read(file))))  # fmt: skip
        table.add("of it, processor", own, "s")
        table.add("copy kept while one works", copied, "s")
        table.print()


def _read(file: Path) -> None:
    with file.open("rb") as source:
        while source.read(1 << 20):
            pass
