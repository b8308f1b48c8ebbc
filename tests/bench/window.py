"""How soon the window stands over a large library, and how soon it does what one asks.

    python tests/bench/window.py [--documents 10000] [--runs 5]

The floor is an empty QApplication. The window is painted offscreen, in a process of its own, from
the interpreter's start to the end of the first paint; the first run warms the disk and is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.opening import filled_library
from tests.bench.table import Table

TOP = Path(__file__).resolve().parents[2]
FLOOR = """
from PySide6.QtWidgets import QApplication, QWidget
qt = QApplication([]); window = QWidget(); window.resize(1440, 900); window.show(); window.grab()
"""
PAINTED = """
import json, resource, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
qt = QApplication([])
qt.setStyle("Fusion")
from app.settings import Settings
from ui.application import Application
application = Application(qt, Settings(None))
application.open(Path(sys.argv[1]))
window = application.window
window.resize(1440, 900)
qt.processEvents()
window.grab()
painted = time.time() - float(sys.argv[2])
begun = time.perf_counter()
window.list._field.setText("smith")
window.list.grab()
print(json.dumps({
    "painted": painted,
    "filtered": time.perf_counter() - begun,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
import os
os._exit(0)
"""


def timed(code: str, *arguments: str) -> tuple[float, dict[str, float]]:
    """Seconds that a fresh process took, and what it printed as JSON."""
    import time

    begun = time.time()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TOP)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments, str(begun)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    taken = time.time() - begun
    return taken, json.loads(done.stdout or "{}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        filled_library(Path(folder), given.documents)
        library = str(Path(folder) / "library")
        floor = [timed(FLOOR)[0] for _ in range(given.runs + 1)][1:]
        runs = [timed(PAINTED, library)[1] for _ in range(given.runs + 1)][1:]
    table = Table(f"The window over {given.documents:,} documents")
    empty = ("an empty QApplication", median(floor) * 1000)
    for name, label, factor, unit, budget, peer in (
        ("painted", "window painted", 1000, "ms", "≤ 350 ms", empty),
        ("megabytes", "memory at its highest", 1, "MB", "≤ 120 MB", None),
        ("filtered", "list filtered and painted", 1000, "ms", "≤ 30 ms", None),
    ):
        samples = [run[name] * factor for run in runs]
        table.add(label, samples, unit, budget=budget, peer=peer)
    table.print()


if __name__ == "__main__":
    main()
