"""How soon the window stands over a large library, and how soon it does what one asks.

    python tests/bench/window.py [--documents 10000] [--runs 5]

The floor is an empty QApplication. The window is painted offscreen, in a process of its own, from
the interpreter's start to the end of the first paint, and again when the reader stands beside the
list; the first run warms the disk and is left out.
A document of 50 KB is opened and the list filtered in the same process, each to its first paint.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.library import open_library
from tests.bench.opening import filled_library
from tests.bench.table import Table

TOP = Path(__file__).resolve().parents[2]
FLOOR = """
import json, resource
from PySide6.QtWidgets import QApplication, QWidget
qt = QApplication([]); window = QWidget(); window.resize(1440, 900); window.show(); window.grab()
print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
import os
os._exit(0)
"""
PAINTED = """
import json, os, resource, sys, time
from pathlib import Path
from ui.application import Application
from PySide6.QtWidgets import QApplication, QLineEdit
from app.settings import Settings
from ui.shell.window import MainWindow
times = []
restore = MainWindow._restore
def painted(window):
    times.append(time.time())
    restore(window)
MainWindow._restore = painted
qt = QApplication([])
qt.setStyle("Fusion")
application = Application(qt, Settings(None))
application.open(Path(sys.argv[1]))
window = application.window
window.resize(1440, 900)
while not times:
    qt.processEvents()
window.grab()
times.append(time.time())
painted, whole = (at - float(sys.argv[3]) for at in times)
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def timed(act, shown):
    begun = time.perf_counter()
    act()
    shown.grab()
    return time.perf_counter() - begun

field = window.findChild(QLineEdit, "search-field")
first = timed(lambda: field.setText("smith"), window.list)
again = timed(lambda: field.setText("smiths"), window.list)
field.clear()
window.open_document(window.list.model.ids[-1])
qt.processEvents()
opened = timed(lambda: window.open_document(sys.argv[2]), window)
print(json.dumps({
    "painted": painted, "whole": whole, "megabytes": megabytes,
    "filtered first": first, "filtered": again, "opened": opened,
}))
sys.stdout.flush()
os._exit(0)
"""
WORDS = "A claim of responsibility is a text before it is a fact, and somebody wrote it down. "


def timed(code: str, *arguments: str) -> tuple[float, dict[str, float]]:
    """Seconds that a fresh process took, and what it printed as JSON."""
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
    return time.time() - begun, json.loads(done.stdout or "{}")


def with_article(folder: Path) -> str:
    """The id of an article of 50 KB that was added to the library."""
    file = folder / "article.md"
    parts = [f"## Part {part}\n\n" + (WORDS * 6 + "\n\n") * 10 for part in range(10)]
    file.write_text("# A long article\n\n" + "".join(parts), encoding="utf-8")
    with open_library(folder / "library") as library:
        (line,) = library.import_paths([str(file)])
        assert line.document is not None, line.error
        return str(line.document.id)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        filled_library(Path(folder), given.documents)
        article = with_article(Path(folder))
        library = str(Path(folder) / "library")
        floors = [timed(FLOOR) for _ in range(given.runs + 1)][1:]
        runs = [timed(PAINTED, library, article)[1] for _ in range(given.runs + 1)][1:]
    table = Table(f"The window over {given.documents:,} documents")
    empty = ("an empty QApplication", median(floor for floor, _ in floors) * 1000)
    bare = ("an empty QApplication", median(told["megabytes"] for _, told in floors))
    for name, label, factor, unit, budget, peer in (
        ("painted", "window painted", 1000, "ms", "≤ 350 ms", empty),
        ("whole", "window with its reader painted", 1000, "ms", "", None),
        ("megabytes", "memory at its highest", 1, "MB", "≤ 120 MB", bare),
        ("opened", "document of 50 KB opened and painted", 1000, "ms", "≤ 60 ms", None),
        ("filtered first", "list filtered for the first time", 1000, "ms", "", None),
        ("filtered", "list filtered and painted", 1000, "ms", "≤ 30 ms", None),
    ):
        samples = [run[name] * factor for run in runs]
        table.add(label, samples, unit, budget=budget, peer=peer)
    table.print()


if __name__ == "__main__":
    main()
