"""Which documents answer a query, by number and in order: everything that is asked of the tables.

The numbers are the order in which documents were first added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from app.search.expressions import every, is_single, near
from app.search.words import Term, Words
from app.store.engine import Connection

RANKED = 2_000
"""The newest documents among which rank decides; older ones follow by age."""

# A shorter beginning fits so many words that ranking them takes longer than a keystroke.
_RANKED_BEGINNING = 6
# A word in the title or another field says more about a document than one in its text.
_BEST = """
    SELECT rowid FROM (
        SELECT rowid, bm25(positions, 1.0, 4.0, 1.0) AS score
        FROM positions WHERE positions MATCH ? ORDER BY rowid DESC LIMIT ?
    ) ORDER BY score, rowid DESC LIMIT ?
"""


def count_documents(connection: Connection, words: Words) -> int:
    """In how many documents every wanted term stands and no unwanted one."""
    clause, values = _matching(words)
    sql = f"SELECT count(*) FROM {clause}"  # noqa: S608
    return int(connection.execute(sql, values).fetchone()[0])


def find_documents(connection: Connection, words: Words) -> set[int]:
    """The numbers of all documents that answer."""
    clause, values = _matching(words)
    sql = f"SELECT rowid FROM {clause}"  # noqa: S608
    return {row[0] for row in connection.execute(sql, values)}


def order_documents(connection: Connection, words: Words, limit: int | None) -> list[int]:
    """The documents that answer, up to ``limit``.

    Those with all words near to each other come first, then those that rank highest, both of the
    newest 2,000; then the newest.
    """
    numbers: dict[int, None] = {}
    for rows in _in_steps(connection, words, -1 if limit is None else limit):
        numbers.update(dict.fromkeys(row[0] for row in rows))
        if limit is not None and len(numbers) >= limit:
            break
    return list(islice(numbers, limit))


def _in_steps(connection: Connection, words: Words, limit: int) -> Iterator[Iterable[tuple[int]]]:
    begun = all(
        len(variant.forms[-1]) >= _RANKED_BEGINNING
        for term in words.wanted
        for variant in term.widest
        if variant.begun
    )
    together = near(words, begun=begun)
    anywhere = every(words.wanted, words.unwanted, begun=begun, ranked=True)
    for expression in filter(None, (together, anywhere)):
        yield connection.execute(_BEST, (expression, RANKED, limit))
    clause, values = _matching(words)
    newest = f"SELECT rowid FROM {clause} ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    yield connection.execute(newest, (*values, limit))


def _matching(words: Words) -> tuple[str, list[str]]:
    """What to select from, and its values, for the documents that answer ``words``.

    Single words are looked up by presence, beginnings with them; the rest needs positions.
    """
    wanted, rows = _parted(words.wanted)
    unwanted, unwanted_rows = _parted(words.unwanted)
    if not wanted:
        return "positions WHERE positions MATCH ?", [every(rows, words.unwanted)]
    clause, values = "presence WHERE presence MATCH ?", [every(wanted, unwanted)]
    if rows:
        clause += " AND rowid IN (SELECT rowid FROM positions WHERE positions MATCH ?)"
        values.append(every(rows, ()))
    for row in unwanted_rows:
        clause += " AND rowid NOT IN (SELECT rowid FROM positions WHERE positions MATCH ?)"
        values.append(every([row], ()))
    return clause, values


def _parted(terms: Iterable[Term]) -> tuple[list[Term], list[Term]]:
    single: list[Term] = []
    rows: list[Term] = []
    for term in terms:
        (single if is_single(term) else rows).append(term)
    return single, rows
