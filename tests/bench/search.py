"""How fast the search index is made, how large it is, and how soon a search answers.

    python tests/bench/search.py [--documents 20000] [--words 500]

The peer is plain FTS5 as it comes (unicode61, no folding, no beginnings kept, all hits ranked by
bm25), fed the same text and asked the same words; it finds other hits where a name has spellings.
The text is made from a seed, of a vocabulary with the frequencies of natural language, so that two
runs measure the same work.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.model import BlockKind, DocumentId
from app.search import Index, Indexed
from app.store.engine import connect
from app.text import Draft, compose
from app.text.folding import folded
from tests.bench import material
from tests.bench.table import Table
from tests.bench.timing import milliseconds, seconds

NAMES = ["A’maq", "Aʿmāq", "al-Qaeda", "al-Qāʿida", "القاعدة", "أعماق", "ash-Shabaab", "state’s"]
BATCH = 1_000
PEER = "plain FTS5"
RANKED = "SELECT rowid FROM peer WHERE peer MATCH ? ORDER BY rank LIMIT 10"


def vocabulary(rng: random.Random) -> list[str]:
    """Words, the most frequent first, with the names of this field among the frequent ones."""
    chosen = material.vocabulary(rng, 60_000)
    for nth, name in enumerate(NAMES):
        chosen.insert(200 + 150 * nth, name)
    return chosen


def documents(count: int, length: int) -> Iterator[Indexed]:
    """Documents of ``length`` words in paragraphs of 80."""
    rng = random.Random(20160814)
    words = vocabulary(rng)
    weights = material.zipf(len(words))
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


def queries(count: int = 200) -> dict[str, list[str]]:
    """What people type: a word letter by letter, two words, a phrase, a name."""
    rng = random.Random(7)
    words = vocabulary(rng)
    typed: dict[str, list[str]] = {}
    for _ in range(count):
        word = words[int(10 ** rng.uniform(1, 4.3))]
        other = words[int(10 ** rng.uniform(1, 3.3))]
        begun = [word[:length] for length in range(1, len(word))]
        typed.setdefault("a begun word", []).extend(begun)
        typed.setdefault("one word", []).append(word)
        typed.setdefault("two words", []).append(f"{other} {word}")
        typed.setdefault("a name", []).append(rng.choice(NAMES))
        typed.setdefault("a phrase", []).append(f'"{other} {words[rng.randrange(30)]}"')
        typed.setdefault("a word and a begun one", []).append(f"{other} {word[:2]}")
    return typed


def for_peer(query: str) -> str:
    """The query as FTS5 reads it, with the last word as a beginning unless it is in quotes."""
    words = re.findall(r"\w+", query)
    if query.startswith('"'):
        return f'"{" ".join(words)}"'
    return " ".join(f'"{word}"' for word in words) + "*"


def ranked_by_peer(connection: Any, query: str) -> list[Any]:
    """The peer's ten best hits."""
    found: list[Any] = connection.execute(RANKED, (for_peer(query),)).fetchall()
    return found


def size_of(folder: Path) -> int:
    """Bytes of all files in it."""
    return sum(file.stat().st_size for file in folder.iterdir())


def in_batches(held: list[Indexed]) -> Iterator[list[Indexed]]:
    """The documents, a transaction's worth at a time."""
    for at in range(0, len(held), BATCH):
        yield held[at : at + BATCH]


def make_peer(folder: Path) -> Any:
    """The peer's connection, its table empty."""
    connection = connect(folder / "peer.db").conn
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE VIRTUAL TABLE peer USING fts5(text, tokenize='unicode61')")
    return connection


def fill_peer(connection: Any, batch: list[Indexed]) -> float:
    """Seconds to put a batch into the peer."""
    rows = [(one.text.canonical if one.text else "",) for one in batch]

    def fill() -> None:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO peer VALUES (?)", rows)
        connection.execute("COMMIT")

    return seconds(fill)


def measure_making(table: Table, held: list[Indexed], ours: Path, peers: Path) -> Any:
    """Fill index and peer batch by batch in turn, then add rate and size; the peer's connection."""
    texts = [one.text.canonical for one in held if one.text]
    size = sum(len(text.encode()) for text in texts)
    connection, index = make_peer(peers), Index(ours / "index.db")
    taken = theirs = 0.0
    for batch in in_batches(held):
        theirs += fill_peer(connection, batch)
        taken += seconds(partial(index.put, batch))
    index.close()
    peer = (PEER, len(held) / theirs)
    folding = seconds(lambda: [folded(text) for text in texts])
    table.add("documents folded only", len(held) / folding, "/s")
    table.add("documents indexed", len(held) / taken, "/s", budget="≥ 800 /s", peer=peer)
    share = (PEER, size_of(peers) / size)
    table.add("size / text", size_of(ours) / size, "", budget="≤ 1.1", peer=share)
    return connection


def measure_searches(table: Table, held: list[Indexed], ours: Path, connection: Any) -> None:
    """Add how soon the first ten and fifty hits of each kind of query are there."""
    source = {one.document: one for one in held}.get
    index = Index(ours / "index.db")
    every: tuple[list[float], list[float]] = ([], [])
    for kind, listed in queries().items():
        ten, theirs = [], []
        for query in listed:
            ten.append(milliseconds(partial(index.search, query, source, limit=10)))
            theirs.append(milliseconds(partial(ranked_by_peer, connection, query)))
            every[1].append(milliseconds(partial(index.search, query, source, limit=50)))
        peer = (PEER, statistics.median(theirs))
        table.add(f"{kind}, first 10", ten, "ms", budget="p95 ≤ 10 ms", peer=peer)
        every[0].extend(ten)
    table.add("all queries, first 10", every[0], "ms", budget="p95 ≤ 10 ms")
    table.add("all queries, first 50", every[1], "ms")
    index.close()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=500)
    given = parser.parse_args()
    held = list(documents(given.documents, given.words))
    made = Table(f"The index of {len(held):,} documents of {given.words} words")
    searched = Table(f"Searches among {len(held):,} documents (the budget is for 100,000)")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        connection = measure_making(made, held, Path(one), Path(other))
        made.print()
        measure_searches(searched, held, Path(one), connection)
        connection.close()
    searched.print()


if __name__ == "__main__":
    main()
