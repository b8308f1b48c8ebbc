"""A real application on real encrypted libraries."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import create_library

SECRET = "correct horse battery"
CANARY = "canary4711wanders"


def library_in(folder: Path, passphrase: str | None = None) -> Path:
    """A library with one document, two notes and a collection."""
    page = folder.parent / "page.md"
    page.write_text(f"# About {CANARY}\n\nIt says {CANARY} here.\n\nAnd more.\n", encoding="utf-8")
    with create_library(folder, passphrase=passphrase) as library:
        [line] = library.import_paths([str(page)])
        assert line.document is not None
        library.highlight_quotation(line.document.id, CANARY, note=f"private {CANARY}")
        collection = library.add_collection(f"Within {CANARY}").value
        library.collect(collection.id, [line.document.id])
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A library without a passphrase."""
    return library_in(tmp_path / "thesis")


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """A library with one, and no recovery code yet."""
    return library_in(tmp_path / "thesis", SECRET)
