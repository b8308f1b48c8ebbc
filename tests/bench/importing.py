"""How quiet the window stays while many files come in, and how much memory that takes.

    python tests/bench/importing.py [--files 500] [--runs 1]

Saved pages are made and added to a new library in the window, offscreen, in a process of its own. A
timer of 5 ms runs on the GUI thread meanwhile: what it is late by, something else on that thread
took. The floor is the same timer in an idle window, since a machine that does other things is late
by itself. Memory is the window's at its highest and that of the largest child process.
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

from app.library import create_library
from tests.bench.material import saved_pages
from tests.bench.table import Table
from tests.bench.timing import ROOT, keep_bytecode

ADDED = """
import gc, json, os, resource, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from ui.application import TURN, Application
sys.setswitchinterval(TURN)
qt = QApplication([])
qt.setStyle("Fusion")
application = Application(qt, Settings(None))
application.open(Path(sys.argv[1]))
window = application.window
window.resize(1440, 900)
window.show()
files = sorted(map(str, Path(sys.argv[2]).glob("*/source.html")))
late, last = [], time.perf_counter()

def tick():
    global last
    now = time.perf_counter()
    late.append((now - last) * 1000 - 5)
    last = now

timer = QTimer()
timer.setTimerType(timer.timerType().PreciseTimer)
timer.setInterval(5)
timer.timeout.connect(tick)
def turn(until):
    while not until():
        qt.processEvents()
        time.sleep(0.0005)
end = time.perf_counter() + 2
turn(lambda: time.perf_counter() > end)  # what comes late after the start is over
timer.start()
end = last + 3
turn(lambda: time.perf_counter() > end)
idle = max(late[5:])
late.clear()
begun = time.perf_counter()
ended = []
add, done = window.session.add_files, []
def watched(paths, **given):
    tell = given["done"]
    given["done"] = lambda: (tell(), ended.append(time.perf_counter()))
    return add(paths, **given)
window.session.add_files = watched
window.add_files(files)
turn(lambda: bool(ended))
late.sort()
mega = 1e6 if sys.platform == "darwin" else 1e3
own, child = (resource.getrusage(who).ru_maxrss / mega
              for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "idle": idle, "longest": late[-1], "p99": late[int(len(late) * 0.99)],
    "over 50": sum(each > 50 for each in late), "seconds": ended[0] - begun,
    "window": own, "child": child, "stored": window.list.model.rowCount(),
}))
sys.stdout.flush()
os._exit(0)
"""


def added(folder: Path, pages: Path) -> dict[str, float]:
    """What a window measured while it added the pages to a new library."""
    library = folder / "library"
    create_library(library).close()
    done = subprocess.run(
        [sys.executable, "-P", "-c", ADDED, str(library), str(pages)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-800:])
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    keep_bytecode()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        saved_pages(pages, given.files)
        runs = []
        for nth in range(given.runs):
            place = Path(folder) / str(nth)
            place.mkdir()
            runs.append(added(place, pages))
    table = Table(f"{given.files} saved pages added in the window")
    idle = ("the same timer, idle", median(run["idle"] for run in runs))
    for name, label, unit, budget, peer in (
        ("longest", "longest wait on the GUI thread", "ms", "≤ 50 ms", idle),
        ("p99", "99 % of waits below", "ms", "", None),
        ("window", "memory of the window at its highest", "MB", "≤ 400 MB", None),
        ("child", "memory of the largest child", "MB", "≤ 400 MB", None),
    ):
        table.add(label, [run[name] for run in runs], unit, budget=budget, peer=peer)
    table.add("files a second", [given.files / run["seconds"] for run in runs], "/s")
    table.add("waits over 50 ms", [run["over 50"] for run in runs], "")
    table.print()


if __name__ == "__main__":
    main()
