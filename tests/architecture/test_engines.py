"""The native parts behave as they did when they were chosen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.store import engine

CALLS = 20_000
CANARY = f"""
import sys
try:
    from PySide6.QtCore import QObject
except ImportError as error:
    sys.exit("can't load: " + str(error))
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("canary")
print(before - sys.getrefcount(None))
"""


def test_a_call_into_qt_that_returns_nothing_costs_no_reference_to_none() -> None:
    # PySide6 6.12.0 lost one per call; where None is immortal (CPython 3.12 on) the count stands.
    done = subprocess.run(
        [sys.executable, "-c", CANARY], capture_output=True, encoding="utf-8", check=False
    )
    if done.stderr.startswith("can't load: "):
        pytest.skip(f"Qt's core can't be loaded here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 100


def test_the_linked_sqlite_is_free_of_the_wal_reset_bug() -> None:
    # Corruption when a WAL is reset: SQLite 3.7.0 to 3.51.2; 3.52.0 was withdrawn.
    assert engine.SQLITE_VERSION >= (3, 51, 3)
    assert engine.SQLITE_VERSION != (3, 52, 0)


def test_the_version_asserted_is_the_version_that_runs(tmp_path: Path) -> None:
    database = engine.connect(tmp_path / "any.db")
    ((version,),) = database.execute("select sqlite_version()").fetchall()
    assert tuple(int(part) for part in version.split(".")) == engine.SQLITE_VERSION


def test_the_engine_can_search_and_encrypt(tmp_path: Path) -> None:
    database = engine.connect(tmp_path / "any.db")
    database.execute("create virtual table words using fts5(text, content='', prefix='1 2 3')")
    assert database.execute("pragma cipher_version").fetchone()
