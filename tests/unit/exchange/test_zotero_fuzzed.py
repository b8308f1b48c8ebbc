"""A Zotero folder with anything in it: imported or told, whole or not at all, never outside."""

from __future__ import annotations

import builtins
import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.exchange.endnote import read_endnote
from app.exchange.moving import Choices
from app.exchange.zotero import is_zotero_folder, read_folder
from app.exchange.zotero.rdf import read_rdf
from app.library import Library, create_library
from tests.support.zotero_folder import TABLES, small_folder
from tests.unit.exchange.test_endnote import ARTICLE, export
from tests.unit.exchange.test_zotero_rdf import RDF

COLUMNS = {
    table: [column.split()[0].rstrip(")") for column in columns.split(", ") if column[0].islower()]
    for table, columns in TABLES.items()
}
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=40),
    st.binary(max_size=20),
    st.sampled_from(
        [
            "../../secret.txt",
            "storage:../../secret.txt",
            "/etc/passwd",
            "storage:",
            "{",
            "0000-00-00",
        ]
    ),
)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = small_folder(tmp_path_factory.mktemp("pattern") / "Zotero")
    made.close()
    return made.path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


def spoilt(pattern: Path, scratch: Path, changes: list[tuple[str, int, int, Any]]) -> Path:
    """A copy of the small folder with single cells changed."""
    folder = scratch / "Zotero"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pattern, folder)
    database = sqlite3.connect(folder / "zotero.sqlite")
    for table, column, row, value in changes:
        name = COLUMNS[table][column % len(COLUMNS[table])]
        rows = [found[0] for found in database.execute(f"SELECT rowid FROM {table}")]
        if rows:
            try:
                database.execute(
                    f"UPDATE {table} SET {name} = ? WHERE rowid = ?", [value, rows[row % len(rows)]]
                )
            except sqlite3.IntegrityError:
                continue
    database.commit()
    database.close()
    return folder


CHANGES = st.lists(
    st.tuples(st.sampled_from(sorted(COLUMNS)), st.integers(0, 20), st.integers(0, 20), VALUES),
    max_size=12,
)


@settings(max_examples=60)
@given(changes=CHANGES)
def test_reading_never_breaks_and_names_no_file_outside(
    pattern: Path, scratch: Path, changes: list[tuple[str, int, int, Any]]
) -> None:
    folder = spoilt(pattern, scratch, changes)
    assert is_zotero_folder(folder)
    found = read_folder(folder, Choices(frozenset({"*"})))
    for entry in found.entries:
        for attachment in entry.attachments:
            if attachment.file is not None:
                assert attachment.file.resolve().is_relative_to(folder.resolve())
            else:
                assert attachment.problem
    marks = [one.mark for one in found.collections]
    for number, one in enumerate(found.collections):
        assert one.parent is None or one.parent in marks[:number]


@settings(max_examples=8)
@given(changes=CHANGES)
@example(changes=[("itemData", 0, 0, None)])
def test_an_import_leaves_a_sound_library_and_is_undone(
    pattern: Path, scratch: Path, changes: list[tuple[str, int, int, Any]]
) -> None:
    folder = spoilt(pattern, scratch, changes)
    shutil.rmtree(scratch / "library", ignore_errors=True)
    with create_library(scratch / "library") as library:
        lines = list(library.import_paths([str(folder)]))
        assert all(line.document or line.error for line in lines)
        assert library.check() == []
        _whole(library)
        again = list(library.import_paths([str(folder)]))
        assert "added" not in {line.status for line in again}
        while library.next_undo():
            library.undo()
        assert (library.count(), library.notes(), library.collections()) == (0, (), ())


def _whole(library: Library) -> None:
    """Each document that has an original or text has both, and can be opened."""
    for document in library.documents():
        opened = library.open_document(document.id)
        assert (document.original is None) == (opened.text is None)
        assert document.key
        assert document.title or opened.text is None


def test_no_file_outside_the_folder_is_opened(
    pattern: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = spoilt(
        pattern, tmp_path, [("itemAttachments", 4, row, "../../secret.txt") for row in (0, 1)]
    )
    (tmp_path / "secret.txt").write_text("Not to be read")
    opened: list[str] = []
    for module in (builtins, io):
        real = module.open

        def watched(file: Any, *args: Any, real: Any = real, **named: Any) -> Any:
            opened.append(os.fspath(file) if not isinstance(file, int) else "")
            return real(file, *args, **named)

        monkeypatch.setattr(module, "open", watched)
    real_os = os.open

    def watched_os(path: Any, *args: Any, **named: Any) -> int:
        opened.append(os.fspath(path))
        return real_os(path, *args, **named)

    monkeypatch.setattr(os, "open", watched_os)
    with create_library(tmp_path / "library") as library:
        list(library.import_paths([str(folder)]))
    assert opened
    assert [path for path in opened if "secret" in str(path)] == []


@pytest.mark.parametrize("seed", range(40))
def test_a_database_with_bytes_changed_is_read_or_refused(
    pattern: Path, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "Zotero"
    shutil.copytree(pattern, folder)
    content = bytearray((folder / "zotero.sqlite").read_bytes())
    for step in range(20):
        at = (seed * 7919 + step * 104729) % len(content)
        content[at] ^= (seed + step) % 255 + 1
    (folder / "zotero.sqlite").write_bytes(content)
    # Anything but a known error is a failure.
    with suppress(InputError):
        read_folder(folder, Choices())


def cut(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), 97):
        yield content[:at]
        yield content[:at] + b"<" + content[at + 3 :]


def test_broken_xml_is_read_in_part_or_refused() -> None:
    for content in cut(export(ARTICLE, ARTICLE)):
        with suppress(InputError):
            read_endnote(content, Path("x.xml"), Choices())
    for content in cut(RDF.encode()):
        with suppress(InputError):
            read_rdf(content, Path("x.rdf"), Choices())
