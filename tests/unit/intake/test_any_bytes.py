"""Any bytes give a finding or an InputError, and the text's offsets are always sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError

from .conftest import Outcome, read
from .pdf_files import Word, build

TAGS = ["p", "div", "h2", "ul", "li", "table", "tr", "td", "blockquote", "pre", "br", "figure",
        "figcaption", "sup", "a", "dl", "dt", "dd", "b", "article", "section"]  # fmt: skip
WORDS = st.text(
    st.characters(codec="utf-8") | st.sampled_from(list(" \n\t\u200b\u202eأعماقé'’.,:;()[]=-*#>|`"))
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(
            WORDS
            | st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
            | st.sampled_from(["<!--", "-->", "&amp;", "&#1;", "<p class=caption>", "<script>"]),
            max_size=40,
        )
    )
    return "".join(parts)


def check(found: Outcome) -> None:
    text = found.text
    at = 0
    for block in text.blocks:
        assert block.start == at
        piece = text.canonical[block.start : block.end]
        assert piece
        assert "\n\n" not in piece
        at = block.end + 2
    assert not text.blocks or at - 2 == len(text.canonical)
    title = found.reference.get("title", "x")
    assert title == title.strip()
    assert "\n" not in title


def read_or_refuse(data: str | bytes, name: str) -> None:
    try:
        found = read(data, name)
    except InputError:
        return
    check(found)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.pdf"])
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    read_or_refuse(data, name)
    read_or_refuse(b"%PDF-1.7\n" + data + b"\n%%EOF" if name == "a.pdf" else data * 3, name)


@given(text=markup())
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read_or_refused(text: str) -> None:
    read_or_refuse(text, "a.html")


@given(lines=st.lists(WORDS, max_size=12), end=st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(lines: list[str], end: str) -> None:
    read_or_refuse(end.join(lines), "a.txt")


@given(lines=st.lists(WORDS, max_size=12))
@settings(max_examples=20, deadline=None)
def test_any_markdown_is_read_or_refused(lines: list[str]) -> None:
    read_or_refuse("\n".join(lines), "a.md")


@given(
    place=st.integers(min_value=9, max_value=1_500),
    byte=st.integers(min_value=0, max_value=255),
)
@settings(max_examples=60, deadline=None)
def test_a_pdf_with_a_wrong_byte_is_read_or_refused(place: int, byte: int) -> None:
    data = bytearray(build([[Word(72, 700, "Some words"), Word(72, 600, "قامعا and more")]]))
    data[place % len(data)] = byte
    read_or_refuse(bytes(data), "a.pdf")
