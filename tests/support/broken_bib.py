"""A .bib file that a hand or a disk has harmed, for property tests."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_HEAD = re.compile(r"^@(?:misc|article|book)\{k\d,", re.MULTILINE)
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


HARMED = st.tuples(st.permutations(ENTRIES), st.lists(HARM, max_size=4))


def harmed(order: list[str], harms: list[tuple[int, int, str]]) -> str:
    text = '@string{js = "Journal"}\n' + "".join(order)
    for place, length, put in harms:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + length :]
    return text


def lines_of_entries(text: str) -> set[int]:
    """The lines, counted from 1, that begin with one of the entries."""
    return {text.count("\n", 0, head.start()) + 1 for head in _HEAD.finditer(text)}
