"""How soon a library answers: the command line, the first list of a window, and its later ones.

    python tests/bench/opening.py [--references 1000] [--runs 11]

The peers are Python doing nothing, and Python importing only the two packages that the program is
built on. Programs run as children, in turn; the lists are asked of one open library.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.material import references
from tests.bench.table import Table
from tests.bench.timing import Ran, in_turn, milliseconds, own_megabytes, run

PYTHON = [sys.executable, "-P"]
PROGRAM = [*PYTHON, "-m", "ui.main"]
FLOOR = "python -c pass"
PEER = "import click, sqlite_utils"
FIRST_LIST = """
import sys
from pathlib import Path
from app.library import Access, open_library
library = open_library(Path(sys.argv[1]), Access.READ)
library.rows(library.order()[:50])
library.overview()
"""
"""What a window asks of the core before it paints."""


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
            "what a window asks first": [*PYTHON, "-c", FIRST_LIST, library[1]],
        }
        ran: dict[str, list[Ran]] = {name: [] for name in commands}
        for _ in range(given.runs + 1):
            for name, command in commands.items():
                ran[name].append(run(command))
        lists = timed_lists(Path(library[1]), given.runs)
    print_lists(lists, given.references)
    print_tables({name: found[1:] for name, found in ran.items()})  # the first only warms up


def timed_lists(folder: Path, runs: int) -> dict[str, list[float]]:
    """Milliseconds that an open library takes for what a window asks again and again."""
    from app.library import Access, open_library
    from app.library.overview import EVERYTHING, Sort

    with open_library(folder, Access.READ) as library:
        ids = library.order()
        asked: dict[str, Callable[[], object]] = {
            f"order by {sort}": lambda sort=sort: library.order(EVERYTHING, sort) for sort in Sort
        } | {
            "rows of 100": lambda: library.rows(ids[:100]),
            "overview": library.overview,
            "filter by two words": lambda: library.filtered("sa key"),
        }
        measures = {name: lambda act=act: milliseconds(act) for name, act in asked.items()}
        return in_turn(measures, runs, warm=True)


def print_lists(found: dict[str, list[float]], count: int) -> None:
    """The lists of an open library; the budgets are for 10,000 documents."""
    budgets = {"rows of 100": 10, "overview": 30, "filter by two words": 30, "order by added": 15}
    table = Table(f"Lists of a window, {count:,} documents")
    for name, taken in found.items():
        table.add(name, taken, "ms", budget=f"≤ {budgets.get(name, 60)} ms")
    table.print()


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
