"""How soon the command line answers, and with how much memory.

    python tests/bench/opening.py [--references 1000] [--runs 11]

The peers are Python doing nothing, and Python importing only the two packages that no command does
without. Everything runs as a child program, commands in turn.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.material import references
from tests.bench.table import Table
from tests.bench.timing import Ran, own_megabytes, run

PYTHON = [sys.executable, "-P"]
PROGRAM = [*PYTHON, "-m", "ui.main"]
FLOOR = "python -c pass"
PEER = "import click, sqlite_utils"


def filled_library(folder: Path, count: int) -> list[str]:
    """Make a library of that many references; the options that name it."""
    file = folder / "references.json"
    items = [{"id": key, **reference} for key, reference in references(count)]
    file.write_text(json.dumps(items), "utf-8")
    chosen = ["--library", str(folder / "library")]
    run([*PROGRAM, "new", folder / "library"])
    run([*PROGRAM, *chosen, "import", file])
    return chosen


def main() -> None:
    """Print two tables: time and memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--references", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=11)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = filled_library(Path(folder), given.references)
        listed = f"list, {given.references:,} references"
        commands = {
            FLOOR: [*PYTHON, "-c", "pass"],
            PEER: [*PYTHON, "-c", PEER],
            "--version": [*PROGRAM, "--version"],
            listed: [*PROGRAM, *library, "list"],
            f"{listed}, --json": [*PROGRAM, *library, "list", "--json"],
        }
        ran: dict[str, list[Ran]] = {name: [] for name in commands}
        for _ in range(given.runs + 1):
            for name, command in commands.items():
                ran[name].append(run(command))
    print_tables({name: found[1:] for name, found in ran.items()})  # the first only warms up


def print_tables(ran: dict[str, list[Ran]]) -> None:
    """Time and memory of each command; no budget is set for the command line yet."""
    least = f"never less than the bench's own {own_megabytes():.0f} MB"
    for title, unit, part in (
        ("Command line, start to end", "ms", "milliseconds"),
        (f"Command line, memory at its peak, {least}", "MB", "megabytes"),
    ):
        figures = {name: [getattr(one, part) for one in found] for name, found in ran.items()}
        peer = sorted(figures[PEER])[len(figures[PEER]) // 2]
        table = Table(title)
        for name, found in figures.items():
            table.add(name, found, unit, peer=None if name in (FLOOR, PEER) else (PEER, peer))
        table.print()


if __name__ == "__main__":
    main()
