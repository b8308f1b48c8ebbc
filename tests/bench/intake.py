"""How many saved pages a second are read and imported, and how many pages of a PDF.

    python tests/bench/intake.py [DIR] [--pages 40] [--pdf-pages 300] [--rounds 3]

DIR holds saved pages as ``NAME/source.html``; without it they are made. The floor is
readability-lxml finding the article in the same bytes and nothing else: no metadata, no blocks, no
second process, nothing stored. For a PDF it is PDFium's own text, page by page. Two readers are
compared with one, and the largest files are read that budgets name. How the window feels meanwhile
is measured by ``importing.py``.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pypdfium2  # type: ignore[import-untyped]
from readability import Document  # type: ignore[import-untyped]

from app.errors import InputError
from app.intake import IntakeReader, Readers
from app.library import create_library
from tests.bench.material import large_page, report, saved_pages
from tests.bench.table import Table
from tests.bench.timing import child_megabytes, in_turn, keep_bytecode, milliseconds, seconds

FLOOR = "readability-lxml alone"
PDF_FLOOR = "PDFium's text alone"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--pdf-pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    keep_bytecode()
    logging.getLogger("readability").setLevel(logging.CRITICAL)  # it shows pages it fails on
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        if given.folder is None:
            files = saved_pages(made / "pages", given.pages)
        else:
            files = sorted(given.folder.glob("*/source.html"))
            if not files:
                parser.error("DIR holds no saved page as NAME/source.html")
        measure_pages(files, given.rounds)
        measure_two(files, given.rounds)
        pdf = made / "report.pdf"
        pdf.write_bytes(report(given.pdf_pages))
        measure_pdf(pdf, given.pdf_pages, given.rounds)
        measure_large(made)


def measure_pages(files: list[Path], rounds: int) -> None:
    """Print how fast saved pages are read and imported."""
    data = [file.read_bytes() for file in files]
    names = [str(file) for file in files]
    with IntakeReader() as reader:  # what is refused still takes its time, so it is counted
        refused = sum(read(reader, file) is None for file in files)
    each: list[float] = []
    plain, encrypted = "imported, plain", "imported, encrypted"
    taken = in_turn(
        {
            FLOOR: lambda: seconds(lambda: [found_article(page) for page in data]),
            "read": lambda: read_all(files, each),
            plain: lambda: imported(names, None),
            encrypted: lambda: imported(names, "correct horse"),
        },
        rounds,
    )
    rates = {name: [len(files) / one for one in found] for name, found in taken.items()}
    floor = (FLOOR, statistics.median(rates[FLOOR]))
    size = sum(map(len, data)) / len(data) / 1000
    table = Table(f"{len(files)} saved pages, {size:.0f} KB on average, {refused} refused")
    table.add("read, in a child process", rates["read"], "/s", peer=floor)
    for name in (plain, encrypted):
        table.add(f"{name}, whole run", rates[name], "/s", budget="≥ 12 /s", peer=floor)
    table.add("one page read", each, "ms", peer=(FLOOR, 1000 / floor[1]))
    table.add("the child started", [started(files[0]) for _ in range(rounds)], "ms")
    table.print()


def measure_two(files: list[Path], rounds: int) -> None:
    """Print how much faster two readers are than one, each with a child that runs already."""
    taken = in_turn(
        {
            "one": lambda: read_by(1, files),
            "two": lambda: read_by(2, files),
        },
        rounds,
    )
    rates = {name: [len(files) / one for one in found] for name, found in taken.items()}
    one = ("one reader", statistics.median(rates["one"]))
    table = Table("Two readers beside each other")
    table.add("pages read by two", rates["two"], "/s", budget="≥ 1.7 ×", peer=one)
    table.print()


def measure_large(folder: Path) -> None:
    """Print how long the largest files take that a person may have, and the child's memory."""
    page, pdf = folder / "large.html", folder / "large.pdf"
    page.write_bytes(large_page(10))
    pdf.write_bytes(report(1_000))
    table = Table("Large files, each with a child started for it")
    for label, file in (("a page of 10 MB", page), ("a PDF of 1,000 pages", pdf)):
        with IntakeReader() as reader:
            table.add(label, seconds(partial(reader.read, file)), "s", budget="≤ 10 s")
    table.add("memory of the largest child so far", child_megabytes(), "MB", budget="≤ 400 MB")
    table.print()


def read_by(many: int, files: Sequence[Path]) -> float:
    """Seconds to read all files with that many readers at once."""
    with Readers(many) as readers, ThreadPoolExecutor(many) as threads:

        def one(file: Path) -> object:
            with readers.one() as reader:
                return read(reader, file)

        warm = Barrier(many)

        def started(file: Path) -> object:
            with readers.one() as reader:
                warm.wait()
                return read(reader, file)

        list(threads.map(started, list(files[:1]) * many))
        return seconds(lambda: list(threads.map(one, files)))


def measure_pdf(file: Path, pages: int, rounds: int) -> None:
    """Print how fast the text of a PDF is read."""
    taken = in_turn(
        {
            PDF_FLOOR: lambda: seconds(lambda: plain_text(file)),
            "read": lambda: read_all([file], []),
        },
        rounds,
    )
    floor = (PDF_FLOOR, pages / statistics.median(taken[PDF_FLOOR]))
    table = Table(f"A PDF of {pages:,} pages, {file.stat().st_size / 1000:,.0f} KB")
    rates = [pages / one for one in taken["read"]]
    table.add("pages read, in a child process", rates, "/s", budget="≥ 400 /s", peer=floor)
    table.print()


def found_article(page: bytes) -> object:
    """The peer's answer; None where it finds nothing, as some pages hold nothing."""
    try:
        return Document(page).summary()
    except Exception:  # whatever it raises, the next page counts too
        return None


def read_all(files: Sequence[Path], each: list[float]) -> float:
    """Seconds to read all files with a child that runs already; adds milliseconds to ``each``."""
    with IntakeReader() as reader:
        read(reader, files[0])
        each.extend(one := [milliseconds(partial(read, reader, file)) for file in files])
    return sum(one) / 1000


def read(reader: IntakeReader, file: Path) -> object:
    """What the file holds; None where it is refused, which takes its time as well."""
    try:
        return reader.read(file)
    except InputError:
        return None


def started(file: Path) -> float:
    """Milliseconds from nothing to the first page read, less those of the page itself."""
    with IntakeReader() as reader:
        first = milliseconds(lambda: read(reader, file))
        return first - milliseconds(lambda: read(reader, file))


def imported(names: Sequence[str], passphrase: str | None) -> float:
    """Seconds to import all into a fresh library, from starting the child to a full index."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_library(Path(folder) / "library", passphrase=passphrase) as library,
    ):
        return seconds(lambda: list(library.import_paths(names)))


def plain_text(file: Path) -> int:
    """How many characters PDFium finds."""
    found = 0
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            found += len(page.get_textpage().get_text_bounded())
    return found


if __name__ == "__main__":
    main()
