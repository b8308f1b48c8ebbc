"""A library of an earlier schema opens as it was, with room for what came since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlite_utils

from app.library import create_library, open_library
from app.store import migrations
from app.store import store as store_module
from app.store.engine import Database, connect
from app.store.schema import SCHEMA
from tests.support.pictures import png

PROSE = "The words of this paragraph are there so that a page has an article that is worth reading."


def _first_only(database: Database) -> None:
    first = sqlite_utils.Migrations("library")
    first._migrations = migrations.migrations._migrations[:1]
    first.apply(sqlite_utils.Database(database.conn, execute_plugins=False))


def test_a_library_of_schema_1_keeps_its_texts_and_takes_images(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.txt").write_text("An old text\n\nIt has one paragraph.\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_migrate", _first_only)
        create_library(tmp_path / "L").close()
    old = connect(tmp_path / "L" / "library.db")
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    assert not old.execute("SELECT 1 FROM sqlite_schema WHERE name = 'image'").fetchall()
    old.close()

    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files/a.png").write_bytes(png(60, 60))
    page = f'<article><p>{PROSE}</p><figure><img src="page_files/a.png"></figure></article>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with open_library(tmp_path / "L") as library:
        lines = list(library.import_paths([str(tmp_path / "old.txt"), str(tmp_path / "page.html")]))
        opened = [library.open_document(line.document.id) for line in lines if line.document]
        assert [len(each.images) for each in opened] == [0, 1]
        assert library.check() == []
    new = connect(tmp_path / "L" / "library.db")
    assert new.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    new.close()
    assert (tmp_path / "L/backups" / f"before-schema-{SCHEMA}-from-1.db").is_file()


def test_doubts_of_an_older_library_are_counted_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_migrate", _first_only)
        create_library(tmp_path / "L").close()
    old = connect(tmp_path / "L" / "library.db")
    for id_, came in (("aaaaaaaaaaaa", "title element"), ("bbbbbbbbbbbb", "JSON-LD")):
        old.execute(
            "INSERT INTO document (id, kind, key, sort_title, sort_author, sort_year, words,"
            " reference, added, provenance, revision)"
            " VALUES (?, 'report', ?, 't', '', 0, 't', ?, '2020-01-01T00:00:00Z', ?, 'r')",
            [
                id_,
                id_[0],
                json.dumps({"type": "report", "title": "T"}),
                json.dumps({"fields": {"title": came}}),
            ],
        )
    old.conn.commit()
    old.close()
    with open_library(tmp_path / "L") as library:
        assert [one.document.id for one in library.doubtful()] == ["aaaaaaaaaaaa"]
        assert library.overview().doubted == 1
        assert library.copies("a").linked == ()
