"""A broken .bib on its way into a library: each entry is there, or listed with line and reason."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from app.library import create_library
from tests.support.broken_bib import HARMED, harmed, lines_of_entries

LISTED = re.compile(r"Line (\d+): \S+")


@settings(max_examples=40, deadline=None)
@given(file=HARMED)
def test_no_entry_of_a_broken_file_is_lost_on_its_way_into_the_library(
    file: tuple[list[str], list[tuple[int, int, str]]],
) -> None:
    text = harmed(*file)
    with TemporaryDirectory() as folder, create_library(Path(folder) / "library") as library:
        bib = Path(folder) / "harmed.bib"
        bib.write_text(text, encoding="utf-8")
        lines = list(library.import_paths([str(bib)]))
        failed = [line.error.message for line in lines if line.error]
        if "There is no reference in the file." in failed or not text.strip():
            assert not lines_of_entries(text)
            return
        listed = {int(found[1]) for told in failed if (found := LISTED.match(told))}
        assert len(failed) == len([told for told in failed if LISTED.match(told)])
        stored = {document.provenance["line"] for document in library.documents()}
        # What a harm made the same as its neighbour is said to be the same.
        same = sum(line.status == "duplicate" for line in lines)
        missing = lines_of_entries(text) - listed - stored
        assert len(missing) <= same
        assert all(line.document is not None for line in lines if not line.error)
