"""A real application on real encrypted libraries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.library import create_library
from app.settings import Settings
from ui.application import Application

SECRET = "correct horse battery"
CANARY = "canary4711wanders"


@pytest.fixture
def application(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Application]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    monkeypatch.delenv("SOURCEBOOK_LIBRARY", raising=False)
    qapp.setQuitOnLastWindowClosed(False)
    made = Application(qapp, Settings(tmp_path / "settings.json"))
    yield made
    if made.window is not None:
        made.window.close()
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
