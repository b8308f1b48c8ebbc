"""Undo and redo in the store: every mutation is one transaction that remembers each row it changed.

A row is kept as it was before and after, so undo and redo need no code of their own for any
mutation and survive a restart. Acts with the same batch (the files of one import) go back and
forth together, unless something else was done between them: then they are several steps, since
what came between may build on the earlier ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.changes import Change, Subject
from app.model import new_id
from app.store.engine import Database

Row = Mapping[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "document": ("id",),
    "former_key": ("key",),
    "highlight": ("id",),
    "note": ("id",),
    "tagging": ("target", "name"),
    "collection": ("id",),
    "membership": ("collection", "document"),
    "setting": ("name",),
    "image": ("document", "position"),
    "copy": ("document",),
    "text_version": ("document", "text_id"),
    "placing": ("highlight", "text_id"),
}
"""The tables a user's edits live in, with the columns of their primary keys."""

_NUMBERED = frozenset({"document", "former_key", "highlight", "note", "collection"})

KEPT = 2_000
"""How many changes can be undone (an import is one); older ones are forgotten now and then."""

_PRUNED_EVERY = 50
_LAST = 2**63 - 1

Turned = tuple[str, set[Change]]
"""The label of an act that was turned back or brought again, and what that changed."""

Turn = Callable[[Database], Turned | None]

STATE = "state"
"""The setting that is different after every act: what depends on the library compares it."""


@dataclass(slots=True)
class Act:
    """One mutation at work inside its transaction: the only way rows of ``KEYS`` are written."""

    database: Database
    number: int
    changes: set[Change] = field(default_factory=set)
    _position: int = 0

    def insert(self, table: str, row: Row) -> None:
        """Add a row; its number, where the table has one, is kept and comes back with it."""
        _insert(self.database, table, row)
        self._remember(table, None, _fetch(self.database, table, row))

    def put(self, table: str, row: Row) -> None:
        """Add a row, or change the one that has its primary key already."""
        condition, values = _where(table, row)
        known = self.database.execute(f"SELECT 1 FROM {table} WHERE {condition}", values).fetchone()  # noqa: S608
        if known is None:
            self.insert(table, row)
        else:
            self.update(table, row, **row)

    def insert_all(self, table: str, rows: Iterable[Row]) -> None:
        """Add many rows, each with all columns but its number; as :meth:`insert` does, at once."""
        numbered = table in _NUMBERED
        number = _last_number(self.database, table) if numbered else 0
        whole = [
            {"number": n, **row} if numbered else row for n, row in enumerate(rows, number + 1)
        ]
        if not whole:
            return
        names, marks = ", ".join(whole[0]), ", ".join("?" * len(whole[0]))
        self.database.execute_each(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  (names are ours)
            [tuple(row.values()) for row in whole],
        )
        self.database.execute_each(
            "INSERT INTO act_row (act, position, name, before, after) VALUES (?, ?, ?, NULL, ?)",
            [(self.number, n, table, _dumped(row)) for n, row in enumerate(whole, self._position)],
        )
        self._position += len(whole)
        for row in whole:
            self.changes |= _changes(self.database, table, row)

    def update(self, table: str, key: Row, /, **values: Any) -> None:
        """Change columns of the row with this primary key; a change to the same is no change."""
        before = _fetch(self.database, table, key)
        after = {**before, **values}
        if after != before:
            _replace(self.database, table, before, after)
            self._remember(table, before, after)

    def delete(self, table: str, key: Row) -> None:
        """Remove the row with this primary key."""
        before = _fetch(self.database, table, key)
        _delete(self.database, table, before)
        self._remember(table, before, None)

    def delete_where(self, table: str, /, **values: Any) -> None:
        """Remove every row with these column values."""
        condition = " AND ".join(f"{name} = ?" for name in values)
        found = self.database.execute(
            f"SELECT * FROM {table} WHERE {condition}",  # noqa: S608  (names are ours)
            list(values.values()),
        ).fetchall()
        for row in found:
            self.delete(table, dict(row))

    def _remember(self, table: str, before: Row | None, after: Row | None) -> None:
        self.database.execute(
            "INSERT INTO act_row (act, position, name, before, after) VALUES (?, ?, ?, ?, ?)",
            [self.number, self._position, table, _dumped(before), _dumped(after)],
        )
        self._position += 1
        self.changes |= _changes(self.database, table, after or before or {})


@contextmanager
def acting(database: Database, label: str, at: str, batch: str | None = None) -> Iterator[Act]:
    """One mutation: all of it or, when the body raises, nothing.

    ``label`` completes "Undo …"; ``at`` is ISO 8601. What was undone before can't be redone
    afterwards. An act that changed nothing leaves no trace. One that goes on with the batch of the
    latest takes its label: undo takes both back, and says what they began as.
    """
    with database.atomic():
        latest = _latest(database) if batch else None
        if latest is not None and latest["batch"] == batch:
            label = str(latest["label"])
        database.execute(
            "INSERT INTO act (batch, label, at) VALUES (?, ?, ?)", [batch or new_id(), label, at]
        )
        number = database.execute("SELECT last_insert_rowid()").fetchone()[0]
        act = Act(database, number)
        yield act
        if act.changes:
            database.execute("DELETE FROM act WHERE undone = 1")
            if number % _PRUNED_EVERY == 0:
                _forget_old(database)
            renew_state(database)
        else:
            database.execute("DELETE FROM act WHERE number = ?", [number])


def _forget_old(database: Database) -> None:
    database.execute(
        "DELETE FROM act WHERE batch NOT IN "
        "(SELECT batch FROM act GROUP BY batch ORDER BY max(number) DESC LIMIT ?)",
        [KEPT],
    )


def forget_history(database: Database) -> None:
    """Let nothing that was done be undone or redone any more."""
    with database.atomic():
        database.execute("DELETE FROM act")


def renew_state(database: Database) -> None:
    """Give the library a new state token."""
    database.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [STATE, new_id()]
    )


def next_undo(database: Database) -> str | None:
    """The label of what undo would take back, or None."""
    found = _latest(database)
    return None if found is None else str(found["label"])


def next_redo(database: Database) -> str | None:
    """The label of what redo would bring back, or None."""
    found = _earliest_undone(database)
    return None if found is None else str(found["label"])


def undo(database: Database) -> Turned | None:
    """Take back the latest act with its batch; its label and changes, or None if there is none."""
    with database.atomic():
        latest = _latest(database)
        if latest is None:
            return None
        # Only as far back as nothing else was done in between, which may build on what is older.
        other = database.execute(
            "SELECT number FROM act WHERE undone = 0 AND batch <> ? ORDER BY number DESC LIMIT 1",
            [latest["batch"]],
        ).fetchone()
        span = (other["number"] + 1 if other else 0, latest["number"])
        rows = database.execute(
            "SELECT * FROM act_row WHERE act BETWEEN ? AND ? ORDER BY act DESC, position DESC", span
        ).fetchall()
        changes = _turned(database, [(row["name"], row["after"], row["before"]) for row in rows])
        database.execute("UPDATE act SET undone = 1 WHERE number BETWEEN ? AND ?", span)
        renew_state(database)
    return str(latest["label"]), changes


def redo(database: Database) -> Turned | None:
    """Bring back what was undone last; its label and changes, or None if there is nothing."""
    with database.atomic():
        first = _earliest_undone(database)
        if first is None:
            return None
        other = database.execute(
            "SELECT number FROM act WHERE undone = 1 AND batch <> ? ORDER BY number LIMIT 1",
            [first["batch"]],
        ).fetchone()
        span = (first["number"], other["number"] - 1 if other else _LAST)
        rows = database.execute(
            "SELECT * FROM act_row WHERE act BETWEEN ? AND ? ORDER BY act, position", span
        ).fetchall()
        changes = _turned(database, [(row["name"], row["before"], row["after"]) for row in rows])
        database.execute("UPDATE act SET undone = 0 WHERE number BETWEEN ? AND ?", span)
        renew_state(database)
    return str(first["label"]), changes


def _latest(database: Database) -> Any:
    return database.execute(
        "SELECT * FROM act WHERE undone = 0 ORDER BY number DESC LIMIT 1"
    ).fetchone()


def _earliest_undone(database: Database) -> Any:
    return database.execute("SELECT * FROM act WHERE undone = 1 ORDER BY number LIMIT 1").fetchone()


def _turned(database: Database, rows: Iterable[tuple[str, str | None, str | None]]) -> set[Change]:
    """Turn rows one after the other; everything that this changes."""
    changes: set[Change] = set()
    for table, now, then in rows:
        changes |= _turn(database, table, now, then)
    return changes


def _turn(database: Database, table: str, now: str | None, then: str | None) -> set[Change]:
    """Make the row ``now`` into ``then``; either may be None for no row at all."""
    current: Any = json.loads(now) if now else None
    wanted: Any = json.loads(then) if then else None
    if wanted is None:
        _delete(database, table, current)
    elif current is None:
        _insert(database, table, wanted)
    else:
        _replace(database, table, current, wanted)
    return _changes(database, table, wanted or current)


def _changes(database: Database, table: str, row: Row) -> set[Change]:
    """What a row's change touches: the thing itself, and the document whose line shows it."""
    named: dict[Subject, str | None] = {}
    match table:
        case "document" | "collection":
            named[Subject(table)] = row["id"]
        case "highlight" | "note":
            named |= {Subject.DOCUMENT: row["document"], Subject(table): row["id"]}
            named.setdefault(Subject.HIGHLIGHT, row.get("highlight"))
        case "former_key" | "image" | "text_version":
            named[Subject.DOCUMENT] = row["document"]
        case "copy":
            found = {row["document"], row["copy_of"]}
            return {Change(Subject.DOCUMENT, id_) for id_ in found}
        case "tagging":
            named[Subject(row["subject"])] = row["target"]
            if row["subject"] == Subject.HIGHLIGHT:
                named[Subject.DOCUMENT] = _document_of(database, row["target"])
        case "placing":
            document = _document_of(database, row["highlight"])
            named |= {Subject.HIGHLIGHT: row["highlight"], Subject.DOCUMENT: document}
        case "membership":
            named |= {
                Subject.COLLECTION: row["collection"],
                Subject.DOCUMENT: row["document"],
            }
        case _:
            named[Subject.LIBRARY] = ""
    return {Change(subject, id_) for subject, id_ in named.items() if id_ is not None}


def _document_of(database: Database, highlight: str) -> str | None:
    """The document of a highlight; None for one that is gone, whose own row names it."""
    row = database.execute("SELECT document FROM highlight WHERE id = ?", [highlight]).fetchone()
    return None if row is None else str(row["document"])


_json = json.JSONEncoder(ensure_ascii=False).encode


def _dumped(row: Row | None) -> str | None:
    return None if row is None else _json(row)


def _where(table: str, row: Row) -> tuple[str, list[Any]]:
    names = KEYS[table]
    return " AND ".join(f"{name} = ?" for name in names), [row[name] for name in names]


def _last_number(database: Database, table: str) -> int:
    row = database.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()  # noqa: S608
    return int(row[0])


def _fetch(database: Database, table: str, key: Row) -> dict[str, Any]:
    condition, values = _where(table, key)
    row = database.execute(f"SELECT * FROM {table} WHERE {condition}", values).fetchone()  # noqa: S608
    if row is None:
        raise LookupError(f"no row in {table}")
    return dict(row)


def _insert(database: Database, table: str, row: Row) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608


def _replace(database: Database, table: str, before: Row, after: Row) -> None:
    condition, values = _where(table, before)
    settings = ", ".join(f"{name} = ?" for name in after)
    database.execute(
        f"UPDATE {table} SET {settings} WHERE {condition}",  # noqa: S608  (names are ours)
        [*after.values(), *values],
    )


def _delete(database: Database, table: str, row: Row) -> None:
    condition, values = _where(table, row)
    database.execute(f"DELETE FROM {table} WHERE {condition}", values)  # noqa: S608
