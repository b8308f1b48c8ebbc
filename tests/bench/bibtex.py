"""How fast references are written as .bib, read back, and stored.

    python tests/bench/bibtex.py [--entries 10000] [--rounds 3]

The peer for reading and writing is bibtexparser by itself, with its own default steps (it cuts a
file into fields; making references of them is ours); pybtex and ``biber --tool``, which read and
write in one go, are measured once. For storing, the peer is a row in the same SQLite with a commit
for each. "Stored" is read and durable, every line told; "and indexed" is when import returns. The
library is made before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.middlewares import default_unparse_stack

from app.cite.bibtex import BibItem, Dialect, write_bibliography
from app.exchange.references import read_references
from app.library import create_library
from app.store.engine import connect
from tests.bench.material import references
from tests.bench.table import Table
from tests.bench.timing import in_turn, seconds

PARSED = "bibtexparser.parse_string"
WRITTEN = "bibtexparser.write_string"
AUTO = "auto-export of one change"
COMMITTED = "a row and a commit each, same SQLite"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    items = [BibItem(key, reference) for key, reference in references(given.entries)]
    with tempfile.TemporaryDirectory() as folder:
        measure(items, Path(folder), given.rounds)


def measure(items: list[BibItem], folder: Path, rounds: int) -> None:
    """Write the references to a file below ``folder`` and measure all that is done with it."""
    file = folder / "references.bib"
    text = write_bibliography(items, Dialect.BIBLATEX)
    file.write_text(text, "utf-8")
    taken = in_turn(
        {
            "written as biblatex": taking(lambda: write_bibliography(items, Dialect.BIBLATEX)),
            "written as BibTeX": taking(lambda: write_bibliography(items, Dialect.BIBTEX)),
            WRITTEN: written_by_peer(text),
            "read": taking(lambda: read_references(file)),
            PARSED: taking(lambda: parse_string(text)),
            "stored, plain": lambda: stored(file, len(items), None),
            "stored, encrypted": lambda: stored(file, len(items), "correct horse"),
            "and indexed": lambda: stored(file, len(items), None, indexed=True),
            COMMITTED: lambda: committed(items),
        },
        rounds,
    )
    taken |= in_turn({AUTO: lambda: auto_exported(file)}, rounds)
    others = in_turn({"pybtex.parse_string": pybtex_read(text), **biber(file)}, 1)
    title = f"{len(items):,} references, {len(text.encode()) / 1e6:.1f} MB of .bib"
    print_table(taken, others, title)


def print_table(taken: dict[str, list[float]], others: dict[str, list[float]], title: str) -> None:
    """The figures beside their peers; the budgets are those for 10,000 entries."""
    table = Table(title)
    for name, budget, peer in (
        ("written as biblatex", "≤ 0.5 s", WRITTEN),
        ("written as BibTeX", "≤ 0.5 s", WRITTEN),
        ("read", "≤ 1.25 × peer", PARSED),
        ("stored, plain", "≤ 4 s", COMMITTED),
        ("stored, encrypted", "≤ 4 s", COMMITTED),
        ("and indexed", "", COMMITTED),
        (AUTO, "≤ 0.2 s", WRITTEN),
    ):
        beside = (peer, statistics.median(taken[peer]))
        table.add(name, taken[name], "s", budget=budget, peer=beside)
    for peer, (figure,) in others.items():
        table.add("read", taken["read"], "s", peer=(peer, figure))
    table.print()


def pybtex_read(text: str) -> Callable[[], float]:
    """A measure of reading by pybtex."""
    from pybtex.database import parse_string as read  # type: ignore[import-untyped]

    return taking(lambda: read(text, "bibtex"))


def biber(file: Path) -> dict[str, Callable[[], float]]:
    """A measure of Biber in its tool mode, where it is installed."""
    program = shutil.which("biber")
    if program is None:
        return {}
    folder = file.parent
    command = [program, "--tool", "--quiet", f"--output-file={folder / 'out.bib'}", str(file)]
    environment = {**os.environ, "HOME": str(folder), "PAR_GLOBAL_TEMP": str(folder)}

    def run() -> None:
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)

    return {"biber --tool": taking(run)}


def taking(act: Callable[[], object]) -> Callable[[], float]:
    """A measure of how many seconds ``act`` takes."""
    return lambda: seconds(act)


def written_by_peer(text: str) -> Callable[[], float]:
    """A measure of writing by the peer, from a fresh copy each time: writing changes its model."""

    def measure() -> float:
        library, steps = parse_string(text), default_unparse_stack(allow_inplace_modification=True)
        return seconds(lambda: write_string(library, unparse_stack=steps))

    return measure


def stored(file: Path, count: int, passphrase: str | None, *, indexed: bool = False) -> float:
    """Seconds to import ``file`` into a fresh library, until the last line or until it returns."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_library(Path(folder) / "library", passphrase=passphrase) as library,
    ):
        begin = time.perf_counter()
        lines = library.import_paths([str(file)])
        added = sum(line.status == "added" for line in islice(lines, count))
        taken = time.perf_counter() - begin
        if added != count:
            raise RuntimeError("not every reference was added; the time would mean nothing")
        for _ in lines:
            raise RuntimeError("more came than was in the file")
        return time.perf_counter() - begin if indexed else taken


def auto_exported(file: Path) -> float:
    """Seconds to bring a kept file up to date after one change of one reference."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_library(Path(folder) / "library") as library,
    ):
        for _ in library.import_paths([str(file)]):
            pass
        library.add_auto_export(Path(folder) / "kept.bib")
        library.run_auto_exports()
        library.set_fields(library.documents()[0].id, {"title": "Another title"})
        return seconds(library.run_auto_exports)


def committed(items: list[BibItem]) -> float:
    """Seconds to store the bare references as JSON, durably one by one."""
    rows = [(item.key, json.dumps(item.reference, ensure_ascii=False)) for item in items]
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(Path(folder) / "peer.db").conn
        connection.execute("CREATE TABLE peer (key TEXT PRIMARY KEY, reference TEXT)")

        def act() -> None:
            for row in rows:
                connection.execute("INSERT INTO peer VALUES (?, ?)", row)

        taken = seconds(act)
        connection.close()
    return taken


if __name__ == "__main__":
    main()
