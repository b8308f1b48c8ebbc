"""Cutting a .bib text: nothing of it is left out, and bibtexparser sees the same entries."""

from __future__ import annotations

import logging

import pytest
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cite.bibtex.cutting import Gap, RawEntry, RawMacro, pieces
from app.cite.bibtex.parsing import cut

SIGNS = st.lists(
    st.sampled_from(
        [
            *'{}"@=,#\\%() \n\r\tab1',
            "@misc{k,",
            "title",
            " = ",
            "{T}",
            "},\n",
            "@string{",
            "@comment{",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(SIGNS)
def test_the_pieces_are_the_whole_text_in_order(text: str) -> None:
    found = list(pieces(text))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert all(piece.start < piece.end for piece in found)


def _balanced() -> st.SearchStrategy[str]:
    words = st.sampled_from(["a", "NASA", "\\'e", "--", "a, b", "x = y", '"', "#", "me@home", "\n"])
    flat = st.lists(words, max_size=4).map(" ".join)
    return st.recursive(
        flat, lambda inner: st.tuples(inner, flat).map("{{{0[0]}}} {0[1]}".format), max_leaves=4
    )


VALUES = st.one_of(
    _balanced().map("{{{}}}".format),
    st.sampled_from(['"a {b} c"', "2014", "jan", 'jan # "~12"', '"a" # b # {c}', "{}"]),
)
ENTRIES = st.builds(
    lambda kind, key, fields, comma: (
        f"@{kind}{{{key},\n  "
        + ",\n  ".join(f"{name} = {value}" for name, value in fields)
        + (",\n}" if comma else "\n}")
    ),
    st.sampled_from(["misc", "Article", "online", "sermon"]),
    st.sampled_from(["a", "doe:2014", "x/y+z", "é1"]),
    st.lists(
        st.tuples(st.sampled_from(["title", "Note", "a_b", "date"]), VALUES), min_size=1, max_size=4
    ),
    st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_bibtexparser_sees_the_same_in_well_formed_entries(entries: list[str]) -> None:
    text = "\n\n".join(entries)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    theirs = []
    for block in Splitter(text).split().blocks:
        entry = block
        while isinstance(entry, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock):
            entry = entry.ignore_error_block
        assert isinstance(entry, Entry)
        fields = [(field.key.casefold(), field.value) for field in entry.fields]
        theirs.append((entry.entry_type.casefold(), entry.key, fields, (entry.start_line or 0) + 1))
    ours = [
        (
            entry.kind,
            entry.key,
            [(name, f"{{{value}}}" if whole else value) for name, value, whole in entry.fields],
            entry.line,
        )
        for entry in cut(text).entries
    ]
    assert ours == theirs


def test_each_piece_tells_where_it_stands() -> None:
    text = (
        "% head\n@string{j = {J}}\n\n@misc{a, title={A}} @misc{b,\n note={B},}\n@misc{c, title={C\n"
    )
    found = list(pieces(text))
    assert [type(piece) for piece in found] == [Gap, RawMacro, Gap, RawEntry, Gap, RawEntry, Gap]
    places = [
        (entry.key, text[entry.start : entry.end], entry.line)
        for entry in found
        if isinstance(entry, RawEntry)
    ]
    assert places == [
        ("a", "@misc{a, title={A}}", 4),
        ("b", "@misc{b,\n note={B},}", 4),
    ]
    assert [part.line for part in cut(text).rubble] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title={a \\{ b}}",
        "@misc{k, title={a\n@home {b} c}}",
        "@misc(k, title={a})",
        "@comment{@misc{k, title={a}}}",
        "@misc{k, title={a},, note={b}}",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_to_bibtexparser(text: str) -> None:
    assert not any(isinstance(piece, RawEntry) for piece in pieces(text))


def test_an_entry_in_a_gap_tells_where_it_stands_too() -> None:
    text = "@misc{a, title={A}}\n@misc(b, title={B})\n@misc{c, title={a \\{ b}}\n"
    (a, b, c) = cut(text).entries
    assert [text[one.start : one.end] for one in (a, b, c)] == text.splitlines()


def test_a_mended_entry_tells_where_it_stands_too() -> None:
    text = "@misc\r\n  {a, title={A}}\n@misc{b, % how\n title={B}}\n"
    (a, b) = cut(text).entries
    assert text[a.start : a.end] == "@misc\r\n  {a, title={A}}"
    assert text[b.start : b.end] == "@misc{b, % how\n title={B}}"
