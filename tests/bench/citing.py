"""How long one citation and a whole bibliography take, beside pandoc and citeproc-py alone.

python tests/bench/citing.py [--calls 150] [--styles apa,harvard]

The processor's own seconds stand beside the clock's, since a busy machine slows the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import citeproc  # type: ignore[import-untyped]
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

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


def entries(count: int) -> list[dict[str, Any]]:
    """References of one author, as many as asked for, so that years need letters."""
    return [{**ARTICLE, "id": f"r{n}", "title": f"{ARTICLE['title']} {n}"} for n in range(count)]


def processor() -> float:
    """Seconds that ended child programs have used a processor."""
    return os.times().children_user


def peer_list(style: Style, references: list[dict[str, Any]]) -> tuple[str, float] | None:
    """Milliseconds of citeproc-py alone for the same list; None where it fails in this style."""

    def alone() -> None:
        sheet = citeproc.CitationStylesStyle(str(style.path), validate=False)
        made = citeproc.CitationStylesBibliography(
            sheet, CiteProcJSON(references), citeproc.formatter.plain
        )
        for each in references:
            made.register(citeproc.Citation([citeproc.CitationItem(each["id"])]))
        list(map(str, made.bibliography()))

    try:
        return ("citeproc-py alone", milliseconds(alone))
    except Exception as error:
        print(f"citeproc-py fails in {style.name}: {type(error).__name__}")
        return None


def measure_list(table: Table, name: str, count: int = 100) -> None:
    """Add a bibliography of ``count`` entries as a web page, the child running already."""
    style, references = find_style(name), entries(count)
    cited_ = [Cited(each["id"], each) for each in references]
    before = processor()
    with CitationEngine() as engine:
        engine.render(cited(-1), style)
        given = [
            milliseconds(partial(engine.bibliography, cited_, style, "html", title="Sources"))
            for _ in range(5)
        ]
    print(f"{name}, {count} entries: {(processor() - before) / 5:.2f} s of processor each")
    table.add(
        f"{name}, {count} entries", given, "ms", budget="≤ 500 ms",
        peer=peer_list(style, references),
    )  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=150)
    parser.add_argument("--styles", default=",".join(NAMES))
    given = parser.parse_args()
    table = Table(f"One citation, {given.calls} calls a style")
    for name in given.styles.split(","):
        measure(table, name, given.calls)
    for name in given.styles.split(","):
        measure_list(table, name)
    table.print()


if __name__ == "__main__":
    main()
