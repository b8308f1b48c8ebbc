"""How long one citation takes, beside starting pandoc for each.

python tests/bench/citing.py [--calls 150] [--styles apa,harvard]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.cite.engine import CitationEngine, Cited, _pandoc
from app.cite.styles import Style, find_style
from tests.bench.table import Table
from tests.bench.timing import ROOT, milliseconds

BUDGETS = {"apa": "p95 ≤ 40 ms", "harvard": "p95 ≤ 40 ms"} | dict.fromkeys(
    ("chicago-17", "chicago-18"), "p95 ≤ 80 ms"
)
"""For a citation not printed before; the other styles have none."""

NAMES = (*BUDGETS, "chicago-author-date-18", "mhra", "oscola")
PEER = "pandoc, one call"
ARTICLE: dict[str, Any] = json.loads(
    (ROOT / "tests/reference/citations/references.json").read_text("utf-8")
)["article"]


def cited(number: int) -> list[Cited]:
    """A citation that was not printed before."""
    return [Cited("d", {**ARTICLE, "title": f"{ARTICLE['title']} {number}"}, "para. 4")]


def alone(style: Style) -> float:
    """Milliseconds of one call of pandoc itself, median of three."""
    with tempfile.TemporaryDirectory() as folder:
        references = Path(folder) / "references.json"
        references.write_text(json.dumps([ARTICLE]), "utf-8")
        command = [_pandoc(), "--citeproc", f"--bibliography={references}", f"--csl={style.path}"]

        def call() -> None:
            subprocess.run(command, input=b"[@article, para. 4]", capture_output=True, check=True)

        return statistics.median(milliseconds(call) for _ in range(3))


def measure(table: Table, name: str, calls: int) -> None:
    """Add a style's first citation, those that follow, and one that is known already."""
    style = find_style(name)
    with CitationEngine() as engine:
        first = milliseconds(partial(engine.render, cited(-1), style))
        fresh = [milliseconds(partial(engine.render, cited(n), style)) for n in range(calls)]
        known = [milliseconds(partial(engine.render, cited(0), style)) for _ in range(50)]
    peer = (PEER, alone(style))
    table.add(f"{name}, first", first, "ms", budget="≤ 200 ms", peer=peer)
    table.add(f"{name}, uncached", fresh, "ms", budget=BUDGETS.get(name, ""), peer=peer)
    table.add(f"{name}, cached", known, "ms", budget="≤ 5 ms", peer=peer)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=150)
    parser.add_argument("--styles", default=",".join(NAMES))
    given = parser.parse_args()
    table = Table(f"One citation, {given.calls} calls a style")
    for name in given.styles.split(","):
        measure(table, name, given.calls)
    table.print()


if __name__ == "__main__":
    main()
