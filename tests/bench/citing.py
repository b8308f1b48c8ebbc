"""How long one citation takes, beside starting pandoc for each.

Run from the checkout: ``python tests/bench/citing.py [calls]``. Milliseconds; nothing is asserted.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from app.cite.engine import CitationEngine, Cited, _pandoc  # noqa: E402
from app.cite.styles import Style, find_style  # noqa: E402

NAMES = ("apa", "harvard", "chicago-17", "chicago-18", "chicago-author-date-18", "mhra", "oscola")
ARTICLE: dict[str, Any] = json.loads(
    (ROOT / "tests/reference/citations/references.json").read_text("utf-8")
)["article"]


def milliseconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def cited(number: int) -> list[Cited]:
    """A citation that was not printed before."""
    return [Cited("d", {**ARTICLE, "title": f"{ARTICLE['title']} {number}"}, "para. 4")]


def alone(style: Style) -> float:
    """One call of pandoc itself, median of three."""
    with tempfile.TemporaryDirectory() as folder:
        references = Path(folder) / "references.json"
        references.write_text(json.dumps([ARTICLE]), "utf-8")
        command = [_pandoc(), "--citeproc", f"--bibliography={references}", f"--csl={style.path}"]

        def call() -> None:
            subprocess.run(command, input=b"[@article, para. 4]", capture_output=True, check=True)

        return statistics.median(milliseconds(call) for _ in range(3))


def measure(name: str, calls: int) -> tuple[float, ...]:
    """First, median and 95th percentile uncached, cached, and pandoc alone, for one style."""
    style = find_style(name)
    with CitationEngine() as engine:
        first = milliseconds(lambda: engine.render(cited(-1), style))
        fresh = [milliseconds(lambda n=n: engine.render(cited(n), style)) for n in range(calls)]
        cached = statistics.median(
            milliseconds(lambda: engine.render(cited(0), style)) for _ in range(50)
        )
    p95 = statistics.quantiles(fresh, n=20)[-1]
    return first, statistics.median(fresh), p95, cached, alone(style)


def main() -> None:
    """Print the table."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    print(f"{'style':<24}{'first':>8}{'p50':>8}{'p95':>8}{'cached':>8}{'pandoc':>8}")
    for name in NAMES:
        print(f"{name:<24}" + "".join(f"{value:8.1f}" for value in measure(name, calls)))


if __name__ == "__main__":
    main()
