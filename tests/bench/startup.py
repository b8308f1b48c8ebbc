"""What run.py adds to a later start: `.venv/bin/python tests/bench/startup.py [RUNS]`.

Each command runs in turn, so that a busy machine slows all alike; the table tells the median and
the fastest in milliseconds. The peer is the same program started without run.py.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PYTHON = TOP / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUDGET = 100


def main(runs: int) -> int:
    """Measure and print; 1 when the checkout was not set up yet."""
    if not PYTHON.exists():
        print("Set it up first: python3 run.py --version", file=sys.stderr)
        return 1
    base = Path(os.path.realpath(PYTHON))  # the interpreter itself, no version switcher before it
    commands = {
        "python -c pass (floor)": [PYTHON, "-c", "pass"],
        "python -m ui.main --version (peer)": [PYTHON, "-P", "-m", "ui.main", "--version"],
        "python run.py --version": [base, TOP / "run.py", "--version"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):  # the first round only warms up
        for name, command in commands.items():
            times[name].append(milliseconds(list(map(str, command))))
    print(f"{'command':<36}{'median ms':>10}{'best ms':>10}   ({runs} runs)")
    medians = []
    for name, measured in times.items():
        medians.append(statistics.median(measured[1:]))
        print(f"{name:<36}{medians[-1]:>10.1f}{min(measured[1:]):>10.1f}")
    print(f"{'run.py adds':<36}{medians[2] - medians[1]:>10.1f}   (budget {BUDGET} ms)")
    return 0


def milliseconds(command: list[str]) -> float:
    """How long the command takes from start to end."""
    before = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
