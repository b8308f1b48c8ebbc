"""What run.py adds to a later start.

    .venv/bin/python tests/bench/startup.py [--runs 20]

The peer is the same program started without run.py. Each command runs in turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.table import Table
from tests.bench.timing import ROOT, in_turn, run

PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
FLOOR, PEER, OURS = "python -c pass", "python -m ui.main --version", "python run.py --version"


def main() -> int:
    """Measure and print; 1 when the checkout was not set up yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    if not PYTHON.exists():
        print("Set it up first: python3 run.py --version", file=sys.stderr)
        return 1
    base = Path(os.path.realpath(PYTHON))  # the interpreter itself, no version switcher before it
    commands: dict[str, list[str | Path]] = {
        FLOOR: [PYTHON, "-c", "pass"],
        PEER: [PYTHON, "-P", "-m", "ui.main", "--version"],
        OURS: [base, ROOT / "run.py", "--version"],
    }
    measures = {
        name: lambda command=command: run(command).milliseconds
        for name, command in commands.items()
    }
    print_table(in_turn(measures, given.runs, warm=True))
    return 0


def print_table(taken: dict[str, list[float]]) -> None:
    """The three commands, and the difference that the budget is for."""
    peer = (PEER, statistics.median(taken[PEER]))
    table = Table("A later start")
    table.add(FLOOR, taken[FLOOR], "ms")
    table.add(OURS, taken[OURS], "ms", peer=peer)
    table.add("run.py adds", statistics.median(taken[OURS]) - peer[1], "ms", budget="≤ 100 ms")
    table.print()


if __name__ == "__main__":
    sys.exit(main())
