"""Real pages come out the same when their kept files are read again: nothing becomes a version."""

from pathlib import Path

import pytest

from app.library import create_library
from tests.support.sourcebook import SHARED

PAGES = sorted((SHARED / "corpus" / "webpages").glob("*/*.html"))[:24]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PAGES, reason="the corpus of web pages isn't here"),
]


def test_real_pages_read_again_are_unchanged(tmp_path: Path) -> None:
    with create_library(tmp_path / "L") as library:
        lines = list(library.import_paths([str(page) for page in PAGES]))
        added = [line for line in lines if line.status == "added" and line.paragraphs]
        assert len(added) > 5
        state = library.state
        assert {line.status for line in library.reread_all()} == {"unchanged"}
        assert library.state == state
