"""Broken files: whatever a hand or a disk did to one, no entry vanishes in silence."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.cite.bibtex import read_bibliography

HEAD = re.compile(r"^@(?:misc|article|book)\{k\d,", re.MULTILINE)
ENTRIES = (
    "@misc{k0, title={Zero}, note = {a {b} c}}\n",
    '@article{k1,\n  title = "One and {more}",\n  journal = js,\n  year = 2001,\n}\n',
    "@book{k2,\n  title = {Two},\n  author = {Roe, Jane and {B}},\n  abstract = {x\n\ny}\n}\n\n",
    "@misc{k3, title = {Three} # { and a half}, month = jan}\n",
    "@article{k4, title={Four}}\n",
)
HARM = st.tuples(
    st.integers(0, 400),
    st.integers(0, 6),
    st.sampled_from(
        [
            *'{}"@,=#%()\\\n',
            "",
            "",
            "@home {x}",
            "@comment{",
            "@string{",
            "\n@c++{k, title={",
            "\\{",
        ]
    ),
)


@settings(max_examples=600, deadline=None)
@given(order=st.permutations(ENTRIES), harms=st.lists(HARM, max_size=4))
def test_each_entry_is_read_or_listed_with_its_line(
    order: list[str], harms: list[tuple[int, int, str]]
) -> None:
    text = '@string{js = "Journal"}\n' + "".join(order)
    for place, length, put in harms:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + length :]
    found = read_bibliography(text)
    lines = {entry.line for entry in found.entries} | {part.line for part in found.broken}
    heads = {text.count("\n", 0, head.start()) + 1 for head in HEAD.finditer(text)}
    assert heads <= lines
    assert all(part.reason for part in found.broken)


@settings(max_examples=300, deadline=None)
@given(order=st.permutations(ENTRIES), cut=st.integers(0, 500))
def test_a_file_cut_short_keeps_all_that_was_whole(order: list[str], cut: int) -> None:
    whole = "".join(order)
    text = whole[:cut]
    kept = [entry for entry in order if whole.index(entry) + len(entry.rstrip()) <= len(text)]
    read = [entry.key for entry in read_bibliography(text).entries]
    assert read[: len(kept)] == [re.findall(r"k\d", entry)[0] for entry in kept]
