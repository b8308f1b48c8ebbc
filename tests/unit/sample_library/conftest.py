"""The sample's texts, read by the program's own importer once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.library import Library
from app.library.documents import Opened
from app.library.sample import create_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample library as a user first sees it; nothing may be changed in it."""
    with create_sample(tmp_path_factory.mktemp("sample") / "library") as library:
        yield library


@pytest.fixture(scope="session")
def opened(sample: Library) -> dict[str, Opened]:
    """Every document that has a text, by the name of its file."""
    return {
        Path(document.original_name or "").name: sample.open_document(document.id)
        for document in sample.documents()
        if document.text_id
    }
