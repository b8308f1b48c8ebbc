"""How soon the pages of a PDF are there, and how soon the next one is.

    python tests/bench/pages.py [--pages 300] [--runs 11] [--file REPORT.pdf]

"Opens" is from the question to labels, sizes and outline of all pages in a fresh child process,
then to the first page's pixels; a turn is from the question to the pixels of a page that was never
drawn, 900 pixels wide. The peer draws the same page in this process, with nothing in between.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pypdfium2  # type: ignore[import-untyped]

from app.intake.facsimile import Facsimile, Places, Sheets
from app.intake.limits import Limits
from app.intake.pdf.reader import read_pdf
from app.text import compose
from tests.bench.material import report
from tests.bench.table import Table
from tests.bench.timing import milliseconds, seconds

WIDE = 900


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    content = given.file.read_bytes() if given.file else report(given.pages)
    opened, first = openings(content, given.runs)
    pages = Facsimile(lambda: content)
    try:
        sheets = pages.open()
        at = list(range(1, len(sheets.pages), max(1, len(sheets.pages) // 40)))
        drawn = [milliseconds(lambda page=page: pages.draw(page, WIDE)) for page in at]
        mapped = maps(pages, sheets, content, at)
    finally:
        pages.close()
    peer = ("pypdfium2 alone", median_of(plain(content, at)))
    table = Table(f"Pages of a PDF, {len(sheets.pages)} pages, {len(content) / 1e6:.1f} MB")
    table.add("opens: labels, sizes, outline", opened, "s", budget="≤ 0.3 s")
    table.add("opens, with the first page drawn", first, "s", budget="≤ 0.3 s")
    table.add(f"page turn, {WIDE} pixels wide", drawn, "ms", budget="≤ 60 ms", peer=peer)
    table.add("a page laid against the text", mapped, "ms")
    table.print()


def openings(content: bytes, runs: int) -> tuple[list[float], list[float]]:
    """Seconds to all pages' sizes, and to the first page's pixels; the first run only warms up."""
    opened, first = [], []
    for _ in range(runs + 1):
        pages = Facsimile(lambda: content)
        try:
            opened.append(seconds(pages.open))
            first.append(opened[-1] + seconds(lambda pages=pages: pages.draw(0, WIDE)))
        finally:
            pages.close()
    return opened[1:], first[1:]


def maps(pages: Facsimile, sheets: Sheets, content: bytes, at: list[int]) -> list[float]:
    """Milliseconds that each page takes to be laid against the text that is read of the file."""
    finding = read_pdf(content, Limits())
    places = Places(compose(finding.drafts, finding.extractor), sheets.pages, pages.letters)
    places.map(0)  # which page each block is on is found once
    return [milliseconds(lambda page=page: places.map(page)) for page in at]


def plain(content: bytes, at: list[int]) -> list[float]:
    """Milliseconds for the same pages without a child, limits or a copy."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [milliseconds(lambda page=page: _drawn(document, page)) for page in at]
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> None:
    page = document[number]
    page.render(scale=WIDE / page.get_width(), may_draw_forms=False).close()
    page.close()


def median_of(samples: list[float]) -> float:
    """The middle one."""
    return sorted(samples)[len(samples) // 2]


if __name__ == "__main__":
    main()
