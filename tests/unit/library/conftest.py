"""A small library with one of everything."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.library import Access, Library, create_library, open_library

ARTICLE = """---
title: Reading a claim twice
author: Mara Ellingsen
date: 2024-03-14
kind: analyst-article
---

A claim is a text before it is a fact. Somebody wrote it.

## Names before facts

The outlet is called “Bayān” by some and bayan by others.

It was quoted by three papers.
"""


@dataclass(frozen=True)
class World:
    """A library and the ids of what is in it."""

    library: Library
    folder: Path
    document: str
    reference: str
    highlight: str
    note: str
    collection: str
    spare: Path


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The library every test gets a copy of, closed."""
    tmp_path = tmp_path_factory.mktemp("pattern")
    folder = tmp_path / "library"
    library = create_library(folder)
    article = tmp_path / "article.md"
    article.write_text(ARTICLE, encoding="utf-8")
    [line] = library.import_paths([str(article)])
    assert line.document is not None, line.error
    document = line.document.id
    reference = library.add_reference(
        {"type": "book", "title": "A printed book", "author": [{"literal": "Some Institute"}]}
    ).value.id
    highlight = library.highlight_quotation(
        document, "three papers", note="private thought", tags=["check"]
    ).value.id
    note = library.add_note("on the document", on=document).value.id
    collection = library.add_collection("Claims").value.id
    library.collect(collection, [document])
    spare = tmp_path / "spare.txt"
    spare.write_text("Another text\n\nIt has one paragraph of its own.\n", encoding="utf-8")
    library.close()
    return World(library, folder, document, reference, highlight, note, collection, spare)


@pytest.fixture
def world(pattern: World, tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "library"
    shutil.copytree(pattern.folder, folder)
    with open_library(folder, Access.WRITE) as library:
        yield replace(pattern, library=library, folder=folder)
