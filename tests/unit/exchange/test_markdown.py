"""Markdown made of hostile text, proved with pandoc's reader: it holds no structure of its own."""

from __future__ import annotations

import json
from typing import Any

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.exporting import export
from app.exchange.markdown import literal

from .shelves import full_shelf

HOSTILE = [
    "# Heading",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](http://e.org/t.png)",
    "* a\n* b",
    "1. one",
    "> quoted",
    "```\ncode",
    "a | b\n--|--",
    "=====",
    "-----",
    "&lt;b&gt; &copy;",
    "_em_ **strong** ~~gone~~ ^up^ H~2~O $x$",
    "@cited [@cited] me@example.org",
    "^[note] [^1]: x",
    "    indented",
    ": definition",
    "\\# \\",
    "% title",
    "--- \ntitle: x\n---",
    "{.class} ::: warning",
    "+ a",
]


def parsed(markdown: str, reader: str) -> list[dict[str, Any]]:
    tree = json.loads(pypandoc.convert_text(markdown, "json", format=reader))
    blocks: list[dict[str, Any]] = tree["blocks"]
    return blocks


def words(block: dict[str, Any]) -> str:
    assert block["t"] == "Para", block
    parts = []
    for inline in block["c"]:
        assert inline["t"] in {"Str", "Space"}, inline
        parts.append(inline.get("c", " "))
    return "".join(parts)


@pytest.mark.parametrize("reader", ["commonmark", "gfm", "markdown-smart", "markdown_strict"])
def test_hostile_text_stays_text(reader: str) -> None:
    """All at once, one paragraph each: pandoc is slow to start."""
    markdown = "\n\n".join(literal(text) for text in HOSTILE)
    blocks = parsed(markdown, reader)
    assert len(blocks) == len(HOSTILE)
    for block, text in zip(blocks, HOSTILE, strict=True):
        shown = words(block).replace("\u00a0", " ")
        expected = " ".join(text.split()).replace("http://e.org", "hxxp://e[.]org")
        assert shown == expected


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("#*_`<>[]()!|~^$\\&@-+=:.1 a\n{}%\"'"), min_size=1), min_size=1
    )
)
def test_any_text_stays_text(texts: list[str]) -> None:
    kept = [text for text in texts if literal(text)]
    markdown = "\n\n".join(f"x {literal(text)}" for text in kept)
    blocks = parsed(markdown, "commonmark") if kept else []
    assert [words(block) for block in blocks] == ["x " + " ".join(text.split()) for text in kept]


def test_addresses_in_texts_are_dead_and_the_sources_own_is_a_link() -> None:
    content = export("markdown", full_shelf()).content.decode()
    assert "hxxps://evil\\[.\\]example\\[.\\]org/x" in content
    assert "https://evil" not in content
    assert "https://bad" not in content
    assert "<https://watchward.example.org/a_b%20c?x=1&y=2#part>" in content


def test_a_quotation_is_a_block_quote_with_its_locator_meaning_and_tags() -> None:
    content = export("markdown", full_shelf()).content.decode()
    where = "p. 9 · paras 4–5 · section History \\*of\\* it / 1&#46; Now"
    line = f"> — {where} · Claim to check · claim · voice"
    assert line in content.splitlines()
    assert content.index(line) < content.index("- Note: *Who* says so?")


def test_a_note_cannot_leave_its_place() -> None:
    blocks = parsed(export("markdown", full_shelf()).content.decode(), "commonmark")
    headings = [block for block in blocks if block["t"] == "Header"]
    assert len(headings) == 1 + len(full_shelf().items) + 1
    assert '"RawBlock"' not in json.dumps(blocks)
    assert '"RawInline"' not in json.dumps(blocks)
