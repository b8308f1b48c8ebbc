"""Broken files: whatever a hand or a disk did to one, no entry vanishes in silence."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.cite.bibtex import read_bibliography
from app.cite.bibtex.parsing import cut
from tests.support.broken_bib import ENTRIES, HARMED, harmed, lines_of_entries

ENTRY_LIKE = re.compile(
    r"^[ \t]*@(?!comment|string|preamble)[A-Za-z][^\s{(@,}=%\"\\]*[ \t]*[{(]\s*k\d?\s*,",
    re.MULTILINE | re.IGNORECASE,
)


@settings(max_examples=600, deadline=None)
@given(file=HARMED)
@example((list(ENTRIES), [(78, 0, "{"), (0, 0, "@home {x}"), (67, 0, "\n@c++{k, title={")]))
def test_each_entry_is_read_or_listed_with_its_line(
    file: tuple[list[str], list[tuple[int, int, str]]],
) -> None:
    text = harmed(*file)
    found = read_bibliography(text)
    lines = {entry.line for entry in found.entries} | {part.line for part in found.broken}
    assert lines_of_entries(text) <= lines
    assert all(part.reason for part in found.broken)


@settings(max_examples=600, deadline=None)
@given(file=HARMED)
def test_whatever_begins_a_line_like_an_entry_is_read_listed_or_within_one_that_was_read(
    file: tuple[list[str], list[tuple[int, int, str]]],
) -> None:
    """Those of types that nobody knows, and those that a broken neighbour seems to hold, too."""
    text = harmed(*file)
    found = cut(text)
    lines = {one.line for one in (*found.entries, *found.rubble)}
    spans = [range(entry.start, entry.end) for entry in found.entries if entry.start >= 0]
    for head in ENTRY_LIKE.finditer(text):
        line = text.count("\n", 0, head.start()) + 1
        assert line in lines or any(head.end() in span for span in spans), text


@settings(max_examples=300, deadline=None)
@given(order=st.permutations(ENTRIES), length=st.integers(0, 500))
def test_a_file_cut_short_keeps_all_that_was_whole(order: list[str], length: int) -> None:
    whole = "".join(order)
    text = whole[:length]
    kept = [entry for entry in order if whole.index(entry) + len(entry.rstrip()) <= len(text)]
    read = [entry.key for entry in read_bibliography(text).entries]
    assert read[: len(kept)] == [re.findall(r"k\d", entry)[0] for entry in kept]
