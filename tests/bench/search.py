"""Measure the index: how fast it is made, how large it is, how soon a search answers.

    python tests/bench/search.py [--documents 20000] [--words 500]

Beside it, the peer: plain FTS5 as it comes (unicode61, no folding, no beginnings, no ranking among
the newest), fed the same text. The text is made from a seed, of a vocabulary with the frequencies
of natural language (Zipf), so that two runs measure the same work.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.model import BlockKind, DocumentId
from app.search import Index, Indexed
from app.store.engine import connect
from app.text import Draft, compose
from app.text.folding import folded

ONSETS = [*"bdfghklmnprstw", "st", "sh", "th", ""]
NUCLEI = [*"aeiouaeio", "ai", "ea"]
CODAS = ["", "", "", "n", "r", "s", "t", "l"]
NAMES = ["A’maq", "Aʿmāq", "al-Qaeda", "al-Qāʿida", "القاعدة", "أعماق", "ash-Shabaab", "state’s"]
BATCH = 1_000


def vocabulary(rng: random.Random, size: int = 60_000) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        long = rng.choice((1, 1, 2)) if len(words) < 300 else rng.choice((2, 2, 3, 3, 4))
        parts = (rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(long))
        words["".join(parts)] = None
    chosen = list(words)
    for nth, name in enumerate(NAMES):
        chosen.insert(200 + 150 * nth, name)
    return chosen


def documents(count: int, length: int) -> Iterator[Indexed]:
    rng = random.Random(20160814)
    words = vocabulary(rng)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for nth in range(count):
        text = rng.choices(words, cum_weights=weights, k=length)
        drafts = [
            Draft(BlockKind.PARAGRAPH, " ".join(text[at : at + 80]).capitalize() + ".")
            for at in range(0, length, 80)
        ]
        title = " ".join(rng.choices(words, cum_weights=weights, k=6))
        fields = (("title", title), ("author", rng.choice(words)), ("site", "Site"))
        document = DocumentId(f"doc{nth:09d}")
        yield Indexed(document, f"revision {nth}", fields, compose(drafts, "bench 1"))


def queries(count: int = 200) -> list[tuple[str, str]]:
    """What people type: a word letter by letter, two words, a phrase, a name."""
    rng = random.Random(7)
    words = vocabulary(rng)
    typed = []
    for _ in range(count):
        word = words[int(10 ** rng.uniform(1, 4.3))]
        other = words[int(10 ** rng.uniform(1, 3.3))]
        typed += [("begun word", word[:length]) for length in range(1, len(word))]
        typed += [("one word", word), ("two words", f"{other} {word}"), ("name", rng.choice(NAMES))]
        typed += [("phrase", f'"{other} {words[rng.randrange(30)]}"')]
        typed += [("word and begun", f"{other} {word[:2]}")]
    return typed


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def in_batches(held: list[Indexed]) -> Iterator[list[Indexed]]:
    for at in range(0, len(held), BATCH):
        yield held[at : at + BATCH]


def make_index(folder: Path, held: list[Indexed]) -> tuple[Index, float]:
    index = Index(folder / "index.db")
    taken = sum(timed(lambda batch=batch: index.put(batch)) for batch in in_batches(held))
    return index, taken


def make_peer(folder: Path, held: list[Indexed]) -> float:
    connection = connect(folder / "peer.db").conn
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE VIRTUAL TABLE peer USING fts5(text, tokenize='unicode61')")
    taken = 0.0
    for batch in in_batches(held):
        rows = [(one.text.canonical if one.text else "",) for one in batch]
        begin = time.perf_counter()
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO peer VALUES (?)", rows)
        connection.execute("COMMIT")
        taken += time.perf_counter() - begin
    connection.close()
    return taken


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] * 1000


def measure_searches(index: Index, held: list[Indexed]) -> None:
    source = {one.document: one for one in held}.get
    print(f"\n{'search':<16}{'queries':>8}{'first 10, p50':>15}{'p95':>8}{'first 50, p95':>15} ms")
    by_kind: dict[str, list[str]] = {}
    for kind, query in queries():
        by_kind.setdefault(kind, []).append(query)
    everything = [query for listed in by_kind.values() for query in listed]
    for kind, listed in [*by_kind.items(), ("all", everything)]:
        ten = [timed(lambda q=q: index.search(q, source, limit=10)) for q in listed]
        fifty = [timed(lambda q=q: index.search(q, source, limit=50)) for q in listed]
        figures = f"{percentile(ten, 0.5):>15.1f}{percentile(ten, 0.95):>8.1f}"
        print(f"{kind:<16}{len(listed):>8}{figures}{percentile(fifty, 0.95):>15.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=500)
    given = parser.parse_args()
    held = list(documents(given.documents, given.words))
    texts = [one.text.canonical for one in held if one.text]
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(held):,} documents of {given.words} words, {size / 1e6:.0f} MB of text\n")
    folding = timed(lambda: [folded(text) for text in texts])
    print(f"{'':<28}{'documents/s':>12}{'size / text':>13}")
    print(f"{'folding alone':<28}{len(held) / folding:>12,.0f}")
    with tempfile.TemporaryDirectory() as folder:
        peer = make_peer(Path(folder), held)
        share = size_of(Path(folder)) / size
        print(f"{'plain FTS5, unicode61':<28}{len(held) / peer:>12,.0f}{share:>13.2f}")
    with tempfile.TemporaryDirectory() as folder:
        index, taken = make_index(Path(folder), held)
        index.close()
        index = Index(Path(folder) / "index.db")
        share = size_of(Path(folder)) / size
        print(f"{'index, folding included':<28}{len(held) / taken:>12,.0f}{share:>13.2f}")
        measure_searches(index, held)
        index.close()


if __name__ == "__main__":
    main()
